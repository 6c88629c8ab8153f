// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/backends/training_cost.h"

namespace qstore {

/// One measurement setting: a circuit with its basis rotations.
struct SettingLoad {
    GateCounts gates;                   ///< of one shot, rotations included
    std::vector<double> largestValues;  ///< per observable, Σ |c| of its strings that are measured here
    std::vector<double> squares;        ///< per observable, Σ c²
};

/// The settings that all observables need together, grouped qubit by qubit or each string on its own.
std::vector<SettingLoad> settingsOf(const TrainingShape& shape);

/// What one trainable weight turns.
struct WeightUse {
    std::string name;
    /// Σ over its angles of (∂angle/∂weight)² · 2 Σ a², with the coefficients a of the angle's shift rule.
    double shiftVariance = 0.0;
    /// Σ over its angles of |∂angle/∂weight| · its highest frequency.
    double bandwidth = 0.0;
};

/// The angles that depend on a trainable weight.
struct WeightUses {
    std::vector<WeightUse> weights;
    std::uint64_t shiftTerms = 0;  ///< Σ over the angles of 2 × the number of their frequencies
    bool columnsAssumed =
        false;  ///< an angle's slope depends on a column whose values are not known: 1 taken
};
Result<WeightUses> weightUsesOf(const TrainingShape& shape);

/// Circuits per row and setting: one for the value, the rest for the gradient.
Result<std::uint64_t> evaluationsPerRow(const TrainingShape& shape, const WeightUses& uses);

/// Which of some rows give equal circuits.
struct RowClasses {
    std::uint64_t rows = 0, count = 0;
    std::vector<std::uint32_t> of;  ///< the class of each row; empty = not known, unless `count` is 1
    bool exact = true;
    RowComparison comparison = RowComparison::NoColumns;
    std::string how() const;  ///< a sentence
    bool known() const { return count == 1 || !of.empty(); }
};
/// `inputs` as in TrainingShape, empty = not known.
Result<RowClasses> classesOf(const Circuit& circuit, std::uint64_t rows, const std::vector<double>& inputs,
                             const RunControl& control);

}  // namespace qstore
