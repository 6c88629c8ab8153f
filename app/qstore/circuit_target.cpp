// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/circuit_target.h"

#include "app/qstore/backend_choice.h"
#include "core/circuit/transpile.h"
#include "core/circuit/transpile_targets.h"

namespace qstore {
namespace {

Result<TranspileTarget> targetOfDevice(const DeviceInfo& device, const std::string& name,
                                       std::size_t needed, const std::optional<std::size_t>& qubits) {
    if (qubits && *qubits != device.qubits)
        return fail(ErrorCode::InvalidArgument,
                    "'" + name + "' has " + std::to_string(device.qubits) + " qubits, not " +
                        std::to_string(*qubits),
                    "leave out --qubits, which is for machines without a size of their own");
    if (needed > device.qubits)
        return fail(ErrorCode::InvalidArgument,
                    "the circuit needs " + std::to_string(needed) + " qubits, '" + name + "' has " +
                        std::to_string(device.qubits),
                    "choose a larger machine; `qstore backends list` shows them");
    // Where every pair is coupled, idle qubits are of no use in a circuit.
    return TranspileTarget{name, device.gates, device.coupling.empty() ? needed : device.qubits,
                           device.coupling};
}

}  // namespace

Result<TranspileTarget> resolveTarget(const Command& command, const std::string& name, std::size_t needed,
                                      std::optional<std::size_t> qubits) {
    if (name.find('/') == std::string::npos) return namedTarget(name, needed, qubits);
    QSTORE_TRY(const DeviceInfo device, chooseDevice(command, name));
    return targetOfDevice(device, name, needed, qubits);
}

}  // namespace qstore
