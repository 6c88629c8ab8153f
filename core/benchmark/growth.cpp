// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/growth.h"

#include "core/base/number_text.h"

namespace qstore {

Result<GrowthJump> largestJump(const GrowthCurve& curve) {
    if (curve.at.size() < 2 || curve.at.size() != curve.secondsPerGate.size()) {
        return fail(ErrorCode::InvalidArgument,
                    "a curve along " + curve.axis + " has " + std::to_string(curve.at.size()) +
                        " places and " + std::to_string(curve.secondsPerGate.size()) + " times",
                    "A jump needs at least two of each.");
    }
    GrowthJump jump;
    for (std::size_t i = 0; i < curve.at.size(); ++i) {
        if (!(curve.secondsPerGate[i] > 0.0)) {
            return fail(ErrorCode::InvalidArgument,
                        "the time at " + std::to_string(curve.at[i]) + " " + curve.axis + " is " +
                            numberToText(curve.secondsPerGate[i]) + " s",
                        "Times are positive.");
        }
        if (i == 0) continue;
        const double times = curve.secondsPerGate[i] / curve.secondsPerGate[i - 1] / curve.trend;
        if (times > jump.timesTrend) jump = {curve.at[i - 1], curve.at[i], times};
    }
    return jump;
}

}  // namespace qstore
