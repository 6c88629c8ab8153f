// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <limits>

#include "core/simulation/rotation_program.h"
#include "core/simulation/state.h"

namespace qstore {

/// Which form of the engine a batch is faster in: a property of circuit and batch alone, so that the same
/// question has the same answer, bit for bit, on every run and any number of threads.

/// What one call costs, in nanoseconds of one AVX-512 core; only comparisons mean something elsewhere.
struct FormCost {
    double perBatch = 0.0;   ///< before the first sample; threads do not help
    double perSample = 0.0;  ///< by one thread
    std::size_t chunkSamples = 1;

    /// A batch on a machine that is neither the smallest nor the largest: four threads.
    double batch(std::size_t samples) const;
};

/// What the Pauli form of a program has to do.
struct PauliFormSize {
    std::size_t bits = 0;
    std::size_t turns = 0;    ///< about strings
    std::size_t rows = 0;     ///< features of half A
    std::size_t columns = 0;  ///< features of half B
    std::size_t observables = 0;
};

/// A question to a program: `angles` of them differ from sample to sample.
struct FormQuestion {
    bool gradient = false;
    Precision precision = Precision::Double;
    std::size_t angles = 0;
};

FormCost laneCost(const RotationProgram& program, const FormQuestion& question, std::size_t chunkSamples);
FormCost pauliFormCost(const PauliFormSize& size, const FormQuestion& question, std::size_t chunkSamples);

inline constexpr std::size_t kNeverFaster = std::numeric_limits<std::size_t>::max();
/// A batch size from which on `other` stays faster than `lanes` by a clear margin; kNeverFaster if none.
std::size_t fasterFrom(const FormCost& lanes, const FormCost& other);

}  // namespace qstore
