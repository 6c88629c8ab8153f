// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/base/random.h"
#include "core/data/recipe.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Column numbers(const std::string& name, std::vector<double> values) {
    Column column;
    column.name = name;
    column.missing.assign(values.size(), false);
    column.numbers = std::move(values);
    return column;
}

Table randomTable(bool regression) {
    RandomStream random(5, "extremes");
    std::vector<double> a, b, y;
    for (int row = 0; row < 40; ++row) {
        a.push_back(random.normal());
        b.push_back(2.0 + 0.1 * random.normal());
        y.push_back(regression ? random.normal() : static_cast<double>(row % 3));
    }
    return Table::create({numbers("a", a), numbers("b", b), numbers("y", y)}).value();
}

Recipe recipeOf(Scaling scaling, bool regression) {
    Recipe recipe;
    for (const char* name : {"a", "b"})
        recipe.columns[name] = ColumnRecipe{ColumnRole::Feature, Imputation::DropRow, {}};
    recipe.columns["y"].role = ColumnRole::Target;
    recipe.task = regression ? TaskKind::Regression : TaskKind::Classification;
    recipe.scaling = scaling;
    recipe.lower = -0.7;
    return recipe;
}

Table extremesOf(const Table& table, const std::vector<std::size_t>& rows) {
    const Table training = table.selectRows(rows);
    std::vector<Column> columns;
    for (const char* name : {"a", "b"}) {
        const auto& values = training.find(name)->numbers;
        const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
        columns.push_back(numbers(name, {*least, *greatest}));
    }
    return Table::create(std::move(columns)).value();
}

TEST(FittedExtremes, ScaleAsTheRowsThemselvesDo) {
    std::vector<std::size_t> rows(25);
    std::iota(rows.begin(), rows.end(), std::size_t{10});
    for (const bool regression : {false, true})
        for (const Scaling scaling : {Scaling::None, Scaling::MinMax, Scaling::Encoder}) {
            const Table table = randomTable(regression);
            const Recipe recipe = recipeOf(scaling, regression);
            const auto whole = FittedRecipe::fit(table, recipe, rows).value();
            const Column target = *table.selectRows(rows).find("y");
            const auto fitted = FittedRecipe::fitExtremes(extremesOf(table, rows), target, recipe);
            ASSERT_TRUE(fitted) << fitted.error().message;
            EXPECT_EQ(fitted->toJson(), whole.toJson());
            EXPECT_EQ(fitted->classes(), whole.classes());
        }
}

TEST(FittedExtremes, RefuseWhatNeedsEveryNumber) {
    const Table table = randomTable(false);
    const std::vector<std::size_t> rows = {0, 1, 2, 3, 4};
    const Table extremes = extremesOf(table, rows);
    const auto refused = [&](const Recipe& recipe) {
        const auto fitted = FittedRecipe::fitExtremes(extremes, *table.selectRows(rows).find("y"), recipe);
        return fitted ? std::string() : fitted.error().message;
    };
    EXPECT_THAT(refused(recipeOf(Scaling::Standard, false)), HasSubstr("'standard'"));
    EXPECT_THAT(refused(recipeOf(Scaling::Robust, false)), HasSubstr("'robust'"));
    Recipe components = recipeOf(Scaling::MinMax, false);
    components.principalComponents = 1;
    EXPECT_THAT(refused(components), HasSubstr("principal components"));
    Recipe imputed = recipeOf(Scaling::MinMax, false);
    imputed.columns["b"].imputation = Imputation::Mean;
    EXPECT_THAT(refused(imputed), HasSubstr("'b' is imputed"));
}

}  // namespace
}  // namespace qstore
