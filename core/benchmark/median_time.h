// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

#include "core/base/progress.h"
#include "core/base/result.h"

namespace qstore {

/// How often a piece of work is repeated for its time.
struct Repetition {
    double seconds = 0.25;     ///< at least this long in all …
    std::size_t runs = 3;      ///< … and at least so often
    double longSeconds = 4.0;  ///< work that takes longer is timed once, without warming up
};

struct MedianTime {
    double seconds = 0.0;  ///< wall time of one run
    /// Processor time of this process ÷ wall time of all runs: with one thread below 1 by what other
    /// processes took away.
    double processorShare = 0.0;
};

/// The median of `work`: one run to warm up, then as often as `repetition` asks. The first error of the
/// work ends it; a stop request ends it between two runs as Cancelled.
QSTORE_EXPORT Result<MedianTime> medianTime(const std::function<Status()>& work, const RunControl& control,
                                            Repetition repetition = {});

}  // namespace qstore
