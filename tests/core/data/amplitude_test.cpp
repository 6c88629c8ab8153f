// SPDX-License-Identifier: Apache-2.0
#include "core/data/amplitude.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "core/base/random.h"

namespace qstore {
namespace {

using std::numbers::pi;

/// What the tree of rotations prepares, by its definition: RY(θ)|0⟩ = cos(θ/2)|0⟩ + sin(θ/2)|1⟩ at each
/// node, so an amplitude is the product along its path, most significant qubit first.
std::vector<double> preparedBy(const std::vector<double>& angles) {
    const std::size_t size = angles.size() + 1;
    std::vector<double> state(size, 1.0);
    for (std::size_t basis = 0; basis < size; ++basis) {
        std::size_t node = 0;
        for (std::size_t mask = size / 2; mask != 0; mask /= 2) {
            const bool one = (basis & mask) != 0;
            state[basis] *= one ? std::sin(angles[node] / 2) : std::cos(angles[node] / 2);
            node = 2 * node + (one ? 2 : 1);
        }
    }
    return state;
}

TEST(Amplitude, AnglesOfOneQubitByHand) {
    EXPECT_EQ(amplitudeAngles(std::vector{1.0, 0.0}).value()[0], 0);
    EXPECT_DOUBLE_EQ(amplitudeAngles(std::vector{1.0, 1.0}).value()[0], pi / 2);
    EXPECT_DOUBLE_EQ(amplitudeAngles(std::vector{0.0, 2.0}).value()[0], pi);
    EXPECT_DOUBLE_EQ(amplitudeAngles(std::vector{0.0, -2.0}).value()[0], -pi);
    EXPECT_DOUBLE_EQ(amplitudeAngles(std::vector{-3.0, -0.0}).value()[0], 2 * pi);
}

TEST(Amplitude, HeapOrderRootIsTheMostSignificantQubit) {
    // |10⟩ (index 2): the root turns qubit 1 to one, node 2 (its right child) leaves qubit 0 at zero.
    const auto angles = amplitudeAngles(std::vector{0.0, 0.0, 1.0, 0.0}).value();
    ASSERT_EQ(angles.size(), 3U);
    EXPECT_DOUBLE_EQ(angles[0], pi);
    EXPECT_EQ(angles[2], 0);
    // 3:4 between the halves, all of each half in its second place.
    const auto second = amplitudeAngles(std::vector{0.0, 3.0, 0.0, 4.0}).value();
    EXPECT_DOUBLE_EQ(second[0], 2 * std::atan2(4.0, 3.0));
    EXPECT_DOUBLE_EQ(second[1], pi);
    EXPECT_DOUBLE_EQ(second[2], pi);
}

TEST(Amplitude, TreePreparesTheNormalisedVectorWithItsSigns) {
    RandomStream random(7, "amplitude-test");
    for (std::size_t size = 1; size <= 40; ++size) {
        std::vector<double> values(size);
        double squares = 0;
        for (double& value : values) {
            value = random.normal() * 1e3;
            squares += value * value;
        }
        const std::vector<double> state = preparedBy(amplitudeAngles(values).value());
        ASSERT_EQ(state.size(), std::size_t{1} << amplitudeQubits(size));
        for (std::size_t index = 0; index < state.size(); ++index) {
            const double expected = index < size ? values[index] / std::sqrt(squares) : 0.0;
            EXPECT_NEAR(state[index], expected, 1e-14) << "size " << size << ", index " << index;
        }
    }
}

TEST(Amplitude, CountsQubits) {
    EXPECT_EQ(amplitudeQubits(1), 1U);
    EXPECT_EQ(amplitudeQubits(2), 1U);
    EXPECT_EQ(amplitudeQubits(3), 2U);
    EXPECT_EQ(amplitudeQubits(4), 2U);
    EXPECT_EQ(amplitudeQubits(5), 3U);
    EXPECT_EQ(amplitudeQubits(64), 6U);
}

TEST(Amplitude, ExtremeSizesNeitherOverflowNorVanish) {
    for (const double size : {1e300, 1e-300}) {
        const auto state = preparedBy(amplitudeAngles(std::vector{3 * size, 4 * size}).value());
        EXPECT_NEAR(state[0], 0.6, 1e-15);
        EXPECT_NEAR(state[1], 0.8, 1e-15);
    }
}

TEST(Amplitude, RefusesZeroAndNotFinite) {
    EXPECT_FALSE(amplitudeAngles(std::vector{0.0, 0.0, 0.0}));
    EXPECT_FALSE(amplitudeAngles(std::vector<double>{}));
    const auto infinite = amplitudeAngles(std::vector{0.0, std::numeric_limits<double>::infinity()});
    ASSERT_FALSE(infinite);
    EXPECT_THAT(infinite.error().message, ::testing::HasSubstr("value 2"));
}

}  // namespace
}  // namespace qstore
