// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/references.h"

#include <algorithm>

#include "core/benchmark/peer_times.h"
#include "core/simulation/state.h"

namespace qstore {
namespace {

/// The machine that the peers were measured on (Sapphire Rapids at 3.75 GHz), by the same definitions as
/// machine_limits: for one thread and for two.
constexpr double kPeerClockGHz = 3.75;
ThreadLimits peerLimits(std::size_t threads) {
    if (threads == 1) return {1, 120.0, 243.0, {435.0, 118.0, 58.9, 30.0}};
    return {2, 240.0, 489.0, {880.0, 233.0, 117.0, 55.0}};
}

double limitOf(const ThreadLimits& limits, double clockGHz, ScalingLimit limit, Precision precision) {
    switch (limit) {
        case ScalingLimit::Fma: return limits.gflops(precision);
        case ScalingLimit::L2: return limits.bandwidth(MemoryLevel::L2);
        case ScalingLimit::L3: return limits.bandwidth(MemoryLevel::L3);
        case ScalingLimit::Dram: return limits.bandwidth(MemoryLevel::Dram);
        case ScalingLimit::ClockRate: return clockGHz;
    }
    return 0.0;
}

std::string limitName(ScalingLimit limit) {
    switch (limit) {
        case ScalingLimit::Fma: return "FMA";
        case ScalingLimit::L2: return "L2";
        case ScalingLimit::L3: return "L3";
        case ScalingLimit::Dram: return "DRAM";
        case ScalingLimit::ClockRate: return "clock";
    }
    return "";
}

/// 59 ns and 1.67 µs at 120 GFLOP/s are the multiply-adds that W3 needs for one sample on 4 and 8 qubits
/// when the samples are the lanes: (14n + 18) vector instructions for each amplitude of a layer, forward
/// and back. The Pauli form, which the engine prefers for such a batch, needs fewer and can fall below.
std::optional<MachineBound> classifierBound(const ReferenceKey& key, const ThreadLimits& limits) {
    if (key.qubits != 4 && key.qubits != 8) return std::nullopt;
    const double gigaOperations = 120.0 * (key.qubits == 4 ? 59e-9 : 1.67e-6);
    return MachineBound{"multiply-adds of a state per sample",
                        gigaOperations / limits.gflops(key.precision), 2.6, 1.6};
}

/// Two sweeps for each of ten layers and one more, each reading and writing the whole state.
MachineBound sweepBound(const ReferenceKey& key, const ThreadLimits& limits) {
    constexpr double sweeps = 21.0;
    const auto bytes = static_cast<double>(stateVectorBytes(key.qubits, key.precision));
    return {"21 sweeps over the state in DRAM",
            sweeps * 2.0 * bytes / (1e9 * limits.bandwidth(MemoryLevel::Dram)), 4.0, 2.6};
}

}  // namespace

std::optional<PeerReference> peerReference(const ReferenceKey& key, const MachineLimits& limits) {
    const auto rows = peerTimes();
    const auto row = std::find_if(rows.begin(), rows.end(), [&key](const PeerTime& peer) {
        return peer.work == key.work && peer.variant == key.variant && peer.qubits == key.qubits &&
               peer.threads == key.threads && peer.precision == key.precision;
    });
    const ThreadLimits* here = limits.at(key.threads);
    if (row == rows.end() || here == nullptr) return std::nullopt;
    const double there = limitOf(peerLimits(key.threads), kPeerClockGHz, row->limit, key.precision);
    const double reached = limitOf(*here, limits.clockGHz, row->limit, key.precision);
    return PeerReference{std::string(row->peer), limitName(row->limit), row->seconds * there / reached,
                         row->mustTimes, row->aimTimes};
}

std::optional<MachineBound> machineBound(const ReferenceKey& key, const MachineLimits& limits) {
    const ThreadLimits* here = limits.at(key.threads);
    if (here == nullptr) return std::nullopt;
    if (key.work == "W3") return classifierBound(key, *here);
    if (key.work == "W1" && key.qubits == 24) return sweepBound(key, *here);
    return std::nullopt;
}

}  // namespace qstore
