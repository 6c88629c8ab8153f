// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/data/fitted_data.h"

namespace qstore {

/// Rows of numbers, row-major, for fitting.
struct NumberRows {
    std::vector<double> values;
    std::size_t width = 0;

    std::size_t rows() const { return width == 0 ? 0 : values.size() / width; }
};

/// What `imputation` puts in place of missing cells, from the given rows only.
Result<FittedInput> fitInput(const Column& column, const ColumnRecipe& recipe,
                             const std::vector<std::size_t>& rows);

/// Center and divisor per column as scikit-learn's StandardScaler, MinMaxScaler and RobustScaler learn
/// them; a constant column is divided by 1.
LinearScale fitScale(const NumberRows& rows, Scaling scaling, double lower, double upper);

/// The `count` directions of largest variance of centered rows, longest first. In each the entry of
/// largest absolute value (the first of equals) is positive, so that the result does not depend on the
/// solver's signs.
Result<Components> fitComponents(const NumberRows& rows, std::size_t count);

}  // namespace qstore
