// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/simulation/noise_model.h"

namespace qstore {

/// Whoever runs circuits for shots: the simulator, a noisy one, or a machine far away. Estimator and
/// Sampler over a runner are the same for all of them. Thread-safe.
class QSTORE_EXPORT CircuitRunner {
public:
    virtual ~CircuitRunner() = default;
    /// One outcome for each circuit, in their order; equal circuits get shots of their own. Symbols are all
    /// bound. `seed` decides the shots where a simulator draws them; `purpose` names the batch within its
    /// run.
    virtual Result<std::vector<CircuitOutcome>> run(const std::vector<Circuit>& circuits,
                                                    std::uint64_t shots, std::uint64_t seed,
                                                    const std::string& purpose,
                                                    const RunControl& control) const = 0;
};

/// Length of a circuit's keys: classical bits if it assigns any, else qubits.
QSTORE_EXPORT std::size_t keyBits(const Circuit& circuit);
/// Shots as an outcome: probabilities are counts over shots.
QSTORE_EXPORT CircuitOutcome outcomeOf(Counts counts, std::uint64_t shots, std::size_t bits);

/// The exact engine with seeded shots.
QSTORE_EXPORT std::shared_ptr<const CircuitRunner> makeLocalRunner();

/// A noisy machine on this one: by its density matrix up to `maxDensityQubits`, beyond that by
/// trajectories, one for each shot.
QSTORE_EXPORT std::shared_ptr<const CircuitRunner> makeNoisyRunner(NoiseModel noise,
                                                                   std::size_t maxDensityQubits = 8);

}  // namespace qstore
