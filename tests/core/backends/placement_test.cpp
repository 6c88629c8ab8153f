// SPDX-License-Identifier: Apache-2.0
#include "core/backends/placement.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "core/backends/device_profiles.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Circuit chain(std::size_t qubits) {
    CircuitParts parts;
    parts.qubits = qubits;
    for (Qubit q = 0; q + 1 < qubits; ++q) parts.operations.push_back(Operation::gateOn("cx", {q, q + 1}));
    return Circuit::of(parts);
}

/// A ring of six with random errors.
struct Ring {
    DeviceInfo device;
    Calibration calibration;
    explicit Ring(unsigned seed) {
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> error(0.001, 0.05);
        device.name = "ring";
        device.qubits = calibration.qubits = 6;
        for (Qubit q = 0; q < 6; ++q) {
            device.coupling.emplace_back(q, (q + 1) % 6);
            calibration.pairs.push_back({q, (q + 1) % 6, error(random), {}});
            const double read = error(random);
            calibration.perQubit.push_back({{}, {}, error(random), read, read});
        }
        calibration.medianTwoQubitError = 0.02;
    }
};

double pairError(const Calibration& calibration, Qubit a, Qubit b) {
    for (const PairCalibration& pair : calibration.pairs)
        if ((pair.a == a && pair.b == b) || (pair.a == b && pair.b == a)) return *pair.error;
    return 1.0;
}

TEST(Placement, IsTheBestOfAllPlaces) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("h", {1}), Operation::gateOn("cx", {1, 0}),
                        Operation::gateOn("cx", {1, 2}), Operation::gateOn("cx", {1, 0})};
    for (unsigned seed = 1; seed <= 5; ++seed) {
        const Ring ring(seed);
        const auto found = bestPlacement(Circuit::of(parts), ring.device, ring.calibration);
        ASSERT_TRUE(found) << found.error().message;
        double best = 0.0;
        std::vector<Qubit> order(6);
        std::iota(order.begin(), order.end(), Qubit{0});
        do {  // every place, tried out
            const auto& each = ring.calibration.perQubit;
            double success = (1.0 - *each[order[1]].oneQubitError) *
                             std::pow(1.0 - pairError(ring.calibration, order[1], order[0]), 2) *
                             (1.0 - pairError(ring.calibration, order[1], order[2]));
            for (std::size_t q = 0; q < 3; ++q) success *= 1.0 - *each[order[q]].readError01;
            best = std::max(best, success);
        } while (std::next_permutation(order.begin(), order.end()));
        EXPECT_NEAR(found->successEstimate, best, 1e-12) << "seed " << seed;
        EXPECT_FALSE(found->needsRouting);
        EXPECT_TRUE(found->searchedAll);
    }
}

TEST(Placement, ACircuitThatFitsNowhereIsPlacedClose) {
    CircuitParts parts;
    parts.qubits = 3;
    parts.operations = {Operation::gateOn("cx", {0, 1}), Operation::gateOn("cx", {1, 2}),
                        Operation::gateOn("cx", {2, 0})};
    const Ring ring(3);
    const auto found = bestPlacement(Circuit::of(parts), ring.device, ring.calibration);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_TRUE(found->needsRouting);
    std::vector<Qubit> sorted = found->qubits;
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(std::unique(sorted.begin(), sorted.end()), sorted.end());
    // Three neighbours of the ring: two of the three pairs are coupled.
    int coupled = 0;
    for (const auto& [a, b] : std::vector<std::pair<int, int>>{{0, 1}, {1, 2}, {2, 0}}) {
        const auto x = found->qubits[static_cast<std::size_t>(a)],
                   y = found->qubits[static_cast<std::size_t>(b)];
        coupled += pairError(ring.calibration, x, y) < 1.0 ? 1 : 0;
    }
    EXPECT_EQ(coupled, 2);
}

TEST(Placement, BadPairsAreAvoidedOnALargeMachine) {
    const LocalDevice device = localDevice("local/heavy-hex-127").value();
    Calibration calibration = *device.calibration;
    for (PairCalibration& pair : calibration.pairs) pair.error = pair.a < 60 ? 0.5 : 0.001;
    const auto found = bestPlacement(chain(10), device.info, calibration);
    ASSERT_TRUE(found) << found.error().message;
    EXPECT_FALSE(found->needsRouting);
    for (std::size_t q = 0; q + 1 < 10; ++q)
        EXPECT_NEAR(pairError(calibration, found->qubits[q], found->qubits[q + 1]), 0.001, 1e-12);
    PlacementOptions few;
    few.mostSteps = 20;
    EXPECT_FALSE(bestPlacement(chain(10), device.info, calibration, few)->searchedAll);
}

TEST(Placement, LimitsAndStops) {
    const Ring ring(1);
    EXPECT_THAT(bestPlacement(chain(7), ring.device, ring.calibration).error().message,
                HasSubstr("needs 7 qubits, 'ring' has 6"));
    const LocalDevice aria = localDevice("local/aria").value();
    EXPECT_FALSE(bestPlacement(chain(5), aria.info, *aria.calibration)->needsRouting);
    std::stop_source stop;
    stop.request_stop();
    const LocalDevice large = localDevice("local/heavy-hex-127").value();
    CircuitParts dense;
    dense.qubits = 12;
    for (Qubit a = 0; a < 12; ++a)
        for (Qubit b = 0; b < a; ++b) dense.operations.push_back(Operation::gateOn("cx", {a, b}));
    const auto stopped =
        bestPlacement(Circuit::of(dense), large.info, *large.calibration, {}, {stop.get_token(), {}});
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
