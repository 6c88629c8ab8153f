// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_call.h"

#include "core/base/json.h"
#include "plugins/rest/reply_text.h"

namespace qstore {
namespace {

bool isSuccess(int status) {
    return status >= 200 && status <= 299;
}

/// The set that says "not now".
bool isPassing(int status) {
    return status == 429 || (status >= 502 && status <= 504);
}

bool isPassing(NetFault fault) {
    switch (fault) {
        case NetFault::Refused:
        case NetFault::Timeout:
        case NetFault::Closed:
        case NetFault::Reset:
        case NetFault::Truncated: return true;
        default: return false;
    }
}

ErrorCode codeOf(int status) {
    switch (status) {
        case 400:
        case 422: return ErrorCode::InvalidArgument;
        case 404: return ErrorCode::NotFound;
        case 409: return ErrorCode::AlreadyExists;
        case 413: return ErrorCode::ResourceExhausted;
        case 429: return ErrorCode::Busy;
        default: return status >= 500 ? ErrorCode::Io : ErrorCode::Failed;
    }
}

ErrorCode codeOf(NetFault fault) {
    switch (fault) {
        case NetFault::Cancelled: return ErrorCode::Cancelled;
        case NetFault::BadRequest: return ErrorCode::InvalidArgument;
        case NetFault::Malformed:
        case NetFault::BadEncoding: return ErrorCode::Parse;
        case NetFault::TooLarge: return ErrorCode::ResourceExhausted;
        default: return ErrorCode::Io;
    }
}

/// A request whose key is wiped when it is over, wherever it stood.
class KeyedRequest {
public:
    KeyedRequest() = default;
    ~KeyedRequest() {
        if (m_keyed) Secret::take(m_request.headers.back().value);
    }
    KeyedRequest(const KeyedRequest&) = delete;
    KeyedRequest& operator=(const KeyedRequest&) = delete;

