// SPDX-License-Identifier: Apache-2.0
#include "core/base/random.h"

#include <gtest/gtest.h>

namespace qstore {
namespace {

TEST(RandomStream, FillGivesWhatNextGives) {
    for (const std::uint64_t start : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{8},
                                      (std::uint64_t{1} << 33U) - 3, (std::uint64_t{1} << 33U) - 4}) {
        for (const std::size_t count : {0U, 1U, 2U, 3U, 15U, 16U, 17U, 100U}) {
            RandomStream one(42, "shots", (std::uint64_t{7} << 32U) + 5);
            one.seek(start);
            RandomStream all = one;
            std::vector<std::uint64_t> filled(count);
            all.fill(filled);
            for (std::size_t i = 0; i < count; ++i)
                ASSERT_EQ(filled[i], one.nextU64()) << start << ' ' << i;
            EXPECT_EQ(all.position(), one.position());
            EXPECT_EQ(all.nextU64(), one.nextU64());
        }
    }
}

TEST(RandomStream, NamesAndSubstreamsDiffer) {
    std::vector<std::uint64_t> a(4), b(4), c(4);
    RandomStream(1, "shots").fill(a);
    RandomStream(1, "noise").fill(b);
    RandomStream(1, "shots", 1).fill(c);
    EXPECT_NE(a, b);
    EXPECT_NE(a, c);
}

}  // namespace
}  // namespace qstore
