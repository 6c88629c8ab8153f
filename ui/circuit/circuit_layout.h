// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <vector>

#include "ui/circuit/circuit_edits.h"

namespace qstore::ui {

/// Where everything of a circuit's picture is, in unscaled pixels. Made anew for each circuit.
class CircuitLayout {
public:
    static constexpr double columnWidth = 64, wireHeight = 58, gateWidth = 48, gateHeight = 40;
    static constexpr double labelWidth = 76, topMargin = 20, rightMargin = 64;

    CircuitLayout() = default;
    explicit CircuitLayout(const Circuit& circuit);

    std::size_t columnCount() const { return m_byColumn.size(); }
    std::size_t columnOf(std::size_t operation) const { return m_columns[operation]; }
    /// Operations of one column, in circuit order.
    const std::vector<std::size_t>& operationsIn(std::size_t column) const { return m_byColumn[column]; }
    std::size_t qubits() const { return m_qubits; }
    QSizeF size() const;

    static double wireY(Qubit wire) { return topMargin + (static_cast<double>(wire) + 0.5) * wireHeight; }
    static double columnX(std::size_t column) {
        return labelWidth + (static_cast<double>(column) + 0.5) * columnWidth;
    }
    /// The cell at a point, clamped to the circuit, one column and one wire past its end included.
    Slot slotAt(const QPointF& point) const;
    static QRectF cellRect(Slot slot);
    /// Around everything an operation draws.
    QRectF operationRect(const Circuit& circuit, std::size_t operation) const;
    /// The operation drawn at a cell, preferring one with a body or dot on that wire.
    std::optional<std::size_t> operationAt(const Circuit& circuit, Slot slot) const;

private:
    std::size_t m_qubits = 0;
    std::vector<std::size_t> m_columns;
    std::vector<std::vector<std::size_t>> m_byColumn;
};

/// True if the operation has a target or control on the wire (not just its line passing).
bool actsOn(const Operation& operation, Qubit wire);

}  // namespace qstore::ui
