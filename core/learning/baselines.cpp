// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Core>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/learning/logistic_regression.h"
#include "core/learning/losses.h"
#include "core/learning/part_metrics.h"

namespace qstore {
namespace {

/// The raw table for a classical model: imputed, one-hot, standardised; no components, no amplitudes.
struct ClassicalData {
    std::array<FeatureMatrix, 3> parts;  ///< train, validation, test
};

Result<ClassicalData> classicalData(const PreparedData& data, const Table& table) {
    Recipe recipe = data.recipe.recipe();
    recipe.scaling = Scaling::Standard;
    recipe.principalComponents = 0;
    recipe.amplitude = false;
    QSTORE_TRY(const FittedRecipe fitted, FittedRecipe::fit(table, recipe, data.split.train));
    ClassicalData result;
    QSTORE_TRY(result.parts[0], fitted.apply(table, data.split.train, true));
    QSTORE_TRY(result.parts[1], fitted.apply(table, data.split.validation, true));
    QSTORE_TRY(result.parts[2], fitted.apply(table, data.split.test, true));
    return result;
}

Eigen::MatrixXd matrixOf(const FeatureMatrix& part) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(part.values.data(), static_cast<Eigen::Index>(part.rows),
                                      static_cast<Eigen::Index>(part.names.size()));
}

/// Mean −log p[truth] and the share of rows whose likeliest class is the truth.
PartMetrics judge(const Eigen::MatrixXd& probabilities, std::span<const double> labels) {
    PartMetrics metrics;
    metrics.rows = labels.size();
    if (labels.empty()) return metrics;
    double loss = 0.0, right = 0.0;
    for (std::size_t row = 0; row < labels.size(); ++row) {
        const auto at = static_cast<Eigen::Index>(row);
        Eigen::Index likeliest = 0;
        probabilities.row(at).maxCoeff(&likeliest);
        const auto truth = static_cast<Eigen::Index>(labels[row]);
        loss -= std::log(std::max(probabilities(at, truth), 1e-300));
        right += likeliest == truth ? 1.0 : 0.0;
    }
    metrics.loss = loss / static_cast<double>(labels.size());
    metrics.accuracy = right / static_cast<double>(labels.size());
    return metrics;
}

/// Squared error in units of the standardised target, as a regression model's loss.
PartMetrics judge(const Eigen::VectorXd& predictions, std::span<const double> targets, double scale) {
    PartMetrics metrics;
    metrics.rows = targets.size();
    if (targets.empty()) return metrics;
    double error = 0.0;
    for (std::size_t row = 0; row < targets.size(); ++row) {
        const double difference = predictions[static_cast<Eigen::Index>(row)] - targets[row];
        error += difference * difference / static_cast<double>(targets.size());
    }
    metrics.loss = error / (scale * scale);
    metrics.accuracy = determination(error, targets);
    return metrics;
}

template <class Judge>
Baseline baseline(std::string name, const ClassicalData& data, const Judge& judgePart) {
    return {std::move(name), judgePart(data.parts[0]), judgePart(data.parts[1]), judgePart(data.parts[2])};
}

Result<std::vector<Baseline>> classification(const ClassicalData& data, std::size_t classes,
                                             const RunControl& control) {
    const FeatureMatrix& train = data.parts[0];
    Eigen::RowVectorXd shares = Eigen::RowVectorXd::Zero(static_cast<Eigen::Index>(classes));
    for (const double label : train.targets)
        shares[static_cast<Eigen::Index>(label)] += 1.0 / static_cast<double>(train.rows);
    std::vector<Baseline> result;
    result.push_back(baseline("majority", data, [&](const FeatureMatrix& part) {
        return judge(shares.replicate(static_cast<Eigen::Index>(part.rows), 1), part.targets);
    }));
    QSTORE_TRY(const LogisticRegression model,
               LogisticRegression::fit(matrixOf(train), train.targets, classes, 1.0, control));
    result.push_back(baseline("logistic-regression", data, [&](const FeatureMatrix& part) {
        return judge(model.probabilities(matrixOf(part)), part.targets);
    }));
    return result;
}

std::vector<Baseline> regression(const ClassicalData& data, double scale) {
    const FeatureMatrix& train = data.parts[0];
    double mean = 0.0;
    for (const double target : train.targets) mean += target / static_cast<double>(train.rows);
    const LinearRegression model = LinearRegression::fit(matrixOf(train), train.targets);
    std::vector<Baseline> result;
    result.push_back(baseline("mean", data, [&](const FeatureMatrix& part) {
        const Eigen::VectorXd constant =
            Eigen::VectorXd::Constant(static_cast<Eigen::Index>(part.rows), mean);
        return judge(constant, part.targets, scale);
    }));
    result.push_back(baseline("linear-regression", data, [&](const FeatureMatrix& part) {
        return judge(model.predict(matrixOf(part)), part.targets, scale);
    }));
    return result;
}

}  // namespace

Result<std::vector<Baseline>> trainBaselines(const PreparedData& data, const Table& table,
                                             const RunControl& control) {
    QSTORE_TRY(const ClassicalData classical, classicalData(data, table));
    const std::size_t classes = data.recipe.classes().size();
    if (classes > 0) return classification(classical, classes, control);
    return regression(classical, data.recipe.targetScale());
}

}  // namespace qstore
