// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <vector>

#include "core/observables/estimator.h"

namespace qstore {

struct VqeOptions {
    /// Ends when no entry of the gradient is larger; in the observable's unit per radian.
    double tolerance = 1e-6;
    std::size_t maxIterations = 1000;
    /// Called with the energy after each iteration.
    std::function<void(std::size_t iteration, double energy)> onIteration;
};

struct VqeResult {
    double startEnergy = 0.0;
    double energy = 0.0;
    std::vector<double> weights;
    double largestSlope = 0.0;
    std::size_t iterations = 0;
    std::size_t evaluations = 0;  ///< of energy and gradient
    bool converged = false;
};

/// Variational quantum eigensolver (Peruzzo et al., Nat. Commun. 5, 4213 (2014)): minimises the sum of the
/// ansatz's observables over its weights by L-BFGS on exact gradients. `signature` is the ansatz's; frozen
/// weights keep their start value. InvalidArgument where the ansatz reads data, has no trainable weight, or
/// `start` has the wrong length.
QSTORE_EXPORT Result<VqeResult> minimiseEnergy(const Differentiable& ansatz, const Signature& signature,
                                               const std::vector<double>& start,
                                               const VqeOptions& options = {},
                                               const RunControl& control = {});

}  // namespace qstore
