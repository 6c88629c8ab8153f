// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/stores/metric.h"

namespace qstore {

/// The number of a row; it stays until the row is given to another point.
using Slot = std::uint32_t;

/// Floats that start at `alignment` bytes, not initialised.
struct FreeFloats {
    void operator()(float* memory) const { std::free(memory); }
};
using AlignedFloats = std::unique_ptr<float[], FreeFloats>;
/// Empty when there is no memory.
AlignedFloats allocateFloats(std::size_t count, std::size_t alignment);

/// Vectors in single precision as they were given, row by row, in blocks of 2 MiB or so: growing copies
/// nothing and moves nothing. Each row knows one over its length, which turns a dot product into a cosine.
class VectorRows {
public:
    explicit VectorRows(std::size_t dimension);

    /// Room for `rows` rows in all. ResourceExhausted before anything is taken; pointers stay as they are.
    Status reserve(std::size_t rows);
    /// Puts a vector into a row below the reserved count.
    void set(Slot slot, std::span<const float> vector);

    const float* row(Slot slot) const {
        return m_blocks[slot >> m_blockBits].get() + (slot & (m_blockRows - 1)) * m_stride;
    }
    /// 0 for a zero vector.
    float inverseNorm(Slot slot) const { return m_inverseNorms[slot]; }
    std::span<const float> vector(Slot slot) const { return {row(slot), m_dimension}; }

    std::size_t dimension() const { return m_dimension; }
    std::size_t stride() const { return m_stride; }
    /// Rows of a block, a power of two; block b holds the rows from b times that.
    std::size_t blockRows() const { return m_blockRows; }
    std::size_t bytes() const;
    /// Bytes that `rows` rows of this dimension take.
    static std::size_t bytesFor(std::size_t dimension, std::size_t rows);

private:
    std::size_t m_dimension;
    std::size_t m_stride;
    unsigned m_blockBits;
    std::size_t m_blockRows;
    std::vector<AlignedFloats> m_blocks;
    std::vector<float> m_inverseNorms;
};

/// A query laid out as a row is.
struct QueryRow {
    QueryRow(Metric queryMetric, std::span<const float> vector);

    Metric metric;
    std::vector<float> given;  ///< as it was asked
    AlignedFloats padded;
    float inverseNorm = 0.0F;
};

}  // namespace qstore
