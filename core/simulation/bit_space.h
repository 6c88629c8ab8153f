// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <cstdint>
#include <optional>
#include <vector>

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

}  // namespace qstore
