// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cctype>

#include "core/circuit/circuit_walk.h"
#include "core/exchange/circuit_export.h"
#include "core/exchange/python_text.h"

namespace qstore {
namespace {

/// Text as LaTeX prints it, outside mathematics.
std::string latexText(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '\\') {
            result += "\\textbackslash{}";
        } else if (c == '~' || c == '^') {
            result += std::string("\\") + c + "{}";
        } else {
            if (std::string_view("&%$#_{}").find(c) != std::string_view::npos) result += '\\';
            result += c;
        }
    }
    return result;
}

bool isGreek(std::string_view word) {
    static constexpr std::array<std::string_view, 16> letters{
        "alpha", "beta", "gamma", "delta", "epsilon", "theta", "lambda", "mu",
        "nu",    "xi",   "rho",   "sigma", "tau",     "phi",   "psi",    "omega"};
    return std::find(letters.begin(), letters.end(), word) != letters.end();
}

/// `theta0` → `\theta_{0}`; other names upright.
std::string symbolText(const std::string& name) {
    std::size_t digits = name.size();
    while (digits > 0 && std::isdigit(static_cast<unsigned char>(name[digits - 1])) != 0) --digits;
    std::string head = name.substr(0, digits);
    if (!head.empty() && head.back() == '_') head.pop_back();
    const std::string index = digits < name.size() ? "_{" + name.substr(digits) + "}" : "";
    if (isGreek(head)) return "\\" + head + index;
    if (head.size() == 1) return head + index;
    return "\\text{" + latexText(name) + "}";
}

/// A token of an angle in mathematics.
std::string mathToken(const std::string& token, bool function) {
    if (!isWordToken(token)) {
        if (token == "**") return "\\mathbin{\\hat{}}";
        return token == "*" ? "\\," : token;
    }
    if (token == "pi") return "\\pi";
    if (function && token == "sqrt") return "\\operatorname{sqrt}";
    return function ? "\\" + token : symbolText(token);
}

