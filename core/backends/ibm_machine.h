// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// What an IBM device takes, as its configuration says.
struct IbmMachine {
    std::string name;
    std::size_t qubits = 0;
    /// IbmEcr or IbmCz; Any for a set that circuits are not written in.
    GateSetKind gates = GateSetKind::Any;
    std::vector<std::string> basis;                 ///< names of its gates, sorted
    std::vector<std::pair<Qubit, Qubit>> coupling;  ///< sorted; both ways where the gate does not care
    bool simulator = false;
    std::uint64_t maxShots = 0;   ///< 0 = not told
    std::size_t maxCircuits = 0;  ///< 0 = not told
};

/// Of `/backends`: names with what the list itself says. Older replies are bare names, whose status has
/// to be asked for one by one.
struct IbmListed {
    DeviceInfo info;  ///< gates, coupling and limits are not in the list
    bool hasStatus = false;
};
Result<std::vector<IbmListed>> readIbmDeviceList(std::string_view json);
/// Of `/backends/{name}/configuration`. Parse for what is missing, of the wrong type, or no such qubit.
Result<IbmMachine> readIbmConfiguration(std::string_view json, const std::string& device);
/// Of `/backends/{name}/status`, into `info`.
Status readIbmStatus(std::string_view json, DeviceInfo& info);
/// "cz, id, rz, sx, x": for messages.
std::string ibmGateNames(const IbmMachine& machine);
/// Why circuits cannot be written for this machine; empty where they can.
std::string ibmRefusal(const IbmMachine& machine);
/// Moves what the configuration says into what people see.
void describeIbmMachine(const IbmMachine& machine, DeviceInfo& info);

}  // namespace qstore
