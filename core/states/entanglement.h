// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "core/base/result.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// Concurrence of two qubits, from 0 (separable) to 1 (a Bell state): max(0, λ₁ − λ₂ − λ₃ − λ₄) with the
/// square roots λ of the eigenvalues of ρ (Y⊗Y) ρ* (Y⊗Y), the largest first (Wootters, Phys. Rev. Lett. 80,
/// 2245 (1998)). InvalidArgument unless ρ has two qubits.
QSTORE_EXPORT Result<double> concurrence(const DensityMatrix& pair);

/// Negativity (‖ρ^T_A‖₁ − 1)/2 of the part A against all other qubits: minus the sum of the negative
/// eigenvalues of the partial transpose (Vidal and Werner, Phys. Rev. A 65, 032314 (2002)). 1/2 for a Bell
/// state; 0 does not prove a state separable unless it has two qubits. InvalidArgument for a part that is
/// none or everything; Unsupported above kMaxSpectrumQubits.
QSTORE_EXPORT Result<double> negativity(const DensityMatrix& density, std::span<const Qubit> part);

/// The largest value of CHSH that any four directions of measurement give: 2 √(u₁ + u₂) with the two
/// largest eigenvalues of TᵀT, T_ij = ⟨σ_i ⊗ σ_j⟩ (Horodecki et al., Phys. Lett. A 200, 340 (1995)). Above
/// 2 no local model explains the correlations; at most 2√2. InvalidArgument unless ρ has two qubits.
QSTORE_EXPORT Result<double> largestChsh(const DensityMatrix& pair);

/// The three of one pair.
struct PairFigures {
    double concurrence = 0.0, negativity = 0.0, largestChsh = 0.0;
};
/// Of two of the register's qubits, the others ignored.
QSTORE_EXPORT Result<PairFigures> pairFigures(const SimulatedRegister& reg, Qubit a, Qubit b);

}  // namespace qstore
