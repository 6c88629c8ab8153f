// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/circuit/transpile_target.h"
#include "core/simulation/noise_model.h"

namespace qstore {

/// How often things go wrong on a qubit or a device. Made up for practice, in the size that real machines
/// show.
struct PracticeErrors {
    double oneQubit = 0.0;  ///< average infidelity of a gate
    double twoQubit = 0.0;
    double readOneGivenZero = 0.0, readZeroGivenOne = 0.0;
};

/// Dollars for what a job does; by gate and shot (IonQ) or by second (IBM).
struct PracticePrice {
    double perOneQubitGateShot = 0.0, perTwoQubitGateShot = 0.0;
    double jobMinimum = 0.0, mitigatedJobMinimum = 0.0;
    double perSecond = 0.0;
};

enum class PracticeProvider : std::uint8_t { Ionq, Ibm };

/// One machine of the practice cloud. No real machine stands behind it, whatever its name.
struct PracticeDevice {
    PracticeProvider provider = PracticeProvider::Ionq;
    std::string name, title;
    bool simulator = false;
    std::size_t qubits = 0;
    GateSetKind gates = GateSetKind::Any;
    std::vector<std::pair<Qubit, Qubit>> coupling;  ///< empty = every pair
    PracticeErrors errors;
    double oneQubitTimeUs = 0.0, twoQubitTimeUs = 0.0, readTimeUs = 0.0, resetTimeUs = 0.0;
    double t1Us = 0.0, t2Us = 0.0;
    PracticePrice price;
};

/// When the price table was made.
inline constexpr std::string_view kPracticePriceDate = "2026-11-01";

const std::vector<PracticeDevice>& practiceDevices();
/// Null when there is none of that name.
const PracticeDevice* findPracticeDevice(PracticeProvider provider, std::string_view name);

/// The errors behind the simulator's noise models ("aria-1", …); null for other names, and for "ideal".
const PracticeErrors* findPracticeNoise(std::string_view model);
bool isPracticeNoise(std::string_view model);

/// What a calibration says of qubit `index`, or of a pair; IBM's differ from qubit to qubit.
PracticeErrors errorsOfQubit(const PracticeDevice& device, std::size_t index);
double errorOfPair(const PracticeDevice& device, std::size_t a, std::size_t b);

/// Depolarizing channels and readout errors of the same infidelities on every qubit.
NoiseModel evenNoise(const PracticeErrors& errors);
/// Those of a device, for a circuit whose qubit i is the device's `places[i]`.
NoiseModel noiseOf(const PracticeDevice& device, const std::vector<Qubit>& places);

/// What a program costs. `shots` times gates, or seconds; never less than the minimum unless it is nothing.
struct PracticeUse {
    std::uint64_t oneQubitGateShots = 0, twoQubitGateShots = 0;
    double seconds = 0.0;
    bool mitigated = false;
};
double priceOf(const PracticeDevice& device, const PracticeUse& use);

}  // namespace qstore
