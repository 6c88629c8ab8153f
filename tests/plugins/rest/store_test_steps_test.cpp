// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/store_test_steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "tests/plugins/rest/scripted_transport.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ScriptedTransport;
using State = StepState;

class StoreTestStepsTest : public ::testing::Test {
protected:
    StoreTestStepsTest() {
        m_access = systemRestAccess();
        m_access.transport = [this](const HttpOptions&) -> Result<std::shared_ptr<const HttpTransport>> {
            return m_transport;
        };
        m_connection.endpoint = "http://127.0.0.1:6333";
        m_plan.probeUrl = m_connection.endpoint + "/";
        m_plan.begin = [](std::shared_ptr<const HttpTransport>) { return Status(); };
        m_plan.key = m_plan.version = m_plan.collections = [](const RunControl&) { return StoreFinding(); };
    }
    std::vector<State> run() {
        m_steps = runStoreTest(m_connection, Secret(std::string_view("the-secret-key")), m_access, m_plan,
                               m_control, {});
        std::vector<State> states;
        for (const StoreTestStep& step : m_steps) states.push_back(step.state);
        return states;
    }
    const StoreTestStep& step(StoreStep which) const { return m_steps.at(static_cast<std::size_t>(which)); }

    std::shared_ptr<ScriptedTransport> m_transport = std::make_shared<ScriptedTransport>();
    RestAccess m_access;
    StoreConnection m_connection;
    StoreTestPlan m_plan;
    std::stop_source m_stop;
    RunControl m_control{m_stop.get_token(), {}};
    std::vector<StoreTestStep> m_steps;
};

TEST_F(StoreTestStepsTest, AllPassAndTheProbeCarriesNoKey) {
    m_transport->replies.push_back(ScriptedTransport::answer(404, ""));
    EXPECT_THAT(run(),
                ElementsAre(State::Passed, State::Passed, State::Passed, State::Passed, State::Passed));
    ASSERT_EQ(m_transport->requests.size(), 1U);
    EXPECT_TRUE(m_transport->requests[0].headers.empty());
    EXPECT_THAT(step(StoreStep::Tls).detail, HasSubstr("not encrypted"));
}

TEST_F(StoreTestStepsTest, WhatFollowsAFailureIsNotTried) {
    m_transport->replies.push_back(ScriptedTransport::answer(200, ""));
    m_plan.key = [](const RunControl&) {
        return StoreFinding{State::Failed, "refused the-secret-key", "not the-secret-key"};
    };
    EXPECT_THAT(run(),
                ElementsAre(State::Passed, State::Passed, State::Failed, State::NotTried, State::NotTried));
    EXPECT_EQ(step(StoreStep::Key).detail, "refused [secret]");
    EXPECT_EQ(step(StoreStep::Key).cure, "not [secret]");
}

TEST_F(StoreTestStepsTest, BrokenConnectionsBelongToTheirStep) {
    m_transport->replies.push_back(ScriptedTransport::broken(NetFault::Refused));
    EXPECT_THAT(run(), ElementsAre(State::Failed, State::NotTried, State::NotTried, State::NotTried,
                                   State::NotTried));
    EXPECT_EQ(step(StoreStep::Host).cure, "start the service, or correct the port of the endpoint");
    m_transport->replies.push_back(ScriptedTransport::broken(NetFault::Certificate));
    EXPECT_THAT(run(), ElementsAre(State::Passed, State::Failed, State::NotTried, State::NotTried,
                                   State::NotTried));
}

TEST_F(StoreTestStepsTest, AStepHasALimit) {
    m_transport->replies.push_back(ScriptedTransport::answer(200, ""));
    m_access.stepLimitMs = 50;
    m_plan.version = [](const RunControl& control) {
        while (!control.stop.stop_requested()) std::this_thread::yield();
        return StoreFinding{State::Failed, "cancelled", {}};
    };
    EXPECT_THAT(run(),
                ElementsAre(State::Passed, State::Passed, State::Passed, State::Failed, State::NotTried));
    EXPECT_THAT(step(StoreStep::Version).detail, HasSubstr("no answer within"));
}

TEST_F(StoreTestStepsTest, CancelIsNoFailure) {
    m_transport->replies.push_back(ScriptedTransport::answer(200, ""));
    m_plan.key = [this](const RunControl& control) {
        m_stop.request_stop();
        EXPECT_TRUE(control.stop.stop_requested());
        return StoreFinding{State::Failed, "broken", {}};
    };
    EXPECT_THAT(run(), ElementsAre(State::Passed, State::Passed, State::Cancelled, State::NotTried,
                                   State::NotTried));
}

}  // namespace
}  // namespace qstore
