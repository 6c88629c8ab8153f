// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/result.h"

namespace qstore {

enum class SqlEngine : std::uint8_t { Sqlite, Postgres };

/// Where tables lie, taken apart.
struct SqlAddress {
    SqlEngine engine = SqlEngine::Sqlite;
    std::filesystem::path file;  ///< of SQLite, absolute
    std::string user, host, database;
    std::string socketFolder;  ///< of PostgreSQL on this machine, in place of the host
    int port = 0;
    std::string caFile;  ///< further certificate authorities (PEM)

    /// `sqlite:/folder/file`, or `postgresql://user@host:5432/database`.
    std::string text() const;
    /// Whether nobody else can read the connection: a socket of this machine, or its loopback.
    bool onThisMachine() const;
};

/// Reads `postgresql://user@host:port/database` (`postgres:` too; `?host=/folder` names a socket's folder,
/// `sslrootcert=FILE` an authority), `sqlite:FILE`, or the path of a file. InvalidArgument for a password
/// inside, which no message repeats.
Result<SqlAddress> parseSqlAddress(const std::string& text);

}  // namespace qstore
