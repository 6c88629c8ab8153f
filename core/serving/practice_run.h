// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/estimator.h"
#include "core/serving/practice_devices.h"

namespace qstore {

/// One circuit to be run as a machine would.
struct PracticeTask {
    Circuit circuit;  ///< without symbols
    const PracticeDevice* device = nullptr;
    const PracticeErrors* noise = nullptr;  ///< of a simulator's noise model; null = the device's own
    std::uint64_t shots = 0;                ///< 0 = exact probabilities (the ideal simulator)
    std::uint64_t seed = 0;
    std::vector<PauliSum> observables;  ///< asked for instead of shots, if there are any
    double precision = 0.0;             ///< wanted standard error of an observable's string
};

struct PracticeOutcome {
    /// By the circuit's classical bits if it assigns any, else by all of its qubits.
    std::map<std::uint64_t, double> probabilities;
    Counts counts;  ///< empty where probabilities are exact
    std::vector<double> values, standardErrors;
};

/// Without noise by state vector, with noise by density matrix up to ten qubits and by trajectories beyond.
/// Qubits that nothing acts on are left out in large circuits; they read 0. The same task gives the same
/// numbers.
Result<PracticeOutcome> runPracticeTask(const PracticeTask& task, const RunControl& control = {});

}  // namespace qstore
