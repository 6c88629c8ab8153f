// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// A machine that is simulated here: "local" without errors, "local/aria" and the like with the typical
/// published figures of a real one.
struct LocalDevice {
    DeviceInfo info;
    std::vector<std::string> aliases;        ///< further names: "local/heavy-hex"
    std::optional<Calibration> calibration;  ///< absent = no errors
    std::string source, note;                ///< of the figures
};

/// What every list of local machines says of their figures.
inline constexpr std::string_view kProfileFigures = "typical published figures, not a measurement of today";

/// "local", then the profiles of resources/backends/profiles.json in their order.
QSTORE_EXPORT Result<std::vector<LocalDevice>> localDevices();
/// By name or alias; NotFound names the closest one.
QSTORE_EXPORT Result<LocalDevice> localDevice(std::string_view name);
/// "local" or "local/…".
QSTORE_EXPORT bool isLocalName(std::string_view name);
/// Strict, as the shipped file is read; errors name the entry.
QSTORE_EXPORT Result<std::vector<LocalDevice>> readDeviceProfiles(std::string_view json);

/// "ionq-ms" and so on, as in files and answers.
QSTORE_EXPORT std::string_view gateSetKey(GateSetKind kind);
/// The gates of a set for people: "gpi, gpi2, ms".
QSTORE_EXPORT std::string_view gateSetGates(GateSetKind kind);

}  // namespace qstore
