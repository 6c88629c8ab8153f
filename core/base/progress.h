// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>

#include "core/base/result.h"

namespace qstore {

/// Receives how far a long function has come. Called from the thread that does the work.
using ProgressSink = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Passed down every long function; the default neither cancels nor reports.
struct RunControl {
    std::stop_token stop;
    ProgressSink progress;

    void report(std::uint64_t done, std::uint64_t total) const {
        if (progress) progress(done, total);
    }
};

/// The one way to say "the caller asked to stop".
inline tl::unexpected<Error> cancelled() {
    return fail(ErrorCode::Cancelled, "cancelled on request");
}

}  // namespace qstore
