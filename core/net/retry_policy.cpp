// SPDX-License-Identifier: Apache-2.0
#include "core/net/retry_policy.h"

#include <algorithm>
#include <string>

namespace qstore {
namespace {

/// The longest wait after so many failures.
std::int64_t backOffMs(const RetryPolicy& policy, unsigned failures) {
    std::int64_t wait = std::min(policy.firstMs, policy.capMs);
    for (unsigned i = 1; i < failures && wait < policy.capMs; ++i)
        wait = wait > policy.capMs / 2 ? policy.capMs : wait * 2;
    return wait;
}

}  // namespace

Status checkRetryPolicy(const RetryPolicy& policy) {
    const auto bad = [](const std::string& what, std::int64_t value, const char* hint) {
        return fail(ErrorCode::InvalidArgument, what + " of " + std::to_string(value), hint);
    };
    if (policy.firstMs <= 0)
        return bad("a first wait (ms)", policy.firstMs, "wait at least one millisecond");
    if (policy.capMs < policy.firstMs)
        return bad("a longest wait (ms)", policy.capMs, "let it be no shorter than the first wait");
    if (policy.maxAttempts == 0) return bad("a number of attempts", 0, "try at least once");
    if (policy.deadlineMs <= 0) return bad("a deadline (ms)", policy.deadlineMs, "allow some time");
    return {};
}

std::optional<std::int64_t> retryWaitMs(const RetryPolicy& policy, unsigned failures,
                                        std::int64_t elapsedMs, std::optional<std::int64_t> retryAfterMs,
                                        RandomStream& random) {
    // A server's own wait is the same for all who ask it: a little jitter on top spreads them, too.
    const std::int64_t earliestMs = std::max<std::int64_t>(retryAfterMs.value_or(0), 0);
    const std::int64_t spreadMs = backOffMs(policy, retryAfterMs ? 1 : failures);
    const auto jitterMs = static_cast<std::int64_t>(random.uniform() * static_cast<double>(spreadMs + 1));
    if (failures >= policy.maxAttempts) return std::nullopt;
    const std::int64_t leftMs = policy.deadlineMs - elapsedMs;
    if (leftMs < 0 || earliestMs > leftMs || jitterMs > leftMs - earliestMs) return std::nullopt;
    return earliestMs + jitterMs;
}

}  // namespace qstore
