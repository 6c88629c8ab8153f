// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/simulation/state.h"

namespace qstore {

/// The limit that bounds our own code in a row, hence the one that carries its time between machines.
enum class ScalingLimit : std::uint8_t { Fma, L2, L3, Dram, ClockRate };

/// The fastest of the peers in one workload, and how many times faster we want to be.
struct PeerTime {
    std::string_view work;
    std::string_view variant;
    std::size_t qubits;
    std::size_t threads;
    Precision precision;
    double seconds;
    std::string_view peer;
    ScalingLimit limit;
    double mustTimes = 0.0;  ///< 0 = no goal
    double aimTimes = 0.0;
};

std::span<const PeerTime> peerTimes();

}  // namespace qstore
