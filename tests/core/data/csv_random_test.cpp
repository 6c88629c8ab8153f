// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <string>

#include "core/base/random.h"
#include "core/data/csv.h"
#include "core/data/recipe.h"
#include "core/data/samples.h"

namespace qstore {
namespace {

/// Random text from characters that matter to the reader.
std::string randomText(RandomStream& random) {
    constexpr std::string_view kLetters = "ab01.,;\t|\"\"''\n\n\r#-+eE NA\xC3\xBC\xFF";
    std::string text(random.below(60), ' ');
    for (char& c : text) c = kLetters[random.below(kLetters.size())];
    return text;
}

TEST(CsvRandom, AnyBytesGiveATableOrAnError) {
    RandomStream random(11, "csv-random");
    std::size_t tables = 0;
    for (int round = 0; round < 20000; ++round) {
        const std::string text = randomText(random);
        const auto dialect = sniffCsv(text);
        if (!dialect) {
            EXPECT_FALSE(dialect.error().message.empty());
            continue;
        }
        EXPECT_GE(dialect->confidence, 0);
        EXPECT_LE(dialect->confidence, 1);
        CsvOptions options;
        options.dialect = *dialect;
        const auto table = parseCsv(text, options);
        if (!table) {
            EXPECT_FALSE(table.error().message.empty());
            continue;
        }
        ++tables;
        // What was read can be written and read again without a change to any value.
        CsvOptions plain;
        for (const Column& column : table->columns()) plain.types[column.name] = column.type;
        const auto again = parseCsv(writeCsv(*table), plain);
        ASSERT_TRUE(again) << again.error().message << "\n" << text;
        EXPECT_EQ(again->contentHash(), table->contentHash()) << text;
    }
    EXPECT_GT(tables, 1000U);
}

TEST(CsvRandom, AnyDamagedRecipeGivesARecipeOrAnError) {
    Recipe recipe;
    recipe.columns["target"].role = ColumnRole::Target;
    recipe.principalComponents = 2;
    const Table table = *loadSample("iris");
    std::vector<std::size_t> rows(table.rows());
    for (std::size_t row = 0; row < rows.size(); ++row) rows[row] = row;
    const std::string good = FittedRecipe::fit(table, recipe, rows)->toJson(-1);
    RandomStream random(12, "recipe-random");
    for (int round = 0; round < 2000; ++round) {
        std::string text = good;
        const std::size_t place = random.below(text.size());
        if (round % 2 == 0)
            text[place] = "0123456789\"[]{},:-e"[random.below(19)];
        else
            text.erase(place, 1 + random.below(20));
        const auto fitted = FittedRecipe::fromJson(text);
        if (!fitted) {
            EXPECT_FALSE(fitted.error().message.empty());
            continue;
        }
        // A recipe that was accepted does its work or says why not.
        static_cast<void>(fitted->apply(table, rows, true));
    }
}

}  // namespace
}  // namespace qstore
