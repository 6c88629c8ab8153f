// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <functional>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

/// Value at `x`; writes the gradient. An error ends the search with it.
using SmoothFunction = std::function<Result<double>(const Eigen::VectorXd& x, Eigen::VectorXd& gradient)>;

struct MinimiseOptions {
    double tolerance = 1e-8;  ///< of the gradient's largest entry
    std::size_t maxIterations = 10000;
    /// Called with the value after each iteration.
    std::function<void(std::size_t iteration, double value)> onIteration;
};

struct Minimum {
    Eigen::VectorXd x;
    double value = 0.0;
    double largestSlope = 0.0;  ///< largest entry of the gradient there
    std::size_t iterations = 0;
    std::size_t evaluations = 0;
    bool converged = false;  ///< largestSlope < tolerance
};

/// Minimises a smooth function by L-BFGS (Nocedal and Wright, algorithm 7.5) with a weak Wolfe line search,
/// until the gradient is small, `maxIterations` are done or rounding leaves no step that lowers the value.
/// Deterministic.
QSTORE_EXPORT Result<Minimum> minimiseSmooth(const SmoothFunction& function, Eigen::VectorXd start,
                                             const MinimiseOptions& options = {},
                                             const RunControl& control = {});

}  // namespace qstore
