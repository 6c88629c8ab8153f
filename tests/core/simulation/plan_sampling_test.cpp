// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/simulation/plan.h"

namespace qstore {
namespace {

struct Program {
    CircuitParts parts;

    Program(std::size_t qubits, std::size_t bits) {
        parts.qubits = qubits;
        parts.bits = bits;
    }
    Program& gate(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles = {}) {
        parts.operations.push_back(Operation::gateOn(name, std::move(qubits), std::move(angles)));
        return *this;
    }
    Program& measure(Qubit qubit, ClassicalBit bit) {
        parts.operations.push_back(Operation::measure(qubit, bit));
        return *this;
    }
    Program& reset(Qubit qubit) {
        parts.operations.push_back(Operation::reset(qubit));
        return *this;
    }
    /// Puts a condition on the last operation.
    Program& when(std::vector<ClassicalBit> bits, std::uint64_t value, bool negated = false) {
        parts.operations.back().conditions.push_back({std::move(bits), value, negated});
        return *this;
    }
    Counts shots(std::uint64_t count, std::uint64_t seed = 1) const {
        const auto plan = Plan::compile(Circuit::of(parts)).value();
        return plan->sample({}, count, seed).value().at(0);
    }
};

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Sampling, BellGivesOnlyEqualBits) {
    const Program bell = Program(2, 2).gate("h", {0}).gate("cx", {0, 1}).measure(0, 0).measure(1, 1);
    const Counts counts = bell.shots(10000, 42);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.at(0) + counts.at(3), 10000U);
    EXPECT_NEAR(static_cast<double>(counts.at(0)), 5000.0, 250.0);  // five standard deviations
    EXPECT_EQ(counts, bell.shots(10000, 42));
    EXPECT_NE(counts, bell.shots(10000, 43));
}

TEST(Sampling, XGivesAlwaysOne) {
    EXPECT_THAT(Program(1, 1).gate("x", {0}).measure(0, 0).shots(500), ElementsAre(Pair(1, 500)));
    EXPECT_THAT(Program(1, 0).gate("x", {0}).shots(500), ElementsAre(Pair(1, 500)));
}

TEST(Sampling, AConditionHoldsForAllQubitsOfOneMeasurement) {
    Program program(2, 2);
    program.measure(0, 0).measure(1, 1).gate("x", {0}).gate("x", {1}).measure(0, 0).when({0}, 0).gate("x",
                                                                                                      {0});
    Operation& both = program.parts.operations[4];
    both.targets = {0, 1};
    both.bits = {0, 1};
    EXPECT_THAT(program.shots(100), ElementsAre(Pair(3, 100)));
    both.conditions = {{{0, 1}, 0, false}};
    EXPECT_EQ(Plan::compile(Circuit::of(program.parts)).error().code, ErrorCode::Unsupported);
}

TEST(Sampling, GhzGivesAllOrNothing) {
    const Counts counts = Program(5, 0)
                              .gate("h", {0})
                              .gate("cx", {0, 1})
                              .gate("cx", {1, 2})
                              .gate("cx", {2, 3})
                              .gate("cx", {3, 4})
                              .shots(1000);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.at(0) + counts.at(31), 1000U);
}

TEST(Sampling, KeysAreTheClassicalBits) {
    // Only qubit 1 is one; it is read into bit 0 of three.
    EXPECT_THAT(Program(2, 3).gate("x", {1}).measure(1, 0).measure(0, 2).shots(10),
                ElementsAre(Pair(1, 10)));
}

TEST(Sampling, NoShotsGiveNoCounts) {
    EXPECT_TRUE(Program(1, 1).measure(0, 0).gate("h", {0}).shots(0).empty());
}

TEST(Sampling, TeleportationMovesAnyState) {
    // Nielsen and Chuang, section 1.3.7: qubit 2 ends in ry(1.2)rz(0.7)|0>, undone to |0> at the end.
    const Counts counts = Program(3, 3)
                              .gate("ry", {0}, {Angle(1.2)})
                              .gate("rz", {0}, {Angle(0.7)})
                              .gate("h", {1})
                              .gate("cx", {1, 2})
                              .gate("cx", {0, 1})
                              .gate("h", {0})
                              .measure(0, 0)
                              .measure(1, 1)
                              .gate("x", {2})
                              .when({1}, 1)
                              .gate("z", {2})
                              .when({0}, 1)
                              .gate("rz", {2}, {Angle(-0.7)})
                              .gate("ry", {2}, {Angle(-1.2)})
                              .measure(2, 2)
                              .shots(4000, 3);
    ASSERT_EQ(counts.size(), 4U);  // both measured bits are random, the third is always zero
    for (const auto& [key, times] : counts) {
        EXPECT_EQ(key & 4U, 0U);
        EXPECT_NEAR(static_cast<double>(times), 1000.0, 140.0);  // five standard deviations
    }
}

TEST(Sampling, WithoutItsCorrectionsTeleportationFails) {
    const Counts counts = Program(3, 3)
                              .gate("x", {0})
                              .gate("h", {1})
                              .gate("cx", {1, 2})
                              .gate("cx", {0, 1})
                              .gate("h", {0})
                              .measure(0, 0)
                              .measure(1, 1)
                              .gate("id", {2})
                              .measure(2, 2)
                              .shots(4000, 3);
    EXPECT_EQ(counts.size(), 4U);
    EXPECT_TRUE(
        std::any_of(counts.begin(), counts.end(), [](const auto& c) { return (c.first & 4U) == 0; }));
}

