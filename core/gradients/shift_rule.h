// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// f'(0) = Σ coefficients[s]·(f(shifts[s]) − f(−shifts[s])), exactly, for every f whose Fourier
/// spectrum holds only the given frequencies (Wierichs et al., Quantum 6, 677 (2022), section 3).
struct ShiftRule {
    std::vector<double> shifts;
    std::vector<double> coefficients;
};

/// Positive, distinct frequencies; none give an empty rule (f is constant). The shifts are equidistant,
/// stretched so that the coefficients, and with them the noise of measured values, stay small.
QSTORE_EXPORT Result<ShiftRule> makeShiftRule(std::span<const double> frequencies);

}  // namespace qstore
