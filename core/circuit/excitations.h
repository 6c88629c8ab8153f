// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// exp(−i·scale·θ/2 · P), with P the Pauli string that is X, Z or Y where only `x`, only `z` or both masks
/// have a qubit's bit.
struct ExcitationTurn {
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    double scale = 1.0;
};

/// exp(θ(T − T†)) with T = a†_{to[0]} a†_{to[1]} … a_{from[1]} a_{from[0]}, by Jordan and Wigner: qubit p
/// holds the occupation of orbital p (1 = occupied), a_p = Z_0 … Z_{p−1} (X_p + iY_p)/2. The turns commute,
/// so that their product is exact in any order. `from` and `to` must be distinct qubits below 64.
QSTORE_EXPORT std::vector<ExcitationTurn> excitationTurns(std::span<const Qubit> from,
                                                          std::span<const Qubit> to);

struct Excitation {
    std::vector<Qubit> from, to;
};

/// All double, then all single excitations from `occupied` to the other qubits that keep Sz, in
/// lexicographic order; even qubits are spin up, odd ones spin down.
QSTORE_EXPORT std::vector<Excitation> singlesAndDoubles(std::size_t qubits,
                                                        const std::vector<Qubit>& occupied);

/// Unitary coupled cluster with singles and doubles as one product of exponentials (one Trotter step),
/// after X on the `occupied` qubits (the Hartree–Fock state); one trainable weight for each excitation,
/// zero being Hartree–Fock. Romero et al., Quantum Sci. Technol. 4, 014008 (2018). InvalidArgument where an
/// occupied qubit is absent or named twice, or there is nothing to excite.
QSTORE_EXPORT Result<Circuit> uccsdCircuit(std::size_t qubits, const std::vector<Qubit>& occupied);

}  // namespace qstore
