// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/circuit/matrix.h"
#include "core/simulation/aligned_buffer.h"

namespace qstore {

/// What an entry is in all lanes.
enum class LaneEntryKind : std::uint8_t { One, Real, Imaginary, Any };

/// What kind of loop a matrix takes.
enum class LaneMatrixShape : std::uint8_t {
    Identity,
    Diagonal,
    Exchange,   ///< two amplitudes change places
    RealPair,   ///< two amplitudes mix, with real entries
    MixedPair,  ///< real ones on the diagonal, imaginary ones beside it
    Pair,
    Sparse  ///< row by row, entries that are zero in all lanes left out
};

/// A small matrix in each lane, as the kernels read it: rows of the identity, and entries that are zero in
/// all lanes, are left out.
struct LaneMatrix {
    struct Entry {
        std::uint8_t input = 0;  ///< place in `inputs`
        LaneEntryKind kind = LaneEntryKind::Any;
    };
    struct Row {
        std::uint8_t row = 0;
        std::uint16_t begin = 0, end = 0;  ///< its entries
    };

    /// `matrices` has the entries of each lane's matrix, column by column; null is the identity.
    void fill(std::size_t size, std::span<const Complex* const> matrices);

    LaneMatrixShape shape = LaneMatrixShape::Identity;
    std::vector<std::uint8_t> inputs;  ///< columns that are read
    std::vector<Row> rows;             ///< those that change
    std::vector<Entry> entries;
    AlignedBuffer<double> values;  ///< of each entry the real parts of all lanes, then the imaginary ones

private:
    void addRow(std::size_t row, std::size_t size, std::span<const Complex* const> matrices);
    void addEntry(std::size_t row, std::size_t column, std::size_t size, LaneEntryKind kind,
                  std::span<const Complex* const> matrices);
    std::uint8_t inputOf(std::size_t column);
    void completePair(std::size_t size, std::span<const Complex* const> matrices);
    bool isExchange() const;
    bool mixesTwo() const;
    LaneMatrixShape shapeOfPair() const;
};

}  // namespace qstore
