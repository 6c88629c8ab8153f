// SPDX-License-Identifier: Apache-2.0
#include "core/data/statistics.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"
#include "core/data/csv.h"
#include "core/data/samples.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;

std::vector<std::size_t> binCounts(const ColumnStatistics& column) {
    std::vector<std::size_t> counts;
    for (const HistogramBin& bin : column.histogram) counts.push_back(bin.count);
    return counts;
}

TEST(DescribeTable, IrisAsNumPyDescribesIt) {
    const auto columns = describeTable(*loadSample("iris"), 5).value();
    const ColumnStatistics& length = columns[0];
    EXPECT_EQ(length.count, 150U);
    EXPECT_EQ(length.missing, 0U);
    EXPECT_EQ(length.distinct, 35U);
    EXPECT_NEAR(length.mean, 5.843333333333335, 1e-12);
    EXPECT_NEAR(length.deviation, 0.8280661279778629, 1e-12);
    EXPECT_DOUBLE_EQ(length.minimum, 4.3);
    EXPECT_DOUBLE_EQ(length.lowerQuartile, 5.1);
    EXPECT_DOUBLE_EQ(length.median, 5.8);
    EXPECT_DOUBLE_EQ(length.upperQuartile, 6.4);
    EXPECT_DOUBLE_EQ(length.maximum, 7.9);
    EXPECT_DOUBLE_EQ(columns[2].median, 4.35);
    // numpy.histogram(x, 5)
    EXPECT_THAT(binCounts(length), ElementsAre(32, 41, 42, 24, 11));
    EXPECT_NEAR(length.histogram[1].lower, 5.02, 1e-12);
    EXPECT_EQ(length.frequent[0].value, "5");
    EXPECT_EQ(length.frequent[0].count, 10U);
    const ColumnStatistics& target = columns[4];
    EXPECT_EQ(target.distinct, 3U);
    EXPECT_TRUE(std::isnan(target.mean));
    EXPECT_TRUE(target.histogram.empty());
    ASSERT_EQ(target.frequent.size(), 3U);
    EXPECT_EQ(target.frequent[0].value, "setosa");
    EXPECT_EQ(target.frequent[0].count, 50U);
}

TEST(DescribeTable, LeavesUndefinedNumbersUndefined) {
    const Table table = parseCsv("a,b,c\n1,,7\nNA,,7\n", {}).value();
    const auto columns = describeTable(table).value();
    EXPECT_EQ(columns[0].count, 1U);
    EXPECT_EQ(columns[0].missing, 1U);
    EXPECT_EQ(columns[0].mean, 1);
    EXPECT_TRUE(std::isnan(columns[0].deviation));
    EXPECT_EQ(columns[1].count, 0U);
    EXPECT_TRUE(std::isnan(columns[1].mean));
    EXPECT_TRUE(columns[1].histogram.empty());
    EXPECT_EQ(columns[2].deviation, 0);
    EXPECT_THAT(binCounts(columns[2]), ElementsAre(2));
    EXPECT_FALSE(describeTable(table, 0));
}

TEST(DescribeTable, ListsTheMostFrequentFirst) {
    const Table table = parseCsv("c\nb\na\nc\nc\na\nc\n", {}).value();
    const auto columns = describeTable(table, 20, 2).value();
    ASSERT_EQ(columns[0].frequent.size(), 2U);
    EXPECT_EQ(columns[0].frequent[0].value, "c");
    EXPECT_EQ(columns[0].frequent[0].count, 3U);
    EXPECT_EQ(columns[0].frequent[1].value, "a");
    EXPECT_EQ(columns[0].distinct, 3U);
}

TEST(Correlate, IrisAsNumPyCorrelatesIt) {
    const CorrelationMatrix matrix = correlate(*loadSample("iris")).value();
    EXPECT_THAT(matrix.names, ElementsAre("sepal_length", "sepal_width", "petal_length", "petal_width"));
    EXPECT_EQ(matrix.at(2, 2), 1);
    EXPECT_NEAR(matrix.at(0, 1), -0.1175697841330021, 1e-12);
    EXPECT_NEAR(matrix.at(2, 3), 0.9628654314027957, 1e-12);
    EXPECT_EQ(matrix.at(2, 3), matrix.at(3, 2));
}

TEST(Correlate, UsesSharedRowsAndKeepsDigitsAtLargeMeans) {
    const Table table =
        parseCsv("a,b,c,d\n1000000001,2,,7\n1000000002,4,1,7\n1000000003,6,5,7\n1000000004,8,,7\n", {})
            .value();
    const CorrelationMatrix matrix = correlate(table).value();
    EXPECT_NEAR(matrix.at(0, 1), 1.0, 1e-12);
    EXPECT_NEAR(matrix.at(0, 2), 1.0, 1e-12);  // two shared rows lie on a line
    EXPECT_TRUE(std::isnan(matrix.at(0, 3)));
    EXPECT_TRUE(std::isnan(matrix.at(3, 3)));
}

TEST(Correlate, DoesNotDependOnTheNumberOfThreads) {
    const Table table = *loadSample("digits");
    setThreadCount(1);
    const auto one = correlate(table).value();
    setThreadCount(2);
    const auto two = correlate(table).value();
    setThreadCount(0);
    for (std::size_t index = 0; index < one.values.size(); ++index)
        EXPECT_TRUE(one.values[index] == two.values[index] ||
                    (std::isnan(one.values[index]) && std::isnan(two.values[index])));
}

TEST(Statistics, StopOnRequest) {
    std::stop_source source;
    source.request_stop();
    const RunControl control{source.get_token(), {}};
    EXPECT_EQ(describeTable(*loadSample("iris"), 20, 20, control).error().code, ErrorCode::Cancelled);
    EXPECT_EQ(correlate(*loadSample("iris"), control).error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
