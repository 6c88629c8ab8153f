// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/observables/estimator.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// Measured in the computational basis; bit j of a key is qubits[j].
struct RegisterCounts {
    std::vector<Qubit> qubits;
    std::uint64_t shots = 0;
    Counts counts;  ///< what was seen at least once
};

/// The exact probabilities of the 2^k outcomes of k qubits, by the Born rule p(m) = Tr ρ P_m (Nielsen and
/// Chuang, section 2.2.3). ResourceExhausted when they do not fit.
QSTORE_EXPORT Result<std::vector<double>> outcomeProbabilities(const SimulatedRegister& reg,
                                                               std::span<const Qubit> qubits);

/// Draws shots by these probabilities; every shot finds the register as it is. The same seed draws the same
/// (stream "shots"). InvalidArgument for no shots or more than 10⁹; Cancelled on request.
QSTORE_EXPORT Result<RegisterCounts> measureRegister(const SimulatedRegister& reg,
                                                     std::span<const Qubit> qubits, std::uint64_t shots,
                                                     std::uint64_t seed, const RunControl& control = {});

/// A qubit and what it was found to be.
struct QubitOutcome {
    Qubit qubit = 0;
    bool one = false;
};

/// What is left, and how often it comes to that.
struct PostSelection {
    double probability = 0.0;  ///< of the outcomes; all other runs are thrown away
    SimulatedRegister reg;     ///< P ρ P / probability, on all qubits (Nielsen and Chuang, section 2.2.3);
                               ///< its origin says what was kept
};

/// Keeps the runs with these outcomes. No outcome keeps all. InvalidArgument when their probability is
/// zero, which in floating point is at most 1e-14.
QSTORE_EXPORT Result<PostSelection> postSelect(const SimulatedRegister& reg,
                                               std::span<const QubitOutcome> outcomes);

}  // namespace qstore
