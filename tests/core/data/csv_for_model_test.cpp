// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <numeric>

#include "core/data/csv.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ReadForModel : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        m_folder = std::filesystem::path(::testing::TempDir()) / (std::string("for_model_") + test->name());
        std::filesystem::create_directories(m_folder);
    }
    void TearDown() override { std::filesystem::remove_all(m_folder); }

    std::filesystem::path file(const std::string& text) const {
        std::ofstream(m_folder / "rows.csv", std::ios::binary) << text;
        return m_folder / "rows.csv";
    }

    /// Fitted on a German table: semicolons, decimal commas.
    static FittedRecipe german(bool remember = true) {
        CsvOptions options;
        options.dialect.delimiter = ';';
        options.dialect.decimal = ',';
        const Table table =
            parseCsv("länge;farbe;art\n1,5;rot;a\n2,5;blau;b\n3;rot;a\n4,25;blau;b\n", options).value();
        Recipe recipe = suggestRecipe(table, "art").value();
        if (remember) recipe.source = SourceFormat{';', '"', ','};
        std::vector<std::size_t> rows(table.rows());
        std::iota(rows.begin(), rows.end(), std::size_t{0});
        return FittedRecipe::fit(table, recipe, rows).value();
    }

    std::filesystem::path m_folder;
};

TEST_F(ReadForModel, AFileIsReadAsTheTrainingFileWas) {
    // Without the memory the comma looks like a delimiter here.
    const auto table = readCsvFileFor(german(), file("länge;farbe\n1,5;rot\n"));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_THAT(table->find("länge")->numbers, ElementsAre(1.5));
    const auto whole = readCsvFileFor(german(), file("länge;farbe\n1,125;rot\n2;blau\n"));
    EXPECT_THAT(whole->find("länge")->numbers, ElementsAre(1.125, 2));
}

TEST_F(ReadForModel, AFileThatIsPlainlyOtherwiseIsReadAsItIs) {
    const auto english = readCsvFileFor(german(), file("länge,farbe\n1.5,rot\n2.5,blau\n"));
    ASSERT_TRUE(english) << english.error().message;
    EXPECT_THAT(english->find("länge")->numbers, ElementsAre(1.5, 2.5));
    const auto points = readCsvFileFor(german(), file("länge;farbe\n1.5;rot\n2.5;blau\n"));
    ASSERT_TRUE(points) << points.error().message;
    EXPECT_THAT(points->find("länge")->numbers, ElementsAre(1.5, 2.5));
    EXPECT_THAT(
        readCsvFileFor(german(false), file("länge;farbe\n1,5;rot\n2,5;blau\n"))->find("länge")->numbers,
        ElementsAre(1.5, 2.5));
}

TEST_F(ReadForModel, TheBadCellIsNamedAndNotAGoodOne) {
    const auto comma = readCsvFileFor(german(), file("länge;farbe\n1,5;rot\nabc;blau\n2,5;rot\n"));
    ASSERT_FALSE(comma);
    EXPECT_THAT(comma.error().message, HasSubstr("row 2, line 3, column 'länge': 'abc' is not a number"));
    const auto point = readCsvFileFor(german(), file("länge;farbe\n1.5;rot\n\nabc;blau\n2.5;rot\n"));
    ASSERT_FALSE(point);
    EXPECT_THAT(point.error().message, HasSubstr("row 2, line 4, column 'länge': 'abc' is not a number"));
    const auto infinite = readCsvFileFor(german(), file("länge;farbe\n1,5;rot\ninf;blau\n"));
    EXPECT_THAT(infinite.error().message, HasSubstr("'inf' is not a finite number"));
}

TEST_F(ReadForModel, MissingCellsStayMissingAndAbsentColumnsAreLeftToTheRecipe) {
    const auto table = readCsvFileFor(german(), file("länge;farbe\nNA;rot\n2,5;\n"));
    ASSERT_TRUE(table) << table.error().message;
    EXPECT_EQ(table->find("länge")->missingCount(), 1U);
    const auto absent = readCsvFileFor(german(), file("breite;farbe\n1,5;rot\n2,5;blau\n"));
    ASSERT_TRUE(absent) << absent.error().message;
    EXPECT_THAT(german().apply(*absent, {0}, false).error().message, HasSubstr("'länge'"));
}

TEST_F(ReadForModel, TheFormatIsKeptWithTheRecipe) {
    const FittedRecipe again = FittedRecipe::fromJson(german().toJson()).value();
    ASSERT_TRUE(again.recipe().source);
    EXPECT_EQ(again.recipe().source->decimal, ',');
    EXPECT_EQ(again.recipe().source->delimiter, ';');
    EXPECT_THAT(readRecipeJson(R"({"source": {"delimiter": ";;"}})").error().message,
                HasSubstr("'source.delimiter' is \";;\", expected one character"));
}

}  // namespace
}  // namespace qstore
