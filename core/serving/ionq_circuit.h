// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/circuit/circuit.h"
#include "core/circuit/transpile_target.h"
#include "core/serving/ionq_refusal.h"

namespace qstore {

/// What a circuit of IonQ's JSON says, read by the server's own code: nothing here is shared with the
/// client, so that a mistake on one side shows.
struct IonqCircuit {
    Circuit circuit;
    std::uint64_t oneQubitGates = 0;
    std::uint64_t twoQubitGates = 0;  ///< a gate on N > 2 qubits counts as 6(N − 2)
};

/// `gates` is the list under "circuit". Native parameters are in turns, those of "qis" in radians. `device`
/// decides which native two-qubit gate there is (any for simulators).
IonqResult<IonqCircuit> readIonqCircuit(const nlohmann::json& gates, bool native, std::size_t qubits,
                                        GateSetKind device, const std::string& where);

}  // namespace qstore
