// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cmath>
#include <complex>
#include <nlohmann/json.hpp>
#include <numbers>
#include <stdexcept>
#include <string>
#include <vector>

namespace qstore {

/// Runs IonQ's JSON gates by the matrices of IonQ's documentation: a second opinion on what was written.
/// Knows nothing of our gate table.
class IonqWireMachine {
public:
    using Complex = std::complex<double>;
    using Matrix = std::vector<std::vector<Complex>>;

    /// Column `input` of the circuit's unitary; bit j of an index is qubit j.
    static std::vector<Complex> run(const nlohmann::json& gates, std::size_t qubits, std::size_t input) {
        std::vector<Complex> state(std::size_t{1} << qubits);
        state[input] = 1;
        for (const auto& gate : gates) apply(gate, state);
        return state;
    }

private:
    static std::vector<std::size_t> qubitsOf(const nlohmann::json& gate, const char* one,
                                             const char* many) {
        if (gate.contains(one)) return {gate[one].get<std::size_t>()};
        return gate.contains(many) ? gate[many].get<std::vector<std::size_t>>()
                                   : std::vector<std::size_t>();
    }

    static Matrix oneQubit(const std::string& name, const nlohmann::json& gate) {
        const Complex i(0, 1);
        const double pi = std::numbers::pi, half = std::sqrt(0.5);
        const auto turn = [&](double radians) { return std::exp(i * radians); };
        if (gate.contains("rotation")) {
            const double a = gate["rotation"].get<double>();
            const double c = std::cos(a / 2), s = std::sin(a / 2);
            if (name == "rx") return {{c, -i * s}, {-i * s, c}};
            if (name == "ry") return {{c, -s}, {s, c}};
            if (name == "rz") return {{turn(-a / 2), 0}, {0, turn(a / 2)}};
            if (name == "z") return {{1, 0}, {0, turn(a)}};  // Qiskit's p
            throw std::runtime_error("no rotation " + name);
        }
        if (name == "x" || name == "not" || name == "cnot") return {{0, 1}, {1, 0}};
        if (name == "y") return {{0, -i}, {i, 0}};
        if (name == "z") return {{1, 0}, {0, -1}};
        if (name == "h") return {{half, half}, {half, -half}};
        if (name == "s") return {{1, 0}, {0, i}};
        if (name == "si") return {{1, 0}, {0, -i}};
        if (name == "t") return {{1, 0}, {0, turn(pi / 4)}};
        if (name == "ti") return {{1, 0}, {0, turn(-pi / 4)}};
        if (name == "v") return {{(1.0 + i) / 2.0, (1.0 - i) / 2.0}, {(1.0 - i) / 2.0, (1.0 + i) / 2.0}};
        if (name == "vi") return {{(1.0 - i) / 2.0, (1.0 + i) / 2.0}, {(1.0 + i) / 2.0, (1.0 - i) / 2.0}};
        const double phase = 2 * pi * gate.at("phase").get<double>();  // native gates are in turns
        if (name == "gpi") return {{0, turn(-phase)}, {turn(phase), 0}};
        if (name == "gpi2") return {{half, -i * turn(-phase) * half}, {-i * turn(phase) * half, half}};
        throw std::runtime_error("no gate " + name);
    }

    /// Over |first target, second target⟩: index 2·first + second.
    static Matrix twoQubits(const std::string& name, const nlohmann::json& gate) {
        const Complex i(0, 1);
        const double pi = std::numbers::pi;
        if (name == "swap") return {{1, 0, 0, 0}, {0, 0, 1, 0}, {0, 1, 0, 0}, {0, 0, 0, 1}};
        if (name == "ms") {
            const double p0 = gate["phases"][0].get<double>(), p1 = gate["phases"][1].get<double>();
            const double a = gate.value("angle", 0.25);
            const Complex c = std::cos(pi * a), s = -i * std::sin(pi * a);
            const auto turn = [&](double turns) { return std::exp(2 * pi * i * turns); };
            return {{c, 0, 0, s * turn(-(p0 + p1))},
                    {0, c, s * turn(-(p0 - p1)), 0},
                    {0, s * turn(p0 - p1), c, 0},
                    {s * turn(p0 + p1), 0, 0, c}};
        }
        double a = 0;
        if (gate.contains("rotation"))
            a = gate["rotation"].get<double>();
        else  // native: Cirq says phase, Qiskit says angle
            a = 2 * pi * (gate.contains("phase") ? gate["phase"] : gate.at("angle")).get<double>();
        const Complex c = std::cos(a / 2), s = -i * std::sin(a / 2);
        if (name == "xx") return {{c, 0, 0, s}, {0, c, s, 0}, {0, s, c, 0}, {s, 0, 0, c}};
        if (name == "yy") return {{c, 0, 0, -s}, {0, c, s, 0}, {0, s, c, 0}, {-s, 0, 0, c}};
        if (name == "zz") {
            const Complex m = std::exp(-i * a / 2.0), p = std::exp(i * a / 2.0);
            return {{m, 0, 0, 0}, {0, p, 0, 0}, {0, 0, p, 0}, {0, 0, 0, m}};
        }
        throw std::runtime_error("no gate " + name);
    }

    static void apply(const nlohmann::json& gate, std::vector<Complex>& state) {
        const auto name = gate.at("gate").get<std::string>();
        const auto targets = qubitsOf(gate, "target", "targets");
        const auto controls = qubitsOf(gate, "control", "controls");
        const Matrix matrix = targets.size() == 1 ? oneQubit(name, gate) : twoQubits(name, gate);
        const auto bitsOf = [&](std::size_t index) {
            std::size_t value = 0;
            for (const std::size_t target : targets) value = 2 * value + ((index >> target) & 1U);
            return value;
        };
        std::size_t mask = 0, control = 0;
        for (const std::size_t target : targets) mask |= std::size_t{1} << target;
        for (const std::size_t each : controls) control |= std::size_t{1} << each;
        std::vector<Complex> result(state.size());
        for (std::size_t row = 0; row < state.size(); ++row) {
            if ((row & control) != control) {
                result[row] = state[row];
                continue;
            }
            for (std::size_t column = 0; column < state.size(); ++column)
                if ((row & ~mask) == (column & ~mask))
                    result[row] += matrix[bitsOf(row)][bitsOf(column)] * state[column];
        }
        state = std::move(result);
    }
};

}  // namespace qstore
