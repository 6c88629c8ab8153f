// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// Of `/backends/{name}/properties`: T1, T2, readout, √X and the device's two-qubit gate, with medians.
/// Nothing for `{}`, which simulators answer. Parse for a number that cannot be one (a probability above
/// one, a qubit that does not exist, an unknown unit).
Result<std::optional<Calibration>> readIbmProperties(std::string_view json, const std::string& device);

}  // namespace qstore