    HttpRequest& operator*() { return m_request; }
    HttpRequest* operator->() { return &m_request; }
    /// The last header that may be added: the list must not move any more.
    void addKey(const std::string& header, const Secret& key) {
        m_request.headers.push_back({header, {}});
        m_request.headers.back().value.reserve(key.reveal().size());
        m_request.headers.back().value.append(key.reveal());
        m_keyed = true;
    }

private:
    HttpRequest m_request;
    bool m_keyed = false;
};

}  // namespace

RestCall::RestCall(RestService service)
    : m_service(std::move(service)),
      m_jitter(static_cast<std::uint64_t>(m_service.clock->unixMs()), "rest-jitter") {}

HttpResult RestCall::attempt(const RestRequest& request, const RunControl& control) const {
    KeyedRequest outgoing;
    outgoing->method = request.method;
    outgoing->url = request.url;
    outgoing->headers = m_service.headers;
    outgoing->headers.push_back({"Accept", "application/json"});
    if (!request.body.empty()) outgoing->headers.push_back({"Content-Type", "application/json"});
    outgoing->body = request.body;
    outgoing->timeoutMs = request.timeoutMs > 0 ? request.timeoutMs : m_service.timeoutMs;
    outgoing->maxResponseBytes =
        request.maxResponseBytes > 0 ? request.maxResponseBytes : m_service.maxResponseBytes;
    if (request.withKey && !m_service.key.empty()) outgoing.addKey(m_service.keyHeader, m_service.key);
    RunControl quiet;
    quiet.stop = control.stop;
    return m_service.transport->send(*outgoing, quiet);
}

std::string RestCall::said(const HttpResponse& response) const {
    const auto body = parseJson(response.body);
    if (body && m_service.refusalText) {
        const std::string text = m_service.refusalText(*body);
        if (!text.empty()) return ": " + shownForeign(text, m_service.key);
    }
    return (body ? ": " : " with ") + shownForeign(response.body, m_service.key);
}

std::string RestCall::hintOf(int status) const {
    if (status == 401) return m_service.keyHint;
    if (status == 403) return m_service.rightsHint;
    if (status == 413) return "send fewer points at once";
    if (status >= 300 && status <= 399)
        return "redirects are not followed, so that the key goes nowhere else: use the address it leads to";
    if (isPassing(status) || status >= 500) return "the service has a fault or too much to do: try again";
    return {};
}

RestFailure RestCall::refusal(const HttpResponse& response) const {
    RestFailure failure;
    failure.status = response.status;
    failure.error = {codeOf(response.status),
                     m_service.name + " answered " + std::to_string(response.status) + said(response),
                     hintOf(response.status)};
    return failure;
}

RestFailure RestCall::broken(const NetError& error) const {
    RestFailure failure;
    failure.net = error.fault;
    failure.error = error.error;
    failure.error.code = codeOf(error.fault);
    if (error.fault == NetFault::Cancelled)
        failure.error = cancelled().value();
    else
        failure.error.message = m_service.name + ": " + failure.error.message;
    if (failure.error.hint.empty() && failure.error.code == ErrorCode::Io)
        failure.error.hint =
            "check that the service runs, and the connection's endpoint, proxy and authorities";
    return failure;
}

RestResult RestCall::read(const HttpResponse& response) const {
    RestReply reply;
    reply.status = reply.http.status = response.status;
    reply.http.headers = response.headers;
    if (response.body.empty()) return reply;
    auto body = parseJson(response.body);
    if (body) {
        reply.body = *std::move(body);
        return reply;
    }
    RestFailure failure;
    failure.status = response.status;
    failure.error = {ErrorCode::Parse,
                     m_service.name + " answered with " + shownForeign(response.body, m_service.key) +
                         " instead of JSON",
                     "check the endpoint: something else may answer there, such as a page to sign in"};
    return tl::unexpected<RestFailure>(std::move(failure));
}

RestResult RestCall::judged(const HttpResult& reply) const {
    if (!reply) return tl::unexpected<RestFailure>(broken(reply.error()));
    if (isSuccess(reply->status)) return read(*reply);
    return tl::unexpected<RestFailure>(refusal(*reply));
}

std::optional<std::int64_t> RestCall::waitMs(const HttpResult& reply, unsigned attempts,
                                             std::int64_t elapsedMs) const {
    const bool passing = reply ? isPassing(reply->status) : isPassing(reply.error().fault);
    if (!passing) return std::nullopt;
    const std::scoped_lock lock(m_mutex);
    return retryWaitMs(m_service.retries, attempts, elapsedMs,
                       reply ? reply->retryAfterMs : std::optional<std::int64_t>(), m_jitter);
}

RestResult RestCall::send(const RestRequest& request, const RunControl& control) const {
    const auto stopped = [](unsigned attempts) {
        return tl::unexpected<RestFailure>(RestFailure{cancelled().value(), 0, {}, attempts});
    };
    const std::int64_t startMs = m_service.clock->steadyMs();
    for (unsigned attempts = 1;; ++attempts) {
        if (control.stop.stop_requested()) return stopped(attempts - 1);
        const HttpResult reply = attempt(request, control);
        const auto wait = waitMs(reply, attempts, m_service.clock->steadyMs() - startMs);
        if (!wait) {
            RestResult result = judged(reply);
            (result ? result->attempts : result.error().attempts) = attempts;
            if (!result && attempts > 1 && result.error().error.code != ErrorCode::Cancelled)
                result.error().error.message += " (" + std::to_string(attempts) + " attempts)";
            return result;
        }
        if (!m_service.clock->waitFor(*wait, control.stop)) return stopped(attempts);
    }
}

Result<nlohmann::json> RestCall::json(const RestRequest& request, const RunControl& control) const {
    RestResult reply = send(request, control);
    if (!reply) return tl::unexpected<Error>(std::move(reply).error().error);
    return std::move(reply->body);
}

Error RestCall::struckOut(Error error) const {
    if (m_service.key.empty()) return error;
    error.message = redacted(error.message, m_service.key);
    error.hint = redacted(error.hint, m_service.key);
    return error;
}

}  // namespace qstore
