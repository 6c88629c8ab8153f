// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "core/backends/provider.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// Which qubit each classical bit of a circuit shows at the end, for services that measure all qubits.
struct Readout {
    std::size_t qubits = 0;
    /// Per bit its qubit; a bit that nothing assigns stays zero. Empty = the qubits themselves.
    std::vector<std::optional<Qubit>> qubitOf;

    std::size_t bits() const { return qubitOf.empty() ? qubits : qubitOf.size(); }
    /// The bits' number for the qubits' number.
    std::uint64_t key(std::uint64_t state) const;
    friend bool operator==(const Readout&, const Readout&) = default;
};

/// Refuses, with the place and the reason, what only a machine with measurements inside a circuit can do:
/// a gate after the measurement of its qubit, resets, conditions; and more than 64 bits.
Result<Readout> readoutOf(const Circuit& circuit);

/// What came for one circuit: state of all qubits (qubit 0 least significant) and its probability.
using Distribution = std::vector<std::pair<std::uint64_t, double>>;

/// The outcome of a distribution that passed checkDistribution(), by the circuit's bits.
CircuitOutcome outcomeOf(const Distribution& distribution, const Readout& readout, std::uint64_t shots);

/// Protocol when a state does not fit the qubits, a probability is negative or no number, or their sum is
/// not one within 1e-6.
Remote<void> checkDistribution(const Distribution& distribution, std::size_t qubits);

/// Numbers that sum to `shots`, in proportion to `weights` (not negative): each rounded down, and what is
/// left goes to the largest remainders, the smaller key first.
QSTORE_EXPORT Counts countsOf(const std::map<std::uint64_t, double>& weights, std::uint64_t shots);

}  // namespace qstore
