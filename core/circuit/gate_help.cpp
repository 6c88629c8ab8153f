// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/gate_help.h"

#include <algorithm>
#include <cmath>

#include "core/base/number_text.h"

namespace qstore {

namespace {

std::string joined(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return text;
}

std::string numbers(std::span<const double> values) {
    std::vector<std::string> parts;
    for (const double value : values) parts.push_back(numberToText(value));
    return parts.empty() ? "none" : joined(parts);
}

std::string realText(double value) {
    const double rounded = std::round(value * 1e4) / 1e4;
    return numberToText(rounded == 0.0 ? 0.0 : rounded);
}

std::string complexText(Complex value) {
    std::string real = realText(value.real());
    const std::string imaginary = realText(value.imag());
    if (imaginary == "0") return real;
    std::string unit = imaginary == "1" ? "i" : imaginary == "-1" ? "-i" : imaginary + "i";
    if (real == "0") return unit;
    return real + (unit.front() == '-' ? "" : "+") + unit;
}

std::string matrixText(const ComplexMatrix& matrix) {
    std::string text = "[";
    for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
        std::vector<std::string> cells;
        for (Eigen::Index column = 0; column < matrix.cols(); ++column)
            cells.push_back(complexText(matrix(row, column)));
        text += (row > 0 ? ", [" : "[") + joined(cells) + "]";
    }
    return text + "]";
}

}  // namespace

std::string gateUsage(const GateInfo& gate) {
    std::vector<std::string> angles(gate.angleNames.begin(), gate.angleNames.end());
    std::string usage(gate.name);
    if (!angles.empty()) usage += "(" + joined(angles) + ")";
    for (std::size_t i = 0; i < gate.qubits; ++i) usage += (i == 0 ? " q" : ", q") + std::to_string(i);
    return usage;
}

std::string gateHelp(const GateInfo& gate) {
    std::string text =
        gateUsage(gate) + "\n" + std::string(gate.title) + ". " + std::string(gate.help) + "\n";
    if (!gate.aliases.empty())
        text += "Also written: " + joined({gate.aliases.begin(), gate.aliases.end()}) + "\n";
    if (gate.controlCount > 0)
        text += "Base gate: " + std::string(gate.base->name) + " under " +
                std::to_string(gate.controlCount) + (gate.controlCount == 1 ? " control\n" : " controls\n");
    else if (gate.angleNames.empty() && gate.qubits <= 2)
        text += "Matrix: " + matrixText(gate.matrix({})) + "\n";
    for (std::size_t i = 0; i < gate.angleNames.size(); ++i) {
        text +=
            "Frequencies of " + std::string(gate.angleNames[i]) + ": " + numbers(gate.angleFrequencies[i]);
        if (gate.controlCount == 0) text += "; under a control: " + numbers(gate.controlledFrequencies[i]);
        text += "\n";
    }
    if (gate.inverse != nullptr)
        text += "Inverse: " +
                (gate.inverse == &gate ? std::string(gate.angleNames.empty() ? "itself" : gate.name)
                                       : std::string(gate.inverse->name)) +
                "\n";
    return text + "Source: " + std::string(gate.source) + "\n";
}

std::string gateListHelp() {
    std::size_t width = 0;
    for (const auto& gate : gateTable()) width = std::max(width, gateUsage(gate).size());
    std::string text;
    for (const auto& gate : gateTable()) {
        const auto usage = gateUsage(gate);
        text += usage + std::string(width + 2 - usage.size(), ' ') + std::string(gate.title) + "\n";
    }
    return text;
}

}  // namespace qstore
