// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/block_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/base/random.h"
#include "core/simulation/index_spread.h"

namespace qstore {
namespace {

constexpr std::size_t kLaneBits = 3;

/// One real turn for each vector of a random basis, with masks that make all of them commute: z_j·x_k is
/// odd for j = k alone.
RotationProgram randomBasis(std::size_t bits, std::uint64_t seed) {
    RotationProgram program;
    program.bits = bits;
    RotationLayer& layer = program.layers.emplace_back();
    for (std::size_t j = 0; j < bits; ++j) {
        Rotation turn;
        turn.kind = RotationKind::Real;
        turn.x = turn.z = std::uint64_t{1} << j;
        turn.angle = {j, 1.0, 0.0};
        layer.turns.push_back(turn);
    }
    // Controlled-NOTs: x of the target gets that of the control, z of the control that of the target.
    RandomStream random(seed, "basis");
    for (std::size_t step = 0; step < 8 * bits; ++step) {
        const auto control = static_cast<std::size_t>(random.uniform() * static_cast<double>(bits));
        const auto target = static_cast<std::size_t>(random.uniform() * static_cast<double>(bits));
        if (control == target) continue;
        for (Rotation& turn : layer.turns) {
            turn.x ^= ((turn.x >> control) & 1U) << target;
            turn.z ^= ((turn.z >> target) & 1U) << control;
        }
    }
    return program;
}

struct TurnCounts {
    std::size_t all = 0;
    std::size_t acrossLanes = 0;
    std::size_t inSimplePasses = 0;
};

TurnCounts countTurns(const std::vector<Sweep>& sweeps) {
    TurnCounts counts;
    for (const Sweep& sweep : sweeps) {
        for (const Round& round : sweep.rounds) {
            for (const ForwardPass& pass : round.plan.forward) {
                counts.all += pass.turns.size();
                if (pass.isSimple) counts.inSimplePasses += pass.turns.size();
                counts.acrossLanes += static_cast<std::size_t>(
                    std::count_if(pass.turns.begin(), pass.turns.end(),
                                  [](const LaneTurn& turn) { return turn.permutation != 0; }));
            }
        }
    }
    return counts;
}

/// Where an index whose bits are coordinates in `from` lies in `to`.
std::uint64_t moved(std::uint64_t index, const BitSpace& from, const BitSpace& to) {
    std::uint64_t vector = 0;
    for (std::size_t j = 0; j < from.size(); ++j)
        if (((index >> j) & 1U) != 0) vector ^= from.vectors()[j];
    return *to.coordinates(vector);
}

TEST(IndexSpread, TakesBlocksOfNeighbouringBitsToAllSets) {
    constexpr std::size_t bits = 24;
    BitSpace span;
    for (std::size_t j = 0; j < bits; ++j) span.add(std::uint64_t{1} << j);
    const BitSpace spread = spreadOverSets(span, kLaneBits);
    ASSERT_EQ(spread.size(), bits);
    const std::size_t memoryBits = bits - kLaneBits;
    for (std::size_t first = kSpreadFrom; first + kSetBits <= memoryBits; ++first) {
        std::set<std::uint64_t> sets;
        for (std::uint64_t i = 0; i < (std::uint64_t{1} << kSetBits); ++i) {
            const std::uint64_t index = moved(i << first, span, spread);
            EXPECT_EQ(index >> kSpreadFrom << kSpreadFrom, i << first)
                << "only the bits of the sets change";
            EXPECT_EQ(index & ((std::uint64_t{1} << kFirstSetBit) - 1), 0U) << "runs stay runs";
            sets.insert(index >> kFirstSetBit & ((std::uint64_t{1} << kSetBits) - 1));
        }
        EXPECT_EQ(sets.size(), std::size_t{1} << kSetBits) << first;
    }
    for (std::size_t lane = memoryBits; lane < bits; ++lane)
        EXPECT_EQ(moved(std::uint64_t{1} << lane, span, spread), std::uint64_t{1} << lane);
}

TEST(IndexSpread, LeavesSmallStatesAsTheyAre) {
    BitSpace span;
    for (const std::uint64_t vector : {5U, 3U, 8U, 16U}) span.add(vector);
    EXPECT_EQ(spreadOverSets(span, kLaneBits).vectors(), span.vectors());
}

TEST(BlockPlan, HasEveryTurnOnce) {
    for (const std::size_t bits : {6U, 9U, 12U, 16U, 20U, 24U}) {
        const auto plan = makeBlockPlan(randomBasis(bits, bits), kLaneBits, 0, true);
        ASSERT_TRUE(plan) << bits;
        EXPECT_EQ(countTurns(plan->forward).all, bits);
        std::size_t backward = 0;
        for (const Sweep& sweep : plan->backward) backward += sweep.rounds.front().plan.turns.size();
        EXPECT_EQ(backward, bits);
    }
}

// In the natural order of lanes 7 of 8 random masks lead into other lanes. The last round must leave the
// lanes in that order, and masks that differ in lanes alone cannot be told apart by the vectors.
TEST(BlockPlan, KeepsTurnsWithinTheirLanesButInTheLastRound) {
    for (const std::size_t bits : {16U, 20U, 24U}) {
        const auto plan = makeBlockPlan(randomBasis(bits, 7 * bits), kLaneBits, 0, false);
        ASSERT_TRUE(plan) << bits;
        const std::size_t last = plan->forward.back().rounds.back().plan.turns.size();
        const TurnCounts counts = countTurns(plan->forward);
        EXPECT_LE(counts.acrossLanes, last + kLaneBits) << bits;
        EXPECT_GE(counts.inSimplePasses, bits - last - kLaneBits) << bits;
    }
}

TEST(BlockPlan, AsksForEveryVectorOfABlock) {
    const auto plan = makeBlockPlan(randomBasis(24, 3), kLaneBits, 0, false);
    ASSERT_TRUE(plan);
    for (const Sweep& sweep : plan->forward) {
        const std::size_t block = sweep.cosets.offsets().size();
        ASSERT_EQ(sweep.order.size(), block);
        EXPECT_EQ(std::set<std::uint32_t>(sweep.order.begin(), sweep.order.end()),
                  std::set<std::uint32_t>(sweep.cosets.offsets().begin(), sweep.cosets.offsets().end()));
        std::size_t asked = 0;
        for (const Round& round : sweep.rounds)
            asked += round.aheadCount * round.plan.forward.size() << (sweep.flips.size() - kForwardBits);
        EXPECT_GE(asked, block);
        EXPECT_GE(sweep.lead, sweep.rounds.front().memory.size());
    }
}

TEST(LaneFrame, KeepsParitiesAndMovesFlips) {
    constexpr std::size_t memoryBits = 9;
    RandomStream random(5, "frames");
    LaneFrame frame(memoryBits, kLaneBits);
    EXPECT_TRUE(frame.isZero());
    const auto draw = [&](std::size_t bits) {
        return static_cast<std::uint64_t>(random.uniform() * static_cast<double>(std::uint64_t{1} << bits));
    };
    for (int change = 0; change < 5; ++change) frame.change(draw(memoryBits), draw(kLaneBits));
    for (int trial = 0; trial < 100; ++trial) {
        const std::uint64_t index = draw(memoryBits + kLaneBits);
        const std::uint64_t z = draw(memoryBits + kLaneBits);
        // A flip and an index go to the same place: both are sums of unit vectors.
        EXPECT_EQ(isOdd(z & index), isOdd(frame.mask(z) & frame.flip(index)));
        EXPECT_EQ(frame.flip(frame.flip(index)), index);
    }
    EXPECT_TRUE((frame ^ frame).isZero());
}

}  // namespace
}  // namespace qstore
