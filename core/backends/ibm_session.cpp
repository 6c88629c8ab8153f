// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_session.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/backends/remote_reply.h"
#include "core/base/json.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kVersion = "2026-04-15";
constexpr std::size_t kLongestToken = std::size_t{64} << 10U;
constexpr std::size_t kShownReason = 600;
constexpr std::int64_t kLongestLifeS = 31 * 24 * 3600;

bool isHtml(const HttpResponse& response) {
    const auto first = response.body.find_first_not_of(" \t\r\n");
    if (first != std::string::npos && response.body[first] == '<') return true;
    return response.header("content-type").find("text/html") != std::string_view::npos;
}

std::string textOf(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? found->dump() : std::string();
}

/// As a message may show it: no control characters, and cut between two characters where it is too long.
std::string oneLine(std::string text) {
    std::size_t end = std::min(text.size(), kShownReason);
    while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    text.resize(end);
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; },
        ' ');
    return text;
}

struct Reason {
    std::string code, message, solution;
};

/// `{"error": {…}}`, `{"errors": [{…}]}` or the token service's `{"errorCode", "errorMessage"}`.
Reason reasonOf(const std::string& body) {
    const Result<Json> root = parseJson(body);
    if (!root || !root->is_object()) return {};
    const Json* inner = &*root;
    if (const auto one = root->find("error"); one != root->end() && one->is_object()) inner = &*one;
    if (const auto list = root->find("errors");
        list != root->end() && list->is_array() && !list->empty() && list->front().is_object())
        inner = &list->front();
    Reason reason{textOf(*inner, "code"), textOf(*inner, "message"), textOf(*inner, "solution")};
    if (reason.code.empty()) reason.code = textOf(*inner, "errorCode");
    if (reason.message.empty()) reason.message = textOf(*inner, "errorMessage");
    for (std::string* text : {&reason.code, &reason.message, &reason.solution}) *text = oneLine(*text);
    return reason;
}

std::string_view cureOf(RemoteFault fault) {
    switch (fault) {
        case RemoteFault::KeyRejected:
            return "make a new API key at https://cloud.ibm.com/iam/apikeys and give it to the account";
        case RemoteFault::Forbidden:
            return "ask the instance's administrator for the right, or check the instance's CRN";
        case RemoteFault::NotFound: return "check the name, and that the instance's CRN is the one meant";
        case RemoteFault::RateLimited: return "wait; IBM takes five new jobs a minute";
        case RemoteFault::Transient: return "try again in a moment; https://status.quantum.cloud.ibm.com";
        case RemoteFault::QuotaExceeded:
            return "raise the instance's limit, or wait until its period starts anew";
        default: return "";
    }
}

RemoteError describe(RemoteFault fault, const HttpResponse& response, const std::string& who) {
    RemoteError remote;
    const Reason reason = isHtml(response) ? Reason{} : reasonOf(response.body);
    remote.fault = fault;
    remote.httpStatus = response.status;
    remote.retryAfterMs = response.retryAfterMs;
    remote.providerCode = reason.code;
    remote.error.code = errorCodeOf(fault);
    remote.error.message = who + " answered " + std::to_string(response.status);
    if (!reason.code.empty()) remote.error.message += " (" + reason.code + ")";
    if (!reason.message.empty()) remote.error.message += ": " + reason.message;
    remote.error.hint = ibmCure(reason.code);
    if (remote.error.hint.empty()) remote.error.hint = reason.solution;
    if (remote.error.hint.empty()) remote.error.hint = cureOf(fault);
    if (remote.error.hint.empty() && response.status >= 300 && response.status < 400)
        remote.error.hint = "redirections are not followed: give the account the address itself";
    return remote;
}

/// No part is empty or made of dots: such a name would lead to another place of the interface.
bool plainPath(std::string_view path) {
    path = path.substr(0, path.find('?'));
    std::string part;
    for (const char c : std::string(path.substr(1)) + "/") {
        if (c != '/') {
            part += c;
            continue;
        }
        if (part.find_first_not_of('.') == std::string::npos) return false;
        part.clear();
    }
    return true;
}

bool submitsJob(const IbmCall& call) {
    return call.method == HttpMethod::Post && call.path == "/jobs";
}

RemoteError refusalOf(const HttpResponse& response, const IbmCall& call) {
    RemoteFault fault = faultOfStatus(response.status, call.method);
    const bool submits = submitsJob(call);
    if (submits && response.status == 409) fault = RemoteFault::QuotaExceeded;
    RemoteError error = describe(fault, response, "IBM Quantum");
    error.maybeAccepted = submits && fault == RemoteFault::Transient;
    return error;
}

bool printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

tl::unexpected<RemoteError> badToken(const std::string& what) {
    // Says nothing of the reply's text: it may hold a token.
    return remoteFail(RemoteFault::Protocol, ErrorCode::Parse, "the token service's reply " + what,
                      "check the address of the token service, and that no proxy answers in its place");
}

}  // namespace

IbmSession::IbmSession(IbmOptions options, std::shared_ptr<const HttpTransport> transport,
                       std::shared_ptr<Clock> clock)
    : m_options(std::move(options)), m_transport(std::move(transport)), m_clock(std::move(clock)) {}

tl::unexpected<RemoteError> IbmSession::misfit(const Error& error, const HttpResponse& response) {
    RemoteError remote;
    remote.fault = RemoteFault::Protocol;
    remote.httpStatus = response.status;
    remote.error.code = ErrorCode::Parse;
    remote.error.message = isHtml(response) ? "IBM Quantum's reply is a web page instead of JSON"
                                            : "IBM Quantum's reply does not fit: " + error.message;
    remote.error.hint = isHtml(response)
                            ? "a proxy or a login page may answer in its place: check the account's address"
                            : "check the account's address; the service may have changed its interface";
    return tl::unexpected(std::move(remote));
}

