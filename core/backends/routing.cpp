// SPDX-License-Identifier: Apache-2.0
#include "core/backends/routing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <tuple>

#include "core/backends/gate_counts.h"
#include "core/circuit/circuit_walk.h"

namespace qstore {
namespace {

constexpr std::array<std::string_view, 4> kGoals = {"price", "queue", "fidelity", "speed"};

std::string secondsText(double seconds) {
    std::array<char, 64> text{};
    if (seconds < 120.0)
        std::snprintf(text.data(), text.size(), "%.3g s", seconds);
    else if (seconds < 7200.0)
        std::snprintf(text.data(), text.size(), "%.3g min", seconds / 60.0);
    else
        std::snprintf(text.data(), text.size(), "%.3g h", seconds / 3600.0);
    return text.data();
}

std::string percentText(double fraction) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.3g %%", 100.0 * fraction);
    return text.data();
}

/// Smaller is better; absent is last.
using Figure = std::optional<double>;

Figure figureOf(const RouteCandidate& candidate, RoutingGoal goal) {
    switch (goal) {
        case RoutingGoal::Price: return candidate.price.usd;
        case RoutingGoal::Queue: return candidate.device.queueSeconds;
        case RoutingGoal::Fidelity:
            return candidate.fidelity ? Figure(1.0 - *candidate.fidelity) : std::nullopt;
        case RoutingGoal::Speed: break;
    }
    if (!candidate.device.queueSeconds || !candidate.executionSeconds) return std::nullopt;
    return *candidate.device.queueSeconds + *candidate.executionSeconds;
}

auto key(const RouteCandidate& candidate, RoutingGoal goal) {
    const auto part = [&](RoutingGoal which) {
        const Figure figure = figureOf(candidate, which);
        return std::make_pair(!figure.has_value(), figure.value_or(0.0));
    };
    return std::make_tuple(!candidate.reasons.empty(), part(goal), part(RoutingGoal::Price),
                           part(RoutingGoal::Queue), part(RoutingGoal::Fidelity));
}

std::string priceText(const RouteCandidate& candidate) {
    if (!candidate.price.usd) return "price unknown (" + candidate.price.reason + ")";
    std::string text = "costs " + usdText(*candidate.price.usd);
    if (candidate.price.fromProvider) return text + " by the provider's estimate";
    if (!candidate.price.date.empty()) text += " by the price list of " + candidate.price.date;
    return text;
}

std::string queueText(const RouteCandidate& candidate) {
    if (candidate.device.queueSeconds) return "queue " + secondsText(*candidate.device.queueSeconds);
    if (candidate.device.queueLength)
        return std::to_string(*candidate.device.queueLength) + " jobs wait, for how long is not told";
    return "queue unknown";
}

std::string fidelityText(const RouteCandidate& candidate) {
    return candidate.fidelity ? "no error with a chance of " + percentText(*candidate.fidelity)
                              : "fidelity unknown";
}

std::string speedText(const RouteCandidate& candidate) {
    const Figure figure = figureOf(candidate, RoutingGoal::Speed);
    if (figure) return "done in about " + secondsText(*figure);
    return candidate.executionSeconds ? "time unknown (its queue is not told)" : "time unknown";
}

std::string reasoning(const RouteCandidate& candidate, RoutingGoal goal) {
    if (!candidate.reasons.empty()) {
        std::string text = candidate.name + " cannot run it: ";
        for (std::size_t i = 0; i < candidate.reasons.size(); ++i)
            text += (i == 0 ? "" : "; ") + candidate.reasons[i].text;
        return text + ".";
    }
    const std::array<std::string, 4> parts = {priceText(candidate), queueText(candidate),
                                              fidelityText(candidate), speedText(candidate)};
    std::string text = candidate.name + ": " + parts[static_cast<std::size_t>(goal)];
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (i != static_cast<std::size_t>(goal)) text += ", " + parts[i];
    return text + ".";
}

}  // namespace

std::string_view routingGoalName(RoutingGoal goal) {
    return kGoals[static_cast<std::size_t>(goal)];
}

std::optional<RoutingGoal> findRoutingGoal(std::string_view name) {
    const auto found = std::find(kGoals.begin(), kGoals.end(), name);
    if (found == kGoals.end()) return std::nullopt;
    return static_cast<RoutingGoal>(found - kGoals.begin());
}

std::vector<RankedDevice> rankDevices(const std::vector<RouteCandidate>& candidates, RoutingGoal goal) {
    std::vector<const RouteCandidate*> order;
    for (const RouteCandidate& candidate : candidates) order.push_back(&candidate);
    std::stable_sort(order.begin(), order.end(), [&](const RouteCandidate* a, const RouteCandidate* b) {
        return key(*a, goal) < key(*b, goal);
    });
    std::vector<RankedDevice> ranked;
    for (const RouteCandidate* candidate : order)
        ranked.push_back({candidate->name, candidate->reasons.empty(), reasoning(*candidate, goal)});
    return ranked;
}

std::vector<std::string> failOverOrder(const std::vector<RankedDevice>& ranked) {
    std::vector<std::string> names;
    for (const RankedDevice& device : ranked)
        if (device.usable) names.push_back(device.name);
    return names;
}

std::optional<double> expectedFidelity(const Calibration& calibration, const Circuit& circuit) {
    double oneQubitGates = 0.0;
    const double twoQubitGates = static_cast<double>(billedGates(circuit).twoQubit);
    const Circuit flat = circuit.flattened();
    for (const Operation& operation : flat.operations()) {
        const GateInfo* gate = tableGate(operation);
        if (gate != nullptr && touchedQubits(operation).size() == 1 && !gate->diagonal)
            oneQubitGates += 1.0;
    }
    const auto& oneQubit = calibration.medians.oneQubitError;
    const auto& twoQubit = calibration.medianTwoQubitError;
    if ((oneQubitGates > 0.0 && !oneQubit) || (twoQubitGates > 0.0 && !twoQubit)) return std::nullopt;
    const auto read01 = calibration.medians.readError01, read10 = calibration.medians.readError10;
    const double reading =
        read01 && read10 ? 0.5 * (*read01 + *read10) : calibration.spamError.value_or(0.0);
    return std::pow(1.0 - oneQubit.value_or(0.0), oneQubitGates) *
           std::pow(1.0 - twoQubit.value_or(0.0), twoQubitGates) *
           std::pow(1.0 - reading, static_cast<double>(circuit.qubits()));
}

}  // namespace qstore
