// SPDX-License-Identifier: Apache-2.0
#include "core/learning/logistic_regression.h"

#include <Eigen/QR>
#include <cmath>

#include "core/base/minimise.h"
#include "core/base/number_text.h"
#include "core/learning/losses.h"

namespace qstore {
namespace {

/// Rounding can end the search a little before the wished tolerance; further away it is an error.
constexpr double kAcceptableSlope = 1e-6;

/// Turns logits into probabilities, row by row; returns Σ −log p[label].
double probabilitiesAndLoss(Eigen::MatrixXd& logits, std::span<const double> labels) {
    double loss = 0.0;
    std::vector<double> row(static_cast<std::size_t>(logits.cols()));
    for (Eigen::Index at = 0; at < logits.rows(); ++at) {
        for (Eigen::Index k = 0; k < logits.cols(); ++k) row[static_cast<std::size_t>(k)] = logits(at, k);
        if (!labels.empty()) {
            const auto label = static_cast<std::size_t>(labels[static_cast<std::size_t>(at)]);
            loss += logSumExp(row) - row[label];
        }
        softmax(row);
        for (Eigen::Index k = 0; k < logits.cols(); ++k) logits(at, k) = row[static_cast<std::size_t>(k)];
    }
    return loss;
}

/// Two classes as logits (0, z), so that one code path serves both cases.
Eigen::MatrixXd fullLogits(const Eigen::MatrixXd& logits) {
    if (logits.cols() > 1) return logits;
    Eigen::MatrixXd both = Eigen::MatrixXd::Zero(logits.rows(), 2);
    both.col(1) = logits.col(0);
    return both;
}

}  // namespace

Result<LogisticRegression> LogisticRegression::fit(const Eigen::MatrixXd& features,
                                                   std::span<const double> labels, std::size_t classes,
                                                   double inverseRegularisation,
                                                   const RunControl& control) {
    const Eigen::Index rows = features.rows();
    const Eigen::Index columns = features.cols();
    const Eigen::Index logits = classes == 2 ? 1 : static_cast<Eigen::Index>(classes);
    const double scale = 1.0 / static_cast<double>(rows);
    const double penalty = scale / inverseRegularisation;
    // One row of parameters a logit: its weights, then its intercept.
    const auto function = [&](const Eigen::VectorXd& x, Eigen::VectorXd& gradient) {
        const Eigen::Map<const Eigen::MatrixXd> parameters(x.data(), columns + 1, logits);
        Eigen::MatrixXd outputs = features * parameters.topRows(columns);
        outputs.rowwise() += parameters.row(columns);
        Eigen::MatrixXd slopes = fullLogits(outputs);
        double value = scale * probabilitiesAndLoss(slopes, labels);
        for (Eigen::Index row = 0; row < rows; ++row)
            slopes(row, static_cast<Eigen::Index>(labels[static_cast<std::size_t>(row)])) -= 1.0;
        const Eigen::MatrixXd used = logits == 1 ? Eigen::MatrixXd(slopes.col(1)) : slopes;
        gradient.resize(x.size());
        Eigen::Map<Eigen::MatrixXd> out(gradient.data(), columns + 1, logits);
        out.topRows(columns) =
            scale * (features.transpose() * used) + penalty * parameters.topRows(columns);
        out.row(columns) = scale * used.colwise().sum();
        value += 0.5 * penalty * parameters.topRows(columns).squaredNorm();
        return value;
    };
    QSTORE_TRY(const Minimum best,
               minimiseSmooth(function, Eigen::VectorXd::Zero((columns + 1) * logits), {}, control));
    if (!(best.largestSlope < kAcceptableSlope))
        return fail(
            ErrorCode::Failed,
            "the fit did not converge: the largest slope is still " + numberToText(best.largestSlope),
            "check the table for columns with extreme values");
    const Eigen::Map<const Eigen::MatrixXd> parameters(best.x.data(), columns + 1, logits);
    LogisticRegression model;
    model.weights = parameters.topRows(columns).transpose();
    model.intercepts = parameters.row(columns).transpose();
    model.classes = classes;
    return model;
}

Eigen::MatrixXd LogisticRegression::probabilities(const Eigen::MatrixXd& features) const {
    Eigen::MatrixXd outputs = features * weights.transpose();
    outputs.rowwise() += intercepts.transpose();
    Eigen::MatrixXd result = fullLogits(outputs);
    probabilitiesAndLoss(result, {});
    return result;
}

LinearRegression LinearRegression::fit(const Eigen::MatrixXd& features, std::span<const double> targets) {
    const Eigen::Map<const Eigen::VectorXd> y(targets.data(), static_cast<Eigen::Index>(targets.size()));
    const Eigen::RowVectorXd means = features.colwise().mean();
    const double mean = y.mean();
    const Eigen::MatrixXd centred = features.rowwise() - means;
    LinearRegression model;
    model.weights = centred.completeOrthogonalDecomposition().solve(Eigen::VectorXd(y.array() - mean));
    model.intercept = mean - means.dot(model.weights);
    return model;
}

Eigen::VectorXd LinearRegression::predict(const Eigen::MatrixXd& features) const {
    return (features * weights).array() + intercept;
}

}  // namespace qstore
