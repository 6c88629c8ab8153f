// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>
#include <vector>

#include "core/simulation/rotation_program.h"

namespace qstore {

/// Angles of phase, turn and phase, in order, of a product of rotations in one SU(2); `values` are those of
/// all angles so far. Nielsen and Chuang, theorem 4.1.
QSTORE_EXPORT std::array<double, 3> eulerAngles(const EulerProduct& product,
                                                std::span<const double> values);

/// Two turns with one flip mask that do not commute, and what stands between them in the same SU(2), are
/// one real turn between two phases. Phases merge into tables, so that RX·RY costs what RY costs. The
/// angles of product k are numbers `firstAngle` + 3k … + 3k + 2; a product may use those of products before
/// it.
QSTORE_EXPORT std::vector<EulerProduct> fuseTurns(std::vector<Rotation>& rotations, std::size_t firstAngle);

}  // namespace qstore
