// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/peer_times.h"

namespace qstore {
namespace {

constexpr Precision d = Precision::Double;
constexpr Precision s = Precision::Single;
using enum ScalingLimit;

// Peers measured on 2 Sapphire Rapids cores, November 2026, all without Python and built for that machine:
// the median of five rounds, angles already bound, and without the time that qulacs and qsim take to fuse a
// circuit. W2 and W3 on two threads are the peers' best case, each thread with gradients of its own.
//
// The limit is that of our own code: vectors of samples and states of up to 12 qubits stay in L1 and L2 and
// are bound by multiply-adds. So are single states of 16 and 20 qubits, since whole layers are done in each
// sweep: W1 and W2 on 20 qubits move what 12 and 14 ms of the peers' machine's L3 carry, and compute what
// takes 22 and 27 ms of its multiply-adds. States of 24 qubits are bound by DRAM. Drawing shots is bound by
// scalar code that waits for itself, hence by the clock.
constexpr PeerTime kPeerTimes[] = {
    {"W1", "", 10, 1, d, 69e-6, "lightning", Fma},
    {"W1", "", 12, 1, d, 349e-6, "qulacs", Fma},
    {"W1", "", 16, 1, d, 7.60e-3, "qulacs", Fma, 2.5, 3.6},
    {"W1", "", 20, 1, d, 180e-3, "qulacs", Fma, 3.3, 4.5},
    {"W1", "", 24, 1, d, 6.68, "Aer", Dram, 4, 5.5},
    {"W1", "", 10, 1, s, 27e-6, "qsim", Fma},
    {"W1", "", 12, 1, s, 112e-6, "qsim", Fma},
    {"W1", "", 16, 1, s, 2.25e-3, "qsim", Fma, 1.3, 1.75},
    {"W1", "", 20, 1, s, 50.9e-3, "qsim", Fma, 1.8, 2.6},
    {"W1", "", 24, 1, s, 1.60, "qsim", Dram, 2.3, 3.5},
    {"W1", "", 16, 2, d, 4.21e-3, "qulacs", Fma, 2.5, 3.6},
    {"W1", "", 20, 2, d, 93.9e-3, "qulacs", Fma, 3.3, 4.5},
    {"W1", "", 24, 2, d, 3.38, "Aer", Dram, 4, 5.5},
    {"W1", "", 16, 2, s, 1.57e-3, "qsim", Fma, 1.3, 1.75},
    {"W1", "", 20, 2, s, 26.6e-3, "qsim", Fma, 1.8, 2.6},
    {"W1", "", 24, 2, s, 0.755, "qsim", Dram, 2.3, 3.5},
    {"W2", "batched", 4, 1, d, 35.2e-6, "lightning", Fma, 120, 227},
    {"W2", "batched", 6, 1, d, 48.2e-6, "lightning", Fma, 45, 69},
    {"W2", "batched", 8, 1, d, 76.2e-6, "lightning", Fma, 13, 18},
    {"W2", "batched", 10, 1, d, 180e-6, "lightning", Fma, 6, 8.5},
    {"W2", "batched", 12, 1, d, 911e-6, "lightning", Fma, 5.5, 8},
    {"W2", "batched", 4, 1, s, 34.8e-6, "lightning", Fma},
    {"W2", "batched", 6, 1, s, 46.2e-6, "lightning", Fma},
    {"W2", "batched", 8, 1, s, 67.4e-6, "lightning", Fma},
    {"W2", "batched", 10, 1, s, 137e-6, "lightning", Fma},
    {"W2", "batched", 12, 1, s, 573e-6, "lightning", Fma},
    {"W2", "batched", 4, 2, d, 25.0e-6, "lightning", Fma, 120, 227},
    {"W2", "batched", 6, 2, d, 32.6e-6, "lightning", Fma, 45, 69},
    {"W2", "batched", 8, 2, d, 48.3e-6, "lightning", Fma, 13, 18},
    {"W2", "batched", 10, 2, d, 106e-6, "lightning", Fma, 6, 8.5},
    {"W2", "batched", 12, 2, d, 524e-6, "lightning", Fma, 5.5, 8},
    {"W2", "batched", 4, 2, s, 25.2e-6, "lightning", Fma},
    {"W2", "batched", 6, 2, s, 30.8e-6, "lightning", Fma},
    {"W2", "batched", 8, 2, s, 41.7e-6, "lightning", Fma},
    {"W2", "batched", 10, 2, s, 85e-6, "lightning", Fma},
    {"W2", "batched", 12, 2, s, 306e-6, "lightning", Fma},
    {"W2", "single", 8, 1, d, 76.2e-6, "lightning", Fma, 5, 7.5},
    {"W2", "single", 10, 1, d, 180e-6, "lightning", Fma, 3.5, 4.4},
    {"W2", "single", 12, 1, d, 911e-6, "lightning", Fma, 5.5, 8},
    {"W2", "single", 16, 1, d, 29.0e-3, "lightning", Fma, 8, 12},
    {"W2", "single", 20, 1, d, 860e-3, "lightning", Fma, 12, 17},
    {"W2", "single", 8, 1, s, 67.4e-6, "lightning", Fma},
    {"W2", "single", 10, 1, s, 137e-6, "lightning", Fma},
    {"W2", "single", 12, 1, s, 573e-6, "lightning", Fma},
    {"W2", "single", 16, 1, s, 11.5e-3, "lightning", Fma},
    {"W2", "single", 20, 1, s, 465e-3, "lightning", Fma},
    {"W2", "single", 8, 2, d, 48.3e-6, "lightning", Fma, 5, 7.5},
    {"W2", "single", 10, 2, d, 106e-6, "lightning", Fma, 3.5, 4.4},
    {"W2", "single", 12, 2, d, 524e-6, "lightning", Fma, 5.5, 8},
    {"W2", "single", 16, 2, d, 14.8e-3, "lightning", Fma, 8, 12},
    {"W2", "single", 20, 2, d, 478e-3, "lightning", Fma, 12, 17},
    {"W2", "single", 8, 2, s, 41.7e-6, "lightning", Fma},
    {"W2", "single", 10, 2, s, 85e-6, "lightning", Fma},
    {"W2", "single", 12, 2, s, 306e-6, "lightning", Fma},
    {"W2", "single", 16, 2, s, 5.95e-3, "lightning", Fma},
    {"W2", "single", 20, 2, s, 220e-3, "lightning", Fma},
    {"W3", "", 4, 1, d, 39.5e-6, "lightning", Fma, 250, 450},
    {"W3", "", 4, 1, s, 38.4e-6, "lightning", Fma, 450, 850},
    {"W3", "", 4, 2, d, 25.7e-6, "lightning", Fma, 250, 450},
    {"W3", "", 4, 2, s, 25.9e-6, "lightning", Fma, 450, 850},
    {"W3", "", 8, 1, d, 83.8e-6, "lightning", Fma, 20, 31},
    {"W3", "", 8, 1, s, 72.0e-6, "lightning", Fma, 35, 52},
    {"W3", "", 8, 2, d, 47.2e-6, "lightning", Fma, 20, 31},
    {"W3", "", 8, 2, s, 42.1e-6, "lightning", Fma, 35, 52},
    {"W4", "100000 shots", 20, 1, d, 9.2e-3, "qsim", ClockRate, 3, 3.7},
    {"W4", "1000000 shots", 20, 1, d, 79e-3, "qsim", ClockRate, 6, 9},
    {"W4", "100000 shots", 20, 1, s, 9.2e-3, "qsim", ClockRate, 3, 3.7},
    {"W4", "1000000 shots", 20, 1, s, 79e-3, "qsim", ClockRate, 6, 9},
    {"W4", "100000 shots", 20, 2, d, 9.2e-3, "qsim", ClockRate, 3, 3.7},
    {"W4", "1000000 shots", 20, 2, d, 79e-3, "qsim", ClockRate, 6, 9},
    {"W4", "100000 shots", 20, 2, s, 9.2e-3, "qsim", ClockRate, 3, 3.7},
    {"W4", "1000000 shots", 20, 2, s, 79e-3, "qsim", ClockRate, 6, 9},
};

}  // namespace

std::span<const PeerTime> peerTimes() {
    return kPeerTimes;
}

}  // namespace qstore
