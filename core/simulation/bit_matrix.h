// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <stop_token>
#include <vector>

namespace qstore {

using Word = std::uint64_t;
inline constexpr std::size_t kWordBits = 64;

constexpr std::size_t wordsFor(std::size_t bits) {
    return (bits + kWordBits - 1) / kWordBits;
}
inline bool bitOf(const Word* words, std::size_t index) {
    return ((words[index / kWordBits] >> (index % kWordBits)) & 1U) != 0;
}
inline void flipBit(Word* words, std::size_t index) {
    words[index / kWordBits] ^= Word{1} << (index % kWordBits);
}
inline void setBit(Word* words, std::size_t index, bool one) {
    if (bitOf(words, index) != one) flipBit(words, index);
}

/// Rows of bits, 64 to a word; what is beyond the last column is zero.
class BitMatrix {
public:
    BitMatrix() = default;
    BitMatrix(std::size_t rows, std::size_t columns)
        : m_rows(rows), m_columns(columns), m_stride(wordsFor(columns)), m_words(rows * m_stride) {}

    std::size_t rows() const { return m_rows; }
    std::size_t columns() const { return m_columns; }
    /// Words of a row.
    std::size_t stride() const { return m_stride; }
    Word* row(std::size_t index) { return m_words.data() + index * m_stride; }
    const Word* row(std::size_t index) const { return m_words.data() + index * m_stride; }
    bool at(std::size_t row, std::size_t column) const { return bitOf(this->row(row), column); }

    BitMatrix transposed() const;
    /// Brings the rows to reduced echelon form over GF(2) and returns how many are not zero. After a stop
    /// request the result means nothing.
    std::size_t reduce(const std::stop_token& stop = {});

private:
    std::size_t m_rows = 0, m_columns = 0, m_stride = 0;
    std::vector<Word> m_words;
};

}  // namespace qstore
