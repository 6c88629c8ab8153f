// SPDX-License-Identifier: Apache-2.0
#include "core/data/statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/data/cell_text.h"
#include "core/data/quantile.h"

namespace qstore {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

std::vector<HistogramBin> histogramOf(const std::vector<double>& sorted, std::size_t bins) {
    const double least = sorted.front();
    const double greatest = sorted.back();
    if (least == greatest) return {{least, greatest, sorted.size()}};
    std::vector<HistogramBin> histogram(bins);
    // Each end is divided first, because greatest − least may overflow.
    const double width = greatest / static_cast<double>(bins) - least / static_cast<double>(bins);
    for (std::size_t bin = 0; bin < bins; ++bin) {
        histogram[bin].lower = least + width * static_cast<double>(bin);
        histogram[bin].upper = bin + 1 == bins ? greatest : least + width * static_cast<double>(bin + 1);
    }
    std::size_t bin = 0;
    for (const double value : sorted) {
        while (bin + 1 < bins && value >= histogram[bin].upper) ++bin;
        ++histogram[bin].count;
    }
    return histogram;
}

void keepMostFrequent(std::vector<ValueCount>& counts, std::size_t limit) {
    std::stable_sort(counts.begin(), counts.end(),
                     [](const ValueCount& a, const ValueCount& b) { return a.count > b.count; });
    if (counts.size() > limit) counts.resize(limit);
}

void describeNumbers(const Column& column, std::size_t bins, std::size_t limit, ColumnStatistics& result) {
    std::vector<double> sorted;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!column.missing[row]) sorted.push_back(column.numbers[row]);
    if (sorted.empty()) return;
    std::sort(sorted.begin(), sorted.end());
    const auto count = static_cast<double>(sorted.size());
    double sum = 0;
    for (const double value : sorted) sum += value / count;  // the plain sum may overflow
    double squares = 0;
    for (const double value : sorted) squares += (value - sum) * (value - sum);
    result.mean = sum;
    if (sorted.size() > 1) result.deviation = std::sqrt(squares / (count - 1));
    result.minimum = sorted.front();
    result.lowerQuartile = sortedQuantile(sorted, 0.25);
    result.median = sortedQuantile(sorted, 0.5);
    result.upperQuartile = sortedQuantile(sorted, 0.75);
    result.maximum = sorted.back();
    result.histogram = histogramOf(sorted, bins);
    std::vector<std::pair<double, std::size_t>> runs;
    for (const double value : sorted) {
        if (runs.empty() || runs.back().first != value) runs.emplace_back(value, 0);
        ++runs.back().second;
    }
    result.distinct = runs.size();
    std::stable_sort(runs.begin(), runs.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (std::size_t index = 0; index < std::min(limit, runs.size()); ++index)
        result.frequent.push_back({cellNumberText(runs[index].first), runs[index].second});
}

void describeTexts(const Column& column, std::size_t limit, ColumnStatistics& result) {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (std::size_t row = 0; row < column.rows(); ++row)
        if (!column.missing[row]) ++counts[column.texts[row]];
    result.distinct = counts.size();
    for (const auto& [value, count] : counts) result.frequent.push_back({std::string(value), count});
    std::sort(result.frequent.begin(), result.frequent.end(),
              [](const ValueCount& a, const ValueCount& b) { return a.value < b.value; });
    keepMostFrequent(result.frequent, limit);
}

/// Two passes over the shared rows, so that large means cost no digits.
double pearson(const Column& first, const Column& second) {
    double count = 0;
    double meanX = 0;
    double meanY = 0;
    const auto eachShared = [&](const auto& visit) {
        for (std::size_t row = 0; row < first.rows(); ++row)
            if (!first.missing[row] && !second.missing[row]) visit(first.numbers[row], second.numbers[row]);
    };
    eachShared([&](double x, double y) {
        ++count;
        meanX += (x - meanX) / count;
        meanY += (y - meanY) / count;
    });
    double xx = 0;
    double yy = 0;
    double xy = 0;
    bool constantX = true;
    bool constantY = true;
    double firstX = kNothing;
    double firstY = kNothing;
    eachShared([&](double x, double y) {
        if (std::isnan(firstX)) {
            firstX = x;
            firstY = y;
        }
        constantX &= x == firstX;
        constantY &= y == firstY;
        xx += (x - meanX) * (x - meanX);
        yy += (y - meanY) * (y - meanY);
        xy += (x - meanX) * (y - meanY);
    });
    if (count < 2 || constantX || constantY) return kNothing;
    return std::clamp(xy / (std::sqrt(xx) * std::sqrt(yy)), -1.0, 1.0);
}

}  // namespace

Result<std::vector<ColumnStatistics>> describeTable(const Table& table, std::size_t bins,
                                                    std::size_t frequent, const RunControl& control) {
    if (bins == 0) return fail(ErrorCode::InvalidArgument, "a histogram needs at least one bin");
    std::vector<ColumnStatistics> statistics;
    for (const Column& column : table.columns()) {
        if (control.stop.stop_requested()) return cancelled();
        ColumnStatistics result;
        result.name = column.name;
        result.type = column.type;
        result.missing = column.missingCount();
        result.count = column.rows() - result.missing;
        for (double* value : {&result.mean, &result.deviation, &result.minimum, &result.lowerQuartile,
                              &result.median, &result.upperQuartile, &result.maximum})
            *value = kNothing;
        if (column.type == ColumnType::Number)
            describeNumbers(column, bins, frequent, result);
        else
            describeTexts(column, frequent, result);
        statistics.push_back(std::move(result));
        control.report(statistics.size(), table.columns().size());
    }
    return statistics;
}

Result<CorrelationMatrix> correlate(const Table& table, const RunControl& control) {
    CorrelationMatrix matrix;
    std::vector<const Column*> columns;
    for (const Column& column : table.columns()) {
        if (column.type != ColumnType::Number) continue;
        columns.push_back(&column);
        matrix.names.push_back(column.name);
    }
    const std::size_t size = columns.size();
    if (size * size * sizeof(double) > availableMemoryBytes() / 2)
        return fail(
            ErrorCode::ResourceExhausted,
            "the correlations of " + std::to_string(size) + " columns do not fit into the free memory",
            "leave out columns");
    matrix.values.assign(size * size, kNothing);
    for (std::size_t row = 0; row < size; ++row) {
        if (control.stop.stop_requested()) return cancelled();
        parallelFor(row + 1, [&](std::size_t column) {
            const double r = pearson(*columns[row], *columns[column]);
            matrix.values[row * size + column] = r;
            matrix.values[column * size + row] = r;
        });
        control.report(row + 1, size);
    }
    return matrix;
}

}  // namespace qstore
