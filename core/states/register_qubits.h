// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/circuit/circuit.h"

namespace qstore {

/// InvalidArgument unless the qubits are some of the register's, each named once. `what` begins the
/// sentence: "a measurement".
Status checkRegisterQubits(std::span<const Qubit> qubits, std::size_t registerQubits,
                           const std::string& what);

/// Bit qubits[j] of the index becomes bit j.
inline std::size_t gatherBits(std::size_t index, std::span<const Qubit> qubits) {
    std::size_t value = 0;
    for (std::size_t j = 0; j < qubits.size(); ++j) value |= ((index >> qubits[j]) & 1U) << j;
    return value;
}

/// Bit j of the value becomes bit qubits[j].
inline std::size_t spreadBits(std::size_t value, std::span<const Qubit> qubits) {
    std::size_t index = 0;
    for (std::size_t j = 0; j < qubits.size(); ++j) index |= ((value >> j) & 1U) << qubits[j];
    return index;
}

/// 0 … count−1 without those.
std::vector<Qubit> otherQubits(std::span<const Qubit> qubits, std::size_t count);

}  // namespace qstore
