// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"

#include <unistd.h>

#include <array>
#include <cmath>
#include <fstream>
#include <optional>
#include <sstream>

#include "core/base/number_text.h"

namespace qstore {
namespace {

constexpr std::size_t noLimit = std::numeric_limits<std::size_t>::max();

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

std::size_t physicalMemory() {
    const long pages = ::sysconf(_SC_PHYS_PAGES);
    const long pageBytes = ::sysconf(_SC_PAGESIZE);
    if (pages <= 0 || pageBytes <= 0) return noLimit;
    return static_cast<std::size_t>(pages) * static_cast<std::size_t>(pageBytes);
}

/// Nothing when the file is absent or holds a word, as `memory.max` does without a limit.
std::optional<std::size_t> readNumber(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::size_t value = 0;
    if (file >> value) return value;
    return std::nullopt;
}

/// Cached files that the kernel gives up when memory is asked for.
std::size_t reclaimable(const std::filesystem::path& statistics) {
    std::ifstream file(statistics);
    std::string key;
    std::size_t value = 0;
    while (file >> key >> value)
        if (key == "inactive_file" || key == "total_inactive_file") return value;
    return 0;
}

struct GroupFiles {
    const char* limit;
    const char* used;
};
constexpr GroupFiles secondVersion{"memory.max", "memory.current"};
constexpr GroupFiles firstVersion{"memory.limit_in_bytes", "memory.usage_in_bytes"};

std::size_t groupAvailable(const std::filesystem::path& group, const GroupFiles& files) {
    const auto limit = readNumber(group / files.limit);
    const auto used = readNumber(group / files.used);
    if (!limit || !used) return noLimit;
    const std::size_t cached = std::min(*used, reclaimable(group / "memory.stat"));
    const std::size_t needed = *used - cached;
    return *limit > needed ? *limit - needed : 0;
}

/// The group and all those around it: the smallest rest counts.
std::size_t hierarchyAvailable(const std::filesystem::path& root, const std::string& group,
                               const GroupFiles& files) {
    std::filesystem::path relative = std::filesystem::path(group).relative_path();
    std::size_t least = groupAvailable(root, files);
    while (!relative.empty()) {
        least = std::min(least, groupAvailable(root / relative, files));
        relative = relative.parent_path();
    }
    return least;
}

}  // namespace

std::size_t controlGroupAvailableBytes(std::string_view membership, const std::filesystem::path& root) {
    // Lines are `number:controllers:path`; version 2 has the number 0 and no controllers.
    std::istringstream lines{std::string(membership)};
    std::string line;
    std::size_t least = groupAvailable(root, secondVersion);
    while (std::getline(lines, line)) {
        const std::size_t first = line.find(':');
        const std::size_t second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) continue;
        const std::string controllers = "," + line.substr(first + 1, second - first - 1) + ",";
        const std::string group = line.substr(second + 1);
        if (controllers == ",,")
            least = std::min(least, hierarchyAvailable(root, group, secondVersion));
        else if (controllers.find(",memory,") != std::string::npos)
            least = std::min(least, hierarchyAvailable(root / "memory", group, firstVersion));
    }
    return least;
}

std::size_t availableMemoryBytes() {
    std::ifstream file("/proc/self/cgroup");
    std::ostringstream membership;
    membership << file.rdbuf();
    return std::min(kernelAvailable().value_or(physicalMemory()),
                    controlGroupAvailableBytes(membership.str(), "/sys/fs/cgroup"));
}

std::string bytesText(std::size_t bytes) {
    static constexpr std::array<const char*, 7> units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024.0 && unit + 1 < units.size()) {
        value /= 1024.0;
        ++unit;
    }
    return numberToText(std::round(value * 10.0) / 10.0) + " " + units[unit];
}

Status requireMemory(std::size_t bytes, std::string_view what, std::string hint) {
    // Below this the answer cannot matter, and asking the system would cost more than the work.
    constexpr std::size_t alwaysFits = std::size_t{16} << 20U;
    if (bytes <= alwaysFits) return {};
    const std::size_t available = availableMemoryBytes();
    if (bytes <= available) return {};
    if (hint.empty()) hint = "use fewer qubits, or a machine with more memory";
    return fail(ErrorCode::ResourceExhausted,
                std::string(what) + " needs " + (bytes == noLimit ? "more than 16 EiB" : bytesText(bytes)) +
                    " of memory, but only " + bytesText(available) + " are available",
                std::move(hint));
}

}  // namespace qstore
