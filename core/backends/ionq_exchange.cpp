// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_exchange.h"

#include <nlohmann/json.hpp>

#include "core/base/json.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t maxShownKeys = 8;

/// What an error body says, in any of its three forms.
struct Refusal {
    std::string code, message, fields;
};

std::string textOf(const json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end()) return {};
    if (found->is_string()) return found->get<std::string>();
    return found->is_number_integer() ? found->dump() : std::string();
}

/// {"validation":{"keys":["shots"],"source":"payload"}} → "shots (payload)"
std::string fieldsOf(const json& object) {
    const auto validation = object.find("validation");
    if (validation == object.end() || !validation->is_object()) return {};
    std::string fields;
    const auto keys = validation->find("keys");
    if (keys != validation->end() && keys->is_array())
        for (std::size_t i = 0; i < keys->size() && i < maxShownKeys; ++i)
            if ((*keys)[i].is_string()) fields += (i == 0 ? "" : ", ") + (*keys)[i].get<std::string>();
    if (const std::string source = textOf(*validation, "source"); !source.empty() && !fields.empty())
        fields += " (" + source + ")";
    return fields;
}

std::optional<Refusal> refusalOf(const std::string& body) {
    const auto parsed = parseJson(body);
    if (!parsed || !parsed->is_object()) return {};
    Refusal refusal{textOf(*parsed, "code"), textOf(*parsed, "message"), fieldsOf(*parsed)};
    if (const auto error = parsed->find("error"); error != parsed->end()) {
        if (error->is_object()) {
            if (refusal.code.empty()) refusal.code = textOf(*error, "type");
            if (refusal.code.empty()) refusal.code = textOf(*error, "code");
            if (refusal.message.empty()) refusal.message = textOf(*error, "message");
        } else if (error->is_string() && refusal.message.empty()) {
            refusal.message = error->get<std::string>();
        }
    }
    if (refusal.code.empty() && refusal.message.empty()) return {};
    return refusal;
}

std::string hintOf(RemoteFault fault) {
    switch (fault) {
        case RemoteFault::KeyRejected:
            return "the key is wrong, revoked or expired; make a new one in the IonQ console and enter it";
        case RemoteFault::Forbidden:
            return "ask the project's owner for the right, or use another project's key";
        case RemoteFault::QuotaExceeded:
            return "raise the project's budget in the IonQ console, or use fewer shots";
        case RemoteFault::RateLimited: return "it is tried again later by itself";
        case RemoteFault::Transient: return "it is tried again by itself; see status.ionq.co if it lasts";
        case RemoteFault::NotFound: return "it may have been deleted, or belong to another project's key";
        case RemoteFault::Rejected: return "change what the message names; sending it again cannot help";
        case RemoteFault::Protocol:
            return "check the endpoint: something else than IonQ's interface answers there";
        default: return {};
    }
}

}  // namespace

IonqExchange::IonqExchange(IonqOptions options, std::shared_ptr<const HttpTransport> transport)
    : m_options(std::move(options)), m_transport(std::move(transport)) {}

RemoteError IonqExchange::refusal(const HttpResponse& response, HttpMethod method) const {
    const auto said = refusalOf(response.body);
    RemoteError error;
    error.fault = faultOfStatus(response.status, method);
    if (said && said->code.find("Quota") != std::string::npos) error.fault = RemoteFault::QuotaExceeded;
    error.httpStatus = response.status;
    error.retryAfterMs = response.retryAfterMs;
    // A gateway's error says nothing about what the service behind it has done.
    error.maybeAccepted = method != HttpMethod::Get && response.status >= 500;
    std::string message = "IonQ answered " + std::to_string(response.status);
    if (said) {
        error.providerCode = shownReply(said->code, m_options.key);
        if (said->code.empty()) error.providerCode.clear();
        if (!said->message.empty()) message += ": " + shownReply(said->message, m_options.key);
        if (!said->fields.empty()) message += " [" + shownReply(said->fields, m_options.key) + "]";
    } else {
        message += " with " + shownReply(response.body, m_options.key);
    }
    const auto cure = said ? ionqCure(said->code) : std::string_view();
    error.error = {errorCodeOf(error.fault), message,
                   cure.empty() ? hintOf(error.fault) : std::string(cure)};
    return error;
}

