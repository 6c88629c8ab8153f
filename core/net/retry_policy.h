// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/export.h"
#include "core/base/random.h"
#include "core/base/result.h"

namespace qstore {

/// How patiently something is tried again: exponential back-off with full jitter, so that many who failed
/// at once do not come back at once (M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
/// 2015).
struct RetryPolicy {
    std::int64_t firstMs = 500;   ///< longest wait after the first failure; doubles with each further one
    std::int64_t capMs = 60'000;  ///< no wait of our own choice is longer
    unsigned maxAttempts = 8;     ///< the first one included
    std::int64_t deadlineMs = 15 * 60'000;  ///< since the first attempt; no attempt starts later
};

/// InvalidArgument for waits that are not positive, a cap below the first wait, or no attempt at all.
QSTORE_EXPORT Status checkRetryPolicy(const RetryPolicy& policy);

/// How long to wait after `failures` failures (1 = the first attempt failed), `elapsedMs` after the first
/// attempt began; nothing: give up. A server that says when to come back (`retryAfterMs`) is never asked
/// earlier, and its wait is not cut by the cap; when it lies beyond the deadline, waiting would be in vain,
/// so nothing at once. Always costs one number of `random`.
QSTORE_EXPORT std::optional<std::int64_t> retryWaitMs(const RetryPolicy& policy, unsigned failures,
                                                      std::int64_t elapsedMs,
                                                      std::optional<std::int64_t> retryAfterMs,
                                                      RandomStream& random);

}  // namespace qstore
