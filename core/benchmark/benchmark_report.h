// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/benchmark/growth.h"
#include "core/benchmark/machine_limits.h"
#include "core/benchmark/median_time.h"
#include "core/benchmark/references.h"

namespace qstore {

/// What can be asked for, with one line of help.
struct BenchmarkInfo {
    std::string name;
    std::string help;
    std::size_t minQubits = 2;
};
/// W1, W2, W3, W4, variants, growth, limits.
QSTORE_EXPORT const std::vector<BenchmarkInfo>& benchmarks();

/// Whether a row reaches its goals.
enum class GoalState : std::uint8_t { None, Missed, Must, Aim };
/// "", "missed", "must", "aim".
QSTORE_EXPORT std::string goalStateName(GoalState state);

/// One measured time and what it is held against.
struct QSTORE_EXPORT BenchmarkRow {
    ReferenceKey key;
    double seconds = 0.0;  ///< for one `unit`
    std::string unit;
    double processorShare = 0.0;  ///< see MedianTime
    double speedup = 0.0;         ///< over the same with one thread; 0 where that was not measured
    /// What `timesReference` divides by: the bound of the machine where there is one, else the peer's time
    /// as it would be here, else (variants) the time of W2 itself.
    std::optional<double> referenceSeconds;
    std::string reference;
    /// Upper limits of seconds ÷ referenceSeconds; 0 = no goal.
    double mustTimes = 0.0;
    double aimTimes = 0.0;
    std::optional<PeerReference> peer;

    double timesReference() const { return referenceSeconds ? seconds / *referenceSeconds : 0.0; }
    GoalState goal() const;
    /// By how much we are faster than the peer, and whether that is as much as wanted.
    double timesPeer() const { return peer ? peer->seconds / seconds : 0.0; }
    GoalState peerGoal() const;
    /// Other processes took more than a tenth of the time (known for one thread alone).
    bool disturbed() const { return key.threads == 1 && processorShare < 0.9; }
};

struct BenchmarkRequest {
    std::vector<std::string> works;  ///< empty = all
    std::optional<std::size_t> qubits;
    std::vector<Precision> precisions = {Precision::Double};
    std::vector<std::size_t> threads = {1};
    Repetition repetition;
    /// Called before each measurement with what is coming.
    std::function<void(const std::string&)> starting;
};

struct BenchmarkReport {
    MachineLimits limits;
    std::vector<BenchmarkRow> rows;
    std::vector<GrowthCurve> growth;
};

/// Measures the machine and what was asked for, one after the other. InvalidArgument for unknown works and
/// for sizes that a work does not have; a state that does not fit is refused when its turn comes.
QSTORE_EXPORT Result<BenchmarkReport> runBenchmarks(const BenchmarkRequest& request,
                                                    const RunControl& control = {});

}  // namespace qstore
