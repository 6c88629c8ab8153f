// SPDX-License-Identifier: Apache-2.0
#include "core/backends/calibration_noise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <Eigen/Core>
#include <cmath>

#include "core/backends/device_profiles.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/trajectories.h"

namespace qstore {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

using Operators = std::vector<ComplexMatrix>;

/// Kraus operators of one step on all qubits of a gate: an operator on qubit `place` of `qubits`.
ComplexMatrix lifted(const ComplexMatrix& op, std::size_t place, std::size_t qubits) {
    if (op.rows() == Eigen::Index{1} << qubits) return op;
    const Eigen::Index size = Eigen::Index{1} << qubits, bit = Eigen::Index{1} << place;
    ComplexMatrix result = ComplexMatrix::Zero(size, size);
    for (Eigen::Index row = 0; row < size; ++row)
        for (Eigen::Index column = 0; column < size; ++column)
            if ((row & ~bit) == (column & ~bit))
                result(row, column) = op((row & bit) != 0 ? 1 : 0, (column & bit) != 0 ? 1 : 0);
    return result;
}

/// F = (Σ |Tr K|² + d)/(d² + d) of everything that follows a gate (Nielsen 2002): all products of Kraus
/// operators, one after the other.
double averageFidelity(const NoiseModel& model, const Operation& gate, const std::vector<Qubit>& qubits) {
    Operators products = {ComplexMatrix::Identity(1 << qubits.size(), 1 << qubits.size())};
    for (const NoiseAction& action : model.after(gate)) {
        const auto at = std::find(qubits.begin(), qubits.end(), action.qubits.front());
        Operators next;
        for (const ComplexMatrix& op : action.channel->operators())
            for (const ComplexMatrix& before : products)
                next.emplace_back(lifted(op, static_cast<std::size_t>(at - qubits.begin()), qubits.size()) *
                                  before);
        products = std::move(next);
    }
    double sum = 0.0;
    for (const ComplexMatrix& product : products) sum += std::norm(product.trace());
    const double d = static_cast<double>(1 << qubits.size());
    return (sum + d) / (d * d + d);
}

TEST(CalibrationNoise, DepolarisingProbabilityIsThatOfTheAverageInfidelity) {
    // r d/(d − 1): 0.001 · 2 and 0.01 · 4/3.
    EXPECT_NEAR(depolarizingProbability(0.001, 1), 0.002, 1e-15);
    EXPECT_NEAR(depolarizingProbability(0.01, 2), 0.04 / 3.0, 1e-15);
    EXPECT_LT(depolarizingProbability(0.001, 1, 0.99), 0.0);
    EXPECT_NEAR(relaxationFidelity({{50.0, 70.0, 0.0}}), 1.0, 1e-15);
}

TEST(CalibrationNoise, EveryShippedProfileHasTheFidelitiesOfItsFigures) {
    const auto devices = localDevices();
    ASSERT_TRUE(devices) << devices.error().message;
    std::size_t seen = 0;
    for (const LocalDevice& device : *devices) {
        if (!device.calibration) continue;
        const auto noise = noiseModelOf(*device.calibration, 3);
        ASSERT_TRUE(noise) << noise.error().message;
        const auto& error1 = device.calibration->medians.oneQubitError;
        const auto& error2 = device.calibration->medianTwoQubitError;
        ASSERT_TRUE(error2) << device.info.name;
        if (error1) {
            EXPECT_NEAR(1.0 - averageFidelity(noise->model, Operation::gateOn("sx", {1}), {1}), *error1,
                        1e-12)
                << device.info.name;
        }
        EXPECT_NEAR(1.0 - averageFidelity(noise->model, Operation::gateOn("cx", {2, 0}), {2, 0}), *error2,
                    1e-12)
            << device.info.name;
        EXPECT_TRUE(noise->model.after(Operation::gateOn("rz", {0}, {Angle(0.3)})).empty())
            << "a turn of the frame is no pulse";
        ++seen;
    }
    EXPECT_EQ(seen, 4U);
}

/// Three qubits in a row, each with figures of its own.
Calibration row() {
    Calibration calibration;
    calibration.qubits = 3;
    calibration.perQubit = {
        {100.0, 120.0, 0.0004, 0.01, 0.02}, {80.0, 60.0, 0.0006, 0.03, 0.04}, {90.0, {}, 0.0008, {}, {}}};
    calibration.pairs = {{0, 1, 0.008, {}}, {1, 2, 0.012, {}}, {2, 1, 0.010, {}}};
    calibration.medians = {90.0, 100.0, 0.0006, 0.05, 0.06};
    calibration.medianTwoQubitError = 0.009;
    calibration.oneQubitTimeNs = 35.0;
    calibration.twoQubitTimeNs = 300.0;
    return calibration;
}

TEST(CalibrationNoise, QubitsAndPairsKeepTheirOwnFigures) {
    const auto noise = noiseModelOf(row(), 3);
    ASSERT_TRUE(noise) << noise.error().message;
    const auto infidelity = [&](const char* gate, const std::vector<Qubit>& qubits) {
        return 1.0 - averageFidelity(noise->model, Operation::gateOn(gate, qubits), qubits);
    };
    EXPECT_NEAR(infidelity("x", {0}), 0.0004, 1e-12);
    EXPECT_NEAR(infidelity("h", {2}), 0.0008, 1e-12);
    EXPECT_NEAR(infidelity("cx", {1, 0}), 0.008, 1e-12);
    EXPECT_NEAR(infidelity("cz", {1, 2}), 0.010, 1e-12) << "the better of both directions";
    EXPECT_NEAR(infidelity("cx", {0, 2}), 0.009, 1e-12) << "not coupled: the median";
    EXPECT_EQ(noise->model.readout(1), (ReadoutError{0.03, 0.04}));
    EXPECT_EQ(noise->model.readout(2), (ReadoutError{0.05, 0.06})) << "without its own: the medians";
}

TEST(CalibrationNoise, APlacementTakesTheFiguresAlong) {
    const auto noise = noiseModelOf(row(), 2, {2, 1});
    ASSERT_TRUE(noise) << noise.error().message;
    EXPECT_NEAR(1.0 - averageFidelity(noise->model, Operation::gateOn("x", {0}), {0}), 0.0008, 1e-12);
    EXPECT_NEAR(1.0 - averageFidelity(noise->model, Operation::gateOn("cx", {0, 1}), {0, 1}), 0.010, 1e-12);
    EXPECT_THAT(noiseModelOf(row(), 2, {2, 2}).error().message, HasSubstr("qubit 2 twice"));
    EXPECT_THAT(noiseModelOf(row(), 2, {2, 3}).error().message, HasSubstr("qubit 3"));
    EXPECT_THAT(noiseModelOf(row(), 4).error().message, HasSubstr("which has 3"));
}

TEST(CalibrationNoise, WhatDoesNotFitTogetherIsSaid) {
    Calibration calibration;
    calibration.qubits = 2;
    calibration.medians.t1Us = 10.0;
    calibration.medians.t2Us = 50.0;
    calibration.medians.oneQubitError = 1e-9;
    calibration.medianTwoQubitError = 0.99;
    calibration.oneQubitTimeNs = 1000.0;
    calibration.twoQubitTimeNs = 1000.0;
    const auto noise = noiseModelOf(calibration, 2);
    ASSERT_TRUE(noise) << noise.error().message;
    EXPECT_THAT(noise->notes, Contains(HasSubstr("above 2 T1")));
    EXPECT_THAT(noise->notes, Contains(HasSubstr("alone give more error")));
    EXPECT_THAT(noise->notes, Contains(HasSubstr("complete depolarisation")));
    EXPECT_THAT(noise->notes, Contains(HasSubstr("errors of reading are not known")));
    EXPECT_GT(1.0 - averageFidelity(noise->model, Operation::gateOn("x", {0}), {0}), 0.01);
}

TEST(CalibrationNoise, GatesOfUnknownErrorAreRefused) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("ccx", {0, 1, 2})};
    const Status refused = checkGateSizes(Circuit::of(parts));
    EXPECT_EQ(refused.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(refused.error().message, HasSubstr("touches 3 qubits"));
    parts.operations = {Operation::gateOn("cx", {0, 1})};
    EXPECT_TRUE(checkGateSizes(Circuit::of(parts)));
}

