// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/local_backend.h"

#include <algorithm>
#include <set>

#include "core/backends/calibration_json.h"
#include "core/backends/calibration_noise.h"
#include "core/backends/placement.h"
#include "core/base/atomic_file.h"

namespace qstore {
namespace {

constexpr std::size_t kMaxCalibrationBytes = std::size_t{64} << 20U;

/// Without figures of single qubits or pairs it does not matter where a circuit lies.
bool qubitsDiffer(const Calibration& calibration) {
    return !calibration.perQubit.empty() ||
           std::any_of(calibration.pairs.begin(), calibration.pairs.end(),
                       [](const PairCalibration& pair) { return pair.error.has_value(); });
}

/// Pairs in both directions, so that it does not matter which one the file names.
std::vector<std::pair<Qubit, Qubit>> couplingOf(const Calibration& calibration) {
    std::set<std::pair<Qubit, Qubit>> pairs;
    for (const PairCalibration& pair : calibration.pairs) {
        pairs.emplace(pair.a, pair.b);
        pairs.emplace(pair.b, pair.a);
    }
    return {pairs.begin(), pairs.end()};
}

}  // namespace

Result<LocalDevice> deviceOfCalibrationFile(const std::string& file) {
    QSTORE_TRY(const std::string text, readFile(file, kMaxCalibrationBytes));
    auto calibration = readCalibrationJson(text);
    if (!calibration) {
        Error error = calibration.error();
        error.message = file + ": " + error.message;
        return tl::unexpected<Error>(std::move(error));
    }
    QSTORE_TRY(LocalDevice device, localDevice("local"));
    device.info.title = calibration->device.empty() ? file : calibration->device;
    device.info.qubits = calibration->qubits;
    device.info.coupling = couplingOf(*calibration);
    device.info.updatedMs = calibration->measuredMs;
    device.info.twoQubitFidelity.reset();
    if (calibration->medianTwoQubitError)
        device.info.twoQubitFidelity = 1.0 - *calibration->medianTwoQubitError;
    device.source = "the file " + file;
    device.calibration = *std::move(calibration);
    return device;
}

Result<LocalBackend> openLocalBackend(const std::string& name, const std::string& calibrationFile,
                                      const Circuit& circuit, const RunControl& control) {
    LocalBackend backend;
    if (!calibrationFile.empty()) {
        if (!name.empty() && name != "local")
            return fail(ErrorCode::InvalidArgument,
                        "--calibration and --backend " + name + " both say which errors to have",
                        "name one of the two");
        QSTORE_TRY(backend.device, deviceOfCalibrationFile(calibrationFile));
    } else {
        QSTORE_TRY(backend.device, localDevice(name));
    }
    if (!backend.device.calibration) return backend;
    const Calibration& calibration = *backend.device.calibration;
    if (circuit.qubits() > backend.device.info.qubits)
        return fail(ErrorCode::Unsupported,
                    "'" + backend.device.info.name + "' cannot run it: needs " +
                        std::to_string(circuit.qubits()) + " qubits, has " +
                        std::to_string(backend.device.info.qubits),
                    "use fewer qubits, or another backend of `qstore backends list`");
    QSTORE_CHECK(checkGateSizes(circuit));
    if (qubitsDiffer(calibration)) {
        QSTORE_TRY(const Placement placement,
                   bestPlacement(circuit, backend.device.info, calibration, {}, control));
        backend.placement = placement.qubits;
        if (placement.needsRouting)
            backend.notes.emplace_back(
                "some gates act on pairs that are not coupled; they have the median error, without swaps");
        if (!placement.searchedAll)
            backend.notes.emplace_back(
                "not every place for the circuit was tried; there may be a better one");
    }
    QSTORE_TRY(CalibrationNoise noise, noiseModelOf(calibration, circuit.qubits(), backend.placement));
    backend.noise = std::move(noise.model);
    backend.notes.insert(backend.notes.end(), noise.notes.begin(), noise.notes.end());
    return backend;
}

}  // namespace qstore
