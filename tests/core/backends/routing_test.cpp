// SPDX-License-Identifier: Apache-2.0
#include "core/backends/routing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace qstore {
namespace {

using ::testing::HasSubstr;

RouteCandidate candidate(const std::string& name, std::optional<double> usd, std::optional<double> queue,
                         std::optional<double> seconds, std::optional<double> fidelity) {
    RouteCandidate route;
    route.name = name;
    route.price.usd = usd;
    route.price.reason = "not published";
    route.device.queueSeconds = queue;
    route.executionSeconds = seconds;
    route.fidelity = fidelity;
    return route;
}

std::vector<RouteCandidate> three() {
    return {candidate("cheap", 1.0, 5000.0, 10.0, 0.8), candidate("good", 90.0, 100.0, 900.0, 0.95),
            candidate("unknown", {}, {}, {}, {}), candidate("quick", 50.0, 200.0, 20.0, 0.7)};
}

using Names = std::vector<std::string>;

TEST(Routing, EachGoalHasItsOrderAndUnknownFiguresComeLast) {
    EXPECT_EQ(failOverOrder(rankDevices(three(), RoutingGoal::Price)),
              (Names{"cheap", "quick", "good", "unknown"}));
    EXPECT_EQ(failOverOrder(rankDevices(three(), RoutingGoal::Queue)),
              (Names{"good", "quick", "cheap", "unknown"}));
    EXPECT_EQ(failOverOrder(rankDevices(three(), RoutingGoal::Fidelity)),
              (Names{"good", "cheap", "quick", "unknown"}));
    EXPECT_EQ(failOverOrder(rankDevices(three(), RoutingGoal::Speed)),
              (Names{"quick", "good", "cheap", "unknown"}));
    for (const RoutingGoal goal :
         {RoutingGoal::Price, RoutingGoal::Queue, RoutingGoal::Fidelity, RoutingGoal::Speed})
        EXPECT_EQ(findRoutingGoal(routingGoalName(goal)), goal);
    EXPECT_FALSE(findRoutingGoal("colour"));
}

TEST(Routing, TheReasoningIsASentenceAndWhatCannotRunStandsLast) {
    auto candidates = three();
    candidates[0].reasons = {{"needs 12 qubits, has 11", "", false}, {"it is retired", "", false}};
    const auto ranked = rankDevices(candidates, RoutingGoal::Price);
    EXPECT_EQ(failOverOrder(ranked), (Names{"quick", "good", "unknown"}));
    EXPECT_FALSE(ranked.back().usable);
    EXPECT_EQ(ranked.back().reasoning, "cheap cannot run it: needs 12 qubits, has 11; it is retired.");
    EXPECT_THAT(ranked[0].reasoning, HasSubstr("quick: costs $50.00, queue 3.33 min"));
    EXPECT_THAT(ranked[2].reasoning, HasSubstr("price unknown (not published)"));
    EXPECT_THAT(rankDevices(three(), RoutingGoal::Fidelity)[0].reasoning,
                HasSubstr("good: no error with a chance of 95 %"));
    EXPECT_TRUE(rankDevices({}, RoutingGoal::Price).empty());
}

TEST(Routing, ExpectedFidelityIsTheProductOverGatesAndReadings) {
    CircuitParts parts;
    parts.qubits = 2;
    parts.operations = {Operation::gateOn("h", {0}), Operation::gateOn("rz", {0}, {Angle(0.1)}),
                        Operation::gateOn("cx", {0, 1})};
    Calibration calibration;
    calibration.qubits = 2;
    calibration.medians.oneQubitError = 0.1;
    calibration.medianTwoQubitError = 0.2;
    calibration.spamError = 0.05;
    EXPECT_NEAR(*expectedFidelity(calibration, Circuit::of(parts)), 0.9 * 0.8 * 0.95 * 0.95, 1e-12);
    calibration.medianTwoQubitError.reset();
    EXPECT_FALSE(expectedFidelity(calibration, Circuit::of(parts)));
}

}  // namespace
}  // namespace qstore
