// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>

#include "core/backends/circuit_runner.h"
#include "core/observables/batch_estimator.h"

namespace qstore {

/// Expectation values by measuring, over any runner: the Pauli strings of all observables are put into
/// measurement settings (qubit by qubit commuting), each circuit is run once in each setting, and all of it
/// is one batch of the runner. Unbiased. Standard errors come from the scatter of what a setting's shots
/// add to an observable, so that strings that share shots are not taken for independent.
///
/// The same seed and purpose give the same shots where a simulator draws them.
QSTORE_EXPORT std::shared_ptr<const BatchEstimator> makeMeasuredBatch(
    std::shared_ptr<const CircuitRunner> runner, std::uint64_t seed);

}  // namespace qstore
