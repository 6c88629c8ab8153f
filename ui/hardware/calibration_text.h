// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/backends/device.h"

namespace qstore::ui {

/// 0.0079 → "0.79 %"; "unknown" for nothing.
QString errorRateText(const std::optional<double>& error);
/// 183.4 µs → "183 µs", 10 s → "10 s"; "unknown" for nothing.
QString microsecondsText(const std::optional<double>& us);
QString nanosecondsText(const std::optional<double>& ns);
/// 5 → "5 s", 200 → "3 min", 40000 → "11 h".
QString roughDuration(double seconds);

/// The mean of the two ways to read wrongly, as far as they are known.
std::optional<double> readError(const QubitCalibration& qubit);
/// Of a pair, whichever way round it is written; null when it was not measured.
const PairCalibration* pairOf(const Calibration& calibration, Qubit a, Qubit b);

/// "Two-qubit error 0.79 %, read-out error 1.2 %, T1 183 µs": the medians that are known, empty for none.
QString mediansText(const Calibration& calibration);

}  // namespace qstore::ui
