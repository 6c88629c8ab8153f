// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "core/circuit/circuit.h"

namespace qstore {

/// Writes benchmark circuits: gates with a trainable angle of their own, and the entanglers between layers.
class LayerWriter {
public:
    LayerWriter(std::string name, std::size_t qubits) {
        m_parts.name = std::move(name);
        m_parts.qubits = qubits;
    }

    std::size_t qubits() const { return m_parts.qubits; }

    LayerWriter& gate(std::string_view name, std::vector<Qubit> targets, std::vector<Angle> angles = {}) {
        m_parts.operations.push_back(Operation::gateOn(name, std::move(targets), std::move(angles)));
        return *this;
    }

    /// A new trainable angle.
    Angle weight() {
        const std::string name = "w" + std::to_string(m_weights++);
        m_parts.parameters.push_back({name, ParameterRole::Trainable, {}, ""});
        return Angle::symbol(name);
    }

    LayerWriter& rotation(std::string_view name, Qubit qubit) { return gate(name, {qubit}, {weight()}); }

    /// RY(x_q) on every qubit, x_q being a column of the data.
    LayerWriter& angleEncoding() {
        for (Qubit q = 0; q < qubits(); ++q) {
            const std::string name = "x" + std::to_string(q);
            m_parts.parameters.push_back({name, ParameterRole::Column, {}, name});
            gate("ry", {q}, {Angle::symbol(name)});
        }
        return *this;
    }

    /// The given rotations on each qubit in turn.
    LayerWriter& rotations(const std::vector<std::string>& names) {
        for (Qubit q = 0; q < qubits(); ++q)
            for (const std::string& name : names) rotation(name, q);
        return *this;
    }

    /// q → q+1, and the last one → 0.
    LayerWriter& ring(std::string_view name = "cx") {
        for (Qubit q = 0; q < qubits(); ++q) gate(name, {q, (q + 1) % qubits()});
        return *this;
    }

    LayerWriter& line(std::string_view name = "cx") {
        for (Qubit q = 0; q + 1 < qubits(); ++q) gate(name, {q, q + 1});
        return *this;
    }

    LayerWriter& allToAll(std::string_view name = "cx") {
        for (Qubit q = 0; q < qubits(); ++q)
            for (Qubit other = q + 1; other < qubits(); ++other) gate(name, {q, other});
        return *this;
    }

    CircuitParts& parts() { return m_parts; }
    Circuit finish() { return Circuit::of(std::move(m_parts)); }

private:
    CircuitParts m_parts;
    std::size_t m_weights = 0;
};

}  // namespace qstore
