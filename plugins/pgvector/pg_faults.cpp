// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_faults.h"

#include <algorithm>
#include <array>

namespace qstore {
namespace {

struct Known {
    std::string_view state;  ///< SQLSTATE, or the two characters of its class
    ErrorCode code;
    std::string_view what;
    std::string_view hint;
};

constexpr std::string_view kInstall =
    "Install pgvector on the server (Debian: the package postgresql-<version>-pgvector of "
    "apt.postgresql.org; "
    "others: https://github.com/pgvector/pgvector) and let an administrator run CREATE EXTENSION vector.";

/// Whole states before classes.
constexpr std::array kKnown{
    Known{"28P01", ErrorCode::InvalidArgument, "does not accept the password",
          "Set the connection's key to the password of this user."},
    Known{"28000", ErrorCode::InvalidArgument, "does not let this user in",
          "Check user and database in the endpoint, and the server's pg_hba.conf."},
    Known{"3D000", ErrorCode::NotFound, "has no such database",
          "Correct the database at the end of the endpoint, or create it."},
    Known{"42501", ErrorCode::Failed, "does not give this user the right",
          "Let the owner GRANT CREATE, USAGE and the tables' rights to it, or use another user or schema."},
    Known{"0A000", ErrorCode::Unsupported, "cannot do what is needed", kInstall},
    Known{"58P01", ErrorCode::Unsupported, "lacks a file it needs", kInstall},
    Known{"42704", ErrorCode::Unsupported, "does not know the type", kInstall},
    Known{"57P01", ErrorCode::Io, "was shut down by its administrator",
          "Try again when it is back; nothing half-written is kept."},
    Known{"57P02", ErrorCode::Io, "broke down", "Try again when it is back; nothing half-written is kept."},
    Known{"57P03", ErrorCode::Busy, "is starting up or shutting down", "Try again in a moment."},
    Known{"57014", ErrorCode::Failed, "stopped the statement, which took too long",
          "Raise the connection's setting 'timeout', send smaller batches, or build the index first."},
    Known{"53100", ErrorCode::ResourceExhausted, "has no space left", "Make room on the server's disk."},
    Known{"53200", ErrorCode::ResourceExhausted, "has no memory left",
          "Send smaller batches, or raise the server's memory (maintenance_work_mem for an index)."},
    Known{"53300", ErrorCode::Busy, "has no connection left", "Close other programs, or try again later."},
    Known{"25006", ErrorCode::Unsupported, "only reads here", "Use the primary server, not a replica."},
    Known{"42P01", ErrorCode::NotFound, "lacks a table", "Somebody else removed it; list the collections."},
    Known{"22P05", ErrorCode::InvalidArgument, "cannot hold the text", "Leave zero bytes out of texts."},
    Known{"54", ErrorCode::ResourceExhausted, "cannot take this much at once", "Use smaller pieces."},
    Known{"40", ErrorCode::Busy, "had to give way to another program that writes the same points",
          "Try again."},
    Known{"55", ErrorCode::Busy, "finds it in use", "Try again when the other program is done."},
    Known{"08", ErrorCode::Io, "broke the connection off", "Try again."},
};

const Known* knownOf(std::string_view state) {
    const auto fits = [state](const Known& known) {
        return !state.empty() && state.substr(0, known.state.size()) == known.state;
    };
    const auto* const found = std::find_if(kKnown.begin(), kKnown.end(), fits);
    return found == kKnown.end() ? nullptr : found;
}

/// One line, short, without the control characters a server may have put in.
std::string oneLine(std::string_view text) {
    constexpr std::size_t longest = 400;
    std::string out;
    for (const char c : text.substr(0, longest)) {
        const bool isSpace = static_cast<unsigned char>(c) <= 0x20 || c == 0x7F;
        if (!isSpace)
            out += c;
        else if (!out.empty() && out.back() != ' ')
            out += ' ';
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string server(const PgEndpoint& endpoint) {
    return "PostgreSQL at " + endpoint.place();
}

std::string wayToTls(const PgEndpoint& endpoint, std::string_view text) {
    if (text.find("does not support SSL") != std::string_view::npos)
        return endpoint.isLocal() ? "Add ?sslmode=disable to the endpoint: on this machine that is safe."
                                  : "Switch TLS on in the server (ssl = on), or reach it through a tunnel.";
    if (text.find("does not match host name") != std::string_view::npos)
        return "Use the host name the certificate was made for.";
    std::string hint = "Name the certificate authority that signed the server's certificate as CA file.";
    if (endpoint.isLocal()) hint += " On this machine ?sslmode=disable in the endpoint is safe, too.";
    return hint;
}

}  // namespace

std::string pgStateIn(std::string_view text) {
    constexpr std::size_t length = 5;
    const auto isPart = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
    // "FATAL:  28P01: password authentication failed"
    for (std::size_t at = text.rfind(":  "); at != std::string_view::npos && at > 0;
         at = text.rfind(":  ", at - 1)) {
        const std::string_view state = text.substr(at + 3, length);
        const std::string_view behind = text.substr(std::min(at + 3 + length, text.size()), 1);
        if (state.size() == length && behind == ":" && std::all_of(state.begin(), state.end(), isPart))
            return std::string(state);
    }
    return {};
}

Error pgError(const PgEndpoint& endpoint, const PgFault& fault) {
    const Known* const known = knownOf(fault.state);
    std::string said = oneLine(fault.message);
    if (!fault.detail.empty()) said += " (" + oneLine(fault.detail) + ")";
    if (known == nullptr)
        return {ErrorCode::Failed,
                server(endpoint) + " refused: " + said +
                    (fault.state.empty() ? std::string() : " [SQLSTATE " + fault.state + "]"),
                "If the tables were changed by hand, put them back; else report this message."};
    return {known->code, server(endpoint) + " " + std::string(known->what) + ": " + said,
            std::string(known->hint)};
}

Error pgConnectError(const PgEndpoint& endpoint, PgStage stage, std::string_view text) {
    const std::string state = pgStateIn(text);
    if (!state.empty()) {
        const std::size_t at = text.rfind(state);
        const std::string_view said = text.substr(at + state.size() + 2);
        return pgError(endpoint, {state, std::string(said.substr(0, said.find('\n'))), {}});
    }
    const std::string said = oneLine(text);
    if (stage == PgStage::Host)
        return {ErrorCode::Io, "cannot reach " + server(endpoint) + ": " + said,
                "Check host and port, that the server runs and listens there, and the firewall."};
    if (stage == PgStage::Tls)
        return {ErrorCode::Failed, server(endpoint) + " does not prove who it is: " + said,
                wayToTls(endpoint, text)};
    if (text.find("no password supplied") != std::string_view::npos)
        return {ErrorCode::InvalidArgument, server(endpoint) + " asks for a password, and there is none",
                "Set the connection's key to the password of user '" + endpoint.user + "'."};
    return {ErrorCode::Io, server(endpoint) + " did not let us in: " + said,
            "Check that this is a PostgreSQL server, and its log."};
}

Error pgLost(const PgEndpoint& endpoint, std::string_view text) {
    return {ErrorCode::Io, "the connection to " + server(endpoint) + " was lost: " + oneLine(text),
            "Try again when the server is back; a batch is stored as a whole or not at all."};
}

}  // namespace qstore
