// SPDX-License-Identifier: Apache-2.0
#include "core/states/register_measurement.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "core/base/memory.h"
#include "core/base/number_text.h"
#include "core/states/register_qubits.h"

namespace qstore {
namespace {

constexpr std::uint64_t kMostShots = 1'000'000'000;
/// Up to so many outcomes shots are drawn from their probabilities, beyond from the state itself.
constexpr std::size_t kMostTabledQubits = 16;
/// Less is rounding, not physics; the density matrix simulator draws the line there too.
constexpr double kImpossible = 1e-14;

struct Selection {
    std::size_t mask = 0, value = 0;
    bool keeps(std::size_t index) const { return (index & mask) == value; }
};

Result<PostSelection> selectPure(const SimulatedRegister& reg, const Selection& selection,
                                 double probability) {
    QSTORE_CHECK(requireMemory(saturatingMultiply(2, stateVectorBytes(reg.qubits(), Precision::Double)),
                               "what post-selection leaves"));
    auto amplitudes = reg.state()->amplitudes();
    for (std::size_t i = 0; i < amplitudes.size(); ++i)
        amplitudes[i] = selection.keeps(i) ? amplitudes[i] / std::sqrt(probability) : 0.0;
    QSTORE_TRY(State state, State::fromAmplitudes(amplitudes));
    return PostSelection{probability, reg.after(std::move(state))};
}

Result<PostSelection> selectMixed(const SimulatedRegister& reg, const Selection& selection,
                                  double probability) {
    QSTORE_CHECK(requireDensityMemory(reg.qubits()));
    const std::size_t size = std::size_t{1} << reg.qubits();
    std::vector<std::complex<double>> entries(size * size);
    for (std::size_t column = 0; column < size; ++column) {
        if (!selection.keeps(column)) continue;
        for (std::size_t row = 0; row < size; ++row)
            if (selection.keeps(row))
                entries[row + size * column] = reg.density()->entry(row, column) / probability;
    }
    return PostSelection{probability, reg.after(DensityMatrix(reg.qubits(), std::move(entries)))};
}

/// "q1=0, q0=1".
std::string outcomesText(std::span<const QubitOutcome> outcomes) {
    std::string text;
    for (const QubitOutcome& outcome : outcomes)
        text += (text.empty() ? "q" : ", q") + std::to_string(outcome.qubit) + (outcome.one ? "=1" : "=0");
    return text;
}

/// What the origin says of it; of many qubits only how many there were.
std::string stepText(std::span<const QubitOutcome> outcomes) {
    constexpr std::size_t mostNamed = 8;
    if (outcomes.size() <= mostNamed) return "kept where " + outcomesText(outcomes);
    return "kept where " + std::to_string(outcomes.size()) + " qubits were as wanted";
}

}  // namespace

Result<std::vector<double>> outcomeProbabilities(const SimulatedRegister& reg,
                                                 std::span<const Qubit> qubits) {
    QSTORE_CHECK(checkRegisterQubits(qubits, reg.qubits(), "a measurement"));
    QSTORE_TRY(const auto all, reg.probabilities());
    QSTORE_CHECK(requireMemory(stateVectorBytes(qubits.size(), Precision::Single),
                               "the probabilities of " + std::to_string(qubits.size()) + " qubits"));
    std::vector<double> sums(std::size_t{1} << qubits.size());
    for (std::size_t i = 0; i < all.size(); ++i) sums[gatherBits(i, qubits)] += all[i];
    // The diagonal of a density matrix can round below zero.
    for (double& sum : sums) sum = std::max(0.0, sum);
    return sums;
}

Result<RegisterCounts> measureRegister(const SimulatedRegister& reg, std::span<const Qubit> qubits,
                                       std::uint64_t shots, std::uint64_t seed, const RunControl& control) {
    QSTORE_CHECK(checkRegisterQubits(qubits, reg.qubits(), "a measurement"));
    if (shots == 0 || shots > kMostShots)
        return fail(ErrorCode::InvalidArgument, "cannot take " + std::to_string(shots) + " shots",
                    "Take from 1 to " + std::to_string(kMostShots) + ".");
    if (control.stop.stop_requested()) return cancelled();
    RegisterCounts result;
    result.qubits.assign(qubits.begin(), qubits.end());
    result.shots = shots;
    if (qubits.size() > kMostTabledQubits && reg.isPure()) {
        for (const auto& [index, times] : reg.state()->sample(shots, seed))
            result.counts[gatherBits(index, qubits)] += times;
        return result;
    }
    QSTORE_TRY(const auto probabilities, outcomeProbabilities(reg, qubits));
    std::map<std::uint64_t, double> outcomes;
    for (std::size_t key = 0; key < probabilities.size(); ++key)
        if (probabilities[key] > 0.0) outcomes.emplace_hint(outcomes.end(), key, probabilities[key]);
    QSTORE_TRY(result.counts, sampleOutcomes(outcomes, shots, seed, control));
    return result;
}

Result<PostSelection> postSelect(const SimulatedRegister& reg, std::span<const QubitOutcome> outcomes) {
    if (outcomes.empty()) return PostSelection{1.0, reg};
    std::vector<Qubit> qubits;
    std::size_t key = 0;
    for (const QubitOutcome& outcome : outcomes) {
        key |= (outcome.one ? std::size_t{1} : std::size_t{0}) << (qubits.size() & 63U);
        qubits.push_back(outcome.qubit);
    }
    QSTORE_TRY(const auto probabilities, outcomeProbabilities(reg, qubits));
    const double probability = probabilities[key];
    if (probability <= kImpossible)
        return fail(ErrorCode::InvalidArgument,
                    "the outcome " + outcomesText(outcomes) + " of register '" + reg.info().name +
                        "' has probability zero (" + numberToText(probability) + ")",
                    "Nothing is left to keep; select an outcome that happens.");
    const Selection selection{spreadBits(~std::size_t{0}, qubits), spreadBits(key, qubits)};
    QSTORE_TRY(PostSelection kept, reg.isPure() ? selectPure(reg, selection, probability)
                                                : selectMixed(reg, selection, probability));
    kept.reg = kept.reg.withStep(stepText(outcomes));
    return kept;
}

}  // namespace qstore
