// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <filesystem>
#include <span>

#include "core/base/result.h"

namespace qstore {

/// Marks the file as ours ("QSTR"); see https://www.sqlite.org/pragma.html#pragma_application_id.
constexpr std::int32_t workspaceApplicationId = 0x51535452;

/// One step of the schema, from version `to - 1` to `to`. A landed step is never changed again.
struct Migration {
    int to = 0;
    const char* title = "";
    const char* sql = "";
};
QSTORE_EXPORT std::span<const Migration> workspaceMigrations();
/// The version this build writes: `to` of the last migration.
QSTORE_EXPORT int workspaceSchemaVersion();

/// Brings an open database from its user_version up to `target`, each step in its own transaction.
/// NewerVersion when the file is ahead of this build, Corrupt when it belongs to another program; in both
/// cases nothing is written. Throws SQLite::Exception.
QSTORE_EXPORT Status migrateWorkspace(SQLite::Database& database, const std::filesystem::path& path,
                                      int target = workspaceSchemaVersion());

}  // namespace qstore
