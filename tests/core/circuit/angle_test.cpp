// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/angle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <numbers>

#include "core/base/random.h"

namespace qstore {
namespace {

using std::numbers::pi;

Angle parsed(std::string_view text) {
    const auto angle = Angle::parse(text);
    EXPECT_TRUE(angle) << text << ": " << (angle ? "" : angle.error().message);
    return angle.value_or(Angle());
}

double valueOf(std::string_view text) {
    const auto value = parsed(text).evaluate([](const std::string& name) -> std::optional<double> {
        if (name == "x0") return 0.7;
        if (name == "x1") return -1.3;
        return std::nullopt;
    });
    EXPECT_TRUE(value) << text;
    return value.value_or(std::nan(""));
}

TEST(Angle, FollowsThePrecedenceOfOpenQasm) {
    EXPECT_DOUBLE_EQ(valueOf("1+2*3"), 7);
    EXPECT_DOUBLE_EQ(valueOf("-2**2"), -4);
    EXPECT_DOUBLE_EQ(valueOf("2**3**2"), 512);
    EXPECT_DOUBLE_EQ(valueOf("2^-1"), 0.5);
    EXPECT_DOUBLE_EQ(valueOf("8/2/2"), 2);
    EXPECT_DOUBLE_EQ(valueOf("1-2-3"), -4);
    EXPECT_DOUBLE_EQ(valueOf("--1"), 1);
    EXPECT_DOUBLE_EQ(valueOf("-pi/2"), -pi / 2);
    EXPECT_DOUBLE_EQ(valueOf("τ/4 + π"), 1.5 * pi);
    EXPECT_DOUBLE_EQ(valueOf("2π"), 2 * pi);
    EXPECT_DOUBLE_EQ(valueOf("2·x0 − 1.5e-1"), 1.4 - 0.15);
    EXPECT_DOUBLE_EQ(valueOf("2*(pi-x0)*(pi-x1)"), 2 * (pi - 0.7) * (pi + 1.3));
    EXPECT_DOUBLE_EQ(valueOf("arcsin(sin(x0))+pow(x0,2)+sqrt(x0)+ln(x0)+exp(x1)"),
                     0.7 + 0.49 + std::sqrt(0.7) + std::log(0.7) + std::exp(-1.3));
    EXPECT_DOUBLE_EQ(valueOf("euler"), std::numbers::e);
}

TEST(Angle, FoldsWhatIsConstant) {
    EXPECT_EQ(parsed("pi/2").constant(), pi / 2);
    EXPECT_EQ(parsed("cos(0)*3").constant(), 3);
    EXPECT_FALSE(parsed("x0*2").constant());
    EXPECT_EQ(parsed("1*x0+0").bareSymbol(), "x0");
    EXPECT_EQ(-(-Angle::symbol("a")), Angle::symbol("a"));
    EXPECT_THAT(parsed("b*a+b").symbols(), ::testing::ElementsAre("b", "a"));
}

TEST(Angle, NamesTheColumnOfAnError) {
    const auto columnOf = [](std::string_view text) {
        const auto angle = Angle::parse(text);
        EXPECT_FALSE(angle) << text;
        return angle ? std::string() : angle.error().message;
    };
    EXPECT_THAT(columnOf("2*(pi"), ::testing::HasSubstr("Column 6"));
    EXPECT_THAT(columnOf("π + $"), ::testing::HasSubstr("Column 5"));
    EXPECT_THAT(columnOf(""), ::testing::HasSubstr("Column 1"));
    EXPECT_THAT(columnOf("1 2"), ::testing::HasSubstr("unexpected '2'"));
    EXPECT_THAT(columnOf("foo(1)"), ::testing::HasSubstr("no angle function 'foo'"));
    EXPECT_THAT(columnOf("pow(1)"), ::testing::HasSubstr("takes 2"));
    EXPECT_THAT(columnOf("1/0"), ::testing::HasSubstr("not a finite number"));
    EXPECT_THAT(columnOf("1e999"), ::testing::HasSubstr("Column 1"));
    EXPECT_FALSE(Angle::parse(std::string(100000, '(')));
    std::string longSum = "a";
    for (int i = 0; i < 100000; ++i) longSum += "+a";
    EXPECT_FALSE(Angle::parse(longSum));
}

TEST(Angle, TextReadsBackToTheSameTreeAndBits) {
    for (const auto* text :
         {"pi/2",    "-pi/2",   "3*pi/4",       "0.1",       "-1e-300",   "2*(pi-x0)*(pi-x1)",
          "a-(b-c)", "a-b-c",   "a/(b*c)",      "a/b*c",     "-(a+b)",    "-a*b",
          "(-a)**2", "-a**2",   "(a+b)**(c-1)", "a**b**c",   "(a**b)**c", "a-(-3)",
          "a*(-b)",  "pi/2*a",  "a/(pi/2)",     "(pi/3)**a", "sin(a)*-1", "arctan(a/b)+log(c)",
          "-(2*a)",  "(1/3)*a", "a*(-0.5)",     "(-2)**a",   "2*-(a-b)"}) {
        const auto angle = parsed(text);
        EXPECT_EQ(parsed(angle.toText()), angle) << text << " → " << angle.toText();
        EXPECT_EQ(parsed(angle.toText()).toText(), angle.toText());
    }
    RandomStream random(1, "angles");
    for (int i = 0; i < 2000; ++i) {
        const double value = (random.uniform() - 0.5) * std::pow(10.0, 20 * random.uniform() - 10);
        EXPECT_EQ(parsed(Angle(value).toText()).constant(), value);
    }
    for (int n = -70; n <= 70; ++n)
        for (const int d : {1, 2, 3, 4, 6, 7, 8, 16}) {
            const double value = n * pi / d;
            EXPECT_EQ(parsed(Angle(value).toText()).constant(), value);
        }
}

TEST(Angle, DisplaysForPeople) {
    EXPECT_EQ(Angle(pi / 2).toDisplay(), "π/2");
    EXPECT_EQ(Angle(-3 * pi / 4).toDisplay(), "-3π/4");
    EXPECT_EQ(Angle(1.57081234).toDisplay(), "1.5708");
    EXPECT_EQ(Angle(0.5).toDisplay(), "0.5");
    EXPECT_EQ(parsed("2*theta0").toDisplay(), "2·θ0");
    EXPECT_EQ(parsed("pi-x0").toDisplay(), "π - x0");
}

TEST(Angle, EvaluateSaysWhatIsMissingOrUndefined) {
    const auto nothing = [](const std::string&) -> std::optional<double> { return std::nullopt; };
    EXPECT_THAT(parsed("a+1").evaluate(nothing).error().message, ::testing::HasSubstr("'a'"));
    const auto negative = [](const std::string&) -> std::optional<double> { return -1.0; };
    EXPECT_THAT(parsed("log(a)").evaluate(negative).error().message, ::testing::HasSubstr("log(-1)"));
}

TEST(Angle, SubstitutesAndFolds) {
    const auto angle = parsed("2*a+b").substitute([](const std::string& name) -> std::optional<Angle> {
        return name == "a" ? std::optional<Angle>(Angle::symbol("b") / 2) : std::nullopt;
    });
    EXPECT_THAT(angle.symbols(), ::testing::ElementsAre("b"));
    EXPECT_EQ(angle.substitute([](const std::string&) { return Angle(3.0); }).constant(), 6.0);
}

TEST(AngleProgram, GradientEqualsCentralDifferences) {
    const auto slotOf = [](const std::string& name) -> std::optional<std::size_t> {
        if (name == "a") return 0;
        if (name == "b") return 2;
        return std::nullopt;
    };
    for (const auto* text :
         {"a", "-a", "a+b*a", "a-b", "a/b", "a**3", "a**b", "2**a", "sin(a)*cos(b)", "tan(a*b)",
          "arcsin(a/2)+arccos(b/3)+arctan(a)", "exp(a)*log(b)", "sqrt(a*b)", "2*(pi-a)*(pi-b)",
          "a*a*a*a+b*b*b*b+sin(a*a*b)+a/(b+a)+pow(a+b,2)+exp(-a*b)+a*b*a*b*a*b+3*a+2*b"}) {
        const auto program = AngleProgram::compile(parsed(text), slotOf);
        ASSERT_TRUE(program) << text;
        const std::array<double, 3> at{0.8, 100.0, 1.1};
        std::array<double, 3> gradient{0, 7, 0};
        program->accumulateGradient(at, 2.0, gradient);
        EXPECT_EQ(gradient[1], 7) << "slots that are not used stay";
        for (const std::size_t slot : {0U, 2U}) {
            auto up = at, down = at;
            up[slot] += 1e-5;
            down[slot] -= 1e-5;
            const double expected = (program->evaluate(up) - program->evaluate(down)) / 1e-5;
            EXPECT_NEAR(gradient[slot], expected, 1e-7 * (1 + std::abs(expected))) << text;
        }
        const auto value = parsed(text).evaluate(
            [&](const std::string& name) { return std::optional<double>(name == "a" ? at[0] : at[2]); });
        EXPECT_DOUBLE_EQ(program->evaluate(at), *value);
    }
    EXPECT_THAT(AngleProgram::compile(parsed("zeta"), slotOf).error().message,
                ::testing::HasSubstr("'zeta'"));
    EXPECT_TRUE(AngleProgram::compile(parsed("pi"), slotOf)->isConstant());
}

}  // namespace
}  // namespace qstore
