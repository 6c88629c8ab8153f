// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>

#include "core/base/export.h"

namespace qstore {

/// Time as those see it who wait for others; tests give a clock that jumps.
class QSTORE_EXPORT Clock {
public:
    virtual ~Clock() = default;
    /// Milliseconds since 1970 (UTC); may jump when the system's time is set.
    virtual std::int64_t unixMs() const = 0;
    /// Milliseconds since any start; never goes back.
    virtual std::int64_t steadyMs() const = 0;
    /// False when `stop` was asked before the time was over.
    virtual bool waitFor(std::int64_t ms, const std::stop_token& stop) = 0;
};

QSTORE_EXPORT std::shared_ptr<Clock> makeSystemClock();

}  // namespace qstore
