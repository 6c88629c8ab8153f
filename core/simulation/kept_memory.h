// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>

#include "core/base/memory.h"

namespace qstore {

/// Whether `bytes` of a finished run are worth keeping for the next: if they are little, or little of what
/// there is.
inline bool isKept(std::size_t bytes) {
    constexpr std::size_t little = std::size_t{64} << 20U;
    constexpr std::size_t most = std::size_t{1} << 30U;
    constexpr std::size_t share = 16;
    return bytes <= little || bytes <= std::min(most, availableMemoryBytes() / share);
}

}  // namespace qstore
