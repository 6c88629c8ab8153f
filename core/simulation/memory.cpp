// SPDX-License-Identifier: Apache-2.0
#include <unistd.h>

#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <optional>
#include <string>

#include "core/base/number_text.h"
#include "core/simulation/state.h"

namespace qstore {
namespace {

constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

std::string bytesText(std::size_t bytes) {
    static constexpr std::array<const char*, 7> kUnits = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < kUnits.size()) {
        value /= 1024.0;
        ++unit;
    }
    return numberToText(std::round(value * 10.0) / 10.0) + " " + kUnits[unit];
}

/// MemAvailable of the kernel: what programs can get without swapping.
std::optional<std::size_t> kernelAvailable() {
    std::ifstream file("/proc/meminfo");
    std::string key;
    std::string unit;
    std::size_t value = 0;
    while (file >> key >> value) {
        std::getline(file, unit);
        if (key == "MemAvailable:") return value * 1024;
    }
    return std::nullopt;
}

std::optional<std::size_t> readNumber(const char* path) {
    std::ifstream file(path);
    std::size_t value = 0;
    if (file >> value) return value;
    return std::nullopt;
}

/// What a container's limit leaves; `memory.max` holds a word when there is no limit.
std::size_t containerAvailable() {
    const auto limit = readNumber("/sys/fs/cgroup/memory.max");
    const auto used = readNumber("/sys/fs/cgroup/memory.current");
    if (!limit || !used) return kNoLimit;
    return *limit > *used ? *limit - *used : 0;
}

std::size_t availableBytes() {
    const long pages = sysconf(_SC_PHYS_PAGES);
    const long pageBytes = sysconf(_SC_PAGESIZE);
    const std::size_t physical = pages > 0 && pageBytes > 0
                                     ? static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageBytes)
                                     : kNoLimit;
    return std::min(kernelAvailable().value_or(physical), containerAvailable());
}

}  // namespace

std::size_t stateVectorBytes(std::size_t qubits, Precision precision) {
    const std::size_t amplitude = precision == Precision::Double ? 16 : 8;
    if (qubits >= 60) return kNoLimit;
    return amplitude << qubits;
}

Status requireMemory(std::size_t bytes, std::string_view what) {
    // Below this the answer cannot matter, and asking the system would cost more than the work.
    constexpr std::size_t kAlwaysFits = std::size_t{16} << 20U;
    if (bytes <= kAlwaysFits) return {};
    const std::size_t available = availableBytes();
    if (bytes <= available) return {};
    return fail(ErrorCode::ResourceExhausted,
                std::string(what) + " needs " +
                    (bytes == kNoLimit ? "more than 16 EiB" : bytesText(bytes)) + " of memory, but only " +
                    bytesText(available) + " are available",
                "Use fewer qubits, single precision (half the memory), or a machine with more memory.");
}

}  // namespace qstore
