// SPDX-License-Identifier: GPL-3.0-or-later
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>
#include <thread>

#include "plugins/pinecone/pinecone_store.h"
#include "tests/plugins/pinecone/pinecone_double.h"

namespace qstore {
namespace {

using nlohmann::json;
using testing::hnswSpec;
using testing::JumpingClock;
using testing::kDoubleKey;
using testing::openAt;
using testing::PineconeDouble;

std::vector<Point> someRows(std::size_t count, std::size_t dimension) {
    std::vector<Point> points;
    for (std::size_t i = 0; i < count; ++i) {
        std::vector<float> vector(dimension);
        for (std::size_t k = 0; k < dimension; ++k)
            vector[k] = 1.0F + static_cast<float>((i * dimension + k) % 7919) / 7919.0F;
        points.push_back({"row-" + std::to_string(i), std::move(vector), {}});
    }
    return points;
}

void expectNoKey(const Error& error) {
    for (const std::string* text : {&error.message, &error.hint}) {
        EXPECT_EQ(text->find(kDoubleKey), std::string::npos) << *text;
        EXPECT_EQ(text->find(kDoubleKey.substr(0, 12)), std::string::npos) << *text;
    }
}

/// A double with a fault, and a store at it with the collection "points" of three dimensions.
class PineconeFaults : public ::testing::Test {
protected:
    void open(const json& faults, PineconeWaits waits = {}, std::vector<std::string> options = {}) {
        options.insert(options.end(), {"--faults", faults.dump()});
        m_server = std::make_unique<PineconeDouble>(options);
        m_store = openAt(*m_server, m_clock, kDoubleKey, waits);
        const Status made = m_store->createCollection(hnswSpec("points", 3), {});
        ASSERT_TRUE(made) << made.error().message;
    }
    Status upsert() { return m_store->upsert("points", someRows(5, 3), {}); }
    Result<QueryAnswer> query(const RunControl& control = {}) {
        Query query;
        query.vector = {1, 0, 0};
        return m_store->query("points", query, control);
    }
    std::uint64_t count(const std::string& name = "points") {
        const auto info = m_store->collection(name, {});
        EXPECT_TRUE(info) << info.error().message;
        return info ? info->count : 0;
    }