TEST(Sampling, ConditionsReadSeveralBitsAsANumber) {
    // Bits 0 and 2 read 1 and 1: [0, 2] is 3, and not 1.
    Program program(3, 4);
    program.gate("x", {0}).gate("x", {1}).measure(0, 0).measure(1, 2);
    Program equal = program;
    EXPECT_THAT(equal.gate("x", {2}).when({0, 2}, 3).measure(2, 3).shots(5), ElementsAre(Pair(13, 5)));
    Program unequal = program;
    EXPECT_THAT(unequal.gate("x", {2}).when({0, 2}, 1).measure(2, 3).shots(5), ElementsAre(Pair(5, 5)));
    Program negated = program;
    EXPECT_THAT(negated.gate("x", {2}).when({0, 2}, 1, true).measure(2, 3).shots(5),
                ElementsAre(Pair(13, 5)));
    Program order = program;
    order.parts.operations.erase(order.parts.operations.begin() + 1);  // bit 2 is now zero
    EXPECT_THAT(order.gate("x", {2}).when({0, 2}, 1).measure(2, 3).shots(5), ElementsAre(Pair(9, 5)));
}

TEST(Sampling, ConditionsOnBitsNeverWrittenAreDecidedByZero) {
    EXPECT_THAT(Program(1, 2).gate("x", {0}).when({1}, 0).measure(0, 0).shots(5), ElementsAre(Pair(1, 5)));
    EXPECT_THAT(Program(1, 2).gate("x", {0}).when({1}, 1).measure(0, 0).shots(5), ElementsAre(Pair(0, 5)));
}

TEST(Sampling, ResetGivesZeroAndBreaksEntanglement) {
    EXPECT_THAT(Program(1, 1).gate("x", {0}).reset(0).measure(0, 0).shots(50), ElementsAre(Pair(0, 50)));
    const Counts counts = Program(2, 0).gate("h", {0}).gate("cx", {0, 1}).reset(0).shots(1000);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.at(0) + counts.at(2), 1000U);
}

TEST(Sampling, MeasuringTwiceGivesTheSameTwice) {
    const Counts counts = Program(1, 2).gate("h", {0}).measure(0, 0).measure(0, 1).shots(1000);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.at(0) + counts.at(3), 1000U);
}

TEST(Sampling, AConditionalMeasurementKeepsTheOldBitOtherwise) {
    const Counts counts =
        Program(2, 2).gate("x", {1}).gate("h", {0}).measure(0, 0).measure(1, 1).when({0}, 1).shots(1000);
    ASSERT_EQ(counts.size(), 2U);
    EXPECT_EQ(counts.at(0) + counts.at(3), 1000U);
}

TEST(Sampling, TheLastMeasurementOfABitWins) {
    EXPECT_THAT(Program(2, 1).gate("x", {0}).measure(0, 0).measure(1, 0).shots(5), ElementsAre(Pair(0, 5)));
    EXPECT_THAT(Program(2, 1).gate("x", {1}).measure(0, 0).measure(1, 0).shots(5), ElementsAre(Pair(1, 5)));
}

TEST(Sampling, RepeatedCoinFlipsFollowTheBinomialLaw) {
    Program program(1, 3);
    for (ClassicalBit bit = 0; bit < 3; ++bit)
        program.reset(0).gate("ry", {0}, {Angle(1.0)}).measure(0, bit);
    const Counts counts = program.shots(50000, 9);
    const double one = std::pow(std::sin(0.5), 2);
    for (std::uint64_t key = 0; key < 8; ++key) {
        double p = 1.0;
        for (unsigned bit = 0; bit < 3; ++bit) p *= ((key >> bit) & 1U) != 0 ? one : 1.0 - one;
        EXPECT_NEAR(static_cast<double>(counts.at(key)), 50000.0 * p, 5.0 * std::sqrt(50000.0 * p)) << key;
    }
    EXPECT_EQ(counts, program.shots(50000, 9));
}

TEST(Sampling, EachSampleHasItsOwnShots) {
    CircuitParts parts;
    parts.qubits = 1;
    parts.parameters = {{"age", ParameterRole::Column, {}, "age"}};
    parts.operations = {Operation::gateOn("ry", {0}, {Angle::symbol("age")})};
    const auto plan = Plan::compile(Circuit::of(parts)).value();
    const std::vector<double> inputs{0.0, 3.14159265358979, 1.0, 1.0};
    const auto counts = plan->sample({{}, inputs, 4, false}, 1000, 5).value();
    ASSERT_EQ(counts.size(), 4U);
    EXPECT_THAT(counts[0], ElementsAre(Pair(0, 1000)));
    EXPECT_THAT(counts[1], ElementsAre(Pair(1, 1000)));
    EXPECT_NE(counts[2], counts[3]);
}

TEST(Sampling, FinalMeasurementsDoNotDisturbExpectations) {
    Program program(1, 1);
    program.gate("h", {0}).measure(0, 0);
    const auto plan = Plan::compile(Circuit::of(program.parts), {PauliSum::parse("X0").value()}).value();
    EXPECT_NEAR(plan->expectations({}).value()[0], 1.0, 1e-12);
}

}  // namespace
}  // namespace qstore
