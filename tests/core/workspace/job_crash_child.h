// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace qstore {

/// What a child process does: takes up the jobs of `workspace` (or makes three), drives them to their end,
/// and kills itself at a commit or in an exchange; 0 = never.
struct JobCrashPlan {
    std::filesystem::path workspace, books;
    std::uint64_t commit = 0;
    bool afterCommit = false;
    int exchange = 0;
};

constexpr std::size_t crashJobs = 3;

pid_t startJobCrashChild(const JobCrashPlan& plan);
/// The child's side; nothing when this process is not one. The exit code otherwise.
std::optional<int> runAsJobCrashChild();

}  // namespace qstore
