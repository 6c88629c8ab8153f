// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/number_text.h"
#include "core/circuit/circuit_walk.h"
#include "core/circuit/identifier.h"
#include "core/exchange/circuit_export.h"

namespace qstore {
namespace {

/// What one family of gates is painted with.
struct Colors {
    const char *fill, *edge, *text;
};
/// The window's colours (ui/support/tokens.cpp).
struct Palette {
    const char *surface, *text, *secondary, *wire, *dot, *accent, *tag;
    Colors fixed, rotation, bound, measure, custom;
};
constexpr Palette light{"#FFFFFF",
                        "#1B1D22",
                        "#5B616E",
                        "#B9BEC9",
                        "#2A3040",
                        "#3D5AF1",
                        "#E3F4EE",
                        {"#4A659B", "#3C5485", "#FFFFFF"},
                        {"#F4BE5A", "#C98E22", "#3B2703"},
                        {"#0B7D5E", "#076248", "#FFFFFF"},
                        {"#E8EAEF", "#8A909D", "#30343D"},
                        {"#6E4CBE", "#573AA0", "#FFFFFF"}};
constexpr Palette dark{"#1F2126",
                       "#E8EAEE",
                       "#A0A7B4",
                       "#555B67",
                       "#D6DBE6",
                       "#8FA2FF",
                       "#1A3329",
                       {"#4F6BA6", "#7F9BD4", "#FFFFFF"},
                       {"#E2A83F", "#F6CD83", "#2A1B00"},
                       {"#0C7C5D", "#47BD97", "#FFFFFF"},
                       {"#3A3E47", "#878E9B", "#E8EAEE"},
                       {"#7250C4", "#A88CEB", "#FFFFFF"}};

constexpr double wireHeight = 56, gateHeight = 40, leastWidth = 44, gap = 16, margin = 16;
constexpr double symbolSize = 15, smallSize = 11;

std::string number(double value) {
    return numberToText(std::round(value * 100.0) / 100.0);
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20U) result += c;
        }
    }
    return result;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size(); at += utf8At(text, at).length) ++count;
    return count;
}

std::string shortened(const std::string& text, std::size_t most) {
    if (characters(text) <= most) return text;
    std::size_t at = 0;
    for (std::size_t i = 0; i + 1 < most; ++i) at += utf8At(text, at).length;
    return text.substr(0, at) + "…";
}

/// Broad enough for the fonts that a viewer may have.
double textWidth(std::string_view text, double size) {
    return 0.62 * size * static_cast<double>(characters(text));
}

std::string wireName(const std::vector<Register>& registers, std::size_t wire) {
    for (const Register& each : registers)
        if (wire >= each.start && wire - each.start < each.size)
            return each.name + std::to_string(wire - each.start);
    return std::to_string(wire);
}

struct Roles {
    bool trainable = false, frozen = false;
    std::string column;
};

class Drawing {
public:
    Drawing(const Circuit& circuit, const Palette& palette) : m_circuit(circuit), m_palette(palette) {
        const auto columns = circuitColumns(circuit, true);
        const auto& operations = circuit.operations();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            if (m_widths.size() <= columns[i]) m_widths.resize(columns[i] + 1, 0.0);
            m_widths[columns[i]] = std::max(m_widths[columns[i]], widthOf(operations[i]));
        }
        for (Qubit qubit = 0; qubit < circuit.qubits(); ++qubit)
            m_left = std::max(m_left, textWidth(wireName(circuit.parts().qubitRegisters, qubit), 13));
        m_left += margin + 10;
        double x = m_left + gap;
        for (const double width : m_widths) {
            m_centres.push_back(x + width / 2);
            x += width + (width > 0 ? gap : 0);
        }
        m_right = x;
        for (std::size_t i = 0; i < columns.size(); ++i) draw(operations[i], m_centres[columns[i]]);
    }

    std::string text() const {
        const double width = m_right + margin;
        const double height =
            margin * 2 + wireHeight * static_cast<double>(m_circuit.qubits()) + (m_notes.empty() ? 0 : 20);
        std::string all =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(width) + "\" height=\"" +
            number(height) + "\" viewBox=\"0 0 " + number(width) + " " + number(height) +
            "\" font-family=\"Inter, 'Segoe UI', 'DejaVu Sans', sans-serif\" role=\"img\">\n<title>" +
            escaped(m_circuit.name().empty() ? "Quantum circuit" : m_circuit.name()) + "</title>\n";
        all += "<rect width=\"" + number(width) + "\" height=\"" + number(height) + "\" fill=\"" +
               m_palette.surface + "\"/>\n";
        for (Qubit qubit = 0; qubit < m_circuit.qubits(); ++qubit) {
            const double y = wireY(qubit);
            all += line(m_left, y, m_right, y, m_palette.wire, 1.5);
            all += label(m_left - 8, y, wireName(m_circuit.parts().qubitRegisters, qubit), 13,
                         m_palette.secondary, "end");
        }
        if (!m_notes.empty())
            all += label(m_left, height - margin, "global phase " + m_notes, smallSize, m_palette.secondary,
                         "start");
        return all + m_body + "</svg>\n";
    }

