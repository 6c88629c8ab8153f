// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/gradients/gradients.h"
#include "core/gradients/shift_rule.h"

namespace qstore {
namespace {

/// A column that no angle of the circuit uses yet; its value is what one occurrence is shifted by.
std::string freeName(const Circuit& circuit) {
    std::string name = "shift";
    while (circuit.findParameter(name) != nullptr) name += "_";
    return name;
}

/// One angle of one operation that depends on a symbol.
struct Occurrence {
    std::size_t operation = 0;
    std::size_t angle = 0;
    ShiftRule rule;
};

/// Walks the occurrences of one circuit; each costs one compilation and one batch of shifted inputs.
class ShiftedCircuits {
public:
    ShiftedCircuits(const Circuit& circuit, const std::vector<PauliSum>& observables,
                    std::span<const double> weights, std::span<const double> inputs,
                    const EstimatorFactory& factory)
        : m_flat(circuit.flattened()),
          m_observables(observables),
          m_factory(factory),
          m_weights(weights),
          m_inputs(inputs),
          m_shiftName(freeName(m_flat)) {
        m_values.insert(m_values.end(), weights.begin(), weights.end());
        m_values.insert(m_values.end(), inputs.begin(), inputs.end());
    }

    Result<Jacobian> run(const RunControl& control) {
        QSTORE_CHECK(evaluateUnshifted(control));
        QSTORE_TRY(const std::vector<Occurrence> occurrences, findOccurrences());
        for (std::size_t i = 0; i < occurrences.size(); ++i) {
            if (control.stop.stop_requested()) return cancelled();
            QSTORE_CHECK(addOccurrence(occurrences[i], control));
            control.report(i + 1, occurrences.size());
        }
        return std::move(m_result);
    }

private:
    Status evaluateUnshifted(const RunControl& control) {
        QSTORE_TRY(const auto estimator, m_factory(m_flat, m_observables));
        const Signature& signature = estimator->signature();
        QSTORE_TRY(m_result.expectations,
                   estimator->expectations({m_weights, m_inputs, 1, false}, control));
        m_names = signature.weights;
        m_names.insert(m_names.end(), signature.inputs.begin(), signature.inputs.end());
        m_result.weights.assign(m_observables.size() * m_weights.size(), 0.0);
        m_result.inputs.assign(m_observables.size() * m_inputs.size(), 0.0);
        m_result.evaluations = 1;
        return {};
    }

    Result<std::vector<Occurrence>> findOccurrences() const {
        std::vector<Occurrence> occurrences;
        for (std::size_t i = 0; i < m_flat.operations().size(); ++i) {
            const Operation& operation = m_flat.operations()[i];
            for (std::size_t j = 0; j < operation.angles.size(); ++j) {
                if (operation.angles[j].constant()) continue;
                const GateInfo* gate = std::get<const GateInfo*>(operation.gate);
                const auto needed = frequencies(*gate, j, !operation.controls.empty());
                QSTORE_TRY(ShiftRule rule, makeShiftRule(needed));
                if (!rule.shifts.empty()) occurrences.push_back({i, j, std::move(rule)});
            }
        }
        return occurrences;
    }

    Result<Circuit> shiftedCircuit(const Occurrence& occurrence) const {
        CircuitParts parts = m_flat.parts();
        parts.parameters.push_back({m_shiftName, ParameterRole::Column, std::nullopt, m_shiftName});
        Angle& angle = parts.operations[occurrence.operation].angles[occurrence.angle];
        angle = angle + Angle::symbol(m_shiftName);
        return Circuit::create(std::move(parts));
    }

    /// ∂angle/∂symbol for all weights and inputs.
    Result<std::vector<double>> chain(const Occurrence& occurrence) const {
        const Angle& angle = m_flat.operations()[occurrence.operation].angles[occurrence.angle];
        QSTORE_TRY(
            const AngleProgram program,
            AngleProgram::compile(angle, [this](const std::string& name) -> std::optional<std::size_t> {
                const auto found = std::find(m_names.begin(), m_names.end(), name);
                if (found == m_names.end()) return std::nullopt;
                return static_cast<std::size_t>(found - m_names.begin());
            }));
        std::vector<double> gradient(m_names.size());
        program.accumulateGradient(m_values, 1.0, gradient);
        return gradient;
    }

    Status addOccurrence(const Occurrence& occurrence, const RunControl& control) {
        QSTORE_TRY(const Circuit circuit, shiftedCircuit(occurrence));
        QSTORE_TRY(const auto estimator, m_factory(circuit, m_observables));
        const ShiftRule& rule = occurrence.rule;
        std::vector<double> rows;
        for (const double shift : rule.shifts) {
            for (const double sign : {1.0, -1.0}) {
                rows.insert(rows.end(), m_inputs.begin(), m_inputs.end());
                rows.push_back(sign * shift);
            }
        }
        const std::size_t samples = 2 * rule.shifts.size();
        QSTORE_TRY(const auto values,
                   estimator->expectations({m_weights, rows, samples, false}, {control.stop, {}}));
        QSTORE_TRY(const auto gradient, chain(occurrence));
        m_result.evaluations += samples;
        const std::size_t count = m_observables.size();
        for (std::size_t k = 0; k < count; ++k) {
            double derivative = 0.0;
            for (std::size_t s = 0; s < rule.shifts.size(); ++s)
                derivative +=
                    rule.coefficients[s] * (values[2 * s * count + k] - values[(2 * s + 1) * count + k]);
            addToRow(k, derivative, gradient);
        }
        return {};
    }

    void addToRow(std::size_t observable, double derivative, const std::vector<double>& gradient) {
        const std::size_t weights = m_weights.size();
        for (std::size_t i = 0; i < gradient.size(); ++i) {
            if (gradient[i] == 0.0) continue;
            double& target = i < weights ? m_result.weights[observable * weights + i]
                                         : m_result.inputs[observable * m_inputs.size() + (i - weights)];
            target += derivative * gradient[i];
        }
    }

    Circuit m_flat;
    const std::vector<PauliSum>& m_observables;
    const EstimatorFactory& m_factory;
    std::span<const double> m_weights;
    std::span<const double> m_inputs;
    std::string m_shiftName;
    std::vector<double> m_values;
    std::vector<std::string> m_names;
    Jacobian m_result;
};

}  // namespace

Result<Jacobian> parameterShift(const Circuit& circuit, const std::vector<PauliSum>& observables,
                                std::span<const double> weights, std::span<const double> inputs,
                                const EstimatorFactory& factory, const RunControl& control) {
    return ShiftedCircuits(circuit, observables, weights, inputs, factory).run(control);
}

}  // namespace qstore
