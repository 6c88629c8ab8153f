// SPDX-License-Identifier: Apache-2.0
#include "core/backends/measured_batch.h"

#include <bit>
#include <cmath>

#include "core/base/random.h"
#include "core/simulation/measurement_settings.h"

namespace qstore {
namespace {

constexpr std::size_t maxKeyQubits = 64;

Status checkQuestion(std::span<const Circuit> circuits, const std::vector<PauliSum>& observables,
                     std::uint64_t shots) {
    if (shots == 0)
        return fail(ErrorCode::InvalidArgument, "0 shots give no expectation value",
                    "take at least one shot, or ask for exact values");
    for (const Circuit& circuit : circuits) {
        if (!circuit.parameters().empty())
            return fail(ErrorCode::InvalidArgument,
                        "the parameter '" + circuit.parameters().front().name + "' has no value",
                        "bind every parameter first");
        if (circuit.qubits() > maxKeyQubits)
            return fail(ErrorCode::Unsupported,
                        "expectation values of " + std::to_string(circuit.qubits()) +
                            " qubits cannot be measured; keys hold " + std::to_string(maxKeyQubits),
                        "leave out qubits that no observable needs");
        for (const PauliSum& observable : observables)
            if (observable.qubits() > circuit.qubits())
                return fail(ErrorCode::InvalidArgument,
                            "the observable '" + observable.toText() + "' needs " +
                                std::to_string(observable.qubits()) + " qubits; the circuit has " +
                                std::to_string(circuit.qubits()),
                            "choose observables on the circuit's qubits");
    }
    return {};
}

/// What one shot with this key adds to each observable.
void addShot(const MeasurementSetting& setting, std::uint64_t key, std::vector<double>& amounts) {
    for (const MeasuredShare& share : setting.shares) {
        const bool odd = (static_cast<unsigned>(std::popcount(key & share.support)) & 1U) != 0;
        amounts[share.observable] += odd ? -share.coefficient : share.coefficient;
    }
}

class MeasuredBatch final : public BatchEstimator {
public:
    MeasuredBatch(std::shared_ptr<const CircuitRunner> runner, std::uint64_t seed)
        : m_runner(std::move(runner)), m_seed(seed) {}

    Result<BatchExpectations> expectations(std::span<const Circuit> boundCircuits,
                                           const std::vector<PauliSum>& observables, std::uint64_t shots,
                                           const std::string& purpose,
                                           const RunControl& control) const override {
        QSTORE_CHECK(checkQuestion(boundCircuits, observables, shots));
        const MeasurementPlan plan = measurementPlan(observables);
        QSTORE_TRY(const auto circuits, settingCircuits(boundCircuits, plan));
        const std::uint64_t seed = RandomStream(m_seed, purpose).nextU64();
        QSTORE_TRY(const auto outcomes, m_runner->run(circuits, shots, seed, purpose, control));
        if (outcomes.size() != circuits.size())
            return fail(ErrorCode::Corrupt, std::to_string(outcomes.size()) + " results of " +
                                                std::to_string(circuits.size()) + " circuits");
        BatchExpectations batch;
        batch.circuits = boundCircuits.size();
        batch.observables = observables.size();
        batch.settings = plan.settings.size();
        for (std::size_t circuit = 0; circuit < batch.circuits; ++circuit)
            batch.values.insert(batch.values.end(), plan.constants.begin(), plan.constants.end());
        std::vector<double> variances(batch.values.size());
        for (std::size_t index = 0; index < outcomes.size(); ++index) {
            const std::size_t circuit = index / batch.settings;
            addOutcome(plan.settings[index % batch.settings], outcomes[index], circuit * batch.observables,
                       batch, variances);
        }
        for (const double variance : variances) batch.standardErrors.push_back(std::sqrt(variance));
        return batch;
    }

private:
    static Result<std::vector<Circuit>> settingCircuits(std::span<const Circuit> circuits,
                                                        const MeasurementPlan& plan) {
        std::vector<Circuit> list;
        list.reserve(circuits.size() * plan.settings.size());
        for (const Circuit& circuit : circuits) {
            QSTORE_TRY(const CircuitParts parts, withoutFinalMeasurements(circuit));
            for (const MeasurementSetting& setting : plan.settings) {
                CircuitParts rotated = parts;
                appendBasisChange(rotated, setting.letters);
                QSTORE_TRY(Circuit measured, Circuit::create(std::move(rotated)));
                list.push_back(std::move(measured));
            }
        }
        return list;
    }

    static void addOutcome(const MeasurementSetting& setting, const CircuitOutcome& outcome,
                           std::size_t row, BatchExpectations& batch, std::vector<double>& variances) {
        std::vector<double> mean(batch.observables), square(batch.observables), amounts;
        for (const auto& [key, probability] : outcome.probabilities) {
            amounts.assign(batch.observables, 0.0);
            addShot(setting, key, amounts);
            for (std::size_t index = 0; index < amounts.size(); ++index) {
                mean[index] += probability * amounts[index];
                square[index] += probability * amounts[index] * amounts[index];
            }
        }
        const auto shots = static_cast<double>(outcome.shots);
        batch.shots += outcome.shots;
        for (std::size_t index = 0; index < batch.observables; ++index) {
            batch.values[row + index] += mean[index];
            // Of the mean of `shots` draws, from their own scatter (divided by shots − 1: unbiased).
            const double scatter = std::max(square[index] - mean[index] * mean[index], 0.0);
            variances[row + index] += scatter / std::max(shots - 1.0, 1.0);
        }
    }

    std::shared_ptr<const CircuitRunner> m_runner;
    std::uint64_t m_seed;
};

}  // namespace

std::shared_ptr<const BatchEstimator> makeMeasuredBatch(std::shared_ptr<const CircuitRunner> runner,
                                                        std::uint64_t seed) {
    return std::make_shared<MeasuredBatch>(std::move(runner), seed);
}

}  // namespace qstore
