// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/simulation/state.h"

namespace qstore {

/// How the time of one gate grows along one axis. The trend is what the work itself does: twice for each
/// qubit more, and no change with the batch.
struct GrowthCurve {
    std::string axis;  ///< "qubits" or "batch"
    std::size_t threads = 1;
    Precision precision = Precision::Double;
    double trend = 1.0;                  ///< factor expected from one point to the next
    std::vector<std::size_t> at;         ///< ascending
    std::vector<double> secondsPerGate;  ///< as many
};

/// The step that lies highest above the trend: a cliff in the engine where it is far above 1.
struct GrowthJump {
    std::size_t from = 0;
    std::size_t to = 0;
    double timesTrend = 0.0;
};

/// InvalidArgument for fewer than two points or times that are not positive.
QSTORE_EXPORT Result<GrowthJump> largestJump(const GrowthCurve& curve);

}  // namespace qstore
