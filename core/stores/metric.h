// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// How near two vectors are, as a score in the convention of the field.
enum class Metric : std::uint8_t {
    Cosine,     ///< a·b / (|a| |b|), from -1 to 1: larger is nearer
    Dot,        ///< a·b: larger is nearer
    Euclidean,  ///< |a - b|, not squared, from 0: smaller is nearer
};

inline constexpr std::array<Metric, 3> kMetrics{Metric::Cosine, Metric::Dot, Metric::Euclidean};

/// "cosine", "dot", "euclidean".
QSTORE_EXPORT std::string_view metricName(Metric metric);
/// InvalidArgument, listing the names, for any other text.
QSTORE_EXPORT Result<Metric> metricOf(std::string_view name);

/// The one order of answers: whether `score` is strictly nearer than `other`. Equal scores are ordered by
/// id, bytewise, the smaller first.
constexpr bool isNearer(Metric metric, double score, double other) {
    return metric == Metric::Euclidean ? score < other : score > other;
}

/// The score of two vectors of the same length, summed in double precision in the order of the components.
/// A vector of length zero has cosine 0 to all others.
QSTORE_EXPORT double scoreOf(Metric metric, std::span<const float> a, std::span<const float> b);

}  // namespace qstore
