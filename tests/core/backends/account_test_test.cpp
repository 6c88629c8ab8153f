// SPDX-License-Identifier: Apache-2.0
#include "core/backends/account_test.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/core/backends/account_fakes.h"

namespace qstore {
namespace {

using test::CheckedProvider;
using test::FakeTransport;
using test::HeldClock;
using ::testing::HasSubstr;
using ::testing::Not;

const Secret plantedKey{"planted-key-0123456789"};

HttpResult broken(NetFault fault, const std::string& message = "it broke", bool maybeReceived = true) {
    return tl::unexpected<NetError>(NetError{fault, {ErrorCode::Io, message, {}}, maybeReceived});
}

class AccountTestOf : public ::testing::Test {
protected:
    AccountTestOf() {
        m_profile.name = "lab";
        m_profile.endpoint = "https://api.ionq.co/v0.4";
        m_access.transport =
            [this](const HttpOptions& options) -> Result<std::shared_ptr<const HttpTransport>> {
            m_options = options;
            return m_transport;
        };
        m_access.provider = [this](const BackendProfile&, const Secret& key,
                                   const auto& transport) -> Result<std::shared_ptr<const Provider>> {
            EXPECT_EQ(key, plantedKey);
            EXPECT_EQ(transport, m_transport);
            return m_provider;
        };
        m_access.clock = m_clock;
    }

    std::vector<AccountTestStep> run(const RunControl& control = {}) const {
        return testAccount(m_profile, plantedKey, m_access, control);
    }
    /// Expects the steps before `failed` passed, those after not tried; gives the one that failed.
    AccountTestStep expectFailure(AccountStep failed) const {
        const auto steps = run();
        EXPECT_EQ(steps.size(), 5U);
        EXPECT_FALSE(allPassed(steps));
        for (const AccountTestStep& step : steps) {
            EXPECT_THAT(step.detail + step.cure, Not(HasSubstr("planted-key")));
            const StepState expected = step.step < failed    ? StepState::Passed
                                       : step.step == failed ? StepState::Failed
                                                             : StepState::NotTried;
            EXPECT_EQ(step.state, expected) << accountStepName(step.step) << ": " << step.detail;
        }
        const AccountTestStep& found = steps[static_cast<std::size_t>(failed)];
        EXPECT_FALSE(found.cure.empty());
        return found;
    }

