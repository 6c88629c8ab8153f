// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/export.h"

namespace qstore {

/// A named stream of a counter-based generator (Philox4x32-10, Salmon et al., SC'11, by Random123).
///
/// Two streams with different names never share numbers, whatever the order in which they are
/// drawn, and a position can be stored in a checkpoint and returned to exactly.
class QSTORE_EXPORT RandomStream {
public:
    /// `name` is one of the run's streams ("init", "shuffle", "shots", "noise", …).
    RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t substream = 0);

    std::uint64_t nextU64();
    /// What as many calls of nextU64() would give, several times faster.
    void fill(std::span<std::uint64_t> numbers);
    /// Uniform in [0, 1) with 53 random bits.
    double uniform();
    /// Standard normal (Box–Muller); always costs two numbers.
    double normal();
    /// Uniform in [0, bound), unbiased; `bound` must be positive.
    std::uint64_t below(std::uint64_t bound);
    /// Fisher–Yates.
    void shuffle(std::span<std::size_t> values);
    /// 0 … count-1 in random order.
    std::vector<std::size_t> permutation(std::size_t count);

    /// Numbers drawn so far, in units of 64 bits; `seek` returns to such a position.
    std::uint64_t position() const { return m_position; }
    void seek(std::uint64_t position);

private:
    std::uint64_t m_key = 0;
    std::uint64_t m_substream = 0;
    std::uint64_t m_position = 0;
};

}  // namespace qstore
