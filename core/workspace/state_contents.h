// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "core/base/result.h"

namespace qstore {

/// Bytes in a workspace named by their SHA-256: the same bytes are kept once, in pieces of at most
/// chunkBytes. For what the state library keeps; within a transaction of the caller.
class StateContents {
public:
    explicit StateContents(SQLite::Database& database) : m_database(database) {}

    /// The number under which these bytes lie, now or already.
    std::int64_t put(const std::string& bytes);
    /// Corrupt when a piece is missing or the bytes are not those that were put.
    Result<std::string> get(std::int64_t content) const;
    /// The first bytes of it, at most `most`, which are not held against their hash.
    Result<std::string> beginning(std::int64_t content, std::size_t most) const;
    Result<std::string> hashOf(std::int64_t content) const;
    /// Nothing when it is not kept.
    std::optional<std::int64_t> withHash(const std::string& hash) const;
    /// Notes that something may no longer refer to it.
    void released(std::int64_t content) { m_released.insert(content); }
    /// Removes what was released and nothing refers to; at the end of a transaction.
    void dropUnused();

private:
    SQLite::Database& m_database;
    std::set<std::int64_t> m_released;
};

}  // namespace qstore
