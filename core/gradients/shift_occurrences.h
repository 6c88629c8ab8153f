// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/gradients/shift_rule.h"

namespace qstore {

/// One angle of one operation that depends on a symbol, and how it is shifted.
struct ShiftOccurrence {
    std::size_t operation = 0;
    std::size_t angle = 0;
    ShiftRule rule;
    AngleProgram program;  ///< the angle over the values of all names, for the chain rule
};

/// Every occurrence that changes anything, in order; `names` are the slots of the programs. `flat` has no
/// gates of its own.
Result<std::vector<ShiftOccurrence>> findShiftOccurrences(const Circuit& flat,
                                                          const std::vector<std::string>& names);

/// An angle over the values of `names`; fails naming a symbol that is not among them.
Result<AngleProgram> angleOver(const Angle& angle, const std::vector<std::string>& names);

}  // namespace qstore
