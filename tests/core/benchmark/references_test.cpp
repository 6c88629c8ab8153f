// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/references.h"

#include <gtest/gtest.h>

#include "core/benchmark/benchmark_report.h"

namespace qstore {
namespace {

/// The machine that the peers were measured on.
MachineLimits peersMachine() {
    MachineLimits machine;
    machine.clockGHz = 3.75;
    machine.byThreads = {{1, 120.0, 243.0, {435.0, 118.0, 58.9, 30.0}},
                         {2, 240.0, 489.0, {880.0, 233.0, 117.0, 55.0}}};
    return machine;
}

TEST(References, AreThePeersTimesOnThePeersMachine) {
    const MachineLimits machine = peersMachine();
    const auto seconds = [&](const ReferenceKey& key) { return peerReference(key, machine)->seconds; };
    EXPECT_DOUBLE_EQ(seconds({"W3", "", 8, 1, Precision::Double}), 83.8e-6);
    EXPECT_DOUBLE_EQ(seconds({"W3", "", 8, 2, Precision::Single}), 42.1e-6);
    EXPECT_DOUBLE_EQ(seconds({"W1", "", 20, 1, Precision::Double}), 0.180);
    EXPECT_DOUBLE_EQ(seconds({"W1", "", 24, 2, Precision::Single}), 0.755);
    EXPECT_DOUBLE_EQ(seconds({"W2", "batched", 10, 1, Precision::Double}), 180e-6);
    EXPECT_DOUBLE_EQ(seconds({"W2", "single", 20, 1, Precision::Double}), 0.860);
    EXPECT_DOUBLE_EQ(seconds({"W4", "1000000 shots", 20, 1, Precision::Double}), 79e-3);
}

TEST(References, FollowTheLimitThatBoundsTheRow) {
    MachineLimits machine = peersMachine();
    machine.byThreads[0].doubleGflops = 60.0;
    machine.byThreads[0].inPlaceGBs = {435.0, 59.0, 117.8, 10.0};
    machine.clockGHz = 1.875;
    const auto seconds = [&](const ReferenceKey& key) { return peerReference(key, machine)->seconds; };
    EXPECT_DOUBLE_EQ(seconds({"W3", "", 4, 1, Precision::Double}), 2 * 39.5e-6);
    EXPECT_DOUBLE_EQ(seconds({"W3", "", 4, 1, Precision::Single}), 38.4e-6)
        << "floats are as fast as there";
    EXPECT_DOUBLE_EQ(seconds({"W1", "", 16, 1, Precision::Double}), 2 * 7.60e-3);
    EXPECT_DOUBLE_EQ(seconds({"W1", "", 20, 1, Precision::Double}), 2 * 0.180);
    EXPECT_DOUBLE_EQ(seconds({"W1", "", 24, 1, Precision::Double}), 3 * 6.68);
    EXPECT_DOUBLE_EQ(seconds({"W4", "100000 shots", 20, 1, Precision::Double}), 2 * 9.2e-3);
}

TEST(References, AreNotInventedWhereNobodyMeasured) {
    const MachineLimits machine = peersMachine();
    EXPECT_FALSE(peerReference({"W3", "", 5, 1, Precision::Double}, machine));
    EXPECT_FALSE(peerReference({"W3", "", 8, 4, Precision::Double}, machine));
    EXPECT_FALSE(peerReference({"variants", "line", 8, 1, Precision::Double}, machine));
    MachineLimits one = machine;
    one.byThreads.pop_back();
    EXPECT_FALSE(peerReference({"W3", "", 8, 2, Precision::Double}, one)) << "no limits to scale by";
    EXPECT_FALSE(machineBound({"W3", "", 8, 2, Precision::Double}, one));
    EXPECT_FALSE(machineBound({"W3", "", 6, 1, Precision::Double}, machine));
    EXPECT_FALSE(machineBound({"W1", "", 20, 1, Precision::Double}, machine));
}

TEST(References, BoundsFollowTheMachine) {
    MachineLimits machine = peersMachine();
    EXPECT_NEAR(machineBound({"W3", "", 4, 1, Precision::Double}, machine)->seconds, 59e-9, 1e-15);
    EXPECT_NEAR(machineBound({"W3", "", 8, 1, Precision::Double}, machine)->seconds, 1.67e-6, 1e-13);
    EXPECT_NEAR(machineBound({"W3", "", 8, 2, Precision::Double}, machine)->seconds, 0.835e-6, 1e-13);
    EXPECT_NEAR(machineBound({"W3", "", 8, 1, Precision::Single}, machine)->seconds, 1.67e-6 * 120 / 243,
                1e-13);
    // 21 sweeps that read and write 256 MiB at 30 GB/s.
    const auto sweeps = machineBound({"W1", "", 24, 1, Precision::Double}, machine);
    EXPECT_NEAR(sweeps->seconds, 21.0 * 2.0 * 268435456.0 / 30e9, 1e-12);
    EXPECT_EQ(sweeps->mustTimes, 4.0);
    EXPECT_NEAR(machineBound({"W1", "", 24, 1, Precision::Single}, machine)->seconds, sweeps->seconds / 2,
                1e-12);
}

TEST(References, GoalsAreJudgedOnTheRightSide) {
    BenchmarkRow row;
    EXPECT_EQ(row.goal(), GoalState::None);
    row.seconds = 2.0;
    row.referenceSeconds = 1.0;
    row.mustTimes = 2.6;
    row.aimTimes = 1.6;
    EXPECT_EQ(row.goal(), GoalState::Must);
    row.seconds = 1.6;
    EXPECT_EQ(row.goal(), GoalState::Aim);
    row.seconds = 2.7;
    EXPECT_EQ(row.goal(), GoalState::Missed);
    EXPECT_EQ(row.peerGoal(), GoalState::None);
    row.peer = PeerReference{"lightning", "FMA", 27.0, 8.0, 12.0};
    EXPECT_DOUBLE_EQ(row.timesPeer(), 10.0);
    EXPECT_EQ(row.peerGoal(), GoalState::Must);
    row.seconds = 2.0;
    EXPECT_EQ(row.peerGoal(), GoalState::Aim);
    row.seconds = 4.0;
    EXPECT_EQ(row.peerGoal(), GoalState::Missed);
    row.peer->mustTimes = 0.0;
    EXPECT_EQ(row.peerGoal(), GoalState::None);
    EXPECT_EQ(goalStateName(GoalState::Missed), "missed");
    row.processorShare = 0.8;
    EXPECT_TRUE(row.disturbed());
    row.key.threads = 2;
    EXPECT_FALSE(row.disturbed()) << "two threads also wait for each other";
}

}  // namespace
}  // namespace qstore
