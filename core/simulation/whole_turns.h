// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <numbers>

namespace qstore {

/// Up to here the double next to 2π is near enough to it; no sum of a few such angles loses digits.
inline constexpr double kFewTurns = 64.0;

/// The angle within [−π, π] that differs from `angle` by whole turns.
inline double withoutWholeTurns(double angle) {
    return std::abs(angle) <= kFewTurns ? std::remainder(angle, 2.0 * std::numbers::pi)
                                        : std::atan2(std::sin(angle), std::cos(angle));
}

}  // namespace qstore
