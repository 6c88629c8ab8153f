// SPDX-License-Identifier: Apache-2.0
#include "core/data/table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Column numbers(std::string name, std::vector<double> values) {
    std::vector<bool> missing;
    for (const double value : values) missing.push_back(std::isnan(value));
    return {std::move(name), ColumnType::Number, std::move(values), {}, std::move(missing), ""};
}

Column texts(std::string name, std::vector<std::string> values) {
    const std::size_t rows = values.size();
    return {std::move(name), ColumnType::Category, {}, std::move(values), std::vector<bool>(rows), ""};
}

TEST(Table, RefusesColumnsThatDoNotFitTogether) {
    const auto uneven = Table::create({numbers("a", {1, 2}), numbers("b", {1})});
    ASSERT_FALSE(uneven);
    EXPECT_THAT(uneven.error().message, HasSubstr("'b' has 1 rows, 'a' has 2"));
    const auto twice = Table::create({numbers("a", {1}), numbers("a", {1})});
    ASSERT_FALSE(twice);
    EXPECT_THAT(twice.error().message, HasSubstr("'a'"));
    EXPECT_FALSE(Table::create({numbers("", {1})}));
    EXPECT_FALSE(Table::create({numbers("a", {1, INFINITY})}));
    Column wrong = numbers("a", {1, 2});
    wrong.numbers.pop_back();
    EXPECT_FALSE(Table::create({wrong}));
}

TEST(Table, ShowsCellsExactlyAndMissingAsNothing) {
    const Table table = *Table::create({numbers("a", {100000, 0.1, kNan, -3, 1e300})});
    const Column& column = table.columns().front();
    EXPECT_EQ(column.cellText(0), "100000");
    EXPECT_EQ(column.cellText(1), "0.1");
    EXPECT_EQ(column.cellText(2), "");
    EXPECT_EQ(column.cellText(3), "-3");
    EXPECT_EQ(column.cellText(4), "1e+300");
    EXPECT_EQ(column.missingCount(), 1U);
    EXPECT_THAT(column.distinct(), ElementsAre("-3", "0.1", "100000", "1e+300"));
}

TEST(Table, DistinctTextsAreSortedAndSkipMissing) {
    Column column = texts("c", {"b", "a", "b", "z"});
    column.missing[3] = true;
    const Table table = *Table::create({column});
    EXPECT_THAT(table.columns().front().distinct(), ElementsAre("a", "b"));
}

TEST(Table, SelectsRowsInOrderWithRepeats) {
    const Table table = *Table::create({numbers("a", {1, 2, kNan}), texts("b", {"x", "y", "z"})});
    const Table selected = table.selectRows({2, 0, 0});
    ASSERT_EQ(selected.rows(), 3U);
    EXPECT_TRUE(selected.columns()[0].missing[0]);
    EXPECT_EQ(selected.columns()[0].numbers[1], 1);
    EXPECT_THAT(selected.columns()[1].texts, ElementsAre("z", "x", "x"));
}

TEST(Table, HashDependsOnEveryCellNameAndType) {
    const auto hash = [](std::vector<Column> columns) {
        return Table::create(std::move(columns))->contentHash();
    };
    const std::string base = hash({numbers("a", {1, 2}), texts("b", {"x", "yz"})});
    EXPECT_EQ(base, hash({numbers("a", {1, 2}), texts("b", {"x", "yz"})}));
    EXPECT_NE(base, hash({numbers("a", {1, std::nextafter(2.0, 3.0)}), texts("b", {"x", "yz"})}));
    EXPECT_NE(base, hash({numbers("a", {1, kNan}), texts("b", {"x", "yz"})}));
    EXPECT_NE(base, hash({numbers("A", {1, 2}), texts("b", {"x", "yz"})}));
    EXPECT_NE(base, hash({numbers("a", {1, 2}), texts("b", {"xy", "z"})}));
    EXPECT_NE(base, hash({texts("b", {"x", "yz"}), numbers("a", {1, 2})}));
    Column text = texts("b", {"x", "yz"});
    text.type = ColumnType::Text;
    EXPECT_NE(base, hash({numbers("a", {1, 2}), text}));
}

TEST(Table, HashIgnoresWhatStandsInMissingCells) {
    Column first = texts("b", {"x", "leftover"});
    Column second = texts("b", {"x", ""});
    first.missing[1] = second.missing[1] = true;
    EXPECT_EQ(Table::create({first})->contentHash(), Table::create({second})->contentHash());
}

}  // namespace
}  // namespace qstore
