// SPDX-License-Identifier: Apache-2.0
#include "core/backends/gate_counts.h"

#include <gtest/gtest.h>

#include "core/circuit/qasm.h"

namespace qstore {
namespace {

TEST(GateCounts, GatesAreBilledByTheQubitsTheyTouch) {
    // A NOT with three controls is billed as 6 · (4 − 2) = 12 two-qubit gates: IonQ's own example.
    const auto circuit = readCircuit(R"(OPENQASM 3.0;
include "stdgates.inc";
gate pair a, b { h a; cx a, b; }
qubit[4] q;
bit[4] c;
pair q[0], q[1];
rz(0.3) q[2];
swap q[2], q[3];
ctrl(3) @ x q[0], q[1], q[2], q[3];
barrier q;
c = measure q;
)",
                                     "test", {});
    ASSERT_TRUE(circuit) << circuit.error().message;
    EXPECT_EQ(billedGates(*circuit), (GateCounts{2, 2 + 12}));
    EXPECT_EQ(billedGates(Circuit()), GateCounts{});
}

}  // namespace
}  // namespace qstore
