// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/circuit/circuit.h"

namespace qstore {

/// Collects the parts of a circuit written by code: templates and encoders are made with it.
class CircuitWriter {
public:
    explicit CircuitWriter(std::string name, std::size_t qubits) {
        m_parts.name = std::move(name);
        m_parts.qubits = qubits;
    }

    void gate(std::string_view name, std::vector<Qubit> qubits, std::vector<Angle> angles = {}) {
        m_parts.operations.push_back(Operation::gateOn(name, std::move(qubits), std::move(angles)));
    }
    /// `name` on `targets` under controls.
    void controlled(std::string_view name, std::vector<Control> controls, std::vector<Qubit> targets,
                    std::vector<Angle> angles = {}) {
        Operation operation = Operation::gateOn(name, std::move(targets), std::move(angles));
        operation.controls.insert(operation.controls.end(), controls.begin(), controls.end());
        m_parts.operations.push_back(std::move(operation));
    }
    /// A new trainable weight.
    Angle weight(const std::string& name) {
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
    CircuitParts& parts() { return m_parts; }
    Circuit finish() { return Circuit::of(std::move(m_parts)); }

private:
    CircuitParts m_parts;
    std::size_t m_weights = 0;
};

}  // namespace qstore
