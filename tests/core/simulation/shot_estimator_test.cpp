// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_estimator.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "core/base/parallel.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;

std::vector<PauliSum> sums(const std::vector<std::string>& texts) {
    std::vector<PauliSum> list;
    for (const std::string& text : texts) list.push_back(PauliSum::parse(text).value());
    return list;
}

Circuit bell() {
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("cx", {0, 1})};
    return Circuit::of(parts);
}

/// RX(a) on qubit 0, RY(w) on qubit 1, and a CX.
Circuit rotations() {
    CircuitParts parts;
    parts.qubits = 2;
    parts.parameters = {{"w", ParameterRole::Trainable, {}, ""}, {"a", ParameterRole::Column, {}, "a"}};
    parts.operations = {Operation::gateOn("rx", {0}, {Angle::symbol("a")}),
                        Operation::gateOn("ry", {1}, {Angle::symbol("w")}),
                        Operation::gateOn("cx", {0, 1})};
    return Circuit::of(parts);
}

TEST(QubitwiseGroups, PutTogetherWhatOneSettingMeasures) {
    std::vector<PauliString> strings;
    for (const char* text : {"Z0", "Z1", "X0", "Z0 Z1", "X0 Z1", "Y1", "I"})
        strings.push_back(PauliSum::parse(text).value().terms.front().string);
    EXPECT_THAT(qubitwiseGroups(strings),
                ElementsAre(ElementsAre(0, 1, 3), ElementsAre(2, 4), ElementsAre(5)));
}

TEST(ShotEstimator, PerfectCorrelationsHaveNoScatter) {
    const auto estimator =
        ShotEstimator::compile(bell(), sums({"Z0 Z1", "X0 X1 - 0.5 Y0 Y1 + 2", "3 I"}), 50, 1).value();
    EXPECT_EQ(estimator->settings(), 3U);
    EXPECT_EQ(estimator->signature().observables, 3U);
    EXPECT_THAT(estimator->expectations({}).value(), ElementsAre(1.0, 3.5, 3.0));
}

TEST(ShotEstimator, AgreesWithTheExactValuesWithinTheStandardError) {
    const auto observables = sums({"Z0", "Y0", "Z0 Z1 - 0.7 X1", "X0 X1"});
    const std::uint64_t shots = 20000;
    const auto estimator = ShotEstimator::compile(rotations(), observables, shots, 9).value();
    const auto plan = Plan::compile(rotations(), observables).value();
    const std::vector<double> weights = {0.8}, inputs = {0.3, 1.9, 2.6};
    const Bindings bindings{weights, inputs, 3};
    const auto exact = plan->expectations(bindings).value();
    const auto sampled = estimator->expectations(bindings).value();
    ASSERT_EQ(sampled.size(), exact.size());
    // Six standard errors of the widest observable, whose coefficients add up to 1.7.
    const double bound = 6.0 * 1.7 / std::sqrt(static_cast<double>(shots));
    double apart = 0.0;
    for (std::size_t i = 0; i < exact.size(); ++i) {
        EXPECT_NEAR(sampled[i], exact[i], bound) << i;
        apart += std::abs(sampled[i] - exact[i]);
    }
    EXPECT_GT(apart, 0.0) << "sampled, not computed";
}

TEST(ShotEstimator, SeedsAndBatchesDrawTheirOwnNumbersForAnyNumberOfThreads) {
    const std::vector<double> weights = {0.8}, inputs(40, 1.3);
    const Bindings bindings{weights, inputs, 40};
    const auto values = [&](std::uint64_t seed, std::uint64_t batch) {
        return ShotEstimator::compile(rotations(), sums({"Z0", "X1"}), 100, seed)
            .value()
            ->expectationsOfBatch(bindings, batch)
            .value();
    };
    setThreadCount(1);
    const auto single = values(4, 0);
    setThreadCount(2);
    EXPECT_EQ(values(4, 0), single);
    EXPECT_NE(values(5, 0), single);
    EXPECT_NE(values(4, 1), single);
    EXPECT_NE(single[0], single[2]) << "rows of equal inputs do not share their shots";
}

TEST(ShotEstimator, FinalMeasurementsAreLeftOutAndOthersRefused) {
    CircuitParts parts = bell().parts();
    parts.bits = 2;
    parts.bitRegisters.clear();
    parts.operations.push_back(Operation::measure(0, 0));
    parts.operations.push_back(Operation::measure(1, 1));
    const auto estimator = ShotEstimator::compile(Circuit::of(parts), sums({"X0 X1"}), 20, 1).value();
    EXPECT_THAT(estimator->expectations({}).value(), ElementsAre(1.0));
    parts.operations.push_back(Operation::gateOn("x", {0}));
    const auto refused = ShotEstimator::compile(Circuit::of(parts), sums({"Z0"}), 20, 1);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_FALSE(ShotEstimator::compile(bell(), sums({"Z0"}), 0, 1).has_value());
    EXPECT_FALSE(ShotEstimator::compile(bell(), sums({"Z2"}), 1, 1).has_value());
}

}  // namespace
}  // namespace qstore
