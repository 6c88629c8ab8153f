// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <limits>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// Memory this process could still get without swapping, in bytes: the kernel's MemAvailable, or what the
/// limits of its control groups (a container's) leave, whichever is less.
QSTORE_EXPORT std::size_t availableMemoryBytes();

/// ResourceExhausted, naming the bytes needed and available, when `bytes` would not fit. `what` begins the
/// sentence; `hint` replaces the advice for state vectors.
QSTORE_EXPORT Status requireMemory(std::size_t bytes, std::string_view what, std::string hint = {});

/// "1.5 GiB".
QSTORE_EXPORT std::string bytesText(std::size_t bytes);

/// Sizes that do not fit a size_t become its largest value, which no memory has.
constexpr std::size_t saturatingMultiply(std::size_t a, std::size_t b) {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return b != 0 && a > most / b ? most : a * b;
}
constexpr std::size_t saturatingAdd(std::size_t a, std::size_t b) {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    return a > most - b ? most : a + b;
}

/// What the limits of the control groups listed in `membership` (the content of /proc/self/cgroup) leave
/// under `root` (/sys/fs/cgroup), each level up to the root; the largest number without any limit.
QSTORE_EXPORT std::size_t controlGroupAvailableBytes(std::string_view membership,
                                                     const std::filesystem::path& root);

}  // namespace qstore
