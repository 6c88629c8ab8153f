// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/base/progress.h"
#include "core/base/random.h"
#include "core/base/secret.h"
#include "core/net/http.h"
#include "core/net/retry_policy.h"

namespace qstore {

/// Whom calls go to, and how patiently.
struct RestService {
    std::string name;                 ///< "Qdrant", the first word of messages
    std::string keyHeader;            ///< "api-key": the header that carries the key alone
    std::vector<HttpHeader> headers;  ///< of every call, such as the version of the interface; no secrets
    Secret key;                       ///< empty: none is sent
    std::shared_ptr<const HttpTransport> transport;
    std::shared_ptr<Clock> clock;  ///< waits between attempts
    RetryPolicy retries{250, 10'000, 5, 120'000};
    std::int64_t timeoutMs = 30'000;  ///< of one attempt
    std::size_t maxResponseBytes = std::size_t{64} << 20U;
    /// What the service itself says in the JSON of a refusal; empty where it says nothing.
    std::function<std::string(const nlohmann::json& body)> refusalText;
    std::string keyHint = "check the key";                  ///< of 401
    std::string rightsHint = "use a key with more rights";  ///< of 403
};

/// One call that may be sent again without harm: all calls of stores go by name and id.
struct RestRequest {
    HttpMethod method = HttpMethod::Get;
    std::string url;   ///< whole; names in it percentEncoded(); never holds a secret
    std::string body;  ///< JSON; empty: none
    bool withKey = true;
    std::int64_t timeoutMs = 0;        ///< 0: the service's
    std::size_t maxResponseBytes = 0;  ///< 0: the service's
};

/// A reply of 200 to 299.
struct RestReply {
    int status = 200;
    nlohmann::json body;    ///< null where there was none
    HttpResponse http;      ///< headers; the bytes of the body are not kept
    unsigned attempts = 1;  ///< with more than one, an earlier one may have been carried out
};

/// Why there is none. `error` names the service and holds no key.
struct RestFailure {
    Error error;
    int status = 0;               ///< of the last reply; 0: there was none
    std::optional<NetFault> net;  ///< where there was none
    unsigned attempts = 1;
};
using RestResult = tl::expected<RestReply, RestFailure>;

/// Sends JSON and makes of every answer either JSON or an error. Tries again after a broken connection, a
/// time-out, 429, 502, 503 and 504, with back-off and never before the Retry-After of the reply.
/// Thread-safe.
///
/// Codes: 400 and 422 InvalidArgument, 404 NotFound, 409 AlreadyExists, 413 ResourceExhausted, 429 Busy,
/// 5xx and the network Io, what is no JSON Parse, 401, 403 and the rest Failed.
class RestCall {
public:
    explicit RestCall(RestService service);

    /// Progress is the caller's: none is reported here.
    RestResult send(const RestRequest& request, const RunControl& control) const;
    /// The same where the status does not matter.
    Result<nlohmann::json> json(const RestRequest& request, const RunControl& control) const;

    /// Replaces the key wherever it stands in the error: the last gate for errors made of replies.
    Error struckOut(Error error) const;
    template <class T>
    Result<T> struckOut(Result<T> result) const {
        if (result) return result;
        return tl::unexpected<Error>(struckOut(std::move(result).error()));
    }
    const RestService& service() const { return m_service; }

private:
    HttpResult attempt(const RestRequest& request, const RunControl& control) const;
    RestResult judged(const HttpResult& reply) const;
    RestResult read(const HttpResponse& response) const;
    RestFailure refusal(const HttpResponse& response) const;
    RestFailure broken(const NetError& error) const;
    std::string said(const HttpResponse& response) const;
    std::string hintOf(int status) const;
    std::optional<std::int64_t> waitMs(const HttpResult& reply, unsigned attempts,
                                       std::int64_t elapsedMs) const;

    RestService m_service;
    mutable std::mutex m_mutex;  ///< of the random numbers
    mutable RandomStream m_jitter;
};

}  // namespace qstore
