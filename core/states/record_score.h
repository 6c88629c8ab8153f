// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "core/base/export.h"

namespace qstore {

/// exp(−age / coherence time); 1 for records without a coherence time (pinned). Times in milliseconds.
QSTORE_EXPORT double ageFactor(std::int64_t ageMs, std::optional<std::int64_t> coherenceMs);

/// The one score of this folder: weight · exp(−age / coherence time) · cosine. A context that points the
/// other way scores below zero.
QSTORE_EXPORT double contextScore(double weight, double cosine, std::int64_t ageMs,
                                  std::optional<std::int64_t> coherenceMs);

/// Cosine of the angle between two vectors of finite numbers, in [−1, 1]; nothing when their lengths differ
/// or one of them is all zeros and has no direction.
QSTORE_EXPORT std::optional<double> cosineOf(std::span<const double> a, std::span<const double> b);

}  // namespace qstore
