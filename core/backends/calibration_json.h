// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore {

/// A calibration from a file in any of three forms, told apart by their keys:
/// - ours, as writeCalibrationJson() writes it;
/// - IonQ's characterization (v0.3 and v0.4): `fidelity`, `timing` in seconds, `connectivity`;
/// - IBM's properties document: `backend_name`, `qubits`, `gates` with names, units and values.
/// Strict about values: Parse names the entry that is no number, no probability or no time. Figures that
/// the file does not hold stay absent.
QSTORE_EXPORT Result<Calibration> readCalibrationJson(std::string_view text);
/// Reads back to an equal calibration.
QSTORE_EXPORT std::string writeCalibrationJson(const Calibration& calibration);

/// "2025-06-16", "2025-06-16T10:00:00Z", "…+02:00", "….123Z" → milliseconds since 1970; Parse for all else.
QSTORE_EXPORT Result<std::int64_t> unixMsOfIsoTime(std::string_view text);
/// The day in UTC, "2025-06-16".
QSTORE_EXPORT std::string utcDayText(std::int64_t unixMs);
/// In UTC to the millisecond, "2025-06-16T10:00:00.000Z".
QSTORE_EXPORT std::string utcTimeText(std::int64_t unixMs);

}  // namespace qstore
