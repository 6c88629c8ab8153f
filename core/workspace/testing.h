// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

#include "core/workspace/workspace.h"

namespace qstore::testing {

/// Seams for tests of crashes and full disks; nothing in the program uses them.
enum class CommitPhase : std::uint8_t { Before, After };

/// Called in the committing thread before and after each commit of this workspace; `number` counts from 1.
using CommitObserver = std::function<void(CommitPhase phase, std::uint64_t number)>;
QSTORE_EXPORT void setCommitObserver(Workspace& workspace, CommitObserver observer);

/// No more than the pages the file has now plus `pages`; what does not fit is a full disk.
QSTORE_EXPORT void limitGrowth(Workspace& workspace, int pages);

/// Runs statements on the file as it is, as a foreign program would.
QSTORE_EXPORT Status executeSql(Workspace& workspace, const std::string& sql);

}  // namespace qstore::testing