    std::shared_ptr<JumpingClock> m_clock = std::make_shared<JumpingClock>();
    std::unique_ptr<PineconeDouble> m_server;
    std::shared_ptr<VectorStore> m_store;
};

TEST_F(PineconeFaults, AWrongKeyIsSaidAndNotShown) {
    const PineconeDouble server;
    const auto store = openAt(server, m_clock, "pcsk-wrong-wrong-wrong");
    const auto there = store->collections({});
    ASSERT_FALSE(there);
    EXPECT_NE(there.error().message.find("401"), std::string::npos) << there.error().message;
    EXPECT_NE(there.error().hint.find("key"), std::string::npos);
    EXPECT_EQ(there.error().message.find("pcsk-wrong"), std::string::npos);
}

TEST_F(PineconeFaults, AKeyThatMayNotWriteIsSaid) {
    open(json::object());
    ASSERT_TRUE(upsert());
    const auto reader = openAt(*m_server, m_clock, testing::kReadOnlyKey);
    EXPECT_EQ(reader->fetch("points", {"row-1"}, {})->size(), 1U);
    const Status refused = reader->upsert("points", someRows(1, 3), {});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("403"), std::string::npos) << refused.error().message;
    EXPECT_NE(refused.error().message.find("may read only"), std::string::npos);
    EXPECT_NE(refused.error().hint.find("permissions"), std::string::npos);
}

TEST_F(PineconeFaults, AKeyThatIsSaidBackIsStruckOut) {
    for (const int status : {400, 403, 500}) {
        open({{"query", {{"kind", "status"}, {"status", status}, {"echo", true}}}});
        const auto answer = query();
        ASSERT_FALSE(answer);
        EXPECT_NE(answer.error().message.find(std::to_string(status)), std::string::npos);
        EXPECT_NE(answer.error().message.find("refused for key"), std::string::npos);
        expectNoKey(answer.error());
    }
}

TEST_F(PineconeFaults, AKeyInWhatPineconeDescribesIsStruckOut) {
    const std::string host = std::string(kDoubleKey) + ".evil.example";
    open(json::object(), {}, {"--hosts", json({{"moved", host}}).dump()});
    const Status made = m_store->createCollection(hnswSpec("moved", 3), {});
    ASSERT_FALSE(made);
    EXPECT_NE(made.error().message.find("evil.example"), std::string::npos) << made.error().message;
    expectNoKey(made.error());
    const auto there = m_store->collections({});
    ASSERT_FALSE(there);
    expectNoKey(there.error());
}

TEST_F(PineconeFaults, ComesBackNoEarlierThanItWasTold) {
    open({{"upsert", {{"kind", "status"}, {"status", 429}, {"retryAfter", 7}, {"times", 2}}}});
    const std::int64_t before = m_clock->steadyMs();
    const Status stored = upsert();
    ASSERT_TRUE(stored) << stored.error().message;
    EXPECT_GE(m_clock->steadyMs() - before, 14'000);
    EXPECT_EQ(count(), 5U);
}

TEST_F(PineconeFaults, HealsAfterTwoOfMany) {
    for (const char* operation : {"upsert", "query", "stats", "describeIndex"}) {
        open({{operation, {{"kind", "status"}, {"status", 503}, {"times", 2}}}});
        const Status stored = upsert();
        ASSERT_TRUE(stored) << operation << ": " << stored.error().message;
        EXPECT_EQ(count(), 5U) << operation;
        EXPECT_EQ(query()->hits.size(), 5U) << operation;
    }
    open({{"query", {{"kind", "close"}, {"times", 2}}}});
    ASSERT_TRUE(upsert());
    EXPECT_EQ(query()->hits.size(), 5U);
}

TEST_F(PineconeFaults, GivesUpWhereNothingHeals) {
    open({{"query", {{"kind", "status"}, {"status", 503}}}});
    const auto answer = query();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Io);
    EXPECT_NE(answer.error().message.find("503"), std::string::npos);
    EXPECT_NE(answer.error().message.find("attempts"), std::string::npos) << answer.error().message;
}

TEST_F(PineconeFaults, SaysWhatAnsweredInsteadOfPinecone) {
    open({{"query", {{"kind", "html"}}}});
    const auto page = query();
    ASSERT_FALSE(page);
    EXPECT_EQ(page.error().code, ErrorCode::Parse);
    open({{"query", {{"kind", "garbage"}}}});
    const auto half = query();
    ASSERT_FALSE(half);
    EXPECT_EQ(half.error().code, ErrorCode::Parse);
}

TEST_F(PineconeFaults, BrokenSchemasAreNamedByTheirPlace) {
    const std::vector<std::pair<json, std::string>> replies = {
        {json::object(), "matches is missing"},
        {{{"matches", "none"}}, "matches"},
        {{{"matches", {{{"score", 1}}}}}, "id is missing"},
        {{{"matches", {{{"id", "a"}, {"score", "high"}}}}}, "score"},
        {{{"matches", {7}}}, "the number 7"},
        {{{"matches", {{{"id", "a"}, {"score", 1}, {"metadata", {{"list", {1, 2}}}}}}}}, "'list'"},
        {json::array(), "without an object"},
    };
    for (const auto& [body, word] : replies) {
        open({{"query", {{"kind", "schema"}, {"body", body}}}});
        const auto answer = query();
        ASSERT_FALSE(answer) << body;
        EXPECT_NE(answer.error().message.find(word), std::string::npos) << answer.error().message;
        EXPECT_NE(answer.error().message.find("Pinecone"), std::string::npos);
    }
}

TEST_F(PineconeFaults, BrokenSchemasOfTheOtherOperationsAreNoData) {
    const json odd = {{"kind", "schema"}};
    open({{"fetch", odd}, {"list", odd}, {"stats", odd}, {"upsert", odd}, {"listIndexes", odd}});
    EXPECT_EQ(upsert().error().code, ErrorCode::Parse);
    EXPECT_EQ(m_store->fetch("points", {"a"}, {}).error().code, ErrorCode::Parse);
    EXPECT_EQ(m_store->remove("points", {"a"}, {}).error().code, ErrorCode::Parse);
    EXPECT_EQ(m_store->scroll("points", {}, {}).error().code, ErrorCode::Parse);
    EXPECT_EQ(m_store->collection("points", {}).error().code, ErrorCode::Parse);
    EXPECT_EQ(m_store->collections({}).error().code, ErrorCode::Parse);
}

TEST_F(PineconeFaults, FewerStoredThanSentIsAnError) {
    open({{"upsert", {{"kind", "schema"}, {"body", {{"upsertedCount", 4}}}}}});
    const Status stored = upsert();
    ASSERT_FALSE(stored);
    EXPECT_NE(stored.error().message.find("4 of 5"), std::string::npos) << stored.error().message;
}

TEST_F(PineconeFaults, AVectorOfAnotherDimensionIsNoVector) {
    const json body = {{"vectors", {{"a", {{"id", "a"}, {"values", {1, 2}}}}}}};
    open({{"fetch", {{"kind", "schema"}, {"body", body}}}});
    const auto back = m_store->fetch("points", {"a"}, {});
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().code, ErrorCode::Parse);
    EXPECT_NE(back.error().message.find("'a'"), std::string::npos) << back.error().message;
}

TEST_F(PineconeFaults, SilenceEndsAtTheLimit) {
    PineconeWaits waits;
    waits.answerLimitMs = 100;
    open({{"query", {{"kind", "hang"}}}}, waits);
    const auto answer = query();
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Io);
    EXPECT_NE(answer.error().message.find("0.1 s"), std::string::npos) << answer.error().message;
}

