// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_filter.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "tests/plugins/pinecone/pinecone_double.h"

namespace qstore {
namespace {

using nlohmann::json;
using testing::PineconeDouble;

json translated(const std::string& text) {
    const auto filter = parseFilter(text);
    EXPECT_TRUE(filter) << filter.error().message;
    const auto there = pineconeFilter(*filter);
    EXPECT_TRUE(there) << there.error().message;
    return there ? *there : json();
}

Error refused(const std::string& text) {
    const auto filter = parseFilter(text);
    EXPECT_TRUE(filter) << filter.error().message;
    const auto there = pineconeFilter(*filter);
    EXPECT_FALSE(there) << text << " became " << there->dump();
    return there ? Error{} : there.error();
}

TEST(PineconeFilter, SaysComparisonsInPineconesWords) {
    EXPECT_EQ(translated("kind = 'a'"), json::parse(R"({"kind":{"$eq":"a"}})"));
    EXPECT_EQ(translated("size >= 2.5"), json::parse(R"({"size":{"$gte":2.5}})"));
    EXPECT_EQ(translated("kind != 'a'"),
              json::parse(R"({"$and":[{"kind":{"$exists":true}},{"kind":{"$ne":"a"}}]})"));
    EXPECT_EQ(translated("kind in ('a', 2)"), json::parse(R"({"kind":{"$in":["a",2]}})"));
    EXPECT_EQ(translated("exists kind"), json::parse(R"({"kind":{"$exists":true}})"));
    EXPECT_EQ(translated("a = 1 and (b < 2 or good = true)"),
              json::parse(R"({"$and":[{"a":{"$eq":1}},{"$or":[{"b":{"$lt":2}},{"good":{"$eq":true}}]}]})"));
}

TEST(PineconeFilter, CarriesNotDownToTheComparisons) {
    EXPECT_EQ(translated("not exists kind"), json::parse(R"({"kind":{"$exists":false}})"));
    EXPECT_EQ(translated("not not kind = 'a'"), translated("kind = 'a'"));
    EXPECT_EQ(translated("not kind = 'a'"),
              json::parse(R"({"$or":[{"kind":{"$exists":false}},{"kind":{"$ne":"a"}}]})"));
    EXPECT_EQ(translated("not (exists a and exists b)"),
              json::parse(R"({"$or":[{"a":{"$exists":false}},{"b":{"$exists":false}}]})"));
}

TEST(PineconeFilter, NamesWhatItCannotSay) {
    const Error order = refused("size = 1 and name < 'm'");
    EXPECT_EQ(order.code, ErrorCode::Unsupported);
    EXPECT_NE(order.message.find("`name < 'm'`"), std::string::npos) << order.message;
    const Error negated = refused("not size < 5");
    EXPECT_EQ(negated.code, ErrorCode::Unsupported);
    EXPECT_NE(negated.message.find("`not size < 5`"), std::string::npos) << negated.message;
    EXPECT_NE(negated.hint.find("`size >= 5 or not exists size`"), std::string::npos) << negated.hint;
    EXPECT_NE(refused("size = 9007199254740993").message.find("9007199254740993"), std::string::npos);
    EXPECT_NE(refused("\"$size\" = 1").message.find("$size"), std::string::npos);
}

/// Payloads and filters over few fields and values, so that all cases meet.
class Dice {
public:
    explicit Dice(std::uint32_t seed) : m_engine(seed) {}

    std::size_t below(std::size_t bound) { return m_engine() % bound; }
    std::string field() { return std::string(1, static_cast<char>('a' + below(3))); }
    PayloadValue value() {
        switch (below(4)) {
            case 0: return below(2) == 0;
            case 1: return static_cast<std::int64_t>(below(4)) - 1;
            case 2: return static_cast<double>(below(6)) / 2.0 - 1.0;
            default: return std::string(below(3), 'x');
        }
    }
    Payload payload() {
        Payload payload;
        for (const char* name : {"a", "b", "c"})
            if (below(3) != 0) payload[name] = value();
        return payload;
    }
    Filter leaf() {
        if (below(5) == 0) return Filter::exists(field());
        std::vector<PayloadValue> values;
        for (std::size_t i = 0; i <= below(4); ++i) values.push_back(value());
        if (below(3) == 0) return Filter::in(field(), std::move(values));
        const bool isOrderless = std::holds_alternative<bool>(values[0]);
        const auto comparison = static_cast<Filter::Comparison>(below(isOrderless ? 2 : 6));
        return Filter::compare(field(), comparison, values[0]);
    }
    Filter filter(std::size_t depth) {  // NOLINT(misc-no-recursion)
        const std::size_t kind = depth == 0 ? 3 : below(5);
        if (kind == 0) return Filter::negation(filter(depth - 1));
        if (kind > 2) return leaf();
        std::vector<Filter> operands;
        for (std::size_t i = 0; i <= below(3); ++i) operands.push_back(filter(depth - 1));
        return kind == 1 ? Filter::all(std::move(operands)) : Filter::any(std::move(operands));
    }

private:
    std::mt19937 m_engine;
};

/// Whether $ne holds where there is no field, Pinecone does not say: the same ids either way.
class PineconeFilterAt : public ::testing::TestWithParam<const char*> {};

TEST_P(PineconeFilterAt, HoldsForTheSamePayloadsAsHere) {
    const PineconeDouble server({"--ne-missing", GetParam()});
    const auto store = testing::openAt(server, std::make_shared<testing::JumpingClock>());
    ASSERT_TRUE(store->createCollection(testing::hnswSpec("dice", 2), {}));
    Dice dice(2026);
    std::vector<Point> points;
    points.reserve(120);
    for (int i = 0; i < 120; ++i)
        points.push_back({std::to_string(i), {1.0F, static_cast<float>(i)}, dice.payload()});
    ASSERT_TRUE(store->upsert("dice", points, {}));
    int asked = 0;
    int refusals = 0;
    for (int round = 0; round < 400; ++round) {
        Query query;
        query.vector = {1.0F, 0.0F};
        query.topK = points.size();
        query.filter = dice.filter(3);
        const auto answer = store->query("dice", query, {});
        if (!answer) {
            ASSERT_EQ(answer.error().code, ErrorCode::Unsupported) << answer.error().message;
            ++refusals;
            continue;
        }
        ++asked;
        std::set<std::string> found;
        for (const Hit& hit : answer->hits) found.insert(hit.id);
        std::set<std::string> wanted;
        for (const Point& point : points)
            if (matches(*query.filter, point.payload)) wanted.insert(point.id);
        ASSERT_EQ(found, wanted) << filterText(*query.filter);
    }
    EXPECT_GT(asked, 150);
    EXPECT_GT(refusals, 20);
}

INSTANTIATE_TEST_SUITE_P(NeWhereMissing, PineconeFilterAt, ::testing::Values("true", "false"));

}  // namespace
}  // namespace qstore
