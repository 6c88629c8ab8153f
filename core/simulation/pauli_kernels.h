// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "core/observables/pauli.h"
#include "core/simulation/amplitudes.h"

namespace qstore {

/// Bits of the qubits on which some term is not the identity.
inline std::uint64_t pauliSupport(const PauliSum& observable) {
    std::uint64_t mask = 0;
    for (const PauliTerm& term : observable.terms) mask |= term.string.x | term.string.z;
    return mask;
}

/// ⟨state|O|state⟩; the state is normalised by the caller.
template <class Real>
double pauliExpectation(const PauliSum& observable, const Amplitudes<Real>& state);

/// out ← Σ_k factors[k]·O_k·state.
template <class Real>
void applyPauliSums(std::span<const PauliSum> observables, std::span<const double> factors,
                    const Amplitudes<Real>& state, Amplitudes<Real>& out);

}  // namespace qstore
