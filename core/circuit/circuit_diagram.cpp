// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/circuit_diagram.h"

#include <algorithm>

#include "core/circuit/circuit_walk.h"
#include "core/circuit/identifier.h"

namespace qstore {

namespace {

std::size_t displayWidth(std::string_view text) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < text.size(); i += utf8At(text, i).length) ++width;
    return width;
}

std::string repeated(std::string_view piece, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += piece;
    return text;
}

/// `text` in the middle of `width` characters of `fill`.
std::string centred(std::string_view text, std::size_t width, std::string_view fill) {
    const std::size_t free = width - std::min(width, displayWidth(text));
    return repeated(fill, free / 2) + std::string(text) + repeated(fill, free - free / 2);
}

/// `q0` or, with several registers, `a0`, `b1`: the wire's name in its register.
std::string wireName(const std::vector<Register>& registers, std::size_t wire) {
    for (const auto& entry : registers)
        if (wire >= entry.start && wire - entry.start < entry.size)
            return entry.name + std::to_string(wire - entry.start);
    return std::to_string(wire);
}

bool isGlobalPhase(const Operation& operation) {
    return operation.kind == OperationKind::Gate && operation.targets.empty() && operation.controls.empty();
}

/// Exchanging the targets changes nothing.
bool isSymmetric(std::string_view name) {
    return name == "swap" || name == "iswap" || name == "rxx" || name == "ryy" || name == "rzz" ||
           name == "zz";
}

/// One column of the picture: what stands on each wire, and whether a line runs down from it.
struct Column {
    std::vector<std::string> cells;
    std::vector<bool> connectedBelow;
    std::size_t width = 1;
};

class Picture {
public:
    Picture(const Circuit& circuit, const DiagramOptions& options)
        : m_circuit(circuit), m_options(options) {
        const auto columns = circuitColumns(circuit, true);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const auto& operation = circuit.operations()[i];
            if (isGlobalPhase(operation)) {
                m_phases.push_back(angleList(operation) + conditionText(operation));
                continue;
            }
            while (m_columns.size() <= columns[i])
                m_columns.push_back({std::vector<std::string>(circuit.qubits()),
                                     std::vector<bool>(circuit.qubits(), false), 0});
            place(m_columns[columns[i]], operation);
        }
        // Columns that held nothing but a global phase.
        m_columns.erase(std::remove_if(m_columns.begin(), m_columns.end(),
                                       [](const Column& column) { return column.width == 0; }),
                        m_columns.end());
    }

    std::string text() const {
        std::string result;
        std::size_t first = 0;
        do {
            const std::size_t end = blockEnd(first);
            if (first > 0) result += "\n";
            result += block(first, end);
            first = end;
        } while (first < m_columns.size());
        for (const auto& phase : m_phases) result += "global phase " + phase + "\n";
        return result;
    }

private:
    std::string angleList(const Operation& operation) const {
        std::string text;
        for (const auto& angle : operation.angles)
            text += (text.empty() ? "" : ", ") + angle.toDisplay(m_options.digits);
        return text.empty() ? text : "(" + text + ")";
    }

    std::string conditionText(const Operation& operation) const {
        std::string text;
        for (const auto& condition : operation.conditions) {
            text += text.empty() ? "" : ", ";
            for (std::size_t i = condition.bits.size(); i-- > 0;)
                text += wireName(m_circuit.parts().bitRegisters, condition.bits[i]);
            text += (condition.negated ? "≠" : "=") + std::to_string(condition.value);
        }
        return text.empty() ? text : "{" + text + "}";
    }

    std::string symbolOf(const Operation& operation) const {
        if (const auto* definition = definedGate(operation)) return definition->name;
        const auto* gate = tableGate(operation);
        if (gate->name == "x" && !operation.controls.empty()) return "⊕";
        if (gate->name == "swap") return "×";
        return std::string(gate->symbol);
    }

    std::string cellOf(const Operation& operation, std::size_t target) const {
        const std::string tail = conditionText(operation);
        switch (operation.kind) {
            case OperationKind::Barrier: return "░";
            case OperationKind::Reset: return "|0⟩" + tail;
            case OperationKind::Measure:
                return "M→" + wireName(m_circuit.parts().bitRegisters, operation.bits[target]) + tail;
            case OperationKind::Gate: break;
        }
        std::string cell = symbolOf(operation);
        if (operation.targets.size() > 1 && !isSymmetric(gateName(operation)))
            cell += "." + std::to_string(target);
        return target == 0 ? cell + angleList(operation) + tail : cell;
    }

    void place(Column& column, const Operation& operation) {
        const auto put = [&](Qubit qubit, std::string cell) {
            column.width = std::max(column.width, displayWidth(cell));
            column.cells[qubit] = std::move(cell);
        };
        for (std::size_t i = 0; i < operation.targets.size(); ++i)
            put(operation.targets[i], cellOf(operation, i));
        for (const auto& control : operation.controls) put(control.qubit, control.onOne ? "●" : "○");
        // A gate without targets of its own, a phase under controls, shows its angle on the last of them.
        if (operation.targets.empty() && !operation.controls.empty())
            put(operation.controls.back().qubit,
                symbolOf(operation) + angleList(operation) + conditionText(operation));
        if (operation.kind != OperationKind::Gate) return;
        const auto qubits = touchedQubits(operation);
        const auto [low, high] = std::minmax_element(qubits.begin(), qubits.end());
        for (Qubit qubit = *low; qubit < *high; ++qubit) {
            column.connectedBelow[qubit] = true;
            if (qubit > *low && column.cells[qubit].empty()) put(qubit, "┼");
        }
    }

    std::size_t labelWidth() const {
        std::size_t width = 0;
        for (std::size_t q = 0; q < m_circuit.qubits(); ++q)
            width = std::max(width, displayWidth(wireName(m_circuit.parts().qubitRegisters, q)));
        return width;
    }

    /// The first column that does not fit on a line that starts with column `first`.
    std::size_t blockEnd(std::size_t first) const {
        if (m_options.width == 0) return m_columns.size();
        std::size_t used = labelWidth() + 3;
        std::size_t end = first;
        while (end < m_columns.size()) {
            used += m_columns[end].width + 2;
            if (used > m_options.width && end > first) break;
            ++end;
        }
        return end;
    }

    std::string block(std::size_t first, std::size_t end) const {
        std::string result;
        const std::size_t label = labelWidth();
        for (std::size_t q = 0; q < m_circuit.qubits(); ++q) {
            const auto name = wireName(m_circuit.parts().qubitRegisters, q);
            std::string wire = name + std::string(label - displayWidth(name), ' ') + ": ";
            std::string between(label + 2, ' ');
            for (std::size_t i = first; i < end; ++i) {
                const auto& column = m_columns[i];
                wire += "─" + centred(column.cells[q], column.width, "─") + "─";
                between += " " + centred(column.connectedBelow[q] ? "│" : " ", column.width, " ") + " ";
            }
            result += wire + "─\n";
            between.erase(between.find_last_not_of(' ') + 1);
            if (q + 1 < m_circuit.qubits()) result += between + "\n";
        }
        return result;
    }

    const Circuit& m_circuit;
    DiagramOptions m_options;
    std::vector<Column> m_columns;
    std::vector<std::string> m_phases;
};

}  // namespace

std::string circuitDiagram(const Circuit& circuit, DiagramOptions options) {
    return Picture(circuit, options).text();
}

}  // namespace qstore
