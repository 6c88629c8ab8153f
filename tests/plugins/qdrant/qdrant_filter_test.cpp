// SPDX-License-Identifier: GPL-3.0-or-later
// Filters by their meaning: what the double passes is what matches() passes.
#include "plugins/qdrant/qdrant_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/plugins/qdrant/qdrant_double.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using testing::QdrantDouble;

/// Values on both sides of every border that Qdrant has: kinds, 1 and 1.0, 2^53.
const std::vector<PayloadValue>& values() {
    static const std::vector<PayloadValue> all{true,
                                               false,
                                               std::int64_t{0},
                                               std::int64_t{1},
                                               std::int64_t{-3},
                                               1.0,
                                               0.5,
                                               -3.0,
                                               2.5,
                                               -0.0,
                                               1e300,
                                               std::int64_t{9007199254740991},
                                               std::int64_t{9007199254740992},
                                               std::int64_t{9007199254740993},
                                               9007199254740992.0,
                                               std::numeric_limits<std::int64_t>::max(),
                                               std::numeric_limits<std::int64_t>::min(),
                                               9223372036854775808.0,
                                               -9223372036854775808.0,
                                               std::string("a"),
                                               std::string("it's ä"),
                                               std::string(),
                                               std::string("1"),
                                               std::string("true")};
    return all;
}

const std::vector<std::string>& fields() {
    static const std::vector<std::string> all{"x", "y", "leaf width", "a.b", "c[]", "größe", "7"};
    return all;
}

class Chance {
public:
    std::size_t below(std::size_t bound) { return m_engine() % bound; }
    const PayloadValue& value() { return values()[below(values().size())]; }
    const std::string& field() { return fields()[below(fields().size())]; }

    Payload payload() {
        Payload payload;
        for (const std::string& field : fields())
            if (below(3) != 0) payload[field] = value();
        return payload;
    }

    Filter filter(std::size_t depth) {
        using Comparison = Filter::Comparison;
        if (depth > 0) {
            std::vector<Filter> operands;
            for (std::size_t i = 0; i <= below(3); ++i) operands.push_back(filter(depth - 1));
            switch (below(4)) {
                case 0: return Filter::all(std::move(operands));
                case 1: return Filter::any(std::move(operands));
                case 2: return Filter::negation(std::move(operands.front()));
                default: break;
            }
        }
        switch (below(5)) {
            case 0: return Filter::exists(field());
            case 1: return Filter::in(field(), {value(), value(), value()});
            case 2: return Filter::compare(field(), Comparison::NotEqual, value());
            case 3: return Filter::compare(field(), Comparison::Equal, value());
            default: return ordered();
        }
    }

private:
    Filter ordered() {
        static const std::vector<PayloadValue> bounds{
            std::int64_t{0},    std::int64_t{1}, -3.0, 0.75, 1.0, -0.0, std::int64_t{9007199254740991},
            -9007199254740991.0};
        const auto comparison = static_cast<Filter::Comparison>(2 + below(4));
        return Filter::compare(field(), comparison, bounds[below(bounds.size())]);
    }

    std::mt19937 m_engine{20261130};
};

TEST(QdrantFilter, PassesThePointsThatMatch) {
    const QdrantDouble server;
    const auto store = testing::openQdrant(server);
    ASSERT_TRUE(store->createCollection(testing::qdrantSpec("points", 1), {}));
    Chance chance;
    std::vector<Point> points;
    for (std::size_t i = 0; i < 400; ++i) {
        Point point;
        point.id = i % 2 == 0 ? std::to_string(i) : "row " + std::to_string(i);
        point.vector = {static_cast<float>(i)};
        point.payload = chance.payload();
        points.push_back(std::move(point));
    }
    ASSERT_TRUE(store->upsert("points", points, {}));
    std::size_t passed = 0;
    for (std::size_t i = 0; i < 400; ++i) {
        const Filter filter = chance.filter(i % 4);
        std::vector<std::string> expected;
        for (const Point& point : points)
            if (matches(filter, point.payload)) expected.push_back(point.id);
        std::sort(expected.begin(), expected.end());
        EXPECT_EQ(testing::allIds(*store, "points", filter, 1'000), expected) << filterText(filter);
        passed += expected.size();
    }
    // Filters that nearly all let nothing pass would prove little.
    EXPECT_GT(passed, 20'000U);
}

std::string refusal(const Filter& filter) {
    const auto json = qdrantFilter(filter);
    if (json) return "(none) " + json->dump();
    EXPECT_EQ(json.error().code, ErrorCode::Unsupported);
    EXPECT_FALSE(json.error().hint.empty());
    return json.error().message;
}

TEST(QdrantFilter, RefusesWhatQdrantCannotSayExactly) {
    using Comparison = Filter::Comparison;
    EXPECT_THAT(refusal(Filter::compare("name", Comparison::Less, std::string("m"))),
                HasSubstr("no order of texts, so it cannot answer: name < a text"));
    EXPECT_THAT(refusal(Filter::compare("n", Comparison::GreaterEqual, std::int64_t{9007199254740992})),
                HasSubstr("n >= 9007199254740992"));
    EXPECT_THAT(refusal(Filter::compare("n", Comparison::Less, -1e17)), HasSubstr("n < -1e+17"));
    EXPECT_THAT(refusal(Filter::exists("a\"b")), HasSubstr("a\"b"));
    EXPECT_THAT(refusal(Filter::exists("a\\b")), HasSubstr("a\\b"));
    // However deep it stands.
    EXPECT_THAT(refusal(Filter::negation(Filter::all(
                    {Filter::exists("a"), Filter::compare("b", Comparison::Greater, std::string("x"))}))),
                HasSubstr("b > a text"));
}

TEST(QdrantFilter, TheStoresOwnFieldsAreNobodysElse) {
    const auto json = qdrantFilter(Filter::exists("_qstore"));
    ASSERT_FALSE(json);
    EXPECT_EQ(json.error().code, ErrorCode::InvalidArgument);
}

}  // namespace
}  // namespace qstore