std::string angleText(const Angle& angle) {
    const auto value = angle.constant();
    const auto tokens = angleTokens(angle);
    // A long decimal is shown as people read it.
    if (value && tokens.size() <= 2 && tokens.back().size() > 6) return Angle(*value).toDisplay(4);
    std::string text;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        text += (i == 0 || !text.ends_with("\\,") ? "" : " ") +
                mathToken(tokens[i], i + 1 < tokens.size() && tokens[i + 1] == "(");
    return text;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> symbols{{
    {"sdg", "S^\\dagger"},
    {"tdg", "T^\\dagger"},
    {"sx", "\\sqrt{X}"},
    {"sxdg", "\\sqrt{X}^\\dagger"},
    {"id", "I"},
    {"p", "P"},
    {"gphase", "e^{i\\gamma}"},
    {"iswap", "\\text{iSWAP}"},
}};

std::string gateSymbol(const Operation& operation) {
    const std::string name(gateName(operation));
    if (definedGate(operation) != nullptr) return "\\text{" + latexText(name) + "}";
    for (const auto& [gate, symbol] : symbols)
        if (gate == name) return std::string(symbol);
    if (name.size() == 1) return std::string(tableGate(operation)->symbol);
    const bool rotation =
        name[0] == 'r' && name.size() <= 3 && name.find_first_not_of("xyz", 1) == std::string::npos;
    if (!rotation) return "\\text{" + std::string(tableGate(operation)->symbol) + "}";
    std::string axes = name.substr(1);
    std::transform(axes.begin(), axes.end(), axes.begin(),
                   [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    return "R_{" + axes + "}";
}

/// Cells of the picture, one row a qubit.
class Grid {
public:
    explicit Grid(const Circuit& circuit) : m_circuit(circuit) {
        const auto columns = circuitColumns(circuit, true);
        for (std::size_t i = 0; i < columns.size(); ++i) {
            while (m_cells.size() <= columns[i]) m_cells.emplace_back(circuit.qubits());
            place(m_cells[columns[i]], circuit.operations()[i]);
        }
    }

    std::string text() const {
        std::string result;
        for (Qubit qubit = 0; qubit < m_circuit.qubits(); ++qubit) {
            result += "  \\lstick{$" + wireName(m_circuit.parts().qubitRegisters, qubit) + "$}";
            for (const auto& column : m_cells) {
                const std::string& cell = column[qubit];
                result += " & " + (cell.empty() ? "" : cell);
            }
            result += " & " + std::string(qubit + 1 < m_circuit.qubits() ? "\\\\\n" : "\n");
        }
        return result;
    }
    const std::string& notes() const { return m_notes; }

private:
    using Column = std::vector<std::string>;

    static std::string wireName(const std::vector<Register>& registers, std::size_t wire) {
        for (const Register& each : registers)
            if (wire >= each.start && wire - each.start < each.size)
                return (each.name.size() == 1 ? each.name : "\\text{" + latexText(each.name) + "}") + "_{" +
                       std::to_string(wire - each.start) + "}";
        return std::to_string(wire);
    }

    std::string conditions(const Operation& operation) const {
        std::string text;
        for (const Condition& condition : operation.conditions) {
            text += text.empty() ? "\\,|\\," : ",";
            for (std::size_t i = condition.bits.size(); i-- > 0;)
                text += wireName(m_circuit.parts().bitRegisters, condition.bits[i]);
            text += (condition.negated ? "\\neq " : "=") + std::to_string(condition.value);
        }
        return text;
    }

    std::string label(const Operation& operation) const {
        std::string angles;
        for (const Angle& angle : operation.angles)
            angles += (angles.empty() ? "" : ",") + angleText(angle);
        return gateSymbol(operation) + (angles.empty() ? "" : "(" + angles + ")") + conditions(operation);
    }

    void place(Column& column, const Operation& operation) {
        switch (operation.kind) {
            case OperationKind::Measure:
                for (std::size_t i = 0; i < operation.targets.size(); ++i)
                    column[operation.targets[i]] =
                        "\\meter{" + wireName(m_circuit.parts().bitRegisters, operation.bits[i]) +
                        conditions(operation) + "}";
                return;
            case OperationKind::Reset:
                for (const Qubit qubit : operation.targets)
                    column[qubit] = "\\gate{\\ket{0}" + conditions(operation) + "}";
                return;
            case OperationKind::Barrier: placeBarrier(column, operation); return;
            case OperationKind::Gate: placeGate(column, operation); return;
        }
    }

    void placeBarrier(Column& column, const Operation& operation) {
        if (operation.targets.size() == m_circuit.qubits()) {
            column[0] = "\\slice{}";
            return;
        }
        m_notes += "% a barrier on";
        for (const Qubit qubit : operation.targets)
            m_notes += " " + wireName(m_circuit.parts().qubitRegisters, qubit);
        m_notes += " is not drawn\n";
    }

    static std::string offset(Qubit from, Qubit to) {
        return std::to_string(static_cast<std::ptrdiff_t>(to) - static_cast<std::ptrdiff_t>(from));
    }

    void placeGate(Column& column, const Operation& operation) {
        std::vector<Qubit> targets = operation.targets;
        if (targets.empty() && operation.controls.empty()) {
            if (m_circuit.qubits() > 0)
                m_notes += "% global phase " + angleText(operation.angles[0]) + "\n";
            return;
        }
        std::vector<Control> controls = operation.controls;
        const std::string text = label(operation);
        if (targets.empty()) {
            targets = {placePhase(column, operation, controls)};
        } else {
            placeTargets(column, operation, targets, text, controls.empty());
        }
        for (const Control& control : controls) {
            const auto nearest = *std::min_element(targets.begin(), targets.end(), [&](Qubit a, Qubit b) {
                return distance(a, control.qubit) < distance(b, control.qubit);
            });
            column[control.qubit] =
                (control.onOne ? "\\ctrl{" : "\\octrl{") + offset(control.qubit, nearest) + "}";
        }
    }

    /// A phase under controls is a dot with the angle on one of them, which is taken off; a box on |0⟩
    /// where none is on one.
    Qubit placePhase(Column& column, const Operation& operation, std::vector<Control>& controls) {
        const auto plain =
            std::find_if(controls.begin(), controls.end(), [](const Control& c) { return c.onOne; });
        const auto chosen = plain == controls.end() ? controls.begin() : plain;
        const Qubit qubit = chosen->qubit;
        const std::string angle = angleText(operation.angles[0]) + conditions(operation);
        column[qubit] =
            plain == controls.end() ? "\\gate{\\bar{P}(" + angle + ")}" : "\\phase{" + angle + "}";
        const std::string note = "% \\bar{P} multiplies |0> by the phase\n";
        if (plain == controls.end() && m_notes.find(note) == std::string::npos) m_notes += note;
        controls.erase(chosen);
        return qubit;
    }

    static std::size_t distance(Qubit a, Qubit b) { return a > b ? a - b : b - a; }

    static void placeTargets(Column& column, const Operation& operation, std::vector<Qubit> targets,
                             const std::string& text, bool bare) {
        const std::string_view name = gateName(operation);
        if (name == "swap" && operation.conditions.empty()) {
            column[targets[0]] = "\\swap{" + offset(targets[0], targets[1]) + "}";
            column[targets[1]] = "\\targX{}";
            return;
        }
        if (name == "x" && !bare && operation.conditions.empty()) {
            column[targets[0]] = "\\targ{}";
            return;
        }
        bool block = true;
        for (std::size_t i = 0; i + 1 < targets.size(); ++i)
            block = block && targets[i + 1] == targets[i] + 1;
        if (block) {
            const std::string height = targets.size() > 1 ? "[" + std::to_string(targets.size()) + "]" : "";
            column[targets[0]] = "\\gate" + height + "{" + text + "}";
            return;
        }
        // Boxes apart are numbered in the order of the gate's targets and joined by a wire.
        for (std::size_t i = 0; i < targets.size(); ++i)
            column[targets[i]] = "\\gate{" + text + "\\;_{" + std::to_string(i) + "}}";
        std::sort(targets.begin(), targets.end());
        for (std::size_t i = 0; i + 1 < targets.size(); ++i)
            column[targets[i]] += "\\wire[d][" + offset(targets[i], targets[i + 1]) + "]{q}";
    }

    const Circuit& m_circuit;
    std::vector<Column> m_cells;
    std::string m_notes;
};

}  // namespace

std::string writeQuantikz(const Circuit& circuit) {
    const Grid grid(circuit);
    return "% needs \\usepackage{amsmath} \\usepackage{tikz} \\usetikzlibrary{quantikz2}\n" + grid.notes() +
           "\\begin{quantikz}\n" + grid.text() + "\\end{quantikz}\n";
}

}  // namespace qstore
