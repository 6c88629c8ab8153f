// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// Collects the parts of a circuit written by code: templates and encoders are made with it. Names of
/// data columns come from outside, so that weights step aside where they clash.
class CircuitWriter {
public:
    explicit CircuitWriter(std::string name, std::size_t qubits) {
        m_parts.name = std::move(name);
        m_parts.qubits = qubits;
    }

    void gate(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles = {}) {
        if (full()) return;
        m_parts.operations.push_back(Operation::gateOn(name, std::move(qubits), std::move(angles)));
    }
    /// `name` on `targets` under controls.
    void controlled(std::string_view name, std::vector<Control> controls, std::vector<Qubit> targets,
                    std::vector<Angle> angles = {}) {
        if (full()) return;
        Operation operation = Operation::gateOn(name, std::move(targets), std::move(angles));
        operation.controls.insert(operation.controls.end(), controls.begin(), controls.end());
        m_parts.operations.push_back(std::move(operation));
    }
    /// A new trainable weight, renamed if a column already has the name.
    Angle weight(std::string name) {
        while (isColumn(name)) name += '_';
        m_parts.parameters.push_back({name, ParameterRole::Trainable, std::nullopt, {}});
        return Angle::symbol(name);
    }
    /// Numbered `prefix0`, `prefix1`, ….
    Angle nextWeight(const std::string& prefix = "theta") {
        return weight(prefix + std::to_string(m_weights++));
    }
    /// The input that reads a feature.
    Angle column(const std::string& identifier, const std::string& feature) {
        m_parts.parameters.push_back({identifier, ParameterRole::Column, std::nullopt, feature});
        return Angle::symbol(identifier);
    }
    /// The circuit; ResourceExhausted when it became too large to be drawn or run.
    Result<Circuit> finish() {
        if (full())
            return fail(ErrorCode::ResourceExhausted,
                        "'" + m_parts.name + "' would have more than " + std::to_string(kMostOperations) +
                            " operations.",
                        "Use fewer layers, qubits or features.");
        return Circuit::create(std::move(m_parts));
    }

private:
    static constexpr std::size_t kMostOperations = 1'000'000;
    bool full() const { return m_parts.operations.size() > kMostOperations; }
    bool isColumn(const std::string& name) const {
        return std::any_of(
            m_parts.parameters.begin(), m_parts.parameters.end(),
            [&](const Parameter& each) { return each.role == ParameterRole::Column && each.name == name; });
    }

    CircuitParts m_parts;
    std::size_t m_weights = 0;
};

}  // namespace qstore
