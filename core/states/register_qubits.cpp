// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_qubits.h"

#include <algorithm>

namespace qstore {

Status checkRegisterQubits(std::span<const Qubit> qubits, std::size_t registerQubits,
                           const std::string& what) {
    if (qubits.empty())
        return fail(ErrorCode::InvalidArgument, what + " names no qubit", "Name at least one.");
    for (std::size_t j = 0; j < qubits.size(); ++j) {
        const std::string qubit = std::to_string(qubits[j]);
        if (qubits[j] >= registerQubits)
            return fail(ErrorCode::InvalidArgument,
                        what + " names qubit " + qubit + " of a register of " +
                            std::to_string(registerQubits) + " qubits",
                        "Qubits count from 0.");
        const auto before = qubits.first(j);
        if (std::find(before.begin(), before.end(), qubits[j]) != before.end())
            return fail(ErrorCode::InvalidArgument, what + " names qubit " + qubit + " twice",
                        "Name each qubit once.");
    }
    return {};
}

std::vector<Qubit> otherQubits(std::span<const Qubit> qubits, std::size_t count) {
    std::vector<Qubit> others;
    for (Qubit qubit = 0; qubit < count; ++qubit)
        if (std::find(qubits.begin(), qubits.end(), qubit) == qubits.end()) others.push_back(qubit);
    return others;
}

}  // namespace qstore
