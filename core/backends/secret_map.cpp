// SPDX-License-Identifier: Apache-2.0
#include "core/backends/secret_map.h"

#include <nlohmann/json.hpp>

#include "core/backends/profile_rules.h"
#include "core/base/json.h"

namespace qstore {
namespace {

constexpr std::size_t maxTextBytes = std::size_t{4} << 20U;

std::string entryName(const std::string& profile, const std::string& host) {
    return profile + "@" + host;
}

/// By hand, since a JSON library would leave copies of the keys behind. All of it is printable ASCII.
void appendQuoted(std::string& text, std::string_view value) {
    text += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    text += '"';
}

tl::unexpected<Error> notOurs() {
    return fail(ErrorCode::Corrupt, "the stored keys cannot be read",
                "remove that entry and give the keys again with `qstore accounts key NAME`");
}

}  // namespace

std::optional<Secret> SecretMap::find(const std::string& profile, const std::string& host) const {
    const auto found = m_secrets.find(entryName(profile, host));
    if (found == m_secrets.end()) return std::nullopt;
    return found->second;
}

Status SecretMap::keep(const std::string& profile, const std::string& host, const Secret& secret) {
    QSTORE_CHECK(checkKey(secret));
    const std::string name = entryName(profile, host);
    if (!checkKey(Secret(name)))
        return fail(ErrorCode::InvalidArgument, "'" + name + "' cannot name a key",
                    "the host of an address is ASCII, also where its name is not");
    m_secrets.insert_or_assign(name, secret);
    return {};
}

bool SecretMap::forget(const std::string& profile, const std::string& host) {
    return m_secrets.erase(entryName(profile, host)) != 0;
}

Secret SecretMap::toText() const {
    // Reserved, so that growing leaves no copy that is not wiped.
    std::size_t size = 2;
    for (const auto& [name, secret] : m_secrets) size += 2 * (name.size() + secret.reveal().size()) + 6;
    std::string text;
    text.reserve(size);
    text += '{';
    for (const auto& [name, secret] : m_secrets) {
        if (text.size() > 1) text += ',';
        appendQuoted(text, name);
        text += ':';
        appendQuoted(text, secret.reveal());
    }
    text += '}';
    return Secret::take(text);
}

Result<SecretMap> SecretMap::fromText(const Secret& text) {
    if (text.reveal().size() > maxTextBytes) return notOurs();
    auto json = parseJson(text.reveal(), 2);
    if (!json || !json->is_object()) return notOurs();
    SecretMap map;
    for (auto& [name, value] : json->items()) {
        if (!value.is_string()) return notOurs();
        const Secret secret = Secret::take(value.get_ref<std::string&>());
        if (!checkKey(secret) || name.find('@') == std::string::npos) return notOurs();
        map.m_secrets.emplace(name, secret);
    }
    return map;
}

}  // namespace qstore
