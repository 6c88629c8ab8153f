// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/lease.h"

#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace qstore {
namespace {

constexpr std::int64_t remoteLeaseMs = 5 * 60 * 1000;

std::string firstLine(const std::filesystem::path& path) {
    std::ifstream stream(path);
    std::string line;
    std::getline(stream, line);
    return line;
}

/// Start time of a process that still runs (a zombie does not); nothing when there is none.
std::optional<std::int64_t> processStart(std::int64_t pid) {
    const std::string line = firstLine("/proc/" + std::to_string(pid) + "/stat");
    // The second field is the program's name in parentheses and may hold anything.
    const std::size_t end = line.rfind(')');
    if (end == std::string::npos) return {};
    std::istringstream fields(line.substr(end + 1));
    std::string state, skipped;
    fields >> state;
    if (state == "Z" || state == "X") return {};
    constexpr int fieldsBeforeStart = 18;  // 4 … 21; the start time is field 22
    for (int index = 0; index < fieldsBeforeStart; ++index) fields >> skipped;
    std::int64_t started = 0;
    if (!(fields >> started)) return {};
    return started;
}

std::string hostName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string bootName() {
    std::error_code ignored;
    return firstLine("/proc/sys/kernel/random/boot_id") + "/" +
           std::filesystem::read_symlink("/proc/self/ns/pid", ignored).string();
}

std::string bootPart(const std::string& boot) {
    return boot.substr(0, boot.find('/'));
}

}  // namespace

LeaseOwner currentLeaseOwner() {
    LeaseOwner owner;
    owner.token = randomHex(16);
    owner.pid = ::getpid();
    owner.started = processStart(owner.pid).value_or(0);
    owner.boot = bootName();
    owner.host = hostName();
    return owner;
}

bool leaseOwnerAlive(const LeaseOwner& owner, std::int64_t renewedMs, std::int64_t nowMs) {
    if (owner.token.empty()) return false;
    if (owner.boot == bootName()) return processStart(owner.pid) == owner.started;
    const bool sameBoot = bootPart(owner.boot) == bootPart(bootName());
    if (owner.host == hostName() && !sameBoot) return false;  // the machine was started again since
    return nowMs - renewedMs < remoteLeaseMs;
}

std::int64_t wallClockMs() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace qstore
