// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_exchange.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace qstore {
namespace {

using nlohmann::json;

constexpr const char* kWritten = "x-pinecone-request-lsn";
constexpr const char* kSeen = "x-pinecone-max-indexed-lsn";

/// Nothing where the header is missing or no number.
std::optional<std::uint64_t> positionIn(std::string_view header) {
    std::uint64_t value = 0;
    const char* const end = header.data() + header.size();
    const auto [stop, fault] = std::from_chars(header.data(), end, value);
    if (header.empty() || fault != std::errc{} || stop != end) return {};
    return value;
}

std::string textIn(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// {"error":{"message"}} of the control plane, {"message"} of the data plane.
std::string refusalText(const json& body) {
    if (!body.is_object()) return {};
    const auto error = body.find("error");
    return error != body.end() && error->is_object() ? textIn(*error, "message") : textIn(body, "message");
}

}  // namespace

RestService pineconeService(const Secret& key, std::shared_ptr<const HttpTransport> transport,
                            std::shared_ptr<Clock> clock, const PineconeWaits& waits) {
    RestService service;
    service.name = "Pinecone";
    service.keyHeader = "Api-Key";
    service.headers = {{"X-Pinecone-Api-Version", "2026-04"}};
    service.key = key;
    service.transport = std::move(transport);
    service.clock = std::move(clock);
    service.timeoutMs = waits.answerLimitMs;
    service.refusalText = refusalText;
    service.keyHint = "the key is wrong or revoked: make a new one in Pinecone's console and enter it";
    service.rightsHint =
        "the key or the project may not do this: see its permissions, quota and deletion protection in "
        "Pinecone's console";
    return service;
}

void PineconeLog::noteWrite(const std::string& url, std::uint64_t position) {
    const std::scoped_lock lock(m_mutex);
    std::uint64_t& last = m_lastWrites[url];
    last = std::max(last, position);
}

std::uint64_t PineconeLog::lastWrite(const std::string& url) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_lastWrites.find(url);
    return found == m_lastWrites.end() ? 0 : found->second;
}

void PineconeLog::forget(const std::string& url) {
    const std::scoped_lock lock(m_mutex);
    m_lastWrites.erase(url);
}

struct PineconeExchange::Reply {
    json body;
    std::optional<std::uint64_t> position;
};

PineconeExchange::PineconeExchange(RestService service, std::string url, std::shared_ptr<PineconeLog> log,
                                   PineconeWaits waits)
    : m_call(std::make_shared<const RestCall>(std::move(service))),
      m_url(std::move(url)),
      m_log(std::move(log)),
      m_waits(waits) {}

Result<PineconeExchange::Reply> PineconeExchange::send(const std::string& path, std::string body,
                                                       const char* header,
                                                       const RunControl& control) const {
    RestRequest request;
    request.method = body.empty() ? HttpMethod::Get : HttpMethod::Post;
    request.url = m_url + path;
    request.body = std::move(body);
    auto reply = m_call->send(request, control);
    if (!reply) return tl::unexpected<Error>(std::move(reply).error().error);
    if (!reply->body.is_object())
        return fail(ErrorCode::Parse,
                    "Pinecone answered " + path.substr(0, path.find('?')) + " without an object",
                    "Something else than Pinecone may answer there; test the connection.");
    return Reply{std::move(reply->body), positionIn(reply->http.header(header))};
}

Result<json> PineconeExchange::write(const std::string& path, std::string body,
                                     const RunControl& control) const {
    QSTORE_TRY(Reply reply, send(path, std::move(body), kWritten, control));
    if (reply.position) m_log->noteWrite(m_url, *reply.position);
    return std::move(reply.body);
}

Result<json> PineconeExchange::read(const std::string& path, std::string body,
                                    const RunControl& control) const {
    const std::uint64_t wanted = m_log->lastWrite(m_url);
    const std::int64_t startMs = m_call->service().clock->steadyMs();
    while (true) {
        QSTORE_TRY(Reply reply, send(path, body, kSeen, control));
        if (!reply.position || *reply.position >= wanted) return std::move(reply.body);
        if (m_call->service().clock->steadyMs() - startMs >= m_waits.freshLimitMs)
            return fail(
                ErrorCode::Busy,
                "Pinecone's reads do not see yet what was written: write " + std::to_string(wanted) +
                    " is in its log, reads have come to " + std::to_string(*reply.position),
                "Nothing is lost; try again in a while. Where somebody made the index anew, open the "
                "connection again.");
        if (!m_call->service().clock->waitFor(m_waits.pollMs, control.stop)) return cancelled();
    }
}

}  // namespace qstore
