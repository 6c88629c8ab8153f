// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/learning/trainer.h"

namespace qstore {

/// The curve of `scores` against `positive` (same length; higher scores mean positive). Rows of equal
/// score share one point; the first threshold is infinite (nothing is called positive). Nothing when
/// all rows are positive or all negative: the curve is then undefined.
QSTORE_EXPORT std::optional<RocCurve> rocCurve(std::span<const double> scores,
                                               const std::vector<bool>& positive, std::string name);

}  // namespace qstore
