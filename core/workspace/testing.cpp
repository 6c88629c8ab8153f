// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/testing.h"

#include <sqlite3.h>

#include "core/workspace/workspace_impl.h"

namespace qstore::testing {
namespace {

int beforeCommit(void* context) {
    const auto& seam = *static_cast<const CommitSeam*>(context);
    if (seam.observer) seam.observer(CommitPhase::Before, seam.commits + 1);
    return 0;
}

}  // namespace

void setCommitObserver(Workspace& workspace, CommitObserver observer) {
    auto& impl = WorkspaceAccess::impl(workspace);
    const std::scoped_lock lock(impl.writeMutex);
    impl.commitSeam.observer = std::move(observer);
    sqlite3_commit_hook(impl.writer->getHandle(), beforeCommit, &impl.commitSeam);
}

void limitGrowth(Workspace& workspace, int pages) {
    auto& impl = WorkspaceAccess::impl(workspace);
    const std::scoped_lock lock(impl.writeMutex);
    const int now = impl.writer->execAndGet("PRAGMA page_count").getInt();
    impl.writer->execAndGet("PRAGMA max_page_count = " + std::to_string(now + pages));
}

Status executeSql(Workspace& workspace, const std::string& sql) {
    return WorkspaceAccess::impl(workspace).write([&](SQLite::Database& database) -> Status {
        database.exec(sql);
        return {};
    });
}

}  // namespace qstore::testing