TEST(CalibrationNoise, ShotsOfAProfileAgreeWithTheExactDensityMatrix) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("h", {0}),
                        Operation::gateOn("cx", {0, 1}),
                        Operation::gateOn("ry", {2}, {Angle(0.7)}),
                        Operation::gateOn("cx", {1, 2}),
                        Operation::gateOn("sx", {0}),
                        Operation::gateOn("cx", {0, 1})};
    const Circuit circuit = Circuit::of(parts);
    for (const char* name : {"local/aria", "local/heavy-hex-127"}) {
        const auto device = localDevice(name);
        ASSERT_TRUE(device);
        const auto noise = noiseModelOf(*device->calibration, 3);
        ASSERT_TRUE(noise);
        const auto exact = simulateDensity(circuit, noise->model);
        ASSERT_TRUE(exact) << exact.error().message;
        TrajectoryOptions options;
        options.trajectories = 40'000;
        options.seed = 7;
        const auto sampled = simulateTrajectories(circuit, noise->model, {}, options);
        ASSERT_TRUE(sampled) << sampled.error().message;
        const double shots = static_cast<double>(options.trajectories);
        for (std::uint64_t outcome = 0; outcome < 8; ++outcome) {
            const double p = exact->outcomes.count(outcome) != 0 ? exact->outcomes.at(outcome) : 0.0;
            const double seen = sampled->counts.count(outcome) != 0
                                    ? static_cast<double>(sampled->counts.at(outcome)) / shots
                                    : 0.0;
            EXPECT_NEAR(seen, p, 5.0 * std::sqrt(p * (1.0 - p) / shots) + 1e-9) << name << " " << outcome;
        }
        const auto ideal = simulateDensity(circuit);
        EXPECT_LT(exact->state.purity(), ideal->state.purity() - 1e-3) << "the noise is there at all";
    }
}

}  // namespace
}  // namespace qstore
