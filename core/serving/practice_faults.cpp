// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_faults.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/serving/practice_account.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::int64_t kSkewMs = 86'400'000;
constexpr const char* kUnknownFormat = "ionq.result.hologram.json.v9";
constexpr const char* kPage =
    "<!DOCTYPE html><html><head><title>Practice fault</title></head><body><h1>Please log in to the network"
    "</h1></body></html>";

void addRetryAfter(HttpReply& reply, const Fault& fault, std::int64_t nowMs) {
    if (!fault.retryAfterSeconds) return;
    const auto seconds = static_cast<std::int64_t>(*fault.retryAfterSeconds);
    reply.headers.emplace_back(
        "Retry-After", fault.retryAfterAsDate ? httpTime(nowMs + seconds * 1000) : std::to_string(seconds));
}

/// Every number that is no count becomes seven tenths of itself; half of all samples go.
void shrink(Json& value) {
    if (value.is_number_float()) {
        value = value.get<double>() * 0.7;
    } else if (value.is_array() && !value.empty() && value.front().is_string()) {
        value.erase(value.begin() + static_cast<std::ptrdiff_t>(value.size() / 2), value.end());
    } else if (value.is_structured()) {
        for (Json& child : value) shrink(child);
    }
}

HttpReply unknownFormat(HttpReply reply, const HttpCall& call) {
    if (stageOf(call) == FaultStage::Fetch) {
        reply.body = Json{{"format", kUnknownFormat}, {"payload", "AAECAwQ="}}.dump();
        return reply;
    }
    auto body = parseJson(reply.body);
    if (!body || !body->is_object()) return reply;
    Json& document = *body;
    if (document.contains("results") && !document["results"].is_null())
        document["results"] = {
            {kUnknownFormat,
             {{"id", "hologram"}, {"format", kUnknownFormat}, {"media_type", "image/png"}}}};
    reply.body = document.dump();
    return reply;
}

}  // namespace

bool isIbmPath(std::string_view path) {
    return path.rfind("/api/v1", 0) == 0 || path.rfind("/identity/", 0) == 0;
}

FaultStage stageOf(const HttpCall& call) {
    const std::vector<std::string> parts = pathParts(call.path);
    if (call.path == "/identity/token") return FaultStage::Token;
    const std::size_t root = isIbmPath(call.path) ? 2 : 1;
    if (parts.size() <= root || parts[root] != "jobs") return FaultStage::Other;
    const bool many = parts.size() == root + 1;
    const std::string& last = parts.back();
    if (last == "cancel" || call.method == "DELETE") return FaultStage::Cancel;
    if (call.method == "POST" && many) return FaultStage::Submit;
    if (call.method != "GET") return FaultStage::Other;
    if (many || parts.size() == root + 2) return last == "estimate" ? FaultStage::Other : FaultStage::Poll;
    return parts[root + 2] == "results" || parts[root + 2] == "artifacts" ? FaultStage::Fetch
                                                                          : FaultStage::Other;
}

std::vector<std::string> jobsOf(const HttpCall& call) {
    const std::vector<std::string> parts = pathParts(call.path);
    const std::size_t root = isIbmPath(call.path) ? 2 : 1;
    if (parts.size() >= root + 2 && parts[root] == "jobs") return {parts[root + 1]};
    std::vector<std::string> ids;
    for (const auto& [name, text] : call.query) {
        if (name != "ids" && name != "ids[]") continue;
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find(',', at), text.size());
            if (end > at) ids.push_back(text.substr(at, end - at));
            at = end + 1;
        }
    }
    return ids;
}

HttpReply faultReply(const Fault& fault, const HttpCall& call, std::int64_t nowMs) {
    HttpReply reply;
    switch (fault.kind) {
        case FaultKind::Reset: reply.misbehaviour = Misbehaviour::Reset; break;
        case FaultKind::Close: reply.misbehaviour = Misbehaviour::Close; break;
        case FaultKind::Hang: reply.misbehaviour = Misbehaviour::Hang; break;
        case FaultKind::Garbage: reply.misbehaviour = Misbehaviour::Garbage; break;
        case FaultKind::Html:
            reply.contentType = "text/html";
            reply.body = kPage;
            break;
        default: {
            const std::string message = "practice fault: this request was made to fail";
            reply =
                isIbmPath(call.path) ? ibmError(fault.status, message) : ionqError(fault.status, message);
            addRetryAfter(reply, fault, nowMs);
        }
    }
    return reply;
}

HttpReply spoiled(HttpReply reply, const Fault& fault, const HttpCall& call, std::int64_t nowMs) {
    switch (fault.kind) {
        case FaultKind::Truncated: reply.misbehaviour = Misbehaviour::Truncated; break;
        case FaultKind::ResetMidBody: reply.misbehaviour = Misbehaviour::ResetMidBody; break;
        case FaultKind::BadGzip: reply.headers.emplace_back("Content-Encoding", "gzip"); break;
        case FaultKind::WrongContentType: reply.contentType = "image/png"; break;
        case FaultKind::UnknownFormat: return unknownFormat(std::move(reply), call);
        case FaultKind::BadSum:
            if (auto body = parseJson(reply.body); body && reply.status == 200) {
                shrink(*body);
                reply.body = body->dump();
            }
            break;
        case FaultKind::ClockSkew: reply.headers.emplace_back("Date", httpTime(nowMs + kSkewMs)); break;
        case FaultKind::Slow: reply.delayMs = fault.delayMs; break;
        default: return faultReply(fault, call, nowMs);
    }
    return reply;
}

}  // namespace qstore
