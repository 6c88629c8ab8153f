// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

#include "core/backends/device.h"

namespace qstore::ui {

/// The couplings of a heavy-hexagon chip, numbered as IBM does: rows of `width` qubits, and between two of
/// them single ones at every fourth place, by turns from the first and the third.
inline std::vector<std::pair<Qubit, Qubit>> heavyHexPairs(std::size_t rows, std::size_t width,
                                                          bool hanging) {
    std::vector<std::pair<Qubit, Qubit>> pairs;
    const std::size_t between = (width + 1) / 4;
    const std::size_t stride = width + between;
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t first = row * stride;
        for (std::size_t i = 0; i + 1 < width; ++i) pairs.emplace_back(first + i, first + i + 1);
        if (row + 1 == rows && !hanging) continue;
        for (std::size_t i = 0; i < between; ++i) {
            const std::size_t column = 4 * i + (row % 2 == 0 ? 0 : 2);
            pairs.emplace_back(first + column, first + width + i);
            if (row + 1 < rows) pairs.emplace_back(first + width + i, first + stride + column);
        }
    }
    return pairs;
}

/// A measurement whose figures spread as those of real chips do, the same every time.
inline Calibration someCalibration(const std::string& device, std::size_t qubits,
                                   const std::vector<std::pair<Qubit, Qubit>>& pairs,
                                   std::int64_t measuredMs, double worse = 1.0) {
    const auto spread = [](std::size_t a, std::size_t b) {
        const double part = static_cast<double>((a * 37 + b * 61 + 11) % 101) / 100.0;
        return 0.6 + 0.5 * part + 1.6 * part * part * part * part * part * part;
    };
    Calibration calibration;
    calibration.device = device;
    calibration.measuredMs = measuredMs;
    calibration.qubits = qubits;
    for (std::size_t i = 0; i < qubits; ++i) {
        QubitCalibration qubit;
        qubit.t1Us = 190.0 / spread(i, 1);
        qubit.t2Us = 140.0 / spread(i, 2);
        qubit.oneQubitError = 0.00028 * worse * spread(i, 3);
        qubit.readError01 = 0.008 * worse * spread(i, 4);
        qubit.readError10 = 0.014 * worse * spread(i, 5);
        calibration.perQubit.push_back(qubit);
    }
    for (const auto& [a, b] : pairs)
        calibration.pairs.push_back({a, b, 0.0042 * worse * spread(a, b), 68.0});
    calibration.medians = {183.0 / worse, 131.0 / worse, 0.00028 * worse, 0.008 * worse, 0.014 * worse};
    calibration.medianTwoQubitError = 0.0042 * worse;
    calibration.oneQubitTimeNs = 32.0;
    calibration.twoQubitTimeNs = 68.0;
    return calibration;
}

}  // namespace qstore::ui