Remote<std::string> IonqExchange::send(HttpMethod method, const std::string& url, std::string body,
                                       const RunControl& control) const {
    HttpRequest request;
    request.method = method;
    request.url = url;
    request.headers = {{"Accept", "application/json"}};
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.authorizationScheme = "apiKey";
    request.authorization = m_options.key;
    request.body = std::move(body);
    request.timeoutMs = m_options.timeoutMs;
    request.maxResponseBytes = m_options.maxResponseBytes;
    auto reply = m_transport->send(request, control);
    if (!reply) {
        return tl::unexpected<RemoteError>(faultOfNet(reply.error(), "IonQ", method != HttpMethod::Get));
    }
    // What is shown of a reply may be cut, and half a key would not be found any more. Shorter keys are
    // struck out of messages alone: they might be words of the reply.
    constexpr std::size_t longKey = 16;
    if (m_options.key.reveal().size() >= longKey) reply->body = redacted(reply->body, m_options.key);
    if (reply->status < 200 || reply->status > 299)
        return tl::unexpected<RemoteError>(refusal(*reply, method));
    return std::move(reply->body);
}

Remote<json> IonqExchange::parsed(const std::string& text) const {
    auto value = parseJson(text);
    if (value) return *std::move(value);
    return protocolFault("IonQ answered with " + shownReply(text, m_options.key) + " instead of JSON",
                         hintOf(RemoteFault::Protocol));
}

Remote<std::string> IonqExchange::get(const std::string& path, const RunControl& control) const {
    return send(HttpMethod::Get, m_options.endpoint + path, {}, control);
}

Remote<json> IonqExchange::getJson(const std::string& path, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const std::string text, get(path, control));
    return parsed(text);
}

Remote<json> IonqExchange::sendJson(HttpMethod method, const std::string& path, std::string body,
                                    const RunControl& control) const {
    QSTORE_REMOTE_TRY(const std::string text,
                      send(method, m_options.endpoint + path, std::move(body), control));
    auto value = parsed(text);
    if (!value) {
        value.error().maybeAccepted = true;  // it said yes, in a way that cannot be read
        return value;
    }
    return value;
}

Remote<std::string> IonqExchange::pathOf(const std::string& url) const {
    const auto own = parseUrl(m_options.endpoint);
    if (!own) return localFault(own.error());
    std::string path = url;
    if (url.empty() || url[0] != '/') {
        const auto parts = parseUrl(url);
        if (!parts || parts->scheme != own->scheme || parts->host != own->host || parts->port != own->port)
            return protocolFault(
                "the reply refers to '" + shownReply(url, m_options.key) + "'",
                "results are fetched from the profile's own host only, so that the key stays there");
        path = parts->path + (parts->query.empty() ? "" : "?" + parts->query);
    }
    // The service's path may lie behind a prefix of ours (a practice cloud, a gateway) or be the same.
    std::string base = own->path;
    while (!base.empty() && base.back() == '/') base.pop_back();
    if (path.rfind(base + "/", 0) == 0) return path.substr(base.size());
    if (path.rfind("/v0.4/", 0) == 0) return path.substr(5);
    return path;
}

void IonqExchange::strikeOut(std::string& text) const {
    if (!text.empty() && !m_options.key.empty()) text = redacted(text, m_options.key);
}

Remote<std::string> IonqExchange::segment(const std::string& id) const {
    if (id.empty())
        return localFault(
            {ErrorCode::InvalidArgument, "the job has no id at IonQ", "it was never submitted"});
    return percentEncoded(id);
}

}  // namespace qstore
