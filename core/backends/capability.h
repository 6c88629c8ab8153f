// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// What one wants to run.
struct JobNeeds {
    std::vector<Circuit> circuits;
    std::uint64_t shots = 1000;
    bool native = false;                    ///< the circuits are in the device's own gates, routed
    std::optional<std::string> noiseModel;  ///< of a simulator
};

/// Why a device cannot run something, and what would help.
struct CapabilityReason {
    std::string text;  ///< "needs 12 qubits, has 11"
    std::string cure;
    /// The passes can heal it: the gates or the pairs are not the device's.
    bool byTranspiling = false;
};

/// Every reason, each kind once; empty when the device can run it. What a provider does not tell (0 = not
/// told) is no reason.
QSTORE_EXPORT std::vector<CapabilityReason> whyNot(const DeviceInfo& device, const JobNeeds& needs);
/// Unsupported with the reasons in one sentence, those that transpiling heals left out where it
/// `mayTranspile`.
QSTORE_EXPORT Status checkCapability(const DeviceInfo& device, const JobNeeds& needs, bool mayTranspile);
/// A base gate of the table with as many controls belongs to the set.
QSTORE_EXPORT bool inGateSet(GateSetKind kind, const Operation& operation);

}  // namespace qstore
