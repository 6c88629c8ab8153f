// SPDX-License-Identifier: Apache-2.0
#include "core/backends/readout.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(CountsOf, LargestRemaindersByHand) {
    // 10 · (0.55, 0.25, 0.20) = 5.5, 2.5, 2.0: one shot is left for the larger remainder, the smaller key
    // first.
    EXPECT_THAT(countsOf({{0, 0.55}, {1, 0.25}, {2, 0.20}}, 10),
                ElementsAre(Pair(0U, 6U), Pair(1U, 2U), Pair(2U, 2U)));
    // Three thirds of 100: 33 each, the one left to the first.
    EXPECT_THAT(countsOf({{4, 1.0 / 3}, {5, 1.0 / 3}, {6, 1.0 / 3}}, 100),
                ElementsAre(Pair(4U, 34U), Pair(5U, 33U), Pair(6U, 33U)));
    EXPECT_THAT(countsOf({{7, 1.0}}, 0), IsEmpty());
    EXPECT_THAT(countsOf({}, 10), IsEmpty());
    EXPECT_THAT(countsOf({{0, 0.999999}, {1, 0.000001}}, 3), ElementsAre(Pair(0U, 3U)))
        << "none for what is too rare";
}

TEST(CountsOf, AlwaysSumToTheShots) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> weight(0, 1);
    for (int round = 0; round < 200; ++round) {
        std::map<std::uint64_t, double> weights;
        double sum = 0;
        for (std::size_t i = 0; i < 1 + random() % 40; ++i) weights[random() % 64] = weight(random);
        for (const auto& [key, value] : weights) sum += value;
        const std::uint64_t shots = random() % 1'000'000;
        const Counts counts = countsOf(weights, shots);
        std::uint64_t total = 0;
        for (const auto& [key, count] : counts) {
            total += count;
            EXPECT_LT(
                std::abs(static_cast<double>(count) - weights.at(key) / sum * static_cast<double>(shots)),
                1 + 1e-6);
        }
        EXPECT_EQ(total, shots);
    }
}

}  // namespace
}  // namespace qstore