TEST_F(PineconeFaults, CancelsWhileItWaitsForAReply) {
    open({{"query", {{"kind", "hang"}}}});
    std::stop_source stop;
    std::jthread stopper([&] {
        EXPECT_EQ(m_server->line(), "hanging");
        stop.request_stop();
    });
    const auto answer = query({stop.get_token(), {}});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::Cancelled);
}

/// Asks to stop at the first wait.
class StoppingClock : public JumpingClock {
public:
    explicit StoppingClock(std::stop_source& stop) : m_stop(stop) {}
    bool waitFor(std::int64_t, const std::stop_token& stop) override {
        m_stop.request_stop();
        return !stop.stop_requested();
    }

private:
    std::stop_source& m_stop;
};

TEST_F(PineconeFaults, CancelsWhileAnIndexIsMade) {
    const PineconeDouble server({"--ready-after", "1000000"});
    std::stop_source stop;
    const auto store = openAt(server, std::make_shared<StoppingClock>(stop));
    const Status made = store->createCollection(hnswSpec("slow", 3), {stop.get_token(), {}});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Cancelled);
    const Status before = store->upsert("slow", someRows(1, 3), {stop.get_token(), {}});
    EXPECT_EQ(before.error().code, ErrorCode::Cancelled);
    EXPECT_TRUE(server.requests("upsert").empty());
}

TEST_F(PineconeFaults, AnIndexThatIsNotReadyIsBusy) {
    const PineconeDouble server({"--ready-after", "1000000"});
    const auto store = openAt(server, m_clock);
    const Status made = store->createCollection(hnswSpec("slow", 3), {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::Busy);
    EXPECT_NE(made.error().message.find("not ready (Initializing) after 300 s"), std::string::npos)
        << made.error().message;
    const Status stored = store->upsert("slow", someRows(1, 3), {});
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::Busy);
    const auto info = store->collection("slow", {});
    ASSERT_TRUE(info) << info.error().message;
    EXPECT_EQ(info->count, 0U);
}

TEST_F(PineconeFaults, AnIndexMadeWithoutAnAnswerIsOurs) {
    const PineconeDouble server(
        {"--faults", json({{"createIndex", {{"kind", "vanish"}, {"times", 1}}}}).dump()});
    const auto store = openAt(server, m_clock);
    const Status made = store->createCollection(hnswSpec("points", 3), {});
    EXPECT_TRUE(made) << made.error().message;
    EXPECT_FALSE(store->createCollection(hnswSpec("points", 3), {}));
}

TEST_F(PineconeFaults, AnIndexRemovedWithoutAnAnswerIsGone) {
    open({{"deleteIndex", {{"kind", "vanish"}, {"times", 1}}}});
    const Status gone = m_store->dropCollection("points", {});
    EXPECT_TRUE(gone) << gone.error().message;
    EXPECT_TRUE(m_store->collections({})->empty());
}

TEST_F(PineconeFaults, AWrongRegionNamesTheSettings) {
    const PineconeDouble server;
    StoreConnection connection = server.connection();
    connection.settings["region"] = "atlantis-1";
    const PineconeDriver driver(testing::accessWith(m_clock));
    const auto store = driver.open(connection, Secret(kDoubleKey));
    ASSERT_TRUE(store);
    const Status made = (*store)->createCollection(hnswSpec("points", 3), {});
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, ErrorCode::InvalidArgument);
    EXPECT_NE(made.error().hint.find("'atlantis-1'"), std::string::npos) << made.error().hint;
}

TEST_F(PineconeFaults, APushThatBreaksOffGoesOnWithoutDuplicates) {
    // The second request is stored and never answered, five times; the sixth is.
    open({{"upsert", {{"kind", "vanish"}, {"after", 1}, {"times", 5}}}});
    constexpr std::size_t wide = 600;
    ASSERT_TRUE(m_store->createCollection(hnswSpec("wide", wide), {}));
    const std::vector<Point> points = someRows(1000, wide);
    std::atomic<std::uint64_t> reported = 0;
    RunControl control;
    control.progress = [&](std::uint64_t done, std::uint64_t) { reported = done; };
    const Status broken = m_store->upsert("wide", points, control);
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().code, ErrorCode::Io);
    EXPECT_GT(reported, 0U);
    EXPECT_LT(reported, points.size());
    EXPECT_NE(broken.error().message.find("the first " + std::to_string(reported) + " of 1000"),
              std::string::npos)
        << broken.error().message;
    const Status whole = m_store->upsert("wide", points, {});
    ASSERT_TRUE(whole) << whole.error().message;
    EXPECT_EQ(count("wide"), 1000U);
    EXPECT_EQ(m_store->fetch("wide", {"row-0", "row-999"}, {})->at(1), points[999]);
}

TEST_F(PineconeFaults, AServerThatDiesIsNamed) {
    open(json::object());
    ASSERT_TRUE(upsert());
    m_server->kill();
    const Status stored = upsert();
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().code, ErrorCode::Io);
    EXPECT_NE(stored.error().message.find("Pinecone"), std::string::npos) << stored.error().message;
    EXPECT_FALSE(stored.error().hint.empty());
    expectNoKey(stored.error());
}

}  // namespace
}  // namespace qstore
