// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "plugins/pgvector/pg_endpoint.h"

namespace qstore {

/// How far an attempt to connect has come.
enum class PgStage : std::uint8_t {
    Host,  ///< the host is looked for
    Tls,   ///< it answers, and proves who it is
    Key,   ///< it asks who we are
    Ready,
};

/// What the server said of a statement.
struct PgFault {
    std::string state;    ///< SQLSTATE, five characters; empty: it did not come to an answer
    std::string message;  ///< its own words
    std::string detail;
};

/// An error with a way out for what a server refuses.
Error pgError(const PgEndpoint& endpoint, const PgFault& fault);

/// The same for an attempt to connect; `text` is libpq's message, with SQLSTATEs where the server gave any.
Error pgConnectError(const PgEndpoint& endpoint, PgStage stage, std::string_view text);

/// The last SQLSTATE in a verbose message of libpq; empty for none.
std::string pgStateIn(std::string_view text);

/// The connection broke while a statement was under way.
Error pgLost(const PgEndpoint& endpoint, std::string_view text);

}  // namespace qstore
