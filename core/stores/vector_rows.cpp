// SPDX-License-Identifier: Apache-2.0
#include "core/stores/vector_rows.h"

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <new>

#include "core/base/memory.h"
#include "core/stores/distance_kernels.h"

namespace qstore {
namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20U;
constexpr std::size_t kLeastBlockRows = 16;

std::size_t strideOf(std::size_t dimension) {
    return (dimension + kRowStep - 1) / kRowStep * kRowStep;
}

std::size_t blockRowsOf(std::size_t stride) {
    return std::max(kLeastBlockRows, std::bit_floor(kHugePage / (stride * sizeof(float))));
}

float inverseNormOf(std::span<const float> vector) {
    double sum = 0.0;
    for (const float x : vector) sum += static_cast<double>(x) * static_cast<double>(x);
    // Lengths that cosine does not take are not divided by: they are of no use, and one over them
    // overflows.
    return sum > 1e-60 ? static_cast<float>(1.0 / std::sqrt(sum)) : 0.0F;
}

}  // namespace

AlignedFloats allocateFloats(std::size_t count, std::size_t alignment) {
    const std::size_t bytes = (count * sizeof(float) + alignment - 1) / alignment * alignment;
    void* const memory = std::aligned_alloc(alignment, bytes);
#ifdef MADV_HUGEPAGE
    // A graph jumps between rows: with small pages each jump would walk through page tables.
    if (memory != nullptr && alignment == kHugePage) madvise(memory, bytes, MADV_HUGEPAGE);
#endif
    return AlignedFloats(static_cast<float*>(memory));
}

VectorRows::VectorRows(std::size_t dimension)
    : m_dimension(dimension),
      m_stride(strideOf(dimension)),
      m_blockBits(static_cast<unsigned>(std::countr_zero(blockRowsOf(m_stride)))),
      m_blockRows(blockRowsOf(m_stride)) {}

Status VectorRows::reserve(std::size_t rows) {
    const std::size_t blocks = (rows + m_blockRows - 1) / m_blockRows;
    if (blocks <= m_blocks.size()) return {};
    const std::size_t added = (blocks - m_blocks.size()) * m_blockRows;
    const std::string hint = "Remove points, close other collections, or use a machine with more memory.";
    QSTORE_CHECK(
        requireMemory(bytesFor(m_dimension, added),
                      std::to_string(rows) + " vectors of dimension " + std::to_string(m_dimension), hint));
    m_inverseNorms.resize(blocks * m_blockRows);
    while (m_blocks.size() < blocks) {
        AlignedFloats block = allocateFloats(m_blockRows * m_stride, kHugePage);
        if (!block)
            return fail(ErrorCode::ResourceExhausted,
                        "the system gives no memory for " + std::to_string(rows) +
                            " vectors of dimension " + std::to_string(m_dimension),
                        hint);
        m_blocks.push_back(std::move(block));
    }
    return {};
}

void VectorRows::set(Slot slot, std::span<const float> vector) {
    float* const to = m_blocks[slot >> m_blockBits].get() + (slot & (m_blockRows - 1)) * m_stride;
    std::copy(vector.begin(), vector.end(), to);
    std::fill(to + vector.size(), to + m_stride, 0.0F);
    m_inverseNorms[slot] = inverseNormOf(vector);
}

std::size_t VectorRows::bytes() const {
    return bytesFor(m_dimension, m_blocks.size() * m_blockRows);
}

std::size_t VectorRows::bytesFor(std::size_t dimension, std::size_t rows) {
    return saturatingMultiply(rows, (strideOf(dimension) + 1) * sizeof(float));
}

QueryRow::QueryRow(Metric queryMetric, std::span<const float> vector)
    : metric(queryMetric),
      given(vector.begin(), vector.end()),
      padded(allocateFloats(strideOf(vector.size()), kRowStep * sizeof(float))),
      inverseNorm(inverseNormOf(vector)) {
    if (!padded) throw std::bad_alloc();
    std::copy(vector.begin(), vector.end(), padded.get());
    std::fill(padded.get() + vector.size(), padded.get() + strideOf(vector.size()), 0.0F);
}

}  // namespace qstore
