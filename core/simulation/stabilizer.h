// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore {

class StabilizerTableau;

/// A state that Clifford gates and measurements make of |0…0⟩, on up to thousands of qubits. Immutable;
/// copies share.
class QSTORE_EXPORT StabilizerState {
public:
    explicit StabilizerState(StabilizerTableau tableau);
    std::size_t qubits() const;
    /// ⟨P⟩, exactly −1, 0 or 1, of a product with bit q of `x` and `z` for qubit q, 64 to a word and words
    /// that are missing zero: X where only x has it, Z where only z has it, Y where both have. The one way
    /// to ask about qubits beyond the 64th.
    int expectation(std::span<const std::uint64_t> x, std::span<const std::uint64_t> z) const;
    int expectation(const PauliString& string) const;
    /// Σ coefficient · (−1, 0 or 1). The strings of a PauliSum hold 64 qubits: in wider states it can name
    /// qubits 0 … 63 only, and means the identity on all others.
    double expectation(const PauliSum& observable) const;

private:
    std::shared_ptr<const StabilizerTableau> m_tableau;
};

/// One run of a circuit.
struct StabilizerRun {
    StabilizerState state;   ///< after the last operation; closing measurements leave it as it is
    std::vector<bool> bits;  ///< classical bits, those of closing measurements left at zero
};

/// Counts or probabilities by the text of a key: the classical bits if any are assigned, else all qubits,
/// the highest first (`q[n-1]…q[0]`). Texts have no limit of 64.
using BitStringCounts = std::map<std::string, std::uint64_t>;
using BitStringProbabilities = std::map<std::string, double>;

/// Clifford circuits, all symbols bound: the gates that the table calls Clifford, rotations and phases by
/// multiples of π/2, controlled Pauli gates, and whatever else turns Pauli products into Pauli products (to
/// 1e-9 of the matrix). Any other gate is Unsupported and named with its angles. ResourceExhausted when the
/// tableau, 12 n² bits at most, does not fit into memory.

/// The final state of a circuit without measurement, reset or condition on the way.
QSTORE_EXPORT Result<StabilizerState> simulateStabilizer(const Circuit& circuit,
                                                         const RunControl& control = {});
/// One run with everything random drawn from the stream "shots" of `seed` at substream `shot`.
QSTORE_EXPORT Result<StabilizerRun> runStabilizer(const Circuit& circuit, std::uint64_t seed,
                                                  std::uint64_t shot = 0, const RunControl& control = {});
/// Seeded shots; the same for any number of threads. Without measurements on the way the outcomes are
/// sampled from what the final state says about all of them at once.
QSTORE_EXPORT Result<BitStringCounts> sampleStabilizer(const Circuit& circuit, std::uint64_t shots,
                                                       std::uint64_t seed, const RunControl& control = {});
/// Every possible outcome of a circuit without measurement, reset or condition on the way; all are equally
/// likely. ResourceExhausted when there are more than `maxOutcomes`.
QSTORE_EXPORT Result<BitStringProbabilities> stabilizerProbabilities(const Circuit& circuit,
                                                                     std::size_t maxOutcomes,
                                                                     const RunControl& control = {});

}  // namespace qstore
