// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_builders.h"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/base/memory.h"

namespace qstore {
namespace {

using Amplitudes = std::vector<std::complex<double>>;

Result<SimulatedRegister> named(std::string name, std::string origin,
                                std::span<const std::complex<double>> amplitudes) {
    QSTORE_TRY(State state, State::fromAmplitudes(amplitudes));
    RegisterInfo info;
    info.name = std::move(name);
    info.origin = std::move(origin);
    return SimulatedRegister::pure(std::move(info), std::move(state));
}

/// Zeros for a state of so many qubits; the state itself is a second copy.
Result<Amplitudes> zeros(std::size_t qubits, const std::string& what) {
    if (qubits < 2)
        return fail(ErrorCode::InvalidArgument, what + " of " + std::to_string(qubits) + " qubits is none",
                    "Take at least 2 qubits.");
    QSTORE_CHECK(requireMemory(saturatingMultiply(2, stateVectorBytes(qubits, Precision::Double)),
                               what + " of " + std::to_string(qubits) + " qubits"));
    return Amplitudes(std::size_t{1} << qubits);
}

}  // namespace

Result<SimulatedRegister> bellRegister(std::string name, BellState which) {
    const double half = std::sqrt(0.5);
    switch (which) {
        case BellState::PhiPlus:
            return named(std::move(name), "Bell state Φ+", Amplitudes{half, 0, 0, half});
        case BellState::PhiMinus:
            return named(std::move(name), "Bell state Φ−", Amplitudes{half, 0, 0, -half});
        case BellState::PsiPlus:
            return named(std::move(name), "Bell state Ψ+", Amplitudes{0, half, half, 0});
        case BellState::PsiMinus: break;
    }
    return named(std::move(name), "Bell state Ψ−", Amplitudes{0, half, -half, 0});
}

Result<SimulatedRegister> ghzRegister(std::string name, std::size_t qubits) {
    QSTORE_TRY(Amplitudes amplitudes, zeros(qubits, "a GHZ state"));
    amplitudes.front() = amplitudes.back() = std::sqrt(0.5);
    return named(std::move(name), "GHZ state", amplitudes);
}

Result<SimulatedRegister> wRegister(std::string name, std::size_t qubits) {
    QSTORE_TRY(Amplitudes amplitudes, zeros(qubits, "a W state"));
    for (std::size_t qubit = 0; qubit < qubits; ++qubit)
        amplitudes[std::size_t{1} << qubit] = 1.0 / std::sqrt(static_cast<double>(qubits));
    return named(std::move(name), "W state", amplitudes);
}

Result<SimulatedRegister> registerFromAmplitudes(std::string name,
                                                 std::span<const std::complex<double>> amplitudes) {
    return named(std::move(name), "amplitudes", amplitudes);
}

}  // namespace qstore
