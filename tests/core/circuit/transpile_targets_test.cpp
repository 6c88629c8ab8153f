// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/transpile_targets.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "eagle_coupling.h"

namespace qstore {
namespace {

using Pairs = std::set<std::pair<Qubit, Qubit>>;

Pairs undirected(const std::vector<std::pair<Qubit, Qubit>>& pairs) {
    Pairs set;
    for (const auto& [a, b] : pairs) set.insert(std::minmax(a, b));
    return set;
}

TEST(TranspileTargets, HeavyHexOf127IsTheMachinesOwnMap) {
    const auto target = namedTarget("heavy-hex", 66);
    ASSERT_TRUE(target);
    EXPECT_EQ(target->qubits, 127U);
    EXPECT_EQ(target->gates, GateSetKind::IbmCz);
    EXPECT_EQ(undirected(target->coupling), undirected(testing::eagleEcrPairs()));
}

/// IBM's 27 qubits (its picture in Qiskit's documentation of Falcon machines), renumbered row by row.
TEST(TranspileTargets, HeavyHexOf27IsFalcon) {
    const std::vector<std::pair<Qubit, Qubit>> ibm = {
        {0, 1},   {1, 2},   {1, 4},   {2, 3},   {3, 5},   {4, 7},   {5, 8},   {6, 7},   {7, 10},  {8, 9},
        {8, 11},  {10, 12}, {11, 14}, {12, 13}, {12, 15}, {13, 14}, {14, 16}, {15, 18}, {16, 19}, {17, 18},
        {18, 21}, {19, 20}, {19, 22}, {21, 23}, {22, 25}, {23, 24}, {24, 25}, {25, 26}};
    const std::vector<Qubit> rows = {6,  17, 0, 1, 4,  7,  10, 12, 15, 18, 21, 23, 2, 13,
                                     24, 3,  5, 8, 11, 14, 16, 19, 22, 25, 26, 9,  20};
    std::vector<std::pair<Qubit, Qubit>> renumbered;
    for (const auto& [a, b] : ibm) {
        const auto at = [&](Qubit qubit) {
            return static_cast<Qubit>(std::find(rows.begin(), rows.end(), qubit) - rows.begin());
        };
        renumbered.emplace_back(at(a), at(b));
    }
    const auto target = namedTarget("heavy-hex", 5);
    ASSERT_TRUE(target);
    EXPECT_EQ(target->qubits, 27U);
    EXPECT_EQ(undirected(target->coupling), undirected(renumbered));
}

/// Qubits and couplers of Hummingbird, Osprey and Condor as IBM announced them.
TEST(TranspileTargets, HeavyHexSizes) {
    for (const auto& [needed, qubits, pairs] :
         {std::tuple(28U, 65U, 72U), {65U, 65U, 72U}, {128U, 433U, 504U}, {434U, 1121U, 1320U}}) {
        const auto target = namedTarget("heavy-hex", needed);
        ASSERT_TRUE(target);
        EXPECT_EQ(target->qubits, qubits);
        EXPECT_EQ(target->coupling.size(), pairs);
        std::vector<std::size_t> degree(qubits);
        for (const auto& [a, b] : target->coupling) {
            ASSERT_LT(b, qubits);
            ++degree[a], ++degree[b];
        }
        EXPECT_EQ(*std::max_element(degree.begin(), degree.end()), 3U);
    }
}

TEST(TranspileTargets, LinesAndGrids) {
    EXPECT_EQ(namedTarget("line", 3)->coupling, (std::vector<std::pair<Qubit, Qubit>>{{0, 1}, {1, 2}}));
    EXPECT_EQ(namedTarget("line", 3, 7)->qubits, 7U);
    const auto grid = namedTarget("grid", 5);
    EXPECT_EQ(grid->qubits, 6U);
    EXPECT_EQ(undirected(grid->coupling), (Pairs{{0, 1}, {1, 2}, {3, 4}, {4, 5}, {0, 3}, {1, 4}, {2, 5}}));
    EXPECT_EQ(namedTarget("grid", 9)->coupling.size(), 12U);
}

TEST(TranspileTargets, Ionq) {
    EXPECT_EQ(*namedTarget("ionq", 4), (TranspileTarget{"ionq", GateSetKind::IonqMs, 4, {}}));
    EXPECT_EQ(*namedTarget("ionq-forte", 4, 36),
              (TranspileTarget{"ionq-forte", GateSetKind::IonqZz, 36, {}}));
}

TEST(TranspileTargets, Refuses) {
    EXPECT_EQ(namedTarget("torus", 4).error().code, ErrorCode::NotFound);
    EXPECT_EQ(namedTarget("line", 4, 3).error().message, "The circuit needs 4 qubits, not 3.");
    EXPECT_EQ(namedTarget("heavy-hex", 4, 100'000).error().code, ErrorCode::ResourceExhausted);
}

}  // namespace
}  // namespace qstore
