// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/circuit/circuit_walk.h"

namespace qstore {

namespace {

bool takesNoColumn(const Operation& operation) {
    return operation.kind == OperationKind::Gate && operation.targets.empty() && operation.controls.empty();
}

/// The first free column of every wire.
class Frontier {
public:
    Frontier(const Circuit& circuit, bool drawn)
        : m_drawn(drawn), m_qubits(circuit.qubits(), 0), m_bits(circuit.bits(), 0) {}

    /// Places an operation and gives its column.
    std::size_t place(const Operation& operation) {
        auto qubits = blocked(operation);
        std::size_t column = 0;
        for (const auto qubit : qubits) column = std::max(column, m_qubits[qubit]);
        for (const auto bit : operation.bits) column = std::max(column, m_bits[bit]);
        for (const auto& condition : operation.conditions)
            for (const auto bit : condition.bits) column = std::max(column, m_bits[bit]);
        const bool takesTime =
            m_drawn || (operation.kind != OperationKind::Barrier && !takesNoColumn(operation));
        const std::size_t next = column + (takesTime ? 1 : 0);
        for (const auto qubit : qubits) m_qubits[qubit] = next;
        for (const auto bit : operation.bits) m_bits[bit] = next;
        for (const auto& condition : operation.conditions)
            for (const auto bit : condition.bits) m_bits[bit] = next;
        return column;
    }

private:
    std::vector<Qubit> blocked(const Operation& operation) const {
        auto qubits = touchedQubits(operation);
        if (!m_drawn) return qubits;
        // A picture needs a free column for a global phase, which has no wire of its own.
        Qubit first = 0, last = m_qubits.empty() ? 0 : m_qubits.size() - 1;
        if (!qubits.empty()) {
            const auto [low, high] = std::minmax_element(qubits.begin(), qubits.end());
            first = *low;
            last = *high;
        } else if (!takesNoColumn(operation) || m_qubits.empty()) {
            return qubits;
        }
        qubits.clear();
        for (Qubit qubit = first; qubit <= last; ++qubit) qubits.push_back(qubit);
        return qubits;
    }

    bool m_drawn;
    std::vector<std::size_t> m_qubits, m_bits;
};

void countOperation(const Operation& operation, CircuitMetrics& metrics) {
    if (operation.kind == OperationKind::Measure) metrics.measurements += operation.targets.size();
    if (operation.kind != OperationKind::Gate) return;
    ++metrics.gates;
    const std::size_t touched = operation.targets.size() + operation.controls.size();
    if (touched == 2) ++metrics.twoQubitGates;
    if (touched > 2) ++metrics.multiQubitGates;
    const auto name = gateName(operation);
    if (operation.controls.empty() && (name == "t" || name == "tdg")) ++metrics.tGates;
}

}  // namespace

std::vector<std::size_t> circuitColumns(const Circuit& circuit, bool drawn) {
    Frontier frontier(circuit, drawn);
    std::vector<std::size_t> columns;
    columns.reserve(circuit.operations().size());
    for (const auto& operation : circuit.operations()) columns.push_back(frontier.place(operation));
    return columns;
}

CircuitMetrics circuitMetrics(const Circuit& circuit) {
    const Circuit flat = circuit.flattened();
    CircuitMetrics metrics;
    metrics.qubits = flat.qubits();
    const auto columns = circuitColumns(flat, false);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& operation = flat.operations()[i];
        countOperation(operation, metrics);
        if (operation.kind != OperationKind::Barrier && !takesNoColumn(operation))
            metrics.depth = std::max(metrics.depth, columns[i] + 1);
    }
    for (const auto& parameter : circuit.parameters()) {
        if (parameter.role == ParameterRole::Trainable) ++metrics.trainable;
        if (parameter.role == ParameterRole::Frozen) ++metrics.frozen;
        if (parameter.role == ParameterRole::Column) ++metrics.columns;
    }
    return metrics;
}

}  // namespace qstore
