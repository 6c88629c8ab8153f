// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_driver.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/plugins/pinecone/pinecone_double.h"

namespace qstore {
namespace {

using nlohmann::json;
using testing::kDoubleKey;
using testing::PineconeDouble;

StoreConnection connectionTo(const std::string& endpoint) {
    StoreConnection connection;
    connection.name = "mine";
    connection.endpoint = endpoint;
    return connection;
}

TEST(PineconeDriver, FillsInWhatIsStandard) {
    const PineconeDriver driver;
    const auto whole = driver.complete(connectionTo(""));
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->kind, "pinecone");
    EXPECT_EQ(whole->endpoint, "https://api.pinecone.io");
    EXPECT_EQ(whole->settings.at("namespace"), "__default__");
    EXPECT_EQ(whole->settings.at("cloud"), "aws");
    EXPECT_EQ(whole->settings.at("region"), "us-east-1");
    EXPECT_EQ(driver.keyHost(connectionTo("")), "api.pinecone.io");
    EXPECT_EQ(driver.complete(connectionTo("HTTPS://API.Pinecone.IO:443/"))->endpoint,
              "https://api.pinecone.io");
    EXPECT_TRUE(driver.complete(connectionTo("http://127.0.0.1:5080")));
    EXPECT_EQ(driver.kind().key, KeyNeed::Required);
}

TEST(PineconeDriver, RefusesWhatCannotBe) {
    const PineconeDriver driver;
    for (const char* endpoint : {"http://api.pinecone.io", "https://user:pw@api.pinecone.io", "ftp://x",
                                 "https://api.pinecone.io/v1", "https://api.pinecone.io?a=b", "pinecone"})
        EXPECT_FALSE(driver.complete(connectionTo(endpoint))) << endpoint;
    const auto with = [&](const std::string& name, const std::string& value) {
        StoreConnection connection = connectionTo("");
        connection.settings[name] = value;
        const auto whole = driver.complete(connection);
        EXPECT_FALSE(whole) << name << " " << value;
        return whole ? Error{} : whole.error();
    };
    EXPECT_NE(with("namespaces", "x").hint.find("'namespace'"), std::string::npos);
    EXPECT_NE(with("cloud", "ibm").hint.find("gcp"), std::string::npos);
    EXPECT_NE(with("region", "us east").message.find("us east"), std::string::npos);
    EXPECT_EQ(with("namespace", "a b").code, ErrorCode::InvalidArgument);
}

TEST(PineconeDriver, OpensWithAKeyAndWithoutTheNetwork) {
    const PineconeDriver driver;
    EXPECT_TRUE(driver.open(connectionTo("http://127.0.0.1:9"), Secret(kDoubleKey)));
    EXPECT_FALSE(driver.open(connectionTo(""), Secret()));
    const auto odd = driver.open(connectionTo(""), Secret("pcsk-with space"));
    ASSERT_FALSE(odd);
    EXPECT_EQ(odd.error().message.find("pcsk"), std::string::npos);
}

std::vector<StoreTestStep> stepsOf(const StoreConnection& connection, std::string_view key) {
    const PineconeDriver driver;
    std::vector<std::string> begun;
    const auto sink = [&](const StoreTestStep& step) {
        if (step.state == StepState::Running) begun.emplace_back(storeStepName(step.step));
    };
    auto steps = driver.test(connection, Secret(key), {}, sink);
    EXPECT_EQ(steps.size(), 5U);
    for (const StoreTestStep& step : steps) {
        EXPECT_EQ(step.detail.find(kDoubleKey), std::string::npos) << step.detail;
        EXPECT_EQ(step.cure.find(kDoubleKey), std::string::npos) << step.cure;
        EXPECT_EQ(step.cure.empty(), step.state != StepState::Failed) << step.detail;
    }
    return steps;
}

/// "passed passed failed not-tried not-tried"
std::string statesOf(const std::vector<StoreTestStep>& steps) {
    std::string text;
    for (const StoreTestStep& step : steps)
        text += (text.empty() ? "" : " ") + std::string(stepStateName(step.state));
    return text;
}

TEST(PineconeDriver, TestsAConnectionThatWorks) {
    const PineconeDouble server;
    const auto store = testing::openAt(server, std::make_shared<testing::JumpingClock>());
    ASSERT_TRUE(store->createCollection(testing::hnswSpec("one", 2), {}));
    const auto steps = stepsOf(server.connection(), kDoubleKey);
    EXPECT_EQ(statesOf(steps), "passed passed passed passed passed");
    EXPECT_EQ(steps[4].detail, "1 index");
}

TEST(PineconeDriver, TestsSayWhichStepFails) {
    const PineconeDouble server;
    EXPECT_EQ(statesOf(stepsOf(server.connection(), "pcsk-wrong-wrong-wrong")),
              "passed passed failed not-tried not-tried");
    EXPECT_EQ(statesOf(stepsOf(server.connection(), "")), "passed passed failed not-tried not-tried");
    EXPECT_EQ(statesOf(stepsOf(connectionTo("http://127.0.0.1:9"), kDoubleKey)),
              "failed not-tried not-tried not-tried not-tried");
    EXPECT_EQ(statesOf(stepsOf(connectionTo("http://api.pinecone.io"), kDoubleKey)),
              "failed not-tried not-tried not-tried not-tried");
}

TEST(PineconeDriver, TestsTellAPageFromPinecone) {
    const auto statesWith = [](const json& fault) {
        const PineconeDouble server({"--faults", json({{"listIndexes", fault}}).dump()});
        return statesOf(stepsOf(server.connection(), kDoubleKey));
    };
    EXPECT_EQ(statesWith({{"kind", "html"}}), "passed passed passed failed not-tried");
    EXPECT_EQ(statesWith({{"kind", "schema"}}), "passed passed passed failed not-tried");
    EXPECT_EQ(statesWith({{"kind", "status"}, {"status", 403}, {"echo", true}}),
              "passed passed passed passed failed");
}

TEST(PineconeDriver, TestsRefuseIndexesElsewhere) {
    const PineconeDouble server({"--hosts", R"({"moved":"moved.evil.example"})"});
    const auto store = testing::openAt(server, std::make_shared<testing::JumpingClock>());
    EXPECT_FALSE(store->createCollection(testing::hnswSpec("moved", 2), {}));
    const auto steps = stepsOf(server.connection(), kDoubleKey);
    EXPECT_EQ(statesOf(steps), "passed passed passed passed failed");
    EXPECT_NE(steps[4].detail.find("evil.example"), std::string::npos);
}

}  // namespace
}  // namespace qstore
