// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/states/state_storage.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// The state library's records, registers, groups, their log and the list of edits, kept in the workspace.
/// A commit is one transaction: what returned success is there after a crash, and of what did not there is
/// nothing. Everything lies under the SHA-256 of its bytes, once however often it is referred to, and is
/// held against it when it is read. Thread-safe; other programs may commit to the same file.
QSTORE_EXPORT std::shared_ptr<StateStorage> workspaceStates(std::shared_ptr<Workspace> workspace);

}  // namespace qstore
