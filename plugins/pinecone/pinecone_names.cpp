// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_names.h"

#include <algorithm>
#include <cstdint>

#include "core/base/utf8.h"

namespace qstore {
namespace {

constexpr std::string_view kIdPrefix = "qstore-id:";
constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kMaxNamespaceBytes = 512;

bool isVisible(char c) {
    return c > ' ' && c <= '~';
}

bool isNameCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

/// The nearest name that Pinecone takes; empty where nothing is left of it.
std::string namePinecone(std::string_view name) {
    std::string near;
    for (char c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (!isNameCharacter(c)) c = '-';
        if (c != '-' || (!near.empty() && near.back() != '-')) near += c;
    }
    if (near.size() > kPineconeMaxNameBytes) near.resize(kPineconeMaxNameBytes);
    while (!near.empty() && near.back() == '-') near.pop_back();
    return near;
}

std::string base64Url(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i)
            group = group << 8U | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        for (std::size_t i = 0; i <= count; ++i) text += kBase64[group >> (18U - 6U * i) & 63U];
    }
    return text;
}

/// Bits that do not fill a byte are dropped; the caller encodes again and compares.
std::optional<std::string> bytesOfBase64Url(std::string_view text) {
    std::string bytes;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (const char c : text) {
        const std::size_t digit = kBase64.find(c);
        if (digit == std::string_view::npos) return {};
        held = (held << 6U | static_cast<std::uint32_t>(digit)) & 0xFFFFU;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        bytes += static_cast<char>(held >> bits & 0xFFU);
    }
    return bytes;
}

}  // namespace

Status checkPineconeName(const std::string& name) {
    const bool isFit = !name.empty() && name.size() <= kPineconeMaxNameBytes && name.front() != '-' &&
                       name.back() != '-' && std::all_of(name.begin(), name.end(), isNameCharacter);
    if (isFit) return {};
    const std::string near = namePinecone(name);
    return fail(ErrorCode::InvalidArgument,
                "Pinecone has no index of the name '" + pineconeShown(name) + "'",
                "Names there are 1 to 45 lower-case letters, digits and '-', none of these at an end" +
                    (near.empty() ? std::string(".") : ": '" + near + "', say."));
}

Status checkPineconeNamespace(const std::string& name) {
    if (!name.empty() && name.size() <= kMaxNamespaceBytes &&
        std::all_of(name.begin(), name.end(), isVisible))
        return {};
    return fail(ErrorCode::InvalidArgument, "the namespace '" + pineconeShown(name) + "' is none",
                "It has 1 to 512 characters of ASCII without spaces; '__default__' is the standard one.");
}

std::string_view pineconeMetricName(Metric metric) {
    return metric == Metric::Dot ? "dotproduct" : metricName(metric);
}

std::optional<Metric> pineconeMetricOf(std::string_view name) {
    for (const Metric metric : kMetrics)
        if (pineconeMetricName(metric) == name) return metric;
    return {};
}

std::string pineconeIdOf(std::string_view id) {
    const bool isPlain = std::all_of(id.begin(), id.end(), isVisible) && !id.starts_with(kIdPrefix);
    return isPlain ? std::string(id) : std::string(kIdPrefix) + base64Url(id);
}

std::string idOfPinecone(std::string_view id) {
    if (!id.starts_with(kIdPrefix)) return std::string(id);
    const std::optional<std::string> bytes = bytesOfBase64Url(id.substr(kIdPrefix.size()));
    return bytes && isUtf8(*bytes) && pineconeIdOf(*bytes) == id ? *bytes : std::string(id);
}

std::string pineconeShown(std::string_view text) {
    constexpr std::size_t longest = 80;
    std::string shown(text.substr(0, longest));
    std::replace_if(
        shown.begin(), shown.end(), [](char c) { return c != ' ' && !isVisible(c); }, '?');
    return text.size() > longest ? shown + "…" : shown;
}

}  // namespace qstore
