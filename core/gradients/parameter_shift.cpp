// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/gradients/gradients.h"
#include "core/gradients/shift_occurrences.h"

namespace qstore {
namespace {

/// A column that no angle of the circuit uses yet; its value is what one occurrence is shifted by.
std::string freeName(const Circuit& circuit) {
    std::string name = "shift";
    while (circuit.findParameter(name) != nullptr) name += "_";
    return name;
}

/// An occurrence with the circuit in which it can be shifted.
struct ShiftedCircuit {
    ShiftOccurrence at;
    std::shared_ptr<const Estimator> estimator;
};

}  // namespace

struct ParameterShift::Impl {
    Circuit flat;
    std::string shiftName;
    std::size_t observables = 0;
    std::shared_ptr<const Estimator> plain;
    std::vector<std::string> names;  ///< weights, then inputs
    std::size_t weights = 0;
    std::vector<ShiftedCircuit> shifted;

    Result<Circuit> shiftedCircuit(const ShiftOccurrence& occurrence) const;
    Status addOccurrence(const ShiftedCircuit& shifted, std::span<const double> weightValues,
                         std::span<const double> inputs, const RunControl& control, Jacobian& result) const;
};

Result<Circuit> ParameterShift::Impl::shiftedCircuit(const ShiftOccurrence& occurrence) const {
    CircuitParts parts = flat.parts();
    parts.parameters.push_back({shiftName, ParameterRole::Column, std::nullopt, shiftName});
    Angle& angle = parts.operations[occurrence.operation].angles[occurrence.angle];
    angle = angle + Angle::symbol(shiftName);
    return Circuit::create(std::move(parts));
}

Status ParameterShift::Impl::addOccurrence(const ShiftedCircuit& at, std::span<const double> weightValues,
                                           std::span<const double> inputs, const RunControl& control,
                                           Jacobian& result) const {
    const ShiftRule& rule = at.at.rule;
    std::vector<double> rows;
    for (const double shift : rule.shifts) {
        for (const double sign : {1.0, -1.0}) {
            rows.insert(rows.end(), inputs.begin(), inputs.end());
            rows.push_back(sign * shift);
        }
    }
    const std::size_t samples = 2 * rule.shifts.size();
    QSTORE_TRY(const auto values,
               at.estimator->expectations({weightValues, rows, samples, false}, {control.stop, {}}));
    std::vector<double> all(weightValues.begin(), weightValues.end());
    all.insert(all.end(), inputs.begin(), inputs.end());
    std::vector<double> gradient(names.size());
    at.at.program.accumulateGradient(all, 1.0, gradient);
    result.evaluations += samples;
    for (std::size_t k = 0; k < observables; ++k) {
        double derivative = 0.0;
        for (std::size_t s = 0; s < rule.shifts.size(); ++s)
            derivative += rule.coefficients[s] *
                          (values[2 * s * observables + k] - values[(2 * s + 1) * observables + k]);
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            if (gradient[i] == 0.0) continue;
            double& target = i < weights ? result.weights[k * weights + i]
                                         : result.inputs[k * inputs.size() + (i - weights)];
            target += derivative * gradient[i];
        }
    }
    return {};
}

ParameterShift::ParameterShift(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
ParameterShift::~ParameterShift() = default;

Result<std::shared_ptr<const ParameterShift>> ParameterShift::compile(
    const Circuit& circuit, const std::vector<PauliSum>& observables, const EstimatorFactory& factory,
    const RunControl& control) {
    auto impl = std::make_unique<Impl>();
    impl->flat = circuit.flattened();
    impl->shiftName = freeName(impl->flat);
    impl->observables = observables.size();
    QSTORE_TRY(impl->plain, factory(impl->flat, observables));
    const Signature& signature = impl->plain->signature();
    impl->weights = signature.weights.size();
    impl->names = signature.weights;
    impl->names.insert(impl->names.end(), signature.inputs.begin(), signature.inputs.end());
    QSTORE_TRY(std::vector<ShiftOccurrence> occurrences, findShiftOccurrences(impl->flat, impl->names));
    for (ShiftOccurrence& occurrence : occurrences) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_TRY(const Circuit circuitToShift, impl->shiftedCircuit(occurrence));
        QSTORE_TRY(auto estimator, factory(circuitToShift, observables));
        impl->shifted.push_back({std::move(occurrence), std::move(estimator)});
    }
    return std::shared_ptr<const ParameterShift>(new ParameterShift(std::move(impl)));
}

Result<Jacobian> ParameterShift::jacobian(std::span<const double> weights, std::span<const double> inputs,
                                          const RunControl& control) const {
    Jacobian result;
    QSTORE_TRY(result.expectations, m_impl->plain->expectations({weights, inputs, 1, false}, control));
    result.weights.assign(m_impl->observables * weights.size(), 0.0);
    result.inputs.assign(m_impl->observables * inputs.size(), 0.0);
    result.evaluations = 1;
    std::size_t done = 0;
    for (const ShiftedCircuit& shifted : m_impl->shifted) {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_CHECK(m_impl->addOccurrence(shifted, weights, inputs, control, result));
        control.report(++done, m_impl->shifted.size());
    }
    return result;
}

Result<Jacobian> parameterShift(const Circuit& circuit, const std::vector<PauliSum>& observables,
                                std::span<const double> weights, std::span<const double> inputs,
                                const EstimatorFactory& factory, const RunControl& control) {
    QSTORE_TRY(const auto shift, ParameterShift::compile(circuit, observables, factory, control));
    return shift->jacobian(weights, inputs, control);
}

}  // namespace qstore
