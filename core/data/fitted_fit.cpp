// SPDX-License-Identifier: Apache-2.0
#include "core/data/fitted_fit.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/data/quantile.h"

namespace qstore {
namespace {

double meanOf(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

/// Of equally frequent values the smallest (input sorted).
double mostFrequent(const std::vector<double>& sorted) {
    double best = sorted.front();
    std::size_t bestRun = 0;
    for (std::size_t start = 0; start < sorted.size();) {
        std::size_t end = start;
        while (end < sorted.size() && sorted[end] == sorted[start]) ++end;
        if (end - start > bestRun) {
            bestRun = end - start;
            best = sorted[start];
        }
        start = end;
    }
    return best;
}

tl::unexpected<Error> noValues(const Column& column) {
    return fail(ErrorCode::InvalidArgument, "column '" + column.name + "' has no value in any training row",
                "set its role to 'ignored', or fill it with a constant");
}

Status fitNumber(const Column& column, const ColumnRecipe& recipe, const std::vector<std::size_t>& rows,
                 FittedInput& input) {
    if (recipe.imputation == Imputation::Constant) {
        const auto constant = textToNumber(recipe.constant);
        if (!constant || !std::isfinite(*constant))
            return fail(
                ErrorCode::InvalidArgument,
                "the constant '" + recipe.constant + "' for column '" + column.name + "' is not a number",
                "give a number, or choose another way to fill missing values");
        input.fillNumber = *constant;
        return {};
    }
    std::vector<double> present;
    for (const std::size_t row : rows)
        if (!column.missing[row]) present.push_back(column.numbers[row]);
    if (present.empty()) return noValues(column);
    std::sort(present.begin(), present.end());
    switch (recipe.imputation) {
        case Imputation::Mean: input.fillNumber = meanOf(present); break;
        case Imputation::Median: input.fillNumber = sortedQuantile(present, 0.5); break;
        case Imputation::MostFrequent: input.fillNumber = mostFrequent(present); break;
        case Imputation::DropRow:
        case Imputation::Constant: break;
    }
    return {};
}

Status fitCategory(const Column& column, const ColumnRecipe& recipe, const std::vector<std::size_t>& rows,
                   FittedInput& input) {
    std::map<std::string, std::size_t> counts;
    for (const std::size_t row : rows)
        if (!column.missing[row]) ++counts[column.texts[row]];
    if (recipe.imputation == Imputation::Constant) {
        input.fillText = recipe.constant;
        counts.try_emplace(recipe.constant, 0);
    } else if (counts.empty()) {
        return noValues(column);
    } else if (recipe.imputation != Imputation::DropRow) {
        // Of equally frequent values the first in order.
        input.fillText = std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                             return a.second < b.second;
                         })->first;
    }
    for (const auto& [name, count] : counts) input.categories.push_back(name);
    return {};
}

struct Range {
    double center = 0, divisor = 1;
};

Range standardRange(const std::vector<double>& values) {
    const double mean = meanOf(values);
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(values.size()));
    return {mean, deviation};
}

Range rangeOf(std::vector<double> values, Scaling scaling) {
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    // A constant has no width; rounding in its mean must not become one.
    if (*least == *greatest) return {*least, 1.0};
    Range range;
    switch (scaling) {
        case Scaling::None:
        case Scaling::Encoder: break;  // replaced by MinMax before anything is fitted
        case Scaling::Standard: range = standardRange(values); break;
        case Scaling::MinMax: range = {*least, *greatest - *least}; break;
        case Scaling::Robust:
            std::sort(values.begin(), values.end());
            range = {sortedQuantile(values, 0.5),
                     sortedQuantile(values, 0.75) - sortedQuantile(values, 0.25)};
            break;
    }
    if (range.divisor == 0) range.divisor = 1.0;
    return range;
}

void fixSign(Eigen::Ref<Eigen::VectorXd> direction) {
    // Entries equal up to rounding count as equal, else the choice would hang on the last bit.
    constexpr double kEqual = 1.0 - 1e-9;
    const double largest = direction.cwiseAbs().maxCoeff();
    for (Eigen::Index index = 0; index < direction.size(); ++index) {
        if (std::abs(direction[index]) < largest * kEqual) continue;
        if (direction[index] < 0) direction = -direction;
        return;
    }
}

}  // namespace

Result<FittedInput> fitInput(const Column& column, const ColumnRecipe& recipe,
                             const std::vector<std::size_t>& rows) {
    FittedInput input{column.name, column.type, recipe.imputation, 0, {}, {}};
    QSTORE_CHECK(column.type == ColumnType::Number ? fitNumber(column, recipe, rows, input)
                                                   : fitCategory(column, recipe, rows, input));
    return input;
}

LinearScale fitScale(const NumberRows& rows, Scaling scaling, double lower, double upper) {
    LinearScale scale;
    if (scaling == Scaling::None) return scale;
    if (scaling == Scaling::MinMax) {
        scale.shift = lower;
        scale.span = upper - lower;
    }
    std::vector<double> column(rows.rows());
    for (std::size_t feature = 0; feature < rows.width; ++feature) {
        for (std::size_t row = 0; row < column.size(); ++row)
            column[row] = rows.values[row * rows.width + feature];
        const Range range = rangeOf(column, scaling);
        scale.center.push_back(range.center);
        scale.divisor.push_back(range.divisor);
    }
    return scale;
}

Result<Components> fitComponents(const NumberRows& rows, std::size_t count) {
    const std::size_t most = std::min(rows.width, rows.rows());
    if (count > most || rows.rows() < 2)
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(count) + " principal components are asked of " +
                        std::to_string(rows.rows()) + " training rows with " + std::to_string(rows.width) +
                        " features",
                    "ask for at most " + std::to_string(most));
    const std::size_t bytes = 4 * rows.width * rows.width * sizeof(double);
    if (bytes > availableMemoryBytes())
        return fail(ErrorCode::ResourceExhausted,
                    "principal components of " + std::to_string(rows.width) + " features need " +
                        std::to_string(bytes >> 20U) + " MiB, more than is free",
                    "leave out columns");
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto height = static_cast<Eigen::Index>(rows.rows());
    const auto width = static_cast<Eigen::Index>(rows.width);
    const Eigen::Map<const RowMajor> matrix(rows.values.data(), height, width);
    const Eigen::MatrixXd covariance = matrix.transpose() * matrix / static_cast<double>(height - 1);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(covariance);
    if (solver.info() != Eigen::Success)
        return fail(ErrorCode::Failed, "the principal components did not converge",
                    "look for columns with extreme values");
    const double total = covariance.trace();
    Components components;
    for (std::size_t index = 0; index < count; ++index) {
        const Eigen::Index place = width - 1 - static_cast<Eigen::Index>(index);  // eigenvalues ascend
        Eigen::VectorXd direction = solver.eigenvectors().col(place);
        fixSign(direction);
        components.weights.insert(components.weights.end(), direction.begin(), direction.end());
        const double variance = std::max(0.0, solver.eigenvalues()[place]);
        components.explainedVariance.push_back(total > 0 ? variance / total : 0.0);
    }
    return components;
}

}  // namespace qstore
