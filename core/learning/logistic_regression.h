// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <span>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

/// Multinomial logistic regression, minimising Σ rows −log softmax + ‖W‖²/(2C); the intercepts are not
/// penalised. Two classes share one logit. This is scikit-learn's LogisticRegression with its defaults
/// (C = 1, L2, lbfgs), converged to a largest slope of 1e-8 of the mean loss.
struct LogisticRegression {
    Eigen::MatrixXd weights;     ///< logits × features
    Eigen::VectorXd intercepts;  ///< logits
    std::size_t classes = 0;

    /// `features` is rows × columns; `labels` are class indices below `classes`.
    QSTORE_EXPORT static Result<LogisticRegression> fit(const Eigen::MatrixXd& features,
                                                        std::span<const double> labels, std::size_t classes,
                                                        double inverseRegularisation = 1.0,
                                                        const RunControl& control = {});
    /// rows × classes.
    QSTORE_EXPORT Eigen::MatrixXd probabilities(const Eigen::MatrixXd& features) const;
};

/// Least squares with intercept, the solution of smallest norm where several are equally good.
struct LinearRegression {
    Eigen::VectorXd weights;
    double intercept = 0.0;

    QSTORE_EXPORT static LinearRegression fit(const Eigen::MatrixXd& features,
                                              std::span<const double> targets);
    QSTORE_EXPORT Eigen::VectorXd predict(const Eigen::MatrixXd& features) const;
};

}  // namespace qstore
