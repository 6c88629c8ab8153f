// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/backends/device_profiles.h"
#include "core/base/progress.h"
#include "core/simulation/noise_model.h"

namespace qstore {

/// A machine that is simulated here for one circuit.
struct LocalBackend {
    LocalDevice device;
    std::optional<NoiseModel> noise;  ///< absent = a machine without errors
    std::vector<std::string> notes;   ///< about the noise
    std::vector<Qubit> placement;     ///< of the circuit's qubits on the machine; empty where all are alike
};

/// A calibration of a file as a machine: its qubits, its pairs, its figures.
Result<LocalDevice> deviceOfCalibrationFile(const std::string& file);
/// "local…" by name, or with the figures of a calibration file. The qubits are placed where they err least.
/// Fails when the circuit does not fit: too many qubits, or gates whose errors are not known.
Result<LocalBackend> openLocalBackend(const std::string& name, const std::string& calibrationFile,
                                      const Circuit& circuit, const RunControl& control);

}  // namespace qstore
