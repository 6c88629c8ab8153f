// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/held_bytes.h"

namespace qstore {

/// Independent vectors of bits under exclusive or, in the order in which they came.
class BitSpace {
public:
    /// False when `vector` is a sum of those that are there.
    bool add(std::uint64_t vector) {
        const std::uint64_t own = std::uint64_t{1} << m_vectors.size();
        const auto [rest, sum] = reduce(vector);
        if (rest == 0) return false;
        m_vectors.push_back(vector);
        m_reduced.emplace_back(rest, sum ^ own);
        return true;
    }
    bool contains(std::uint64_t vector) const { return reduce(vector).first == 0; }
    /// Bit j = the j-th vector is part of the sum; nothing outside the span.
    std::optional<std::uint64_t> coordinates(std::uint64_t vector) const {
        const auto [rest, sum] = reduce(vector);
        if (rest != 0) return std::nullopt;
        return sum;
    }
    const std::vector<std::uint64_t>& vectors() const { return m_vectors; }
    std::size_t size() const { return m_vectors.size(); }
    /// One bit for each vector such that no sum of vectors but the empty one avoids all of these bits.
    std::uint64_t pivots() const {
        std::uint64_t bits = 0;
        for (const auto& entry : m_reduced) bits |= std::bit_floor(entry.first);
        return bits;
    }

private:
    std::pair<std::uint64_t, std::uint64_t> reduce(std::uint64_t vector) const {
        std::uint64_t sum = 0;
        for (const auto& [rest, parts] : m_reduced) {
            if ((vector & std::bit_floor(rest)) == 0) continue;
            vector ^= rest;
            sum ^= parts;
        }
        return {vector, sum};
    }

    std::vector<std::uint64_t> m_vectors;
    std::vector<std::pair<std::uint64_t, std::uint64_t>> m_reduced;  ///< echelon form, and its coordinates
};

/// The indices of `bits` bits cut into blocks whose members differ by sums of a space's vectors.
class Cosets {
public:
    Cosets() = default;
    explicit Cosets(const BitSpace& space) : m_offsets(std::size_t{1} << space.size()) {
        std::uint64_t pivots = space.pivots();
        for (; pivots != 0; pivots &= pivots - 1) m_lowMasks.push_back((pivots & (~pivots + 1)) - 1);
        for (std::size_t i = 1; i < m_offsets.size(); ++i) {
            const auto low = static_cast<std::size_t>(std::countr_zero(i));
            m_offsets[i] = m_offsets[i & (i - 1)] ^ static_cast<std::uint32_t>(space.vectors()[low]);
        }
    }

    std::size_t count(std::size_t bits) const { return std::size_t{1} << (bits - m_lowMasks.size()); }
    /// The member of a block whose pivot bits are all zero.
    std::size_t first(std::size_t block) const {
        for (const std::uint64_t low : m_lowMasks) block = ((block & ~low) << 1U) | (block & low);
        return block;
    }
    /// Of the members from the first; fit 32 bits.
    const std::vector<std::uint32_t>& offsets() const { return m_offsets; }

    std::size_t heldBytes() const { return qstore::heldBytes(m_lowMasks) + qstore::heldBytes(m_offsets); }

private:
    std::vector<std::uint64_t> m_lowMasks;  ///< bits below each pivot, ascending
    std::vector<std::uint32_t> m_offsets;
};

}  // namespace qstore
