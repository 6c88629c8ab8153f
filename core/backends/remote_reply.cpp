// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_reply.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/backends/iso_time.h"
#include "core/base/json_fields.h"
#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::size_t maxShownBytes = 300;

bool looksLikeHtml(std::string_view body) {
    const auto start = body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    return start != std::string_view::npos && body[start] == '<';
}

std::string shownValue(const nlohmann::json& value) {
    std::string text = jsonText(value, -1);
    if (text.size() <= 60) return text;
    text.resize(57);
    return text.append("...");
}

RemoteFault faultOfNetFault(NetFault fault) {
    switch (fault) {
        case NetFault::NameNotFound:
        case NetFault::TlsHandshake:
        case NetFault::Certificate:
        case NetFault::Proxy: return RemoteFault::Connection;
        case NetFault::Refused:
        case NetFault::Timeout:
        case NetFault::Closed:
        case NetFault::Reset:
        case NetFault::Truncated: return RemoteFault::Transient;
        case NetFault::TooLarge:
        case NetFault::Malformed:
        case NetFault::BadEncoding: return RemoteFault::Protocol;
        case NetFault::BadRequest: return RemoteFault::Local;
        case NetFault::Cancelled: return RemoteFault::Cancelled;
    }
    return RemoteFault::Transient;
}

}  // namespace

RemoteError faultOfNet(const NetError& error, std::string_view service, bool changes) {
    RemoteError result;
    result.fault = faultOfNetFault(error.fault);
    result.error = error.error;
    if (result.fault != RemoteFault::Cancelled)
        result.error.message = std::string(service) + ": " + result.error.message;
    const bool ofProfile = result.fault == RemoteFault::Connection || result.fault == RemoteFault::Local;
    if (result.error.hint.empty() && ofProfile)
        result.error.hint = "check the profile's endpoint, proxy and certificate authority";
    result.maybeAccepted = changes && error.maybeReceived;
    return result;
}

RemoteFault faultOfStatus(int status, HttpMethod method) {
    if (status == 401) return RemoteFault::KeyRejected;
    if (status == 402) return RemoteFault::QuotaExceeded;
    if (status == 403) return RemoteFault::Forbidden;
    if (status == 404) return RemoteFault::NotFound;
    if (status == 429) return RemoteFault::RateLimited;
    if (status == 409 && method == HttpMethod::Get) return RemoteFault::Transient;
    if (status == 500 || (status >= 502 && status <= 504) || (status >= 520 && status <= 529))
        return RemoteFault::Transient;
    if (status >= 400 && status <= 599) return RemoteFault::Rejected;
    return RemoteFault::Protocol;
}

ErrorCode errorCodeOf(RemoteFault fault) {
    switch (fault) {
        case RemoteFault::NotFound: return ErrorCode::NotFound;
        case RemoteFault::NotReady: return ErrorCode::Busy;
        case RemoteFault::Rejected: return ErrorCode::InvalidArgument;
        case RemoteFault::QuotaExceeded: return ErrorCode::ResourceExhausted;
        case RemoteFault::Protocol: return ErrorCode::Parse;
        case RemoteFault::Cancelled: return ErrorCode::Cancelled;
        case RemoteFault::Transient:
        case RemoteFault::Connection: return ErrorCode::Io;
        default: return ErrorCode::Failed;
    }
}

std::string shownReply(std::string_view body, const Secret& secret) {
    if (looksLikeHtml(body)) return "an HTML page";
    if (body.empty()) return "an empty reply";
    // Struck out before it is cut, so that no half of a key is left at the end.
    std::string text = secret.empty() ? std::string(body) : redacted(body, secret);
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) < 0x20 || letter == 0x7F) letter = ' ';
    if (text.size() > maxShownBytes) {
        std::size_t end = maxShownBytes;
        while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
        text.replace(end, std::string::npos, "...");
    }
    if (isUtf8(text)) return text;
    for (char& letter : text)
        if (static_cast<unsigned char>(letter) >= 0x80) letter = '?';
    return text;
}

tl::unexpected<RemoteError> protocolFault(std::string message, std::string hint) {
    if (hint.empty()) hint = "this is not what the interface promises; nothing was taken from the reply";
    return remoteFail(RemoteFault::Protocol, ErrorCode::Parse, std::move(message), std::move(hint));
}

tl::unexpected<RemoteError> localFault(Error error) {
    return remoteFail(RemoteFault::Local, error.code, std::move(error.message), std::move(error.hint));
}

ReplyFields::ReplyFields(const nlohmann::json& object, std::string what)
    : m_object(&object), m_what(std::move(what)) {
    if (!object.is_object()) m_problem = m_what + " is not a JSON object but " + shownValue(object);
}

const nlohmann::json* ReplyFields::child(const char* key) const {
    if (!m_object->is_object()) return nullptr;
    const auto found = m_object->find(key);
    return found == m_object->end() || found->is_null() ? nullptr : &*found;
}

void ReplyFields::wrong(const char* key, std::string_view expected) {
    if (!m_problem.empty()) return;
    const auto* value = child(key);
    m_problem = "'" + std::string(key) + "' of " + m_what + " is " +
                (value == nullptr ? "missing" : shownValue(*value)) + ", expected " + std::string(expected);
}

std::optional<std::string> ReplyFields::text(const char* key) {
    const auto* value = child(key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    wrong(key, "a text");
    return {};
}

std::optional<double> ReplyFields::number(const char* key) {
    const auto* value = child(key);
    if (value == nullptr) return {};
    if (value->is_number() && std::isfinite(value->get<double>())) return value->get<double>();
    wrong(key, "a number");
    return {};
}

std::optional<std::uint64_t> ReplyFields::whole(const char* key) {
    const auto* value = child(key);
    if (value == nullptr) return {};
    if (value->is_number_unsigned()) return value->get<std::uint64_t>();
    wrong(key, "a whole number from 0");
    return {};
}

std::optional<bool> ReplyFields::flag(const char* key) {
    const auto* value = child(key);
    if (value == nullptr) return {};
    if (value->is_boolean()) return value->get<bool>();
    wrong(key, "true or false");
    return {};
}

std::optional<std::int64_t> ReplyFields::time(const char* key) {
    const auto written = text(key);
    if (!written) return {};
    const auto ms = isoTimeMs(*written);
    if (!ms) wrong(key, "a time such as 2025-05-28T20:47:05.440Z");
    return ms;
}

std::string ReplyFields::requiredText(const char* key) {
    auto value = text(key);
    if (!value || value->empty()) wrong(key, "a text");
    return value.value_or(std::string());
}

Remote<void> ReplyFields::status() const {
    if (m_problem.empty()) return {};
    return protocolFault(m_problem);
}

}  // namespace qstore
