// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/export.h"
#include "core/base/result.h"

namespace qstore {

using NameValues = std::vector<std::pair<std::string, std::string>>;

/// One request as a handler sees it.
struct HttpCall {
    std::string method;  ///< "GET"
    std::string target;  ///< as it came: path and query, still encoded
    std::string path;    ///< decoded, without the query
    NameValues query;    ///< decoded, in order; a name may come twice
    NameValues headers;  ///< as they came
    std::string body;
    /// The first value of that name, empty when there is none; header names in any case.
    QSTORE_EXPORT std::string_view header(std::string_view name) const;
    QSTORE_EXPORT std::string_view parameter(std::string_view name) const;
    QSTORE_EXPORT bool hasParameter(std::string_view name) const;
};

/// How a reply goes wrong on purpose. A client must live with each of them.
enum class Misbehaviour : std::uint8_t {
    None,
    Reset,         ///< the connection is reset instead of a reply
    Close,         ///< closed without a reply
    Truncated,     ///< the head and half of the body, then closed
    ResetMidBody,  ///< the head and half of the body, then reset
    Hang,          ///< no reply until the client leaves or the server stops
    Garbage,       ///< bytes that are not HTTP
};

struct HttpReply {
    int status = 200;
    std::string contentType = "application/json";
    NameValues headers;  ///< further ones; `Date` here replaces the server's own
    std::string body;
    Misbehaviour misbehaviour = Misbehaviour::None;
    std::int64_t delayMs = 0;  ///< before the first byte of the reply
};

/// An answer whose body is `document`, on one line.
HttpReply jsonReply(const nlohmann::json& document, int status = 200);

/// Called on the server's own thread, one request at a time.
using HttpHandler = std::function<HttpReply(const HttpCall&)>;

struct HttpServerOptions {
    std::uint16_t port = 0;  ///< 0 = one that is free
    std::size_t maxHeaderBytes = std::size_t{32} << 10U;
    std::size_t maxBodyBytes = (std::size_t{10} << 20U) + (std::size_t{64} << 10U);
    /// A request that is not complete after so long, or no request on a kept connection, ends it.
    std::int64_t idleMs = 30'000;
    /// Of a request that cannot be read; written into the body of the 400 or 413.
    std::function<std::string(int status, const std::string& message)> errorBody;
};

/// A small HTTP/1.1 server on this machine's loopback address alone, for practice and tests: keep-alive,
/// bounded heads and bodies, a strict parser. The destructor stops it, ends what hangs, and joins.
class QSTORE_EXPORT HttpServer {
public:
    /// Busy when the port is taken.
    static Result<std::unique_ptr<HttpServer>> start(HttpHandler handler, HttpServerOptions options = {});
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    std::uint16_t port() const;
    void stop();

private:
    struct Impl;
    explicit HttpServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// %XX decoded; nothing where an escape is broken.
QSTORE_EXPORT Result<std::string> percentDecoded(std::string_view text, bool plusIsSpace = false);
/// "a=1&b=2", decoded.
QSTORE_EXPORT Result<NameValues> formValues(std::string_view text);

}  // namespace qstore
