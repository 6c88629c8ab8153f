// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <functional>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

/// Value at `x`; writes the gradient.
using SmoothFunction = std::function<double(const Eigen::VectorXd& x, Eigen::VectorXd& gradient)>;

/// Minimises a smooth convex function by L-BFGS (Nocedal and Wright, algorithm 7.5) with a weak Wolfe
/// line search, until the largest entry of the gradient is below `tolerance`. Deterministic. Fails when
/// `maxIterations` do not suffice.
QSTORE_EXPORT Result<Eigen::VectorXd> minimiseSmooth(const SmoothFunction& function, Eigen::VectorXd start,
                                                     double tolerance = 1e-8, int maxIterations = 10000,
                                                     const RunControl& control = {});

}  // namespace qstore
