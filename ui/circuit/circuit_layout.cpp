// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/circuit/circuit_layout.h"

#include <algorithm>
#include <cmath>

namespace qstore::ui {

CircuitLayout::CircuitLayout(const Circuit& circuit)
    : m_qubits(circuit.qubits()), m_columns(circuitColumns(circuit, true)) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i] >= m_byColumn.size()) m_byColumn.resize(m_columns[i] + 1);
        m_byColumn[m_columns[i]].push_back(i);
    }
}

QSizeF CircuitLayout::size() const {
    return {labelWidth + static_cast<double>(columnCount() + 1) * columnWidth + rightMargin,
            2 * topMargin + static_cast<double>(m_qubits + 1) * wireHeight};
}

Slot CircuitLayout::slotAt(const QPointF& point) const {
    const auto index = [](double position, double step, std::size_t last) {
        const double cell = std::floor(position / step);
        return cell <= 0.0 ? std::size_t{0} : std::min(static_cast<std::size_t>(cell), last);
    };
    return {index(point.x() - labelWidth, columnWidth, columnCount()),
            index(point.y() - topMargin, wireHeight, m_qubits)};
}

QRectF CircuitLayout::cellRect(Slot slot) {
    return {columnX(slot.column) - columnWidth / 2, wireY(slot.wire) - wireHeight / 2, columnWidth,
            wireHeight};
}

QRectF CircuitLayout::operationRect(const Circuit& circuit, std::size_t operation) const {
    const WireSpan span = wireSpan(circuit.operations()[operation]).value_or(WireSpan{});
    const double top = wireY(span.first) - gateHeight / 2, bottom = wireY(span.last) + gateHeight / 2;
    return {columnX(m_columns[operation]) - gateWidth / 2, top, gateWidth, bottom - top};
}

std::optional<std::size_t> CircuitLayout::operationAt(const Circuit& circuit, Slot slot) const {
    if (slot.column >= columnCount()) return std::nullopt;
    std::optional<std::size_t> passing;
    for (const std::size_t index : m_byColumn[slot.column]) {
        const Operation& operation = circuit.operations()[index];
        const auto span = wireSpan(operation);
        if (!span || slot.wire < span->first || slot.wire > span->last) continue;
        if (actsOn(operation, slot.wire)) return index;
        passing = index;
    }
    return passing;
}

bool actsOn(const Operation& operation, Qubit wire) {
    return std::find(operation.targets.begin(), operation.targets.end(), wire) != operation.targets.end() ||
           std::any_of(operation.controls.begin(), operation.controls.end(),
                       [wire](const Control& control) { return control.qubit == wire; });
}

}  // namespace qstore::ui
