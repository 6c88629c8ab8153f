// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// What gates a machine takes.
enum class GateSetKind : std::uint8_t {
    Any,      ///< every gate of the table (local simulators)
    IonqQis,  ///< IonQ's abstract gates; the provider compiles them
    IonqMs,   ///< GPI, GPI2, MS (Aria); Z turns are frames
    IonqZz,   ///< GPI, GPI2, ZZ (Forte); Z turns are frames
    IbmEcr,   ///< rz, sx, x, ecr
    IbmCz,    ///< rz, sx, x, cz
};

/// A machine as the passes see it.
struct TranspileTarget {
    std::string name;  ///< "ionq", "heavy-hex", "ibm_fez"
    GateSetKind gates = GateSetKind::Any;
    std::size_t qubits = 0;  ///< 0 = as many as the circuit has
    /// Directed pairs that a two-qubit gate may act on; empty = every pair. ECR keeps the direction.
    std::vector<std::pair<Qubit, Qubit>> coupling;
    friend bool operator==(const TranspileTarget&, const TranspileTarget&) = default;
};

}  // namespace qstore
