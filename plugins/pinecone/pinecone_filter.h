// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/stores/filter.h"

namespace qstore {

/// A filter in Pinecone's words, so that it holds for the same payloads. Pinecone does not say whether $ne
/// and $nin hold where there is no such field, so each stands beside $exists; it has no "not", so that one
/// is carried down to the comparisons.
///
/// Unsupported, naming the part: an order of texts (there, only numbers have one), and "not" of an order,
/// which also holds for texts.
Result<nlohmann::json> pineconeFilter(const Filter& filter);

}  // namespace qstore
