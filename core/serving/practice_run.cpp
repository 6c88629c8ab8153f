// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_run.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/simulation/density_matrix.h"
#include "core/simulation/ensemble.h"
#include "core/simulation/plan.h"
#include "core/simulation/trajectories.h"

namespace qstore {
namespace {

constexpr std::size_t kWholeQubits = 10;  ///< up to here nothing is left out, and noise is exact
constexpr std::uint64_t kTrajectoriesOfValues = 400;
/// Outcomes below this are rounding noise of the simulation.
constexpr double kNothing = 1e-14;
constexpr std::uint64_t kMostShotsOfValue = 10'000'000;

/// A circuit on the qubits that it uses; `places` are their numbers before.
struct Compact {
    Circuit circuit;
    std::vector<Qubit> places;
    std::vector<PauliSum> observables;
};

std::vector<bool> usedQubits(const PracticeTask& task) {
    std::vector<bool> used(task.circuit.qubits(), false);
    for (const Operation& operation : task.circuit.operations()) {
        if (operation.kind == OperationKind::Barrier) continue;
        for (const Qubit qubit : operation.targets) used[qubit] = true;
        for (const Control& control : operation.controls) used[control.qubit] = true;
    }
    for (const PauliSum& observable : task.observables)
        for (const PauliTerm& term : observable.terms)
            for (Qubit qubit = 0; qubit < std::min<std::size_t>(used.size(), 64); ++qubit)
                if ((((term.string.x | term.string.z) >> qubit) & 1U) != 0) used[qubit] = true;
    return used;
}

std::uint64_t gathered(std::uint64_t mask, const std::vector<Qubit>& places) {
    std::uint64_t bits = 0;
    for (std::size_t index = 0; index < places.size() && index < 64; ++index)
        if (places[index] < 64) bits |= ((mask >> places[index]) & 1U) << index;
    return bits;
}

std::uint64_t scattered(std::uint64_t bits, const std::vector<Qubit>& places) {
    std::uint64_t mask = 0;
    for (std::size_t index = 0; index < places.size() && index < 64; ++index)
        if (places[index] < 64) mask |= ((bits >> index) & 1U) << places[index];
    return mask;
}

Result<Compact> compacted(const PracticeTask& task) {
    Compact compact{task.circuit, std::vector<Qubit>(task.circuit.qubits()), task.observables};
    std::iota(compact.places.begin(), compact.places.end(), Qubit{0});
    if (task.circuit.qubits() <= kWholeQubits) return compact;
    const std::vector<bool> used = usedQubits(task);
    std::vector<Qubit> places, newPlace(used.size(), 0);
    for (Qubit qubit = 0; qubit < used.size(); ++qubit) {
        newPlace[qubit] = places.size();
        if (used[qubit]) places.push_back(qubit);
    }
    if (places.size() == used.size()) return compact;
    if (places.empty()) places.push_back(0);
    CircuitParts parts = task.circuit.parts();
    parts.qubits = places.size();
    parts.qubitRegisters.clear();
    std::vector<Operation> operations;
    for (Operation operation : parts.operations) {
        if (operation.kind == OperationKind::Barrier) continue;
        for (Qubit& qubit : operation.targets) qubit = newPlace[qubit];
        for (Control& control : operation.controls) control.qubit = newPlace[control.qubit];
        operations.push_back(std::move(operation));
    }
    parts.operations = std::move(operations);
    QSTORE_TRY(compact.circuit, Circuit::create(std::move(parts)));
    for (PauliSum& observable : compact.observables)
        for (PauliTerm& term : observable.terms)
            term.string = {gathered(term.string.x, places), gathered(term.string.z, places)};
    compact.places = std::move(places);
    return compact;
}

Result<std::map<std::uint64_t, double>> exactProbabilities(const Circuit& circuit,
                                                           const RunControl& control) {
    std::map<std::uint64_t, double> probabilities;
    if (circuit.measures()) {
        QSTORE_TRY(const OutcomeEnsemble ensemble, simulateEnsemble(circuit, 4096, control));
        for (const auto& [bits, probability] : ensemble.outcomes)
            if (probability > kNothing) probabilities.emplace(bits, probability);
        return probabilities;
    }
    QSTORE_TRY(const State state, simulate(circuit, control));
    const std::vector<double> all = state.probabilities();
    for (std::size_t index = 0; index < all.size(); ++index)
        if (all[index] > kNothing) probabilities.emplace_hint(probabilities.end(), index, all[index]);
    return probabilities;
}

Result<Counts> sampleNoiseless(const Circuit& circuit, std::uint64_t shots, std::uint64_t seed,
                               const RunControl& control) {
    QSTORE_TRY(const auto plan, Plan::compile(circuit));
    QSTORE_TRY(const auto counts, plan->sample({}, shots, seed, control));
    return counts.front();
}

Result<Counts> sampleNoisy(const Circuit& circuit, const NoiseModel& noise, std::uint64_t shots,
                           std::uint64_t seed, const RunControl& control) {
    if (circuit.qubits() <= kWholeQubits) {
        QSTORE_TRY(const DensityResult result, simulateDensity(circuit, noise, {}, control));
        return sampleOutcomes(result.outcomes, shots, seed, control);
    }
    TrajectoryOptions options;
    options.trajectories = shots;
    options.seed = seed;
    QSTORE_TRY(const TrajectoryResult result, simulateTrajectories(circuit, noise, {}, options, control));
    return result.counts;
}

Result<std::vector<double>> trueValues(const Circuit& circuit, const NoiseModel& noise,
                                       const std::vector<PauliSum>& observables, std::uint64_t seed,
                                       const RunControl& control) {
    if (circuit.qubits() <= kWholeQubits) {
        DensityOptions options;
        options.outcomes = false;
        QSTORE_TRY(const DensityResult result, simulateDensity(circuit, noise, options, control));
        std::vector<double> values;
        for (const PauliSum& observable : observables)
            values.push_back(result.state.expectation(observable));
        return values;
    }
    TrajectoryOptions options;
    options.trajectories = kTrajectoriesOfValues;
    options.seed = seed;
    options.counts = false;
    QSTORE_TRY(const TrajectoryResult result,
               simulateTrajectories(circuit, noise, observables, options, control));
    return result.expectations;
}

/// Each Pauli string is measured on its own with as many shots as the precision asks for.
Status measureValues(const Compact& compact, const NoiseModel& noise, const PracticeTask& task,
                     PracticeOutcome& outcome, const RunControl& control) {
    const double wanted = 1.0 / (task.precision * task.precision);
    const auto shots = static_cast<std::uint64_t>(
        std::clamp(std::ceil(wanted), 1.0, static_cast<double>(kMostShotsOfValue)));
    std::uint64_t stream = task.seed;
    for (const PauliSum& observable : compact.observables) {
        std::vector<PauliSum> strings;
        for (const PauliTerm& term : observable.terms) strings.push_back({{{1.0, term.string}}});
        QSTORE_TRY(const std::vector<double> exact,
                   trueValues(compact.circuit, noise, strings, task.seed, control));
        double value = 0.0, variance = 0.0;
        for (std::size_t index = 0; index < strings.size(); ++index) {
            const double coefficient = observable.terms[index].coefficient;
            const PauliString& string = observable.terms[index].string;
            if (string == PauliString{}) {
                value += coefficient;
                continue;
            }
            const double plus = std::clamp((1.0 + exact[index]) / 2.0, 0.0, 1.0);
            QSTORE_TRY(const Counts counts,
                       sampleOutcomes({{0, plus}, {1, 1.0 - plus}}, shots, ++stream, control));
            const auto found = counts.find(0);
            const double share =
                static_cast<double>(found == counts.end() ? 0 : found->second) / static_cast<double>(shots);
            const double seen = 2.0 * share - 1.0;
            value += coefficient * seen;
            variance += coefficient * coefficient * (1.0 - seen * seen) / static_cast<double>(shots);
        }
        outcome.values.push_back(value);
        outcome.standardErrors.push_back(std::sqrt(variance));
    }
    return {};
}

}  // namespace

Result<PracticeOutcome> runPracticeTask(const PracticeTask& task, const RunControl& control) {
    QSTORE_TRY(const Compact compact, compacted(task));
    const NoiseModel noise =
        task.noise != nullptr ? evenNoise(*task.noise) : noiseOf(*task.device, compact.places);
    PracticeOutcome outcome;
    if (!task.observables.empty()) {
        QSTORE_CHECK(measureValues(compact, noise, task, outcome, control));
        return outcome;
    }
    std::map<std::uint64_t, double> probabilities;
    if (task.shots == 0) {
        QSTORE_TRY(probabilities, exactProbabilities(compact.circuit, control));
    } else {
        QSTORE_TRY(const Counts counts,
                   noise.isEmpty() ? sampleNoiseless(compact.circuit, task.shots, task.seed, control)
                                   : sampleNoisy(compact.circuit, noise, task.shots, task.seed, control));
        outcome.counts = counts;
        for (const auto& [bits, count] : counts)
            probabilities.emplace(bits, static_cast<double>(count) / static_cast<double>(task.shots));
    }
    const bool spread = !task.circuit.measures() && compact.places.size() != task.circuit.qubits();
    if (!spread) {
        outcome.probabilities = std::move(probabilities);
        return outcome;
    }
    Counts counts;
    for (const auto& [bits, count] : outcome.counts) counts.emplace(scattered(bits, compact.places), count);
    outcome.counts = std::move(counts);
    for (const auto& [bits, probability] : probabilities)
        outcome.probabilities.emplace(scattered(bits, compact.places), probability);
    return outcome;
}

}  // namespace qstore
