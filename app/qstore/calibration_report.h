// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>

#include "core/backends/device.h"

namespace qstore {

/// Medians with their units in the names; only what is known. The age counts from `nowMs` (Unix).
nlohmann::ordered_json calibrationJson(const Calibration& calibration, std::int64_t nowMs);
/// One calibration as a table of figures, from its JSON.
std::string calibrationText(const nlohmann::ordered_json& calibration);
/// Several of them, a row each, in the order given.
std::string calibrationHistoryText(const nlohmann::ordered_json& calibrations);

}  // namespace qstore
