// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/base/secret.h"

namespace qstore {

enum class HttpMethod : std::uint8_t { Get, Post, Put, Patch, Delete };
/// "GET".
QSTORE_EXPORT std::string_view httpMethodName(HttpMethod method);

struct HttpHeader {
    std::string name;
    std::string value;
};

/// One exchange. Redirects are never followed, so that a key goes nowhere but where it was sent.
struct HttpRequest {
    HttpMethod method = HttpMethod::Get;
    std::string url;  ///< http or https; never holds a secret
    std::vector<HttpHeader> headers;
    /// Sent as `Authorization: <scheme> <secret>` when not empty ("apiKey", "Bearer").
    std::string authorizationScheme;
    Secret authorization;
    std::string body;
    /// Appended to `body` on the wire, for forms that carry a key; wiped after sending.
    Secret secretBody;
    std::int64_t timeoutMs = 30'000;  ///< of the whole exchange
    std::size_t maxResponseBytes = std::size_t{64} << 20U;
};

struct HttpResponse {
    int status = 0;
    std::vector<HttpHeader> headers;
    std::string body;
    std::optional<std::int64_t> retryAfterMs;  ///< of Retry-After, both of its forms
    std::int64_t elapsedMs = 0;
    /// The header's value by name, whatever its case; empty when absent.
    QSTORE_EXPORT std::string_view header(std::string_view name) const;
};

/// Why an exchange brought no reply.
enum class NetFault : std::uint8_t {
    NameNotFound,  ///< the host's name does not resolve
    Refused,       ///< nobody listens, or no way there
    TlsHandshake,  ///< version, alert, or no TLS at all on that port
    Certificate,   ///< self-signed, expired, another host's, or an unknown authority
    Timeout,       ///< nothing for too long
    Closed,        ///< closed without a reply
    Reset,         ///< reset before or within the reply
    Truncated,     ///< the reply is shorter than it said
    TooLarge,      ///< the reply exceeds `maxResponseBytes`, or its headers their limit
    Malformed,     ///< not HTTP
    BadEncoding,   ///< compressed and broken
    Proxy,         ///< the proxy refused or was not found
    BadRequest,    ///< the URL or a header cannot be sent
    Cancelled,     ///< asked to stop
};
/// Stable lower-case name ("name-not-found").
QSTORE_EXPORT std::string_view netFaultName(NetFault fault);

struct NetError {
    NetFault fault = NetFault::Reset;
    Error error;  ///< names the host, never a header or a body
    /// False only when the server cannot have seen the request.
    bool maybeReceived = true;
};
using HttpResult = tl::expected<HttpResponse, NetError>;

/// Who carries requests. Thread-safe; connections are kept and used again.
class QSTORE_EXPORT HttpTransport {
public:
    virtual ~HttpTransport() = default;
    virtual HttpResult send(const HttpRequest& request, const RunControl& control = {}) const = 0;
};

struct HttpOptions {
    std::string proxy;             ///< `http://host:port` or `socks5h://…`; empty = the environment's
    std::filesystem::path caFile;  ///< further certificate authorities (PEM); empty = the system's alone
    std::string userAgent = "qstore-workbench";
    std::int64_t connectTimeoutMs = 10'000;
    std::size_t maxHeaderBytes = std::size_t{64} << 10U;
    std::size_t maxConnections = 8;  ///< kept open for use again
};
/// By libcurl. InvalidArgument for a proxy that is no URL, NotFound or Parse for a CA file that is none.
QSTORE_EXPORT Result<std::shared_ptr<const HttpTransport>> makeHttpTransport(HttpOptions options = {});

struct UrlParts {
    std::string scheme, host, path, query;
    std::uint16_t port = 0;  ///< the scheme's own where none is written
};
/// InvalidArgument for anything but http and https, and for user names or passwords inside.
QSTORE_EXPORT Result<UrlParts> parseUrl(std::string_view url);
/// As in a path or a query: everything but RFC 3986's unreserved characters becomes %XX.
QSTORE_EXPORT std::string percentEncoded(std::string_view text);

}  // namespace qstore
