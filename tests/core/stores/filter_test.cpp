// SPDX-License-Identifier: Apache-2.0
#include "core/stores/filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace qstore {
namespace {

using ::testing::HasSubstr;

const Payload& iris() {
    static const Payload payload = {
        {"species", std::string("setosa")}, {"petal", 1.5}, {"row", std::int64_t{17}}, {"checked", true}};
    return payload;
}

bool holds(std::string_view text, const Payload& payload = iris()) {
    const auto filter = parseFilter(text);
    EXPECT_TRUE(filter) << text << ": " << filter.error().message;
    return filter && matches(*filter, payload);
}

TEST(Filter, ComparesEachKind) {
    for (const char* text : {"species = 'setosa'", "species != 'virginica'", "species < 'virginica'",
                             "species >= 'setosa'", "petal = 1.5", "petal > 1", "petal <= 1.5", "row = 17",
                             "row = 17.0", "row > 16.9", "row < 17.1", "row != 18", "checked = true",
                             "checked != false", "row in (1, 17)", "species in ('a', 'setosa')"})
        EXPECT_TRUE(holds(text)) << text;
    for (const char* text :
         {"species = 'Setosa'", "species > 'setosa'", "petal < 1.5", "petal = 1", "row = 17.5", "row > 17",
          "checked = false", "row in (1, 2)", "species in ('a')"})
        EXPECT_FALSE(holds(text)) << text;
}

TEST(Filter, AMissingFieldFailsEveryComparison) {
    for (const char* text :
         {"sepal = 1", "sepal != 1", "sepal < 1", "sepal >= 1", "sepal in (1)", "exists sepal"}) {
        EXPECT_FALSE(holds(text)) << text;
        EXPECT_TRUE(holds("not " + std::string(text))) << text;
    }
    EXPECT_TRUE(holds("exists petal"));
}

TEST(Filter, ValuesOfTwoKindsAreNeverEqual) {
    EXPECT_FALSE(holds("species = 17"));
    EXPECT_TRUE(holds("species != 17"));
    EXPECT_FALSE(holds("species < 17"));
    EXPECT_FALSE(holds("species >= 17"));
    EXPECT_FALSE(holds("checked = 1"));
    EXPECT_FALSE(holds("row in ('17')"));
}

TEST(Filter, JoinsAndNegates) {
    EXPECT_TRUE(holds("species = 'setosa' and petal > 1.0 and row = 17"));
    EXPECT_FALSE(holds("species = 'setosa' and petal > 2"));
    EXPECT_TRUE(holds("species = 'x' or petal > 2 or row = 17"));
    EXPECT_FALSE(holds("species = 'x' or petal > 2"));
    // 'and' binds more strongly than 'or', 'not' more strongly than both.
    EXPECT_TRUE(holds("row = 17 or row = 1 and row = 2"));
    EXPECT_FALSE(holds("(row = 17 or row = 1) and row = 2"));
    EXPECT_FALSE(holds("not row = 17 and row = 17"));
    EXPECT_TRUE(holds("not (row = 17 and row = 1)"));
    EXPECT_TRUE(holds("not not row = 17"));
}

TEST(Filter, WholeAndRealNumbersCompareExactly) {
    // 2^53 + 1 is no double; as doubles the two would be equal.
    const Payload payload = {{"n", std::int64_t{9007199254740993}},
                             {"most", std::numeric_limits<std::int64_t>::max()},
                             {"least", std::numeric_limits<std::int64_t>::min()},
                             {"half", -0.5}};
    EXPECT_FALSE(holds("n = 9007199254740992.0", payload));
    EXPECT_TRUE(holds("n > 9007199254740992.0", payload));
    EXPECT_TRUE(holds("most < 9223372036854775808.0", payload));
    EXPECT_TRUE(holds("most < 1e300 and most > -1e300", payload));
    EXPECT_TRUE(holds("least = -9223372036854775808.0 and least > -1e19", payload));
    EXPECT_TRUE(holds("half < 0 and half > -1 and half = -0.5", payload));
}

TEST(Filter, RefusesWhatIsIncompleteOrHasNoOrder) {
    const auto message = [](const Filter& filter) {
        const Status status = checkFilter(filter);
        EXPECT_FALSE(status);
        return status ? std::string() : status.error().message;
    };
    EXPECT_THAT(message(Filter::all({})), HasSubstr("joins no conditions"));
    EXPECT_THAT(message(Filter::in("x", {})), HasSubstr("compares 'x' with nothing"));
    EXPECT_THAT(message(Filter::exists("")), HasSubstr("name of a field is empty"));
    EXPECT_THAT(message(Filter::compare("x", Filter::Comparison::Less, true)), HasSubstr("no order"));
    EXPECT_THAT(
        message(Filter::compare("x", Filter::Comparison::Equal, std::numeric_limits<double>::quiet_NaN())),
        HasSubstr("NaN"));
    Filter two = Filter::negation(Filter::exists("a"));
    two.operands.push_back(Filter::exists("b"));
    EXPECT_THAT(message(two), HasSubstr("more than one"));
    Filter deep = Filter::exists("a");
    for (std::size_t i = 0; i < kMaxFilterDepth; ++i) deep = Filter::negation(std::move(deep));
    EXPECT_THAT(message(deep), HasSubstr("64 deep"));
    EXPECT_THAT(message(Filter::in("x", std::vector<PayloadValue>(kMaxFilterTerms, true))),
                HasSubstr("4096 terms"));
}

}  // namespace
}  // namespace qstore
