// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/bit_matrix.h"

#include <algorithm>
#include <array>

namespace qstore {
namespace {

/// Exchanges ever smaller off-diagonal blocks (Warren, Hacker's Delight, section 7-3).
void transposeBlock(std::array<Word, kWordBits>& block) {
    Word mask = 0x00000000ffffffffULL;
    for (std::size_t half = 32; half != 0; half >>= 1U, mask ^= mask << half) {
        for (std::size_t k = 0; k < kWordBits; k = ((k | half) + 1) & ~half) {
            const Word swapped = ((block[k] >> half) ^ block[k | half]) & mask;
            block[k] ^= swapped << half;
            block[k | half] ^= swapped;
        }
    }
}

}  // namespace

BitMatrix BitMatrix::transposed() const {
    BitMatrix result(m_columns, m_rows);
    std::array<Word, kWordBits> block{};
    for (std::size_t top = 0; top < m_rows; top += kWordBits) {
        const std::size_t height = std::min(kWordBits, m_rows - top);
        for (std::size_t word = 0; word < m_stride; ++word) {
            block.fill(0);
            for (std::size_t i = 0; i < height; ++i) block[i] = row(top + i)[word];
            transposeBlock(block);
            const std::size_t left = word * kWordBits;
            const std::size_t width = std::min(kWordBits, m_columns - left);
            for (std::size_t i = 0; i < width; ++i) result.row(left + i)[top / kWordBits] = block[i];
        }
    }
    return result;
}

std::size_t BitMatrix::reduce(const std::stop_token& stop) {
    std::size_t rank = 0;
    for (std::size_t column = 0; column < m_columns && rank < m_rows; ++column) {
        if (stop.stop_requested()) break;
        std::size_t pivot = rank;
        while (pivot < m_rows && !at(pivot, column)) ++pivot;
        if (pivot == m_rows) continue;
        if (pivot != rank) std::swap_ranges(row(pivot), row(pivot) + m_stride, row(rank));
        for (std::size_t other = 0; other < m_rows; ++other) {
            if (other == rank || !at(other, column)) continue;
            for (std::size_t word = 0; word < m_stride; ++word) row(other)[word] ^= row(rank)[word];
        }
        ++rank;
    }
    return rank;
}

}  // namespace qstore
