// SPDX-License-Identifier: Apache-2.0
#include "core/data/recipe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/data/csv.h"
#include "core/data/samples.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Recipe uncommonRecipe() {
    Recipe recipe;
    recipe.columns["species"] = {ColumnRole::Target, Imputation::DropRow, ""};
    recipe.columns["größe \"cm\""] = {ColumnRole::Feature, Imputation::Constant, "-1.5"};
    recipe.columns["id"] = {ColumnRole::Identifier, Imputation::Mean, ""};
    recipe.columns["note"] = {ColumnRole::Ignored, Imputation::MostFrequent, ""};
    recipe.task = TaskKind::Regression;
    recipe.scaling = Scaling::Robust;
    recipe.lower = -std::nextafter(0.1, 1.0);
    recipe.upper = 1.0 / 3.0;
    recipe.clip = false;
    recipe.principalComponents = 3;
    recipe.amplitude = true;
    recipe.split = {0.7, 0.1, 0.2, false, 18446744073709551615ULL};
    return recipe;
}

TEST(RecipeJson, ReadsBackExactly) {
    for (const Recipe& recipe : {Recipe{}, uncommonRecipe()})
        for (const int indent : {-1, 2}) {
            const auto again = readRecipeJson(writeRecipeJson(recipe, indent));
            ASSERT_TRUE(again) << again.error().message;
            EXPECT_EQ(*again, recipe);
        }
}

TEST(RecipeJson, KeysMayBeLeftOut) {
    EXPECT_EQ(readRecipeJson("{}").value(), Recipe{});
    const Recipe recipe =
        readRecipeJson(R"({"columns": {"y": {"role": "target"}}, "scaling": "standard"})").value();
    EXPECT_EQ(recipe.columns.at("y").role, ColumnRole::Target);
    EXPECT_EQ(recipe.columns.at("y").imputation, Imputation::Median);
    EXPECT_EQ(recipe.scaling, Scaling::Standard);
    EXPECT_EQ(Recipe{}.scaling, Scaling::Encoder);
    const Recipe ranged = readRecipeJson(R"({"lower": -1})").value();
    EXPECT_EQ(ranged.scaling, Scaling::MinMax) << "a range is a choice";
    EXPECT_EQ(ranged.lower, -1.0);
}

TEST(RecipeJson, RefusesWhatItDoesNotUnderstandByName) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"", "not JSON"},
        {"{\n\"task\": }", "line 2"},
        {"[1]", "not a JSON object"},
        {R"({"scale": "standard"})", "'scale' is not a known key"},
        {R"({"scaling": "z-score"})",
         "'scaling' is \"z-score\", expected one of none, standard, min-max, robust, encoder"},
        {R"({"lower": "0"})", "'lower' is \"0\", expected a number"},
        {R"({"clip": 1})", "'clip' is 1, expected true or false"},
        {R"({"principalComponents": -1})", "'principalComponents' is -1, expected a whole number"},
        {R"({"principalComponents": 1.5})", "'principalComponents' is 1.5"},
        {R"({"split": {"seed": 1e30}})", "'split.seed'"},
        {R"({"split": {"train": 0.9}})", "add up to 1.3"},
        {R"({"split": {"train": 0, "validation": 0.5, "test": 0.5}})", "no rows for training"},
        {R"({"split": {"train": 1.5, "validation": -0.5, "test": 0}})", "'train' of the split is 1.5"},
        {R"({"split": []})", "'split' is not a JSON object"},
        {R"({"columns": {"a": {"role": "label"}}})", "'columns.a.role'"},
        {R"({"columns": {"a": {"role": "target"}, "b": {"role": "target"}}})",
         "'a' and 'b' are both the target"},
        {R"({"columns": 3})", "'columns'"},
        {R"({"lower": 2, "upper": 1})", "[2, 1]"},
        {R"({"lower": 1e999})", "not JSON"},
        {R"({"scaling": "encoder", "upper": 1})", "'scaling' is \"encoder\", which brings a range"},
    };
    for (const auto& [text, expected] : cases) {
        const auto recipe = readRecipeJson(text);
        ASSERT_FALSE(recipe) << text;
        EXPECT_THAT(recipe.error().message, HasSubstr(expected)) << text;
    }
    EXPECT_EQ(readRecipeJson(R"({"version": 2})").error().code, ErrorCode::NewerVersion);
}

TEST(SuggestRecipe, GivesRolesAndTask) {
    std::string text = "id,name,x,colour,empty,y\n";
    for (int row = 0; row < 60; ++row)
        text += std::to_string(row + 1) + ",n" + std::to_string(row) + "," +
                std::to_string(row * row % 17) + (row % 2 == 0 ? ",red," : ",blue,") + "," +
                std::to_string(row * 0.37) + "\n";
    const Table table = parseCsv(text, {}).value();
    const Recipe recipe = suggestRecipe(table, "y").value();
    EXPECT_EQ(recipe.task, TaskKind::Regression);
    EXPECT_EQ(recipe.columns.at("y").role, ColumnRole::Target);
    EXPECT_EQ(recipe.columns.at("id").role, ColumnRole::Identifier);
    EXPECT_NE(recipe.columns.at("name").role, ColumnRole::Feature);
    EXPECT_EQ(recipe.columns.at("x").role, ColumnRole::Feature);
    EXPECT_EQ(recipe.columns.at("colour").role, ColumnRole::Feature);
    EXPECT_EQ(recipe.columns.at("empty").role, ColumnRole::Ignored);
    EXPECT_EQ(suggestRecipe(table, "colour")->task, TaskKind::Classification);
    EXPECT_FALSE(suggestRecipe(table, "Y"));
    for (const SampleDataset& sample : sampleDatasets())
        EXPECT_EQ(suggestRecipe(*loadSample(sample.name), sample.target)->task, TaskKind::Classification);
}

}  // namespace
}  // namespace qstore
