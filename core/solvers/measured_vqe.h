// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "core/gradients/measured_circuit.h"

namespace qstore {

/// Where the gradient of a measured energy comes from.
enum class EnergyGradient : std::uint8_t { Spsa, ParameterShift };

struct MeasuredVqeOptions {
    EnergyGradient gradient = EnergyGradient::Spsa;
    std::size_t iterations = 100;
    /// About how far the first iteration goes, in radians: each weight by SPSA, all together by shift.
    double firstStep = 0.4;
    double perturbation = 0.2;   ///< of SPSA, in radians, in the first iteration
    std::size_t directions = 1;  ///< that SPSA averages
    std::uint64_t seed = 0;      ///< of the directions
    /// Called with what was measured at the weights that an iteration began from.
    std::function<void(std::size_t iteration, double energy, double standardError)> onIteration;
};

struct MeasuredEnergy {
    double energy = 0.0;
    double standardError = 0.0;  ///< one standard deviation, from the shots
};

struct MeasuredVqeResult {
    MeasuredEnergy start, found;
    std::vector<double> weights;
    std::vector<MeasuredEnergy> history;  ///< at the begin of each iteration
    std::uint64_t circuits = 0;  ///< asked for, in each setting; equal ones of a batch may share a run
    std::uint64_t shots = 0;
};

/// Variational quantum eigensolver where energies have shot noise: stochastic approximation with Spall's
/// gains a/(A+k+1)^0.602 and perturbations c/(k+1)^0.101, A a tenth of the iterations, and `a` calibrated
/// on the first gradient (Spall, IEEE Trans. Aerosp. Electron. Syst. 34, 817 (1998)), for which SPSA takes
/// five directions. All iterations are done: noise leaves no slope to stop at. What is found is measured
/// once more at the last weights, as the smallest of many noisy energies would be too low.
///
/// `signature` is the ansatz's. InvalidArgument where it reads data or has no trainable weight, where
/// `start` has the wrong length, for options that are not positive, and where the first gradient is zero.
QSTORE_EXPORT Result<MeasuredVqeResult> minimiseMeasuredEnergy(
    const MeasuredCircuit& ansatz, const Signature& signature, const std::vector<double>& start,
    const MeasuredVqeOptions& options, const AskMachine& ask, const RunControl& control = {});

}  // namespace qstore
