// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <optional>

namespace qstore {

/// What a child process does: trains the tiny order in `workspace` (the run that is there, or a new one)
/// and kills itself before or after its `commit`-th commit; 0 = never.
struct CrashPlan {
    std::filesystem::path workspace;
    std::uint64_t commit = 0;
    bool afterCommit = false;
    std::size_t epochs = 3;
    std::size_t checkpointSeconds = 0;
};

/// Starts this very program as that child (see main.cpp). A fresh process, because threads of a pool do
/// not survive a fork.
pid_t startCrashChild(const CrashPlan& plan);
/// The child's side; nothing when this process is not one. The exit code otherwise.
std::optional<int> runAsCrashChild();

}  // namespace qstore