private:
    static double wireY(Qubit qubit) { return margin + wireHeight * (static_cast<double>(qubit) + 0.5); }

    static std::string line(double x1, double y1, double x2, double y2, const char* color, double width,
                            const char* more = "") {
        return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" +
               number(y2) + "\" stroke=\"" + color + "\" stroke-width=\"" + number(width) + "\"" + more +
               "/>\n";
    }
    static std::string circle(double x, double y, double radius, const char* fill, const char* edge,
                              double width) {
        return "<circle cx=\"" + number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(radius) +
               "\" fill=\"" + fill + "\" stroke=\"" + edge + "\" stroke-width=\"" + number(width) +
               "\"/>\n";
    }
    static std::string box(double x, double y, double width, double height, double radius, const char* fill,
                           const char* edge, double stroke) {
        return "<rect x=\"" + number(x - width / 2) + "\" y=\"" + number(y - height / 2) + "\" width=\"" +
               number(width) + "\" height=\"" + number(height) + "\" rx=\"" + number(radius) +
               "\" fill=\"" + fill + "\" stroke=\"" + edge + "\" stroke-width=\"" + number(stroke) +
               "\"/>\n";
    }
    /// Text around (x, y); the middle is set by hand, since viewers differ in baselines.
    static std::string label(double x, double y, const std::string& text, double size, const char* color,
                             const char* anchor = "middle", const char* more = "") {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y + 0.35 * size) + "\" font-size=\"" +
               number(size) + "\" fill=\"" + color + "\" text-anchor=\"" + anchor + "\"" + more + ">" +
               escaped(text) + "</text>\n";
    }

    Roles rolesOf(const Operation& operation) const {
        Roles roles;
        for (const Angle& angle : operation.angles) {
            for (const std::string& name : angle.symbols()) {
                const Parameter* parameter = m_circuit.findParameter(name);
                if (parameter == nullptr) continue;
                roles.trainable = roles.trainable || parameter->role == ParameterRole::Trainable;
                roles.frozen = roles.frozen || parameter->role == ParameterRole::Frozen;
                if (parameter->role == ParameterRole::Column && roles.column.empty())
                    roles.column = parameter->column;
            }
        }
        return roles;
    }

    static std::string symbolOf(const Operation& operation) {
        if (operation.kind == OperationKind::Reset) return "|0⟩";
        const GateInfo* gate = tableGate(operation);
        return gate != nullptr ? std::string(gate->symbol)
                               : shortened(std::string(gateName(operation)), 16);
    }
    static std::string anglesOf(const Operation& operation) {
        std::string text;
        for (const Angle& angle : operation.angles) text += (text.empty() ? "" : ", ") + angle.toDisplay(3);
        return shortened(text, 24);
    }
    static bool isCross(const Operation& operation) {
        return gateName(operation) == "x" && !operation.controls.empty();
    }
    static bool isGlobalPhase(const Operation& operation) {
        return operation.kind == OperationKind::Gate && operation.targets.empty() &&
               operation.controls.empty();
    }
    static bool isTogether(const Operation& operation) {
        const auto [low, high] = std::minmax_element(operation.targets.begin(), operation.targets.end());
        return *high - *low + 1 == operation.targets.size();
    }
    /// With several boxes, or a box whose targets are not interchangeable, each target has its number.
    static bool isNumbered(const Operation& operation) {
        static const std::set<std::string_view> symmetric{"swap", "iswap", "rxx", "ryy", "rzz", "zz"};
        return operation.targets.size() > 1 && symmetric.count(gateName(operation)) == 0;
    }

    double bodyWidth(const Operation& operation) const {
        const double numbers = isNumbered(operation) ? 14 : 0;
        return std::max({leastWidth, textWidth(symbolOf(operation), symbolSize) + 18 + 2 * numbers,
                         textWidth(anglesOf(operation), smallSize) + 16 + 2 * numbers});
    }
    double widthOf(const Operation& operation) const {
        if (operation.kind == OperationKind::Barrier) return 12;
        if (isGlobalPhase(operation)) return 0;
        const double conditions = textWidth(conditionText(operation), 10);
        if (operation.kind == OperationKind::Measure || isCross(operation) || gateName(operation) == "swap")
            return std::max(leastWidth, conditions);
        const double tag = textWidth(shortened(rolesOf(operation).column, 20), 10) + 8;
        return std::max({bodyWidth(operation), conditions, rolesOf(operation).column.empty() ? 0.0 : tag});
    }

    std::string conditionText(const Operation& operation) const {
        std::string text;
        for (const Condition& condition : operation.conditions) {
            text += text.empty() ? "" : ", ";
            for (std::size_t i = condition.bits.size(); i-- > 0;)
                text += wireName(m_circuit.parts().bitRegisters, condition.bits[i]);
            text += (condition.negated ? "≠" : "=") + std::to_string(condition.value);
        }
        return text;
    }

    void draw(const Operation& operation, double x) {
        if (isGlobalPhase(operation)) {
            m_notes += (m_notes.empty() ? "" : ", ") + anglesOf(operation);
            return;
        }
        const auto qubits = touchedQubits(operation);
        if (qubits.empty()) return;
        const auto [low, high] = std::minmax_element(qubits.begin(), qubits.end());
        switch (operation.kind) {
            case OperationKind::Barrier:
                m_body += line(x, wireY(*low) - wireHeight / 2 + 3, x, wireY(*high) + wireHeight / 2 - 3,
                               m_palette.secondary, 1.5, " stroke-dasharray=\"4 4\"");
                return;
            case OperationKind::Measure:
                for (std::size_t i = 0; i < operation.targets.size(); ++i)
                    drawMeter(x, wireY(operation.targets[i]),
                              wireName(m_circuit.parts().bitRegisters, operation.bits[i]));
                break;
            case OperationKind::Reset:
                for (const Qubit qubit : operation.targets) drawBox(operation, x, wireY(qubit), gateHeight);
                break;
            case OperationKind::Gate: drawGate(operation, x, *low, *high); break;
        }
        if (!operation.conditions.empty())
            m_body += label(x, wireY(*low) - gateHeight / 2 - 8, conditionText(operation), 10,
                            m_palette.secondary);
    }

    void drawGate(const Operation& operation, double x, Qubit low, Qubit high) {
        if (high > low) m_body += line(x, wireY(low), x, wireY(high), m_palette.dot, 1.5);
        for (const Control& control : operation.controls)
            m_body += circle(x, wireY(control.qubit), 5.5,
                             control.onOne ? m_palette.dot : m_palette.surface, m_palette.dot, 1.5);
        if (operation.targets.empty()) {
            m_body += label(x, wireY(high) + 14, anglesOf(operation), smallSize, m_palette.text);
        } else if (isCross(operation)) {
            drawCross(x, wireY(operation.targets[0]));
        } else if (gateName(operation) == "swap") {
            for (const Qubit target : operation.targets) drawSwap(x, wireY(target));
        } else if (isTogether(operation)) {
            const auto [first, last] =
                std::minmax_element(operation.targets.begin(), operation.targets.end());
            drawBox(operation, x, (wireY(*first) + wireY(*last)) / 2,
                    wireY(*last) - wireY(*first) + gateHeight);
            drawNumbers(operation, x);
        } else {
            for (const Qubit target : operation.targets) drawBox(operation, x, wireY(target), gateHeight);
            drawNumbers(operation, x);
        }
    }

    const Colors& colorsOf(const Operation& operation, const Roles& roles) const {
        if (operation.kind != OperationKind::Gate) return m_palette.measure;
        if (definedGate(operation) != nullptr) return m_palette.custom;
        if (!roles.column.empty()) return m_palette.bound;
        return operation.angles.empty() ? m_palette.fixed : m_palette.rotation;
    }

    void drawBox(const Operation& operation, double x, double y, double height) {
        const Roles roles = rolesOf(operation);
        const Colors& colors = colorsOf(operation, roles);
        const double width = bodyWidth(operation);
        const double radius = operation.angles.empty() ? 4 : 12;
        if (roles.trainable)
            m_body += box(x, y, width + 6, height + 6, radius + 3, "none", m_palette.accent, 2);
        m_body += box(x, y, width, height, radius, colors.fill, colors.edge, 1);
        if (definedGate(operation) != nullptr)
            m_body += box(x, y, width - 7, height - 7, std::max(1.0, radius - 2), "none", colors.text, 1);
        const std::string angles = anglesOf(operation);
        m_body += label(x, angles.empty() ? y : y - 7, symbolOf(operation), symbolSize, colors.text,
                        "middle", " font-weight=\"600\"");
        if (!angles.empty()) m_body += label(x, y + 10, angles, smallSize, colors.text);
        if (roles.frozen) drawLock(x + width / 2 - 3, y - height / 2 + 3);
        if (!roles.column.empty()) drawTag(x, y + height / 2 + 3, shortened(roles.column, 20));
    }

    void drawNumbers(const Operation& operation, double x) {
        if (!isNumbered(operation)) return;
        const Colors& colors = colorsOf(operation, rolesOf(operation));
        for (std::size_t i = 0; i < operation.targets.size(); ++i)
            m_body += label(x - bodyWidth(operation) / 2 + 10, wireY(operation.targets[i]),
                            std::to_string(i), 10, colors.text);
    }

    void drawCross(double x, double y) {
        m_body += circle(x, y, 14, m_palette.fixed.fill, m_palette.fixed.edge, 1);
        m_body += line(x - 9, y, x + 9, y, m_palette.fixed.text, 1.8);
        m_body += line(x, y - 9, x, y + 9, m_palette.fixed.text, 1.8);
    }
    void drawSwap(double x, double y) {
        m_body += line(x - 7, y - 7, x + 7, y + 7, m_palette.dot, 2.2);
        m_body += line(x - 7, y + 7, x + 7, y - 7, m_palette.dot, 2.2);
    }
    void drawMeter(double x, double y, const std::string& bit) {
        const Colors& colors = m_palette.measure;
        m_body += box(x, y, leastWidth, gateHeight, 4, colors.fill, colors.edge, 1);
        m_body += "<path d=\"M " + number(x - 12) + " " + number(y + 4) + " A 12 12 0 0 1 " +
                  number(x + 12) + " " + number(y + 4) + "\" fill=\"none\" stroke=\"" + colors.text +
                  "\" stroke-width=\"1.5\"/>\n";
        m_body += line(x, y + 4, x + 8, y - 9, colors.text, 1.5);
        m_body += label(x + leastWidth / 2 - 4, y + 13, bit, 10, colors.text, "end");
    }
    void drawLock(double x, double y) {
        m_body += circle(x, y, 8, m_palette.text, m_palette.surface, 1);
        m_body += "<path d=\"M " + number(x - 2.2) + " " + number(y - 1) +
                  " v -2 a 2.2 2.2 0 0 1 4.4 0 v 2\" "
                  "fill=\"none\" stroke=\"" +
                  m_palette.surface + "\" stroke-width=\"1.2\"/>\n";
        m_body += box(x, y + 1.4, 6.4, 4.8, 1, m_palette.surface, m_palette.surface, 0);
    }
    void drawTag(double x, double y, const std::string& column) {
        m_body += box(x, y, textWidth(column, 10) + 8, 14, 4, m_palette.tag, m_palette.bound.edge, 1);
        m_body += label(x, y, column, 10, m_palette.text);
    }

    const Circuit& m_circuit;
    const Palette& m_palette;
    std::vector<double> m_widths, m_centres;
    double m_left = 0.0, m_right = 0.0;
    std::string m_body, m_notes;
};

}  // namespace

std::string writeSvg(const Circuit& circuit, SvgOptions options) {
    return Drawing(circuit, options.dark ? dark : light).text();
}

}  // namespace qstore
