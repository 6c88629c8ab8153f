// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_ids.h"

#include <QtCore/QByteArray>
#include <QtCore/QUuid>
#include <algorithm>
#include <charconv>
#include <cstdint>

#include "plugins/rest/rest_fields.h"

namespace qstore {
namespace {

/// Of the ids of Q-Store Workbench. It must never change: the points that are there were named by it.
constexpr std::string_view idNameSpace = "6f0f3f0a-8d3c-4a39-9d0e-71f2f0c5b7d4";

/// 0 to 2^64 - 1, without zeros in front.
bool isPlainNumber(std::string_view id) {
    if (id.empty() || (id.front() == '0' && id.size() > 1)) return false;
    std::uint64_t value = 0;
    const auto read = std::from_chars(id.data(), id.data() + id.size(), value);
    return read.ec == std::errc() && read.ptr == id.data() + id.size();
}

bool isPlainUuid(std::string_view id) {
    if (id.size() != 36) return false;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool isDash = i == 8 || i == 13 || i == 18 || i == 23;
        const char c = id[i];
        const bool isHex = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (isDash ? c != '-' : !isHex) return false;
    }
    return true;
}

}  // namespace

std::string uuidVersion5(std::string_view nameSpace, std::string_view name) {
    const auto bytes = [](std::string_view text) {
        return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
    };
    const QUuid space = QUuid::fromString(QLatin1String(bytes(nameSpace)));
    return QUuid::createUuidV5(space, bytes(name)).toString(QUuid::WithoutBraces).toStdString();
}

QdrantId qdrantIdOf(std::string_view id) {
    if (isPlainNumber(id)) return {std::string(id), true, false};
    if (isPlainUuid(id)) return {std::string(id), false, false};
    return {uuidVersion5(idNameSpace, id), false, true};
}

std::string qdrantIdJson(const QdrantId& id) {
    return id.isNumber ? id.value : '"' + id.value + '"';
}

Result<std::string> qdrantIdText(const nlohmann::json& value) {
    if (value.is_number_unsigned()) return std::to_string(value.get<std::uint64_t>());
    if (value.is_string() && isPlainUuid(value.get_ref<const std::string&>()))
        return value.get<std::string>();
    return fail(
        ErrorCode::Parse,
        "Qdrant named a point by " + restKindText(&value) + ", which is neither a whole number nor a UUID",
        "This is not what the interface promises; nothing was taken from the reply.");
}

}  // namespace qstore
