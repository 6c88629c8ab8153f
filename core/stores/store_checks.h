// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore {

/// What every store refuses before it does anything. All errors are InvalidArgument, with the value, its
/// place, and the way out.

/// Name, dimension and settings of the graph within their limits.
QSTORE_EXPORT Status checkSpec(const CollectionSpec& spec);

/// As many numbers as `spec` has dimensions, finite, not too long, and with a direction under cosine.
/// Errors begin with `what` ("the query").
QSTORE_EXPORT Status checkVector(const CollectionSpec& spec, std::string_view what,
                                 std::span<const float> vector);

/// 1 to kMaxIdBytes bytes of UTF-8 without control characters.
QSTORE_EXPORT Status checkId(std::string_view id);
QSTORE_EXPORT Status checkIds(std::span<const std::string> ids, std::size_t maxCount);

/// Ids, vectors and payloads of a batch; no two equal ids, at most `maxCount` points.
QSTORE_EXPORT Status checkPoints(const CollectionSpec& spec, std::span<const Point> points,
                                 std::size_t maxCount);

/// Vector, metric, topK, ef and filter.
QSTORE_EXPORT Status checkQuery(const CollectionSpec& spec, const Query& query, std::size_t maxTopK);
QSTORE_EXPORT Status checkScroll(const ScrollRequest& request, std::size_t maxPagePoints);

}  // namespace qstore
