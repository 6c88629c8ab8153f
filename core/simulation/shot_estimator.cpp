// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/shot_estimator.h"

#include <bit>

#include "core/base/random.h"

namespace qstore {
namespace {

double meanParity(const Counts& counts, std::uint64_t support, std::uint64_t shots) {
    double sum = 0.0;
    for (const auto& [bits, count] : counts) {
        const bool odd = (static_cast<unsigned>(std::popcount(bits & support)) & 1U) != 0;
        sum += odd ? -static_cast<double>(count) : static_cast<double>(count);
    }
    return sum / static_cast<double>(shots);
}

}  // namespace

Result<std::shared_ptr<const ShotEstimator>> ShotEstimator::compile(const Circuit& circuit,
                                                                    std::vector<PauliSum> observables,
                                                                    std::uint64_t shots, std::uint64_t seed,
                                                                    PlanOptions options) {
    if (shots == 0)
        return fail(ErrorCode::InvalidArgument, "0 shots give no expectation value",
                    "take at least one shot, or ask for exact values");
    QSTORE_TRY(const CircuitParts parts, withoutFinalMeasurements(circuit));
    QSTORE_TRY(const Circuit plain, Circuit::create(parts));
    // Checks the observables' qubits, and knows the names even when nothing is to be measured.
    QSTORE_TRY(const auto reference, Plan::compile(plain, observables, options));
    std::shared_ptr<ShotEstimator> estimator(new ShotEstimator);
    estimator->m_signature = reference->signature();
    estimator->m_shots = shots;
    estimator->m_seed = seed;
    MeasurementPlan measured = measurementPlan(observables);
    estimator->m_constants = std::move(measured.constants);
    for (MeasurementSetting& each : measured.settings) {
        CircuitParts rotated = parts;
        appendBasisChange(rotated, each.letters);
        QSTORE_TRY(const Circuit circuitOfSetting, Circuit::create(std::move(rotated)));
        Setting setting;
        QSTORE_TRY(setting.plan, Plan::compile(circuitOfSetting, {}, options));
        setting.shares = std::move(each.shares);
        estimator->m_settings.push_back(std::move(setting));
    }
    return std::shared_ptr<const ShotEstimator>(std::move(estimator));
}

Result<std::vector<double>> ShotEstimator::expectations(const Bindings& bindings,
                                                        const RunControl& control) const {
    return expectationsOfBatch(bindings, 0, control);
}

Result<std::vector<double>> ShotEstimator::expectationsOfBatch(const Bindings& bindings,
                                                               std::uint64_t batch,
                                                               const RunControl& control) const {
    const std::size_t width = m_constants.size();
    std::vector<double> values;
    for (std::size_t sample = 0; sample < bindings.samples; ++sample)
        values.insert(values.end(), m_constants.begin(), m_constants.end());
    RandomStream seeds(m_seed, "settings", batch);
    for (const Setting& setting : m_settings) {
        QSTORE_TRY(const auto counts, setting.plan->sample(bindings, m_shots, seeds.nextU64(), control));
        for (std::size_t sample = 0; sample < bindings.samples; ++sample)
            for (const MeasuredShare& share : setting.shares)
                values[sample * width + share.observable] +=
                    share.coefficient * meanParity(counts[sample], share.support, m_shots);
    }
    return values;
}

}  // namespace qstore
