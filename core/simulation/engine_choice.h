// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>

#include "core/simulation/rotation_program.h"

namespace qstore {

/// Which form of the engine a batch is faster in: a property of circuit, batch and question alone, so that
/// the same question has the same answer, bit for bit, on every run and any number of threads.

/// What one call costs: for the batch, and for each sample. In nanoseconds of one Sapphire Rapids core in
/// double; only comparisons mean something elsewhere.
struct FormCost {
    double perBatch = 0.0;
    double perSample = 0.0;
};

/// What the Pauli form of a program has to do.
struct PauliFormSize {
    std::size_t bits = 0;
    std::size_t turns = 0;  ///< about strings
    std::size_t uses = 0;   ///< angles per sample
    std::size_t rows = 0;   ///< features of half A
    std::size_t columns = 0;
    std::size_t observables = 0;
};

/// On lanes; values alone, or with the gradient to the weights.
FormCost laneCost(const RotationProgram& program, std::size_t uses, bool gradient);
FormCost pauliFormCost(const PauliFormSize& size, bool gradient);

inline constexpr std::size_t kNeverFaster = std::numeric_limits<std::size_t>::max();
/// The smallest batch from which on `other` is faster than `lanes` by a clear margin; kNeverFaster if none.
std::size_t fasterFrom(const FormCost& lanes, const FormCost& other);

}  // namespace qstore
