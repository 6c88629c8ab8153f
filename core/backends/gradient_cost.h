// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/backends/training_cost.h"

namespace qstore {

/// How good a gradient is wanted.
struct GradientWish {
    /// Root mean square error of every entry ∂⟨O⟩/∂θ of one row.
    double standardError = 0.05;
    /// Σ over the weights of (∂⟨O⟩/∂θ)², where it is known (from a local run); else bounded by the circuit.
    std::optional<double> gradientNormSquared;
};

/// One way to that error, with the price of the whole training.
struct GradientOption {
    SampledGradient method = SampledGradient::ParameterShift;
    bool grouping = true;
    std::uint64_t shots = 0;       ///< of each circuit
    std::uint64_t repeats = 1;     ///< of each circuit, where the device allows fewer shots
    std::uint64_t directions = 1;  ///< SPSA
    double step = 0.0;             ///< finite differences and SPSA: the perturbation
    std::uint64_t shotsPerGradient = 0;
    TrainingCost cost;
    double variance = 0.0;        ///< parameter shift: at most so much over the shots
    bool normKnown = false;       ///< SPSA: the gradient's norm is; else only a bound of it
    bool columnsAssumed = false;  ///< columns whose values are not known were taken as 1
    std::string reasoning;        ///< from what the number of shots follows, in sentences
};

/// All ways from the cheapest on: by money where the price is known, else by shots, then by jobs. The
/// shape's own method, shots, grouping and directions are not looked at.
///
/// Let one string P with coefficient c be read N times: its mean has variance c² (1 − ⟨P⟩²)/N ≤ c²/N.
/// Strings that are read on their own add up to V/N with V = Σ c²; those of one setting share their shots,
/// may be correlated, and a sum that lies within ±Σ|c| has variance at most V = Σ over settings of
/// (Σ|c|)². The largest V of any observable is taken. With Ω the sum of an entry's frequencies (times the
/// slopes of its angles), Λ = Σ|c| and ε the wanted error:
/// - Parameter shift (Wierichs et al., Quantum 6, 677 (2022)) is unbiased; an angle's rule
///   Σ a (f(+s) − f(−s)) has variance 2 Σ a² V/N, which is V/(2N) for the two-term rule.
/// - Finite differences (4 f_{h/2} − f_h)/3 have variance 65 V/(18 h² N) and, as |f⁽⁵⁾| ≤ Ω⁵ Λ
///   (Bernstein's inequality), a bias of at most h⁴ Ω⁵ Λ/480. h is where ε needs the fewest shots: there
///   the bias squared is ε²/5.
/// - SPSA (Spall, IEEE Trans. Autom. Control 37, 332 (1992)) over R directions has variance
///   (‖g‖² + V/(2 h² N))/R and a bias of at most h² (ΣΩ)³ Λ/6, of which ε²/3 is allowed.
///
/// InvalidArgument when the error is not positive, or nothing is trainable.
QSTORE_EXPORT Result<std::vector<GradientOption>> gradientOptions(const TrainingShape& shape,
                                                                  const TrainingTerms& terms,
                                                                  const PriceTable& prices,
                                                                  const GradientWish& wish,
                                                                  const RunControl& control = {});

}  // namespace qstore
