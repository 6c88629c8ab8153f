// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// More qubits than any machine has; refused before lists of that length are made.
inline constexpr std::size_t kMostCalibratedQubits = 100'000;

// The three forms of readCalibrationJson().
Result<Calibration> readOwnCalibration(const nlohmann::json& document, const std::string& path);
Result<Calibration> readIonqCharacterization(const nlohmann::json& document);
Result<Calibration> readIbmProperties(const nlohmann::json& document);

/// A finite number within [0, most]; absent where the key is absent or null.
Result<std::optional<double>> optionalNumber(const nlohmann::json& object, const char* key,
                                             const std::string& path, double most);
/// Qubit numbers are below `qubits`, pairs are of two different ones, T2 ≤ 2 T1 up to rounding.
Status checkCalibration(const Calibration& calibration);

}  // namespace qstore
