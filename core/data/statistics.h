// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/table.h"

namespace qstore {

/// Values v with lower ≤ v < upper; the last bin also holds its upper end.
struct HistogramBin {
    double lower = 0, upper = 0;
    std::size_t count = 0;
};

struct ValueCount {
    std::string value;
    std::size_t count = 0;
};

/// Of one column; the numbers are NaN where they mean nothing (no value, or a category).
struct ColumnStatistics {
    std::string name;
    ColumnType type = ColumnType::Number;
    std::size_t count = 0;  ///< present values
    std::size_t missing = 0;
    std::size_t distinct = 0;
    double mean = 0;
    double deviation = 0;  ///< of the sample (divided by n−1); NaN for one value
    double minimum = 0, lowerQuartile = 0, median = 0, upperQuartile = 0, maximum = 0;
    std::vector<HistogramBin> histogram;  ///< numbers: bins of equal width; one bin for a constant
    std::vector<ValueCount> frequent;     ///< the most frequent values, most frequent first, then by value
};

/// Quartiles as NumPy's default (linear). At most `frequent` values are listed per column.
QSTORE_EXPORT Result<std::vector<ColumnStatistics>> describeTable(const Table& table, std::size_t bins = 20,
                                                                  std::size_t frequent = 20,
                                                                  const RunControl& control = {});

/// Pearson's r between the columns of numbers, row-major; each pair over the rows where both are present.
struct CorrelationMatrix {
    std::vector<std::string> names;
    std::vector<double> values;  ///< NaN where a column is constant or fewer than two rows are shared

    double at(std::size_t row, std::size_t column) const { return values[row * names.size() + column]; }
};

QSTORE_EXPORT Result<CorrelationMatrix> correlate(const Table& table, const RunControl& control = {});

}  // namespace qstore
