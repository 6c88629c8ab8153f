// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/base/result.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// What k of the qubits are by themselves: the partial trace over the others (Nielsen and Chuang, section
/// 2.4.3). Bit j of the result is qubits[j]. ResourceExhausted before anything is allocated.
QSTORE_EXPORT Result<DensityMatrix> reducedState(const SimulatedRegister& reg,
                                                 std::span<const Qubit> qubits);

/// Tr ρ², from 1 (pure) down to 1/2ⁿ.
QSTORE_EXPORT double purityOf(const SimulatedRegister& reg);

/// Von Neumann entropy −Tr ρ log₂ ρ in bits, from 0 (pure) to n (Nielsen and Chuang, section 11.3).
/// Unsupported above kMaxSpectrumQubits.
QSTORE_EXPORT Result<double> entropyBits(const DensityMatrix& density);
/// The same of a register; 0 for every pure one, whatever its size.
QSTORE_EXPORT Result<double> entropyBits(const SimulatedRegister& reg);
/// Entropy of some of the qubits: for a pure register, how entangled they are with the others. There the
/// smaller side is taken, whose entropy is the same.
QSTORE_EXPORT Result<double> entropyBits(const SimulatedRegister& reg, std::span<const Qubit> qubits);

/// Fidelity in [0, 1]: |⟨ψ|φ⟩|², ⟨ψ|ρ|ψ⟩ or (Tr √(√ρ σ √ρ))² (Uhlmann 1976; Nielsen and Chuang,
/// section 9.2.2, call its square root fidelity). InvalidArgument for registers of different sizes;
/// Unsupported for two mixed ones above kMaxSpectrumQubits.
QSTORE_EXPORT Result<double> fidelityOf(const SimulatedRegister& a, const SimulatedRegister& b);

}  // namespace qstore
