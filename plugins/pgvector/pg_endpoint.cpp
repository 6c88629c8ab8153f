// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pg_endpoint.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::string_view kForm = "Write it as postgresql://user@host:5432/database.";
constexpr std::array<std::string_view, 4> kSslModes{"verify-full", "verify-ca", "require", "disable"};

tl::unexpected<Error> bad(const std::string& why, std::string_view hint = kForm) {
    return fail(ErrorCode::InvalidArgument, "the endpoint cannot be used: " + why, std::string(hint));
}

bool isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// %XX turned into bytes; printable UTF-8 or an error that names the part.
Result<std::string> decoded(std::string_view what, std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            out += text[at];
            continue;
        }
        const int high = at + 2 < text.size() ? hexDigit(text[at + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[at + 2]) : -1;
        if (low < 0) return bad("its " + std::string(what) + " holds a '%' without two hexadecimal digits");
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    const bool hasControl = std::any_of(
        out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    if (hasControl || !isUtf8(out)) return bad("its " + std::string(what) + " is not printable UTF-8");
    constexpr std::size_t longest = 255;
    if (out.size() > longest) return bad("its " + std::string(what) + " is longer than 255 bytes");
    return out;
}

std::string encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        if (isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
    return out;
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

Status readPort(std::string_view text, PgEndpoint& endpoint) {
    const auto read = std::from_chars(text.data(), text.data() + text.size(), endpoint.port);
    if (read.ec == std::errc() && read.ptr == text.data() + text.size() && endpoint.port != 0) return {};
    return bad("its port is not one of 1 to 65535", "Leave the port out for 5432, or correct it.");
}

Status checkHost(std::string_view host, bool inBrackets) {
    const auto fits = [inBrackets](char c) {
        if (inBrackets) return hexDigit(c) >= 0 || c == ':' || c == '.';
        return isAlphanumeric(c) || c == '-' || c == '.' || c == '_';
    };
    if (std::all_of(host.begin(), host.end(), fits)) return {};
    return bad("its host holds characters that no host has",
               "Name one host; write an international name in its xn-- form and IPv6 in brackets.");
}

Status readHost(std::string_view text, PgEndpoint& endpoint) {
    const bool inBrackets = !text.empty() && text.front() == '[';
    const std::size_t close = inBrackets ? text.find(']') : std::string_view::npos;
    if (inBrackets && close == std::string_view::npos) return bad("its host has no closing bracket");
    const std::size_t colon = text.find(':', inBrackets ? close : 0);
    std::string_view host = text.substr(0, colon);
    if (inBrackets && host.size() != close + 1) return bad("something stands behind the host's bracket");
    if (inBrackets) host = host.substr(1, close - 1);
    if (inBrackets && host.empty()) return bad("its brackets hold no address");
    QSTORE_CHECK(checkHost(host, inBrackets));
    endpoint.host = lower(host);
    return colon == std::string_view::npos ? Status{} : readPort(text.substr(colon + 1), endpoint);
}

Status readUser(std::string_view text, PgEndpoint& endpoint) {
    if (text.find(':') != std::string_view::npos)
        return bad("it holds a password",
                   "Leave out the ':' and what follows it up to the '@'; the password is kept as the "
                   "connection's key.");
    QSTORE_TRY(endpoint.user, decoded("user name", text));
    return {};
}

Status readOption(std::string_view option, PgEndpoint& endpoint) {
    const std::size_t equals = option.find('=');
    const std::string_view name = option.substr(0, equals);
    if (name == "password")
        return bad("it holds a password", "Leave it out; the password is kept as the connection's key.");
    if (equals == std::string_view::npos || (name != "sslmode" && name != "host"))
        return bad("it holds an option other than sslmode and host",
                   "Leave the other options out; certificates and schema are settings of the connection.");
    QSTORE_TRY(const std::string value, decoded(name, option.substr(equals + 1)));
    if (name == "sslmode") {
        endpoint.sslMode = value;
        return {};
    }
    if (!endpoint.host.empty() || value.empty() || value.front() != '/' ||
        value.find(',') != std::string::npos)
        return bad("its option host is not a folder of sockets, or it names a host as well",
                   "Write postgresql://user@/database?host=/var/run/postgresql.");
    endpoint.host = value;
    return {};
}

Status readOptions(std::string_view options, PgEndpoint& endpoint) {
    while (!options.empty()) {
        const std::size_t end = options.find('&');
        QSTORE_CHECK(readOption(options.substr(0, end), endpoint));
        options = end == std::string_view::npos ? std::string_view{} : options.substr(end + 1);
    }
    return {};
}

/// Only a server that proves its name may be far away.
Status checkSslMode(PgEndpoint& endpoint) {
    if (endpoint.isSocket()) {
        if (endpoint.sslMode.empty()) endpoint.sslMode = "disable";
        if (endpoint.sslMode == "disable") return {};
        return bad("its sslmode is not for a socket", "Leave sslmode out; nothing leaves this machine.");
    }
    if (endpoint.sslMode.empty()) endpoint.sslMode = "verify-full";
    if (std::find(kSslModes.begin(), kSslModes.end(), endpoint.sslMode) == kSslModes.end())
        return bad("its sslmode is not one that can be relied on",
                   "Use verify-full; on this machine also verify-ca, require or disable.");
    if (endpoint.sslMode == "verify-full" || endpoint.isLocal()) return {};
    return bad("sslmode " + endpoint.sslMode + " would let '" + endpoint.host +
                   "' be somebody else, who could read the password and the data",
               "Leave sslmode out (verify-full) and name the server's certificate authority as CA file.");
}

}  // namespace

bool PgEndpoint::isLocal() const {
    constexpr std::string_view end = ".localhost";
    if (isSocket() || host == "localhost" || host == "::1") return true;
    if (host.size() > end.size() && host.compare(host.size() - end.size(), end.size(), end) == 0)
        return true;
    return host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string::npos;
}

std::string PgEndpoint::place() const {
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return shown + ":" + std::to_string(port) + "/" + database;
}

std::string PgEndpoint::text() const {
    const std::string shown = host.find(':') == std::string::npos ? host : "[" + host + "]";
    std::string out = "postgresql://" + encoded(user) + "@";
    out += (isSocket() ? std::string() : shown) + ":" + std::to_string(port) + "/" + encoded(database);
    return out + (isSocket() ? "?host=" + encoded(host) : "?sslmode=" + sslMode);
}

Result<PgEndpoint> parsePgEndpoint(std::string_view text) {
    const std::size_t scheme = text.find("://");
    const std::string name = lower(text.substr(0, scheme == std::string_view::npos ? 0 : scheme));
    if (name != "postgresql" && name != "postgres") return bad("it does not start with postgresql://");
    std::string_view rest = text.substr(scheme + 3);
    if (rest.find('#') != std::string_view::npos) return bad("it holds a '#'", "Write it as %23.");
    const std::size_t question = std::min(rest.find('?'), rest.size());
    const std::string_view options = rest.substr(std::min(question + 1, rest.size()));
    rest = rest.substr(0, question);
    // The last '@', so that nothing of a password with an '@' is taken for a host and shown.
    const std::size_t at = rest.rfind('@');
    if (at == std::string_view::npos || at == 0) return bad("it names no user");
    PgEndpoint endpoint;
    QSTORE_CHECK(readUser(rest.substr(0, at), endpoint));
    rest = rest.substr(at + 1);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    QSTORE_CHECK(readHost(rest.substr(0, slash), endpoint));
    QSTORE_TRY(endpoint.database, decoded("database", rest.substr(std::min(slash + 1, rest.size()))));
    QSTORE_CHECK(readOptions(options, endpoint));
    if (endpoint.host.empty()) return bad("it names no host");
    if (endpoint.database.empty()) endpoint.database = endpoint.user;
    QSTORE_CHECK(checkSslMode(endpoint));
    return endpoint;
}

}  // namespace qstore
