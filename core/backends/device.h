// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/circuit/transpile_target.h"

namespace qstore {

enum class DeviceStatus : std::uint8_t { Available, Unavailable, Retired };

/// One machine of an account.
struct DeviceInfo {
    std::string name;   ///< as the provider calls it: "qpu.forte-1", "ibm_fez"
    std::string title;  ///< for people; `name` where the provider has no other
    DeviceStatus status = DeviceStatus::Available;
    std::string statusReason;  ///< the provider's words; may be empty
    bool simulator = false;
    std::size_t qubits = 0;
    GateSetKind gates = GateSetKind::Any;
    /// Directed pairs that a two-qubit gate may act on; empty = all.
    std::vector<std::pair<Qubit, Qubit>> coupling;
    std::optional<std::uint64_t> queueLength;  ///< jobs waiting
    std::optional<double> queueSeconds;        ///< expected wait
    std::int64_t updatedMs = 0;                ///< when the provider last said so (Unix); 0 = not told
    std::vector<std::string> noiseModels;      ///< simulators: names they take
    std::uint64_t minShots = 1, maxShots = 1'000'000;
    std::size_t maxCircuits = 1, maxGatesPerJob = 0, maxBodyBytes = 0;  ///< 0 = not told
    /// Roughly the fidelity of a two-qubit gate, where it is known; for ranking devices.
    std::optional<double> twoQubitFidelity;
};

struct QubitCalibration {
    std::optional<double> t1Us, t2Us;
    std::optional<double> oneQubitError;             ///< of the slowest gate that is not virtual
    std::optional<double> readError01, readError10;  ///< P(read 1 | 0), P(read 0 | 1)
};
struct PairCalibration {
    Qubit a = 0, b = 0;
    std::optional<double> error;
    std::optional<double> gateTimeNs;
};

/// How good a device was when it was measured. Per qubit where the provider says so, else medians.
struct Calibration {
    std::string device;
    std::string id;               ///< the provider's name of this measurement; may be empty
    std::int64_t measuredMs = 0;  ///< Unix
    std::size_t qubits = 0;
    std::vector<QubitCalibration> perQubit;  ///< empty, or one a qubit
    std::vector<PairCalibration> pairs;      ///< the coupling map with its errors
    QubitCalibration medians;
    std::optional<double> medianTwoQubitError, spamError;
    std::optional<double> oneQubitTimeNs, twoQubitTimeNs, readTimeNs, resetTimeNs;
};

}  // namespace qstore
