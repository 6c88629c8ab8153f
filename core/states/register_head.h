// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/states/simulated_register.h"

namespace qstore {

/// What can be said of a register without its amplitudes.
struct RegisterHead {
    RegisterInfo info;
    std::size_t qubits = 0;
    bool pure = true;
    /// SHA-256 of what storage keeps; empty when the state is not to be read from there.
    std::string hash;
    friend bool operator==(const RegisterHead&, const RegisterHead&) = default;
};

/// Without a hash.
QSTORE_EXPORT RegisterHead headOf(const SimulatedRegister& reg);

}  // namespace qstore
