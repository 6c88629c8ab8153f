// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/benchmark/workloads.h"

namespace qstore {

/// A workload that is made only when its turn comes, since its plan and values take memory.
struct PlannedWorkload {
    std::string title;  ///< "W2 batched, 8 qubits"
    std::function<Result<Workload>(Precision, const RunControl&)> make;
};

/// The sizes of `work` that peers were measured at or, where `qubits` is given, that size alone.
std::vector<PlannedWorkload> workloadList(const std::string& work, std::optional<std::size_t> qubits);

/// The points of one curve of growth, in order.
struct PlannedCurve {
    std::string axis;
    double trend = 1.0;
    std::vector<std::size_t> at;
    std::function<Result<Workload>(std::size_t, Precision)> make;
};
/// Time per gate from 4 to 24 qubits (or `qubits`, if given), and for batches of 1 to 4096 samples.
std::vector<PlannedCurve> growthCurves(std::optional<std::size_t> qubits);

}  // namespace qstore
