// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// The four Bell states (Nielsen and Chuang, section 1.3.6); kets are written |q1 q0⟩.
enum class BellState : std::uint8_t {
    PhiPlus,   ///< (|00⟩ + |11⟩)/√2
    PhiMinus,  ///< (|00⟩ − |11⟩)/√2
    PsiPlus,   ///< (|01⟩ + |10⟩)/√2
    PsiMinus,  ///< (|01⟩ − |10⟩)/√2
};

QSTORE_EXPORT Result<SimulatedRegister> bellRegister(std::string name, BellState which);
/// (|0…0⟩ + |1…1⟩)/√2 of at least 2 qubits (Greenberger, Horne, Zeilinger 1989). ResourceExhausted, before
/// the allocation, when the amplitudes do not fit.
QSTORE_EXPORT Result<SimulatedRegister> ghzRegister(std::string name, std::size_t qubits);
/// The even superposition of all basis states with a single one, of at least 2 qubits (Dür, Vidal, Cirac,
/// Phys. Rev. A 62, 062314). ResourceExhausted as above.
QSTORE_EXPORT Result<SimulatedRegister> wRegister(std::string name, std::size_t qubits);
/// 2ⁿ amplitudes of norm 1 (to 1e-6), as they are.
QSTORE_EXPORT Result<SimulatedRegister> registerFromAmplitudes(
    std::string name, std::span<const std::complex<double>> amplitudes);

}  // namespace qstore
