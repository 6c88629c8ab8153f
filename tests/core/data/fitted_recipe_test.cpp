// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>

#include "core/data/amplitude.h"
#include "core/data/csv.h"
#include "core/data/recipe.h"
#include "core/data/samples.h"

namespace qstore {
namespace {

using std::numbers::pi;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kNumbers = "a,b,c\n1,10,0.5\n2,-3,0.25\n4,7,8\n8,1,-1.5\n3,2,1\n100,-50,7\n";
const std::vector<std::size_t> kTrain = {0, 1, 2, 3, 4};

Table read(const std::string& text, std::map<std::string, ColumnType> types = {}) {
    CsvOptions options;
    options.types = std::move(types);
    return parseCsv(text, options).value();
}

std::vector<std::size_t> allRows(const Table& table) {
    std::vector<std::size_t> rows(table.rows());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return rows;
}

void expectRow(const FeatureMatrix& matrix, std::size_t row, const std::vector<double>& expected) {
    ASSERT_EQ(matrix.names.size(), expected.size());
    for (std::size_t index = 0; index < expected.size(); ++index)
        EXPECT_NEAR(matrix.row(row)[index], expected[index], 1e-12)
            << "row " << row << ", " << matrix.names[index];
}

Recipe scaled(Scaling scaling, bool clip = false) {
    Recipe recipe;
    recipe.scaling = scaling;
    recipe.clip = clip;
    return recipe;
}

Recipe withTarget(const std::string& target, Recipe recipe = {}) {
    recipe.columns[target].role = ColumnRole::Target;
    return recipe;
}

FeatureMatrix prepare(const Table& table, const Recipe& recipe, const std::vector<std::size_t>& train,
                      bool target = false) {
    const auto fitted = FittedRecipe::fit(table, recipe, train);
    EXPECT_TRUE(fitted) << fitted.error().message;
    auto matrix = fitted->apply(table, allRows(table), target);
    EXPECT_TRUE(matrix) << matrix.error().message;
    return *matrix;
}

std::string fitMessage(const Table& table, const Recipe& recipe, const std::vector<std::size_t>& rows) {
    const auto fitted = FittedRecipe::fit(table, recipe, rows);
    EXPECT_FALSE(fitted);
    return fitted ? "" : fitted.error().message;
}

// The expected values of the next four tests: scikit-learn 1.2.1, fitted on the first five rows.

TEST(FittedRecipe, StandardScalesAsScikitLearn) {
    const FeatureMatrix matrix = prepare(read(kNumbers), scaled(Scaling::Standard), kTrain);
    expectRow(matrix, 0, {-1.0758876551830783, 1.438868376649926, -0.3500959751900902});
    expectRow(matrix, 3, {1.8207329549252096, -0.5232248642363367, -0.9589585407380732});
    expectRow(matrix, 5, {39.890603830634134, -11.641753229258493, 1.6287073628408544});
}

TEST(FittedRecipe, MinMaxScalesAsScikitLearnAndClips) {
    const FeatureMatrix matrix = prepare(read(kNumbers), scaled(Scaling::MinMax), kTrain);
    expectRow(matrix, 0, {0, 3.1415926535897927, 0.6613879270715354});
    expectRow(matrix, 5, {44.431096100769935, -11.358065747593866, 2.8108986900540254});
    const FeatureMatrix clipped = prepare(read(kNumbers), scaled(Scaling::MinMax, true), kTrain);
    expectRow(clipped, 5, {pi, 0, 2.8108986900540254});
}

TEST(FittedRecipe, RobustScalesAsScikitLearn) {
    const FeatureMatrix matrix = prepare(read(kNumbers), scaled(Scaling::Robust), kTrain);
    expectRow(matrix, 0, {-1, 4.0 / 3, 0});
    expectRow(matrix, 3, {2.5, -1.0 / 6, -8.0 / 3});
    expectRow(matrix, 5, {48.5, -26.0 / 3, 26.0 / 3});
}

TEST(FittedRecipe, PrincipalComponentsAsScikitLearnUpToTheFixedSign) {
    Recipe recipe = scaled(Scaling::None);
    recipe.principalComponents = 2;
    const Table table = read(kNumbers);
    const FittedRecipe fitted = FittedRecipe::fit(table, recipe, kTrain).value();
    EXPECT_THAT(fitted.featureNames(), ElementsAre("PC1", "PC2"));
    EXPECT_NEAR(fitted.explainedVariance()[0], 0.5284540436355912, 1e-12);
    EXPECT_NEAR(fitted.explainedVariance()[1], 0.29080122312241663, 1e-12);
    // scikit-learn's first direction is (0.455, −0.658, −0.600); ours has its largest entry positive.
    const FeatureMatrix matrix = fitted.apply(table, allRows(table), false).value();
    expectRow(matrix, 0, {1.2268468216743704, -0.8997166901504995});
    expectRow(matrix, 5, {-24.85060977228839, 33.3441242568119});
}

TEST(FittedRecipe, PrincipalComponentsOfALargerTable) {
    const Table table = *loadSample("breast-cancer");
    Recipe recipe = withTarget("target");
    recipe.principalComponents = 3;
    const FittedRecipe fitted = FittedRecipe::fit(table, recipe, allRows(table)).value();
    // scikit-learn 1.2.1, PCA(3) of the standardised features.
    EXPECT_NEAR(fitted.explainedVariance()[0], 0.44272026, 1e-8);
    EXPECT_NEAR(fitted.explainedVariance()[1], 0.18971182, 1e-8);
    EXPECT_NEAR(fitted.explainedVariance()[2], 0.09393163, 1e-8);
    // Scaling comes after the projection, so that the angles fill their range.
    const FeatureMatrix matrix = fitted.apply(table, allRows(table), true).value();
    const auto [least, greatest] = std::minmax_element(matrix.values.begin(), matrix.values.end());
    EXPECT_EQ(*least, 0);
    EXPECT_NEAR(*greatest, pi, 1e-15);
}

TEST(FittedRecipe, ConstantColumnsStayFinite) {
    const Table table = read("a,b\n5,1\n5,2\n5,3\n6,4\n");
    for (const Scaling scaling : {Scaling::Standard, Scaling::MinMax, Scaling::Robust}) {
        const FeatureMatrix matrix = prepare(table, scaled(scaling), {0, 1, 2});
        EXPECT_EQ(matrix.row(0)[0], 0);
        EXPECT_NEAR(matrix.row(3)[0], scaling == Scaling::MinMax ? pi : 1, 1e-15);
    }
}

TEST(FittedRecipe, LearnsFromTrainingRowsOnly) {
    const std::string head = "a,colour,y\n1,red,p\n2,blue,q\n,red,p\n4,,q\n8,blue,p\n";
    const Table one = read(head + "3,red,q\n9,blue,p\n");
    const Table two = read(head + "-1000,red,p\n1e6,blue,q\n");
    for (const Scaling scaling : {Scaling::Standard, Scaling::MinMax, Scaling::Robust})
        for (const std::size_t components : {0U, 2U}) {
            Recipe recipe = withTarget("y", scaled(scaling));
            recipe.principalComponents = components;
            const auto first = FittedRecipe::fit(one, recipe, kTrain);
            const auto second = FittedRecipe::fit(two, recipe, kTrain);
            ASSERT_TRUE(first && second);
            EXPECT_EQ(first->toJson(), second->toJson());
        }
    // The same change in a training row does change what is learned.
    EXPECT_NE(FittedRecipe::fit(one, withTarget("y"), {0, 1, 2, 3, 4, 5})->toJson(),
              FittedRecipe::fit(two, withTarget("y"), {0, 1, 2, 3, 4, 5})->toJson());
}

TEST(FittedRecipe, FillsMissingNumbersAsAsked) {
    const Table table = read("x,y\n1,0\n1,0\n4,0\n10,0\n,0\n");
    const std::vector<std::pair<ColumnRecipe, double>> cases = {
        {{ColumnRole::Feature, Imputation::Mean, ""}, 4.0},
        {{ColumnRole::Feature, Imputation::Median, ""}, 2.5},
        {{ColumnRole::Feature, Imputation::MostFrequent, ""}, 1.0},
        {{ColumnRole::Feature, Imputation::Constant, "-7.5"}, -7.5},
    };
    for (const auto& [column, expected] : cases) {
        Recipe recipe = scaled(Scaling::None);
        recipe.columns["x"] = column;
        EXPECT_EQ(prepare(table, recipe, {0, 1, 2, 3}).row(4)[0], expected);
    }
    Recipe drop = scaled(Scaling::None);
    drop.columns["x"].imputation = Imputation::DropRow;
    const FeatureMatrix matrix = prepare(table, drop, kTrain);
    EXPECT_EQ(matrix.rows, 4U);
    EXPECT_THAT(matrix.sourceRows, ElementsAre(0, 1, 2, 3));
    Recipe wrong = scaled(Scaling::None);
    wrong.columns["x"] = {ColumnRole::Feature, Imputation::Constant, "seven"};
    EXPECT_THAT(fitMessage(table, wrong, kTrain), HasSubstr("the constant 'seven' for column 'x'"));
}

TEST(FittedRecipe, RefusesColumnsAndRowsWithNothingToLearnFrom) {
    const Table table = read("x,y\n,1\n,2\n3,4\n");
    EXPECT_THAT(fitMessage(table, {}, {0, 1}), HasSubstr("column 'x' has no value in any training row"));
    Recipe drop;
    drop.columns["x"].imputation = Imputation::DropRow;
    EXPECT_THAT(fitMessage(table, drop, {0, 1}), HasSubstr("none is complete"));
    EXPECT_THAT(fitMessage(table, {}, {7}), HasSubstr("row 8"));
    Recipe many;
    many.principalComponents = 3;
    EXPECT_THAT(fitMessage(table, many, {0, 1, 2}),
                HasSubstr("3 principal components are asked of 2 features"));
    many.principalComponents = std::size_t{1} << 62U;
    EXPECT_FALSE(FittedRecipe::fit(table, many, {0, 1, 2}));
}

TEST(FittedRecipe, OneFeaturePerCategory) {
    const Table table =
        read("colour,x\nred,1\nblue,2\n,3\nred,4\ngreen,5\n", {{"colour", ColumnType::Category}});
    const FittedRecipe fitted = FittedRecipe::fit(table, scaled(Scaling::None), {0, 1, 2, 3}).value();
    EXPECT_THAT(fitted.featureNames(), ElementsAre("colour=blue", "colour=red", "x"));
    EXPECT_THAT(fitted.inputColumns(), ElementsAre("colour", "x"));
    const FeatureMatrix matrix = fitted.apply(table, {0, 1, 2}, false).value();
    expectRow(matrix, 0, {0, 1, 1});
    expectRow(matrix, 1, {1, 0, 2});
    expectRow(matrix, 2, {0, 1, 3});  // red is the most frequent
    const auto unseen = fitted.apply(table, {0, 4}, false);
    ASSERT_FALSE(unseen);
    EXPECT_THAT(unseen.error().message, HasSubstr("column 'colour', row 5: 'green' does not occur"));
    EXPECT_THAT(unseen.error().hint, HasSubstr("'blue', 'red'"));
}

TEST(FittedRecipe, TargetsAreClassIndicesOrValues) {
    const Table table = read("x,y,z\n1,b,10\n2,a,20\n3,b,\n4,c,60\n");
    Recipe recipe = withTarget("y");
    recipe.columns["z"].role = ColumnRole::Ignored;
    const FittedRecipe classes = FittedRecipe::fit(table, recipe, {0, 1, 2}).value();
    EXPECT_THAT(classes.classes(), ElementsAre("a", "b"));
    EXPECT_EQ(classes.targetColumn(), "y");
    EXPECT_THAT(classes.apply(table, {0, 1, 2}, true)->targets, ElementsAre(1, 0, 1));
    EXPECT_TRUE(classes.apply(table, {3}, false)->targets.empty());
    const auto unseen = classes.apply(table, {3}, true);
    ASSERT_FALSE(unseen);
    EXPECT_THAT(unseen.error().message, HasSubstr("column 'y', row 4: class 'c'"));

    recipe = withTarget("z");
    recipe.columns["y"].role = ColumnRole::Ignored;
    recipe.task = TaskKind::Regression;
    const FittedRecipe values = FittedRecipe::fit(table, recipe, {0, 1, 2, 3}).value();
    EXPECT_TRUE(values.classes().empty());
    EXPECT_DOUBLE_EQ(values.targetMean(), 30);
    EXPECT_NEAR(values.targetScale(), std::sqrt(1400.0 / 3), 1e-12);
    const FeatureMatrix matrix = values.apply(table, allRows(table), true).value();
    EXPECT_THAT(matrix.targets, ElementsAre(10, 20, 60));  // the row without a target is left out
    EXPECT_THAT(matrix.sourceRows, ElementsAre(0, 1, 3));
    EXPECT_EQ(values.apply(table, allRows(table), false)->rows, 4U);
}

TEST(FittedRecipe, RefusesASingleClass) {
    const Table table = read("x,y\n1,a\n2,a\n3,b\n");
    EXPECT_THAT(fitMessage(table, withTarget("y"), {0, 1}),
                HasSubstr("only one class in the training rows: 'a'"));
}

TEST(FittedRecipe, NumericClassesAreOrderedAsNumbers) {
    const Table table = read("x,y\n1,10\n2,9\n3,100000\n");
    const FittedRecipe fitted = FittedRecipe::fit(table, withTarget("y"), {0, 1, 2}).value();
    EXPECT_THAT(fitted.classes(), ElementsAre("9", "10", "100000"));
    EXPECT_THAT(fitted.apply(table, {0, 1, 2}, true)->targets, ElementsAre(1, 0, 2));
}

TEST(FittedRecipe, NamesMissingColumnsAndMistypedCells) {
    const Table table = read("a,b,y\n1,2,p\n3,4,q\n");
    const FittedRecipe fitted = FittedRecipe::fit(table, withTarget("y"), {0, 1}).value();
    const auto absent = fitted.apply(read("a,c\n1,2\n"), {0}, false);
    ASSERT_FALSE(absent);
    EXPECT_THAT(absent.error().message, HasSubstr("'b'"));
    EXPECT_THAT(absent.error().hint, HasSubstr("'a', 'c'"));
    const auto mistyped = fitted.apply(read("a,b\n1,2\n1,two\n"), {0, 1}, false);
    ASSERT_FALSE(mistyped);
    EXPECT_THAT(mistyped.error().message, HasSubstr("column 'b', row 2: 'two' is not a number"));
    const auto noTarget = fitted.apply(read("a,b\n1,2\n"), {0}, true);
    ASSERT_FALSE(noTarget);
    EXPECT_THAT(noTarget.error().message, HasSubstr("target column 'y'"));
    EXPECT_FALSE(fitted.apply(table, {2}, false));
    // The order of the columns does not matter, nor do further ones.
    const FeatureMatrix swapped = fitted.apply(read("z,b,a\n0,4,3\n"), {0}, false).value();
    expectRow(swapped, 0, {pi, pi});
}

TEST(FittedRecipe, AmplitudeIsTheLastStepAndNamesAZeroRow) {
    Recipe recipe = scaled(Scaling::None);
    recipe.amplitude = true;
    const Table table = read("a,b,c\n1,2,2\n-3,0,4\n0,0,0\n");
    const FittedRecipe fitted = FittedRecipe::fit(table, recipe, {0, 1}).value();
    EXPECT_THAT(fitted.featureNames(), ElementsAre("amplitude[0]", "amplitude[1]", "amplitude[2]"));
    const FeatureMatrix matrix = fitted.apply(table, {0, 1}, false).value();
    expectRow(matrix, 0, amplitudeAngles(std::vector{1.0, 2.0, 2.0}).value());
    expectRow(matrix, 1, amplitudeAngles(std::vector{-3.0, 0.0, 4.0}).value());
    const auto zero = fitted.apply(table, {0, 2}, false);
    ASSERT_FALSE(zero);
    EXPECT_THAT(zero.error().message, HasSubstr("row 3: a vector of zeros"));
}

TEST(FittedRecipe, TracesOneRowStepByStep) {
    Recipe recipe = scaled(Scaling::MinMax);
    recipe.lower = 0;
    recipe.upper = 1;
    const Table table = read("x,c\n0,u\n10,v\n,u\n", {{"c", ColumnType::Category}});
    const FittedRecipe fitted = FittedRecipe::fit(table, recipe, {0, 1}).value();
    const auto steps = fitted.trace(table, 2).value();
    ASSERT_EQ(steps.size(), 4U);
    EXPECT_EQ(steps[0].name, "raw");
    EXPECT_THAT(steps[0].values, ElementsAre("", "u"));
    EXPECT_EQ(steps[1].name, "imputed");
    EXPECT_THAT(steps[1].values, ElementsAre("5", "u"));
    EXPECT_EQ(steps[2].name, "encoded");
    EXPECT_THAT(steps[2].labels, ElementsAre("x", "c=u", "c=v"));
    EXPECT_THAT(steps[2].values, ElementsAre("5", "1", "0"));
    EXPECT_EQ(steps[3].name, "scaled");
    EXPECT_THAT(steps[3].values, ElementsAre("0.5", "1", "0"));
    recipe.amplitude = true;
    const FittedRecipe angles = FittedRecipe::fit(table, recipe, {0, 1}).value();
    EXPECT_EQ(angles.trace(table, 2)->back().name, "angles");
    EXPECT_EQ(angles.trace(table, 2)->back().values.size(), 3U);
    EXPECT_FALSE(fitted.trace(table, 3));
}

TEST(FittedRecipe, JsonReadsBackToTheSameNumbers) {
    const Table table = *loadSample("wine");
    for (const Scaling scaling : {Scaling::None, Scaling::Standard, Scaling::MinMax, Scaling::Robust})
        for (const std::size_t components : {0U, 4U}) {
            Recipe recipe = withTarget("target", scaled(scaling, true));
            recipe.principalComponents = components;
            recipe.amplitude = components != 0;
            const FittedRecipe fitted = FittedRecipe::fit(table, recipe, allRows(table)).value();
            const auto again = FittedRecipe::fromJson(fitted.toJson());
            ASSERT_TRUE(again) << again.error().message;
            EXPECT_EQ(again->recipe(), fitted.recipe());
            EXPECT_EQ(again->classes(), fitted.classes());
            EXPECT_EQ(again->toJson(-1), fitted.toJson(-1));
            const FeatureMatrix before = fitted.apply(table, allRows(table), true).value();
            const FeatureMatrix after = again->apply(table, allRows(table), true).value();
            EXPECT_EQ(before.values, after.values);  // bit for bit
            EXPECT_EQ(before.targets, after.targets);
        }
}

TEST(FittedRecipe, RefusesAlteredJson) {
    const Table table = read("x,c,y\n1,u,p\n2,v,q\n4,u,p\n", {{"c", ColumnType::Category}});
    Recipe recipe = withTarget("y", scaled(Scaling::Standard));
    recipe.principalComponents = 2;
    const std::string good = FittedRecipe::fit(table, recipe, {0, 1, 2})->toJson(-1);
    ASSERT_TRUE(FittedRecipe::fromJson(good));
    const auto replaced = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        const auto place = text.find(from);
        EXPECT_NE(place, std::string::npos) << from;
        return text.replace(place, from.size(), to);
    };
    const std::vector<std::pair<std::string, std::string>> cases = {
        {replaced("qstore-fitted-recipe", "other"), "'format'"},
        {replaced("\"u\",\"v\"", "\"v\",\"u\""), "'inputs[1].categories'"},
        {replaced("\"u\",\"v\"", "\"u\",\"w\",\"x\""), "'standardization.center'"},
        {replaced("\"PC1\"", "\"PC7\""), "'features'"},
        {replaced("\"principalComponents\":2", "\"principalComponents\":900000000000"),
         "'recipe.principalComponents'"},
        {replaced("\"classes\":[\"p\",\"q\"]", "\"classes\":[\"p\"]"), "'target.classes'"},
        {replaced("\"name\":\"x\"", "\"name\":\"c\""), "not unique"},
        {replaced("\"weights\":[", "\"weights\":[1,"), "'components.weights'"},
        {replaced("\"role\":\"target\"", "\"role\":\"ignored\""), "'target.name'"},
        {good.substr(0, good.size() / 2), "not JSON"},
    };
    for (const auto& [text, expected] : cases) {
        const auto fitted = FittedRecipe::fromJson(text);
        ASSERT_FALSE(fitted) << expected;
        EXPECT_THAT(fitted.error().message, HasSubstr(expected));
    }
    EXPECT_EQ(FittedRecipe::fromJson(replaced("\"version\":1}", "\"version\":9}")).error().code,
              ErrorCode::NewerVersion);
}

}  // namespace
}  // namespace qstore
