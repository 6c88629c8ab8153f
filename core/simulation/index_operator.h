// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <cstdint>
#include <span>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/circuit/matrix.h"

namespace qstore {

/// A matrix that acts on a few bits of the index of a long vector, in place: a gate on amplitudes, or a
/// superoperator on a density matrix that is kept as a vector. Entries that are zero, and rows of the
/// identity, cost nothing, which is what superoperators mostly consist of.
class IndexOperator {
public:
    /// Bits that one operator may act on.
    static constexpr std::size_t kMostBits = 6;

    /// The vector has 2^vectorBits entries. Bit j of the matrix' rows is bit `bits[j]` of the index; where
    /// the controls do not hold nothing changes. No bit may appear twice.
    IndexOperator(std::size_t vectorBits, std::span<const std::size_t> bits, const ComplexMatrix& matrix,
                  std::span<const Control> controls = {});

    /// Blocks of the vector in parallel, cut by its size alone.
    void apply(std::complex<double>* vector) const;

private:
    struct Term {
        std::uint32_t input = 0;  ///< place in m_inputs
        double re = 0.0, im = 0.0;
    };
    struct Row {
        std::size_t offset = 0;
        std::size_t begin = 0, end = 0;  ///< its terms
    };
    struct Lanes;

    std::size_t expand(std::size_t group) const {
        for (const std::size_t low : m_lowMasks) group = ((group & ~low) << 1U) | (group & low);
        return group | m_fixed;
    }
    void applyGroups(std::size_t begin, std::size_t end, std::complex<double>* vector) const;
    void applyTile(const std::size_t* starts, std::size_t count, std::complex<double>* vector,
                   Lanes& lanes) const;

    std::size_t m_groups = 1;
    std::size_t m_fixed = 0;              ///< index bits of the controls that must be one
    std::vector<std::size_t> m_lowMasks;  ///< bits below each touched bit, ascending
    std::vector<std::size_t> m_inputs;    ///< offsets of the entries that are read
    std::vector<Row> m_rows;              ///< those that change
    std::vector<Term> m_terms;
};

}  // namespace qstore