Remote<IbmSession::Token> IbmSession::readToken(HttpResponse response, std::int64_t askedMs) const {
    if (isHtml(response)) return badToken("is a web page instead of JSON");
    Result<Json> root = parseJson(response.body);
    // Given up wiped: both hold the token.
    Secret::take(response.body);
    if (!root || !root->is_object()) return badToken("is not a JSON object");
    const auto value = root->find("access_token");
    if (value == root->end() || !value->is_string()) return badToken("has no 'access_token'");
    Token token;
    token.value = Secret::take(value->get_ref<std::string&>());
    const std::string_view text = token.value.reveal();
    if (text.empty() || text.size() > kLongestToken || !printable(text))
        return badToken("has an 'access_token' that cannot be one");
    const auto life = root->find("expires_in");
    if (life == root->end() || !life->is_number_integer()) return badToken("has no 'expires_in'");
    if (!life->is_number_unsigned() || life->get<std::uint64_t>() == 0 ||
        life->get<std::uint64_t>() > static_cast<std::uint64_t>(kLongestLifeS))
        return badToken("has an 'expires_in' of " + life->dump() + " seconds");
    const auto lifeMs = life->get<std::int64_t>() * 1000;
    token.renewMs = askedMs + lifeMs / 5 * 4;
    token.endMs = askedMs + lifeMs;
    return token;
}

Remote<IbmSession::Token> IbmSession::fetchToken(const RunControl& control) const {
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = m_options.tokenEndpoint;
    request.headers = {{"Accept", "application/json"},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey&apikey=";
    std::string encoded = percentEncoded(m_options.key.reveal());
    request.secretBody = Secret::take(encoded);
    request.timeoutMs = m_options.timeoutMs;
    request.maxResponseBytes = std::size_t{1} << 20U;
    const std::int64_t askedMs = m_clock->steadyMs();
    HttpResult result = m_transport->send(request, control);
    if (!result) {
        // A token is no job: nothing can have been accepted.
        return tl::unexpected(faultOfNet(result.error(), "IBM's token service", false));
    }
    if (result->status >= 200 && result->status < 300) return readToken(std::move(*result), askedMs);
    result->body = redacted(result->body, m_options.key);
    // The key is all that a request for a token can have wrong.
    const RemoteFault fault =
        result->status == 400 ? RemoteFault::KeyRejected : faultOfStatus(result->status, request.method);
    return tl::unexpected(describe(fault, *result, "IBM's token service"));
}

Remote<Secret> IbmSession::token(const Secret& refused, const RunControl& control) const {
    const std::scoped_lock lock(m_mutex);
    const std::int64_t now = m_clock->steadyMs();
    const bool have = !m_token.value.empty() && !(m_token.value == refused);
    if (have && now < m_token.renewMs) return m_token.value;
    Remote<Token> fresh = fetchToken(control);
    if (fresh) {
        m_token = *std::move(fresh);
        return m_token.value;
    }
    // The old one still holds: let it.
    if (have && now < m_token.endMs && mayRetry(fresh.error().fault)) return m_token.value;
    return tl::unexpected(std::move(fresh).error());
}

Remote<std::int64_t> IbmSession::tokenEndMs(const RunControl& control) const {
    if (const Remote<Secret> ready = token({}, control); !ready) return tl::unexpected(ready.error());
    const std::scoped_lock lock(m_mutex);
    return m_clock->unixMs() + (m_token.endMs - m_clock->steadyMs());
}

Remote<HttpResponse> IbmSession::sendOnce(const IbmCall& call, const Secret& token,
                                          const RunControl& control) const {
    HttpRequest request;
    request.method = call.method;
    request.url = m_options.endpoint + call.path;
    request.headers = {{"Accept", "application/json"}, {"IBM-API-Version", std::string(kVersion)}};
    if (!m_options.instance.empty()) request.headers.push_back({"Service-CRN", m_options.instance});
    if (!call.body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.authorizationScheme = "Bearer";
    request.authorization = token;
    request.body = call.body;
    request.timeoutMs = call.large ? m_options.largeTimeoutMs : m_options.timeoutMs;
    request.maxResponseBytes = call.maxResponseBytes;
    HttpResult result = m_transport->send(request, control);
    if (!result) return tl::unexpected(faultOfNet(result.error(), "IBM Quantum", submitsJob(call)));
    result->body = redacted(redacted(result->body, m_options.key), token);
    if (result->status >= 200 && result->status < 300) return std::move(*result);
    return tl::unexpected(refusalOf(*result, call));
}

Remote<HttpResponse> IbmSession::call(const IbmCall& call, const RunControl& control) const {
    if (!plainPath(call.path))
        return localFault({ErrorCode::InvalidArgument, "'" + call.path + "' names no job or device",
                           "give the job's id or the device's name as IBM Quantum shows it"});
    const Remote<Secret> first = token({}, control);
    if (!first) return tl::unexpected(first.error());
    Remote<HttpResponse> reply = sendOnce(call, *first, control);
    if (reply || reply.error().httpStatus != 401) return reply;
    // Revoked, or this machine slept through its end: one more, with another token.
    const Remote<Secret> second = token(*first, control);
    if (!second) return tl::unexpected(second.error());
    return sendOnce(call, *second, control);
}

}  // namespace qstore
