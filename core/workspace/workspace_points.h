// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/stores/point_storage.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// The collections of the local vector store, kept in the workspace. A batch is one transaction: what
/// returned success is there after a crash, and of what did not there is nothing. Thread-safe; other
/// programs may write to the same file meanwhile, and forEach() sees what was there when it began each of
/// its steps.
QSTORE_EXPORT std::shared_ptr<PointStorage> workspacePoints(std::shared_ptr<Workspace> workspace);

}  // namespace qstore
