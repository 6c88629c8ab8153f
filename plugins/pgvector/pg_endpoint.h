// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// The parts of "postgresql://user@host:5432/database?sslmode=verify-full".
struct PgEndpoint {
    std::string host;  ///< in small letters, IPv6 without brackets; with a '/' in front a folder of sockets
    std::uint16_t port = 5432;
    std::string user;
    std::string database;  ///< the user's name where none is given, as PostgreSQL has it
    std::string sslMode;   ///< verify-full; on this machine also verify-ca, require or disable

    bool isSocket() const { return !host.empty() && host.front() == '/'; }
    /// What is sent does not leave this machine.
    bool isLocal() const;
    /// "host:5432/database", for messages.
    std::string place() const;
    /// The whole URL in one spelling.
    std::string text() const;
};

/// InvalidArgument says what is wrong without repeating the URL, which may hold a password.
Result<PgEndpoint> parsePgEndpoint(std::string_view text);

}  // namespace qstore