    BackendProfile m_profile;
    HttpOptions m_options;
    std::shared_ptr<FakeTransport> m_transport = std::make_shared<FakeTransport>();
    std::shared_ptr<CheckedProvider> m_provider = std::make_shared<CheckedProvider>();
    std::shared_ptr<HeldClock> m_clock = std::make_shared<HeldClock>();
    AccountTestAccess m_access;
};

TEST_F(AccountTestOf, AGoodAccountPassesAllFive) {
    m_provider->onIdentity = [](const RunControl&) {
        return Identity{"Example Ltd", "chemistry", {"jobs:read", "jobs:write"}, {}};
    };
    m_provider->onDevices = [] {
        std::vector<DeviceInfo> devices(3);
        devices[1].status = DeviceStatus::Unavailable;
        return devices;
    };
    m_profile.proxy = "http://proxy:3128";
    m_profile.caFile = "/etc/ca.pem";
    std::vector<std::string> told;
    const auto steps = testAccount(m_profile, plantedKey, m_access, {}, [&](const AccountTestStep& step) {
        told.push_back(std::string(accountStepName(step.step)) + " " +
                       std::string(stepStateName(step.state)));
    });
    EXPECT_TRUE(allPassed(steps));
    EXPECT_THAT(told, ::testing::ElementsAre("name running", "name passed", "tls running", "tls passed",
                                             "key running", "key passed", "rights running", "rights passed",
                                             "devices running", "devices passed"));
    EXPECT_THAT(steps[0].detail, HasSubstr("api.ionq.co:443"));
    EXPECT_THAT(steps[2].detail, HasSubstr("Example Ltd, project chemistry"));
    EXPECT_THAT(steps[3].detail, HasSubstr("jobs:read, jobs:write"));
    EXPECT_EQ(steps[4].detail, "3 devices, 2 available now");
    EXPECT_EQ(m_options.proxy, "http://proxy:3128");
    EXPECT_EQ(m_options.caFile, "/etc/ca.pem");
    // The exchange that finds out who is there carries no key.
    ASSERT_EQ(m_transport->requests().size(), 1U);
    EXPECT_TRUE(m_transport->requests()[0].authorization.empty());
    EXPECT_TRUE(m_transport->requests()[0].secretBody.empty());
    for (const std::int64_t limit : m_clock->waited()) EXPECT_EQ(limit, 10'000);
}

TEST_F(AccountTestOf, EachBrokenConnectionBelongsToAStepAndHasItsCure) {
    struct Case {
        NetFault fault;
        bool maybeReceived;
        AccountStep step;
        const char* cure;
    };
    const Case cases[] = {
        {NetFault::NameNotFound, false, AccountStep::Name, "--proxy"},
        {NetFault::Refused, false, AccountStep::Name, "firewall"},
        {NetFault::Proxy, false, AccountStep::Name, "https_proxy"},
        {NetFault::BadRequest, false, AccountStep::Name, "https://api.ionq.co/v0.4"},
        {NetFault::Timeout, false, AccountStep::Name, "firewall"},
        {NetFault::Timeout, true, AccountStep::Tls, "firewall"},
        {NetFault::TlsHandshake, false, AccountStep::Tls, "TLS"},
        {NetFault::Certificate, false, AccountStep::Tls, "--ca-file"},
        {NetFault::Closed, true, AccountStep::Tls, "firewall"},
        {NetFault::Reset, true, AccountStep::Tls, "firewall"},
        {NetFault::Malformed, true, AccountStep::Tls, "web server"},
    };
    for (const Case& one : cases) {
        m_transport->answers = {broken(one.fault, "it broke", one.maybeReceived)};
        const AccountTestStep step = expectFailure(one.step);
        EXPECT_EQ(step.detail, "it broke") << netFaultName(one.fault);
        EXPECT_THAT(step.cure, HasSubstr(one.cure)) << netFaultName(one.fault);
    }
    // A page that is too large is still an answer.
    m_transport->answers = {broken(NetFault::TooLarge)};
    EXPECT_TRUE(allPassed(run()));
}

TEST_F(AccountTestOf, ACertificateOfAnotherTimeAsksForTheClock) {
    m_transport->answers = {broken(NetFault::Certificate, "certificate is not yet valid")};
    EXPECT_THAT(expectFailure(AccountStep::Tls).cure, HasSubstr("clock, which says 2025-12-01 00:00 UTC"));
    m_transport->answers = {broken(NetFault::Certificate, "certificate has expired")};
    EXPECT_THAT(expectFailure(AccountStep::Tls).cure, HasSubstr("clock"));
    m_profile.caFile = "/etc/own.pem";
    m_transport->answers = {broken(NetFault::Certificate, "self-signed certificate")};
    EXPECT_THAT(expectFailure(AccountStep::Tls).cure, HasSubstr("/etc/own.pem"));
}

TEST_F(AccountTestOf, AKeyThatIsRefusedFailsAtTheKey) {
    m_provider->onIdentity = [](const RunControl&) {
        // A server that repeats what it was sent.
        return remoteFail(RemoteFault::KeyRejected, ErrorCode::Failed,
                          "401: planted-key-0123456789 is revoked");
    };
    const AccountTestStep step = expectFailure(AccountStep::Key);
    EXPECT_THAT(step.detail, HasSubstr("[secret] is revoked"));
    EXPECT_THAT(step.cure, HasSubstr("qstore accounts key lab"));
}

TEST_F(AccountTestOf, WithoutAKeyNothingIsAskedOfTheProvider) {
    m_access.provider = {};
    const auto steps = testAccount(m_profile, Secret(), m_access);
    EXPECT_EQ(steps[1].state, StepState::Passed);
    EXPECT_EQ(steps[2].state, StepState::Failed);
    EXPECT_THAT(steps[2].cure, HasSubstr("qstore accounts key lab"));
    EXPECT_EQ(steps[3].state, StepState::NotTried);
}

TEST_F(AccountTestOf, MissingRightsAreNotTakenForAWrongKey) {
    m_provider->onJob = [](const std::string&) {
        return remoteFail(RemoteFault::Forbidden, ErrorCode::Failed, "403: not yours");
    };
    EXPECT_THAT(expectFailure(AccountStep::Rights).cure, HasSubstr("organisation"));
    m_provider->onIdentity = [](const RunControl&) {
        return remoteFail(RemoteFault::Forbidden, ErrorCode::Failed, "403: instance");
    };
    m_profile.provider = ProviderKind::Ibm;
    m_profile.endpoint = "https://quantum.cloud.ibm.com/api/v1";
    m_profile.instance = "crn:v1:bluemix:public:quantum-computing:eu-de:a/1:2::";
    EXPECT_THAT(expectFailure(AccountStep::Rights).cure,
                HasSubstr("the instance is in eu-de, the endpoint in us-east"));
    m_profile.endpoint = "https://eu-de.quantum.cloud.ibm.com/api/v1";
    m_provider->onIdentity = [](const RunControl&) { return Identity(); };
    m_provider->onFind = [](const std::string&) {
        return remoteFail(RemoteFault::Forbidden, ErrorCode::Failed, "403: not yours");
    };
    EXPECT_THAT(expectFailure(AccountStep::Rights).cure, HasSubstr("CRN"));
}

TEST_F(AccountTestOf, OtherRefusalsSayWhatToDo) {
    const std::pair<RemoteFault, const char*> cases[] = {
        {RemoteFault::NotFound, "endpoint"},          {RemoteFault::RateLimited, "in a minute"},
        {RemoteFault::Transient, "in a few minutes"}, {RemoteFault::Protocol, "sign-in"},
        {RemoteFault::QuotaExceeded, "budget"},
    };
    for (const auto& [fault, cure] : cases) {
        m_provider->onIdentity = [fault = fault](const RunControl&) {
            return remoteFail(fault, ErrorCode::Failed, "no");
        };
        EXPECT_THAT(expectFailure(AccountStep::Key).cure, HasSubstr(cure)) << remoteFaultName(fault);
    }
}

TEST_F(AccountTestOf, AnAccountWithoutDevicesFailsAtTheDevices) {
    m_provider->onDevices = [] { return std::vector<DeviceInfo>(); };
    EXPECT_THAT(expectFailure(AccountStep::Devices).cure, HasSubstr("access to a device"));
}

TEST_F(AccountTestOf, IbmsTokenServiceIsTestedTooBeforeItSeesAKey) {
    m_profile.provider = ProviderKind::Ibm;
    m_profile.endpoint = "https://quantum.cloud.ibm.com/api/v1";
    EXPECT_TRUE(allPassed(run()));
    ASSERT_EQ(m_transport->requests().size(), 2U);
    EXPECT_EQ(m_transport->requests()[1].url, "https://iam.cloud.ibm.com/identity/token");
    m_transport->answers = {HttpResponse{404, {}, {}, {}, 1}, broken(NetFault::Certificate, "self-signed")};
    expectFailure(AccountStep::Tls);
}

TEST_F(AccountTestOf, APracticeCloudNeedsNoTlsAndSaysSo) {
    m_profile.practice = true;
    m_profile.endpoint = "http://127.0.0.1:8080/v0.4";
    const auto steps = run();
    EXPECT_TRUE(allPassed(steps));
    EXPECT_THAT(steps[1].detail, HasSubstr("not encrypted"));
    m_transport->answers = {broken(NetFault::Refused, "nobody there", false)};
    EXPECT_THAT(expectFailure(AccountStep::Name).cure, HasSubstr("qstore practice-cloud"));
}

TEST_F(AccountTestOf, AStepThatTakesTooLongFails) {
    m_provider->onIdentity = [this](const RunControl& control) -> Remote<Identity> {
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        m_clock->letTimePass();
        stopped.wait(lock, control.stop, [] { return false; });
        return remoteFail(RemoteFault::Cancelled, ErrorCode::Cancelled, "cancelled");
    };
    EXPECT_EQ(expectFailure(AccountStep::Key).detail, "no answer within 10 s");
}

TEST_F(AccountTestOf, ACancelledTestSaysWhatWasNotTried) {
    std::stop_source stop;
    m_provider->onIdentity = [&stop](const RunControl& control) -> Remote<Identity> {
        stop.request_stop();
        EXPECT_TRUE(control.stop.stop_requested()) << "the step hears of it";
        return remoteFail(RemoteFault::Cancelled, ErrorCode::Cancelled, "cancelled");
    };
    const auto steps = run(RunControl{stop.get_token(), {}});
    EXPECT_EQ(steps[1].state, StepState::Passed);
    EXPECT_EQ(steps[2].state, StepState::Cancelled);
    EXPECT_EQ(steps[3].state, StepState::NotTried);
    EXPECT_EQ(run(RunControl{stop.get_token(), {}})[0].state, StepState::Cancelled);
}

}  // namespace
}  // namespace qstore
