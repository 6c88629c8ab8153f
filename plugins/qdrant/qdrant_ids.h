// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// What stands for one of our ids in Qdrant, which knows whole numbers of 64 bits and UUIDs alone.
struct QdrantId {
    std::string value;       ///< digits, or a UUID in lower case
    bool isNumber = false;   ///< of `value`
    bool isDerived = false;  ///< the text cannot be read back from `value`: it is kept in the payload

    bool operator==(const QdrantId&) const = default;
};

/// "7" is the number 7; a UUID in its one spelling is itself; all other texts ("007" too) become a UUID of
/// version 5 (RFC 9562) in a name space of our own. An id that itself is the UUID made from another id of
/// the same collection would take that one's place.
QdrantId qdrantIdOf(std::string_view id);
/// As JSON: 7, or "5c56c793-…".
std::string qdrantIdJson(const QdrantId& id);
/// What a reply names, as the text of an id without what the payload knows of it. Parse for all else.
Result<std::string> qdrantIdText(const nlohmann::json& value);

/// UUID of version 5 of a name in a name space, both as RFC 9562 has them, in lower case.
std::string uuidVersion5(std::string_view nameSpace, std::string_view name);

}  // namespace qstore
