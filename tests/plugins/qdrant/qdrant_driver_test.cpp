// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_driver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugins/qdrant/qdrant_double.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::QdrantDouble;
using State = StepState;

std::vector<StoreTestStep> steps(const StoreConnection& connection, std::string_view key) {
    return QdrantDriver().test(connection, Secret(key), {}, {});
}

std::vector<State> statesOf(const std::vector<StoreTestStep>& steps) {
    std::vector<State> states;
    for (const StoreTestStep& step : steps) {
        states.push_back(step.state);
        EXPECT_THAT(step.detail + step.cure, Not(HasSubstr(std::string(testing::kQdrantKey))));
    }
    return states;
}

TEST(QdrantDriver, CompletesAConnection) {
    const QdrantDriver driver;
    StoreConnection connection;
    connection.endpoint = "HTTPS://Cloud.Example:6333/";
    const auto whole = driver.complete(connection);
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(whole->kind, "qdrant");
    EXPECT_EQ(whole->endpoint, "https://cloud.example:6333");
    EXPECT_EQ(whole->settings, (std::map<std::string, std::string>{{"vectors", "exact"}}));
    EXPECT_EQ(driver.keyHost(*whole), "cloud.example");
    connection.endpoint = "http://cloud.example:6333";
    EXPECT_THAT(driver.complete(connection).error().message, HasSubstr("without TLS"));
    connection.endpoint = "";
    EXPECT_THAT(driver.complete(connection).error().hint, HasSubstr("https://host:6333"));
    connection.endpoint = "https://cloud.example";
    connection.settings = {{"namespace", "a"}};
    EXPECT_THAT(driver.complete(connection).error().message, HasSubstr("no setting 'namespace'"));
}

TEST(QdrantDriver, AllFiveStepsPass) {
    const QdrantDouble server;
    ASSERT_TRUE(testing::openQdrant(server)->createCollection(testing::qdrantSpec("plane", 2), {}));
    std::vector<std::pair<StoreStep, State>> told;
    const auto result =
        QdrantDriver().test(server.connection(), Secret(testing::kQdrantKey), {},
                            [&](const StoreTestStep& step) { told.emplace_back(step.step, step.state); });
    EXPECT_THAT(statesOf(result),
                ElementsAre(State::Passed, State::Passed, State::Passed, State::Passed, State::Passed));
    EXPECT_EQ(result[3].detail, "Qdrant 1.19.0");
    EXPECT_EQ(result[4].detail, "1 collection");
    EXPECT_EQ(told.size(), 10U) << "each step begins and ends";
}

TEST(QdrantDriver, AWrongOrMissingKeyFailsItsStep) {
    const QdrantDouble server;
    auto result = steps(server.connection(), "another-key-that-is-not-known");
    EXPECT_THAT(statesOf(result),
                ElementsAre(State::Passed, State::Passed, State::Failed, State::NotTried, State::NotTried));
    EXPECT_THAT(result[2].detail, HasSubstr("401"));
    result = steps(server.connection(), "");
    EXPECT_THAT(statesOf(result),
                ElementsAre(State::Passed, State::Passed, State::Failed, State::NotTried, State::NotTried));
    EXPECT_THAT(result[2].detail, HasSubstr("wants a key"));
}

TEST(QdrantDriver, AnOldServiceOrAnotherOneFailsItsStep) {
    const QdrantDouble old({"--version", "1.9.7"});
    auto result = steps(old.connection(), testing::kQdrantKey);
    EXPECT_THAT(statesOf(result),
                ElementsAre(State::Passed, State::Passed, State::Passed, State::Failed, State::NotTried));
    EXPECT_EQ(result[3].detail, "Qdrant 1.9 has no points/query");
    const QdrantDouble other(QdrantDouble::faults(
        R"([{"operation":"version","kind":"body","body":{"title":"another thing","version":"2.0"}}])"));
    result = steps(other.connection(), testing::kQdrantKey);
    EXPECT_EQ(result[3].state, State::Failed);
    EXPECT_THAT(result[3].detail, HasSubstr("does not say that it is Qdrant"));
}

TEST(QdrantDriver, AServiceThatIsNotThereFailsTheFirstStep) {
    QdrantDouble server;
    const StoreConnection connection = server.connection();
    server.kill();
    const auto result = steps(connection, testing::kQdrantKey);
    EXPECT_THAT(statesOf(result), ElementsAre(State::Failed, State::NotTried, State::NotTried,
                                              State::NotTried, State::NotTried));
    EXPECT_FALSE(result[0].cure.empty());
}

}  // namespace
}  // namespace qstore
