// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "core/stores/filter.h"

namespace qstore {

/// The schema Filter of Qdrant that passes exactly the points that matches() passes, for payloads as
/// QdrantPayload writes them. Unsupported names the part that Qdrant cannot say exactly: an order of texts,
/// a bound of 2^53 or more, a field with a quotation mark or a backslash in its name.
Result<nlohmann::json> qdrantFilter(const Filter& filter);

/// The path that leads to a field of that name: quoted where it needs to be. Unsupported as above.
Result<std::string> qdrantPath(std::string_view field);

}  // namespace qstore
