// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "core/base/export.h"
#include "core/base/random_hex.h"

namespace qstore {

/// Who works on a run. A process is known by its number and its start time, so that a number that was
/// given out again is not mistaken for it; `boot` is the system's boot and process-number space.
struct LeaseOwner {
    std::string token;  ///< one per open workspace
    std::int64_t pid = 0;
    std::int64_t started = 0;  ///< clock ticks after boot, from /proc/<pid>/stat
    std::string boot;
    std::string host;
};

/// This process, with a fresh token.
QSTORE_EXPORT LeaseOwner currentLeaseOwner();

/// Whether the owner still runs. On this machine that is exact; an owner on another machine (a workspace
/// on a shared disk) counts as alive for five minutes after `renewedMs`.
QSTORE_EXPORT bool leaseOwnerAlive(const LeaseOwner& owner, std::int64_t renewedMs, std::int64_t nowMs);

/// Milliseconds since 1970 (UTC).
QSTORE_EXPORT std::int64_t wallClockMs();

}  // namespace qstore
