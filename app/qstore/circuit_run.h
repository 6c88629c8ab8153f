// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/qstore/circuit_input.h"
#include "core/base/progress.h"
#include "core/simulation/noise_model.h"

namespace qstore {

struct RunOptions : CircuitInput {
    std::optional<std::uint64_t> shots;
    std::optional<std::size_t> top;
    bool state = false;
    std::string noiseFile;                 ///< empty = a machine without errors
    std::string backend, calibrationFile;  ///< a simulated machine by name, or with a file's figures
    std::optional<NoiseModel> noise;       ///< of the backend
    bool isNoisy() const { return !noiseFile.empty() || noise.has_value(); }
    std::string method;  ///< one of kMethods; empty = `density` with noise, else `state-vector`
    std::optional<std::uint64_t> trajectories;
    double maxCostUsd = 0.0;  ///< of a machine's job; 0 = no cap
};

inline const std::vector<std::string> kMethods = {"state-vector", "density", "trajectories", "stabilizer"};

inline constexpr std::size_t kMostPrintedOutcomes = std::size_t{1} << 16U;
/// Probabilities below this are rounding noise of the simulation and not outcomes.
inline constexpr double kNoise = 1e-15;

/// One outcome and how likely it is, or how often it was seen. Keys are numbers, or texts of one length
/// where there may be more than 64 bits; both sort alike.
template <class Key>
struct OutcomeOf {
    Key bits{};
    double weight = 0.0;
};
using Outcome = OutcomeOf<std::uint64_t>;
using WideOutcome = OutcomeOf<std::string>;

/// More outcomes than are printed without --top.
Status requireFewOutcomes(std::size_t count);

/// In order of outcome; with --top only the K largest, largest first (ties by outcome).
template <class Key>
Status limitOutcomes(std::vector<OutcomeOf<Key>>& outcomes, const std::optional<std::size_t>& top) {
    if (!top) {
        QSTORE_CHECK(requireFewOutcomes(outcomes.size()));
        std::sort(outcomes.begin(), outcomes.end(),
                  [](const auto& a, const auto& b) { return a.bits < b.bits; });
        return {};
    }
    const auto larger = [](const auto& a, const auto& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.bits < b.bits;
    };
    const std::size_t count = std::min(*top, outcomes.size());
    std::partial_sort(outcomes.begin(), outcomes.begin() + static_cast<std::ptrdiff_t>(count),
                      outcomes.end(), larger);
    outcomes.resize(count);
    return {};
}

inline const std::string& keyText(const WideOutcome& outcome, std::size_t) {
    return outcome.bits;
}
inline std::string keyText(const Outcome& outcome, std::size_t digits) {
    return bitString(outcome.bits, digits);
}

template <class Key>
nlohmann::ordered_json outcomesJson(const std::vector<OutcomeOf<Key>>& outcomes, std::size_t digits,
                                    bool counts) {
    auto object = nlohmann::ordered_json::object();
    for (const auto& outcome : outcomes) {
        if (counts)
            object[keyText(outcome, digits)] = static_cast<std::uint64_t>(outcome.weight);
        else
            object[keyText(outcome, digits)] = outcome.weight;
    }
    return object;
}

/// The methods beside the state vector: `density`, `trajectories`, `stabilizer`. `circuit` has no symbols.
Status runNoisyMethod(const Circuit& circuit, const std::vector<PauliSum>& observables,
                      const RunOptions& options, std::uint64_t seed, nlohmann::ordered_json& document,
                      const RunControl& control);

class Command;

/// A machine of an account, `PROFILE/DEVICE`: a job in the workspace, waited for. `circuit` has no symbols.
Status runOnMachine(const Command& command, const Circuit& circuit,
                    const std::vector<PauliSum>& observables, const RunOptions& options,
                    nlohmann::ordered_json& document);

}  // namespace qstore
