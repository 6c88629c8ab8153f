// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/base/random.h"
#include "core/stores/filter.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Filter parsed(std::string_view text) {
    const auto filter = parseFilter(text);
    EXPECT_TRUE(filter) << text << ": " << filter.error().message;
    return filter.value_or(Filter{});
}

TEST(FilterText, ReadsTheTreeThatIsMeant) {
    using Comparison = Filter::Comparison;
    EXPECT_EQ(parsed("species = 'setosa' and petal > 1.5"),
              Filter::all({Filter::compare("species", Comparison::Equal, std::string("setosa")),
                           Filter::compare("petal", Comparison::Greater, 1.5)}));
    EXPECT_EQ(
        parsed("a == 1 OR b <> -2 Or NOT c<=+3"),
        Filter::any({Filter::compare("a", Comparison::Equal, std::int64_t{1}),
                     Filter::compare("b", Comparison::NotEqual, std::int64_t{-2}),
                     Filter::negation(Filter::compare("c", Comparison::LessEqual, std::int64_t{3}))}));
    EXPECT_EQ(parsed("\"leaf width\" in ('a', 2, 2.0, TRUE)"),
              Filter::in("leaf width", {std::string("a"), std::int64_t{2}, 2.0, true}));
    EXPECT_EQ(parsed("  exists größe.cm-2 "), Filter::exists("größe.cm-2"));
    EXPECT_EQ(parsed(R"(x = 'it\'s \\ "so"\n')"),
              Filter::compare("x", Comparison::Equal, std::string("it's \\ \"so\"\n")));
}

TEST(FilterText, PrintsWithTheBracketsItNeeds) {
    for (const char* text : {
             "species = 'setosa' and petal > 1.5",
             "(a = 1 or b = 2) and not c in (1, 2.0, 'x', true)",
             "a = 1 and b = 2 or not (c = 3 and exists d)",
             "a = 1 and (b = 2 and c = 3)",
             "(a = 1 or b = 2) or c = 3",
             "\"not\" != 'a \\'quoted\\' \"text\"\\\\\\n\\t\\r'",
             "\"1st \\\"name\\\" isn't\" = 1e+300",
             "not not exists a",
         })
        EXPECT_EQ(filterText(parsed(text)), text);
}

PayloadValue randomValue(RandomStream& random) {
    switch (random.below(4)) {
        case 0: return random.below(2) == 1;
        case 1: return static_cast<std::int64_t>(random.nextU64());
        case 2: return random.normal() * 1e3;
        default: break;
    }
    std::string text;
    constexpr std::string_view alphabet = "ab '\"\\\n\t(),=";
    for (std::size_t i = random.below(6); i > 0; --i) text += alphabet[random.below(alphabet.size())];
    return text + "é";
}

Filter randomFilter(RandomStream& random, std::size_t depth) {
    const std::string field = random.below(2) == 0 ? "a.b-c" : "in \"quotes\"";
    switch (depth == 0 ? random.below(3) : random.below(6)) {
        case 0: return Filter::exists(field);
        case 1: return Filter::in(field, {randomValue(random), randomValue(random)});
        case 2: return Filter::compare(field, Filter::Comparison::NotEqual, randomValue(random));
        case 3: return Filter::negation(randomFilter(random, depth - 1));
        case 4: return Filter::all({randomFilter(random, depth - 1), randomFilter(random, depth - 1)});
        default: return Filter::any({randomFilter(random, depth - 1), randomFilter(random, depth - 1)});
    }
}

TEST(FilterText, ReadsBackWhatItPrints) {
    RandomStream random(5, "filters");
    for (int i = 0; i < 500; ++i) {
        const Filter filter = randomFilter(random, 4);
        ASSERT_TRUE(checkFilter(filter));
        EXPECT_EQ(parsed(filterText(filter)), filter) << filterText(filter);
    }
}

TEST(FilterText, ErrorsShowThePlace) {
    struct Case {
        const char* text;
        const char* message;
    };
    for (const auto& [text, message] : std::initializer_list<Case>{
             {"", "Column 1 of '': expected the name of a field, but the text ends."},
             {"species = ", "Column 11 of 'species = ': expected a value, but the text ends."},
             {"größe = 'é' xor b = 2", "Column 13 of "},
             {"größe = 'é' xor b = 2", "expected 'and', 'or' or the end, not 'xor'."},
             {"a ~ 1", "Column 3 of 'a ~ 1': expected =, !=, <, <=, >, >= or 'in' after 'a', not '~'."},
             {"a = b", "Column 5 of 'a = b': expected a value; a text stands in single quotes."},
             {"(a = 1", "Column 7 of '(a = 1': expected ')', but the text ends."},
             {"a in 1", "Column 6 of 'a in 1': expected '(' after 'in', not '1'."},
             {"a in (1 2)", "Column 9 of 'a in (1 2)': expected ',' or ')', not '2'."},
             {"not = 1", "Column 5 of 'not = 1': expected the name of a field, not '='."},
             {"in = 1", "not the word 'in'"},
             {"a = 'x", "Column 5 of 'a = 'x': the quote ' is not closed."},
             {"a = 'x\\q'", "Column 7 of 'a = 'x\\q'': unknown escape"},
             {"a = 1.2.3", "'1.2.3' is no number"},
             {"a = 1e999", "'1e999' is no number"},
             {"a = -", "'-' is no number"},
             {"a = 9223372036854775808", "needs more than 64 bits"},
         }) {
        const auto filter = parseFilter(text);
        ASSERT_FALSE(filter) << text;
        EXPECT_EQ(filter.error().code, ErrorCode::Parse) << text;
        EXPECT_THAT(filter.error().message, HasSubstr(message)) << text;
        EXPECT_FALSE(filter.error().hint.empty()) << text;
    }
    EXPECT_EQ(parseFilter("a < true").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(parseFilter("a = '\xff'").error().code, ErrorCode::Parse);
    EXPECT_EQ(parseFilter(std::string(kMaxFilterTextBytes + 1, ' ')).error().code,
              ErrorCode::InvalidArgument);
}

TEST(FilterText, BracketsDoNotOverflowTheStack) {
    const auto filter = parseFilter(std::string(30000, '('));
    ASSERT_FALSE(filter);
    EXPECT_THAT(filter.error().message, HasSubstr("more than 64 levels"));
    std::string nots;
    for (int i = 0; i < 10000; ++i) nots += "not ";
    EXPECT_FALSE(parseFilter(nots + "a = 1"));
}

}  // namespace
}  // namespace qstore
