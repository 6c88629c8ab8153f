// SPDX-License-Identifier: Apache-2.0
#include "core/data/quality.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/data/csv.h"
#include "core/data/samples.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Recipe withTarget(const std::string& target) {
    Recipe recipe;
    recipe.columns[target].role = ColumnRole::Target;
    return recipe;
}

std::vector<DataWarning> check(const Table& table, const Recipe& recipe) {
    return checkQuality(table, recipe).value();
}

std::vector<DataWarning> ofKind(const std::vector<DataWarning>& warnings, DataWarningKind kind) {
    std::vector<DataWarning> found;
    for (const DataWarning& warning : warnings)
        if (warning.kind == kind) found.push_back(warning);
    return found;
}

TEST(CheckQuality, KnowsTheRepeatedFlowerOfIris) {
    // Rows 102 and 143 of iris are equal (and no others in scikit-learn's copy).
    const auto warnings = check(*loadSample("iris"), withTarget("target"));
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].kind, DataWarningKind::DuplicateRows);
    EXPECT_THAT(warnings[0].message, HasSubstr("1 row repeats"));
    EXPECT_THAT(warnings[0].message, HasSubstr("row 143 and row 102"));
}

TEST(CheckQuality, HasNothingToSayAboutCleanTables) {
    for (const char* name : {"wine", "breast-cancer", "moons", "xor"})
        EXPECT_TRUE(check(*loadSample(name), withTarget("target")).empty()) << name;
}

TEST(CheckQuality, FindsTheTargetInOtherWords) {
    std::string text = "x,code,euro,price,kind\n";
    for (int row = 0; row < 40; ++row) {
        const double price = 3.7 * ((row * 7) % 40) + 1;
        text += std::to_string((row * 13) % 11) + "," + (row % 2 == 0 ? "1" : "2") + "," +
                std::to_string(price * 0.5 + 4) + "," + std::to_string(price) + "," +
                (row % 2 == 0 ? "good" : "bad") + "\n";
    }
    const Table table = parseCsv(text, {}).value();
    const auto kind = ofKind(check(table, withTarget("kind")), DataWarningKind::TargetCopied);
    ASSERT_EQ(kind.size(), 1U);
    EXPECT_THAT(kind[0].columns, ElementsAre("code", "kind"));
    Recipe regression = withTarget("price");
    regression.task = TaskKind::Regression;
    const auto price = ofKind(check(table, regression), DataWarningKind::TargetCopied);
    ASSERT_EQ(price.size(), 1U);
    EXPECT_THAT(price[0].columns, ElementsAre("euro", "price"));
}

TEST(CheckQuality, FindsUselessColumns) {
    std::string text = "id,one,gaps,x,y\n";
    for (int row = 0; row < 30; ++row)
        text += std::to_string(1000 + row) + ",7," + (row < 10 ? std::to_string(row % 3) : "") + "," +
                std::to_string((row * row) % 19) + "," + (row % 2 == 0 ? "a" : "b") + "\n";
    const Table table = parseCsv(text, {}).value();
    const auto warnings = check(table, withTarget("y"));
    const auto identifiers = ofKind(warnings, DataWarningKind::IdentifierColumn);
    ASSERT_EQ(identifiers.size(), 1U);
    EXPECT_THAT(identifiers[0].columns, ElementsAre("id"));
    const auto constants = ofKind(warnings, DataWarningKind::ConstantColumn);
    ASSERT_EQ(constants.size(), 1U);
    EXPECT_THAT(constants[0].message, HasSubstr("column 'one' holds only '7'"));
    const auto gaps = ofKind(warnings, DataWarningKind::MostlyMissing);
    ASSERT_EQ(gaps.size(), 1U);
    EXPECT_THAT(gaps[0].message, HasSubstr("no value in 20 of 30 rows"));
    // What is left out needs no warning.
    Recipe recipe = withTarget("y");
    recipe.columns["id"].role = ColumnRole::Identifier;
    recipe.columns["one"].role = recipe.columns["gaps"].role = ColumnRole::Ignored;
    for (const DataWarning& warning : check(table, recipe))
        EXPECT_TRUE(warning.columns.empty()) << warning.message;
}

TEST(CheckQuality, FindsRepeatedAndContradictingRows) {
    const Table table = parseCsv("x,c,y\n1,u,a\n2,v,b\n1,u,a\n1,u,b\n,v,a\n,v,a\n2,u,b\n", {}).value();
    const auto warnings = check(table, withTarget("y"));
    const auto repeated = ofKind(warnings, DataWarningKind::DuplicateRows);
    ASSERT_EQ(repeated.size(), 1U);
    EXPECT_THAT(repeated[0].message, HasSubstr("2 rows repeat"));
    EXPECT_THAT(repeated[0].message, HasSubstr("row 3 and row 1"));
    const auto contradicting = ofKind(warnings, DataWarningKind::ContradictingRows);
    ASSERT_EQ(contradicting.size(), 1U);
    EXPECT_THAT(contradicting[0].message, HasSubstr("row 4 and row 1"));
}

TEST(CheckQuality, FindsTinyAndSingleClasses) {
    std::string text = "x,y\n";
    for (int row = 0; row < 40; ++row)
        text += std::to_string(row * 0.3) + (row < 3 ? ",rare\n" : ",common\n");
    const Table table = parseCsv(text, {}).value();
    const auto tiny = ofKind(check(table, withTarget("y")), DataWarningKind::TinyClass);
    ASSERT_EQ(tiny.size(), 1U);
    EXPECT_THAT(tiny[0].message, HasSubstr("class 'rare' of 'y' has only 3 rows"));
    const Table one = parseCsv("x,y\n1,a\n2,a\n", {}).value();
    EXPECT_EQ(ofKind(check(one, withTarget("y")), DataWarningKind::SingleClass).size(), 1U);
    Recipe regression = withTarget("x");
    regression.task = TaskKind::Regression;
    EXPECT_TRUE(ofKind(check(table, regression), DataWarningKind::TinyClass).empty());
}

}  // namespace
}  // namespace qstore
