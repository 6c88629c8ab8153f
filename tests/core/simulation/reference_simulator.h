// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <complex>
#include <map>
#include <string>
#include <vector>

#include "core/circuit/circuit.h"
#include "core/observables/pauli.h"

namespace qstore::testing {

/// Slow and plain: every gate as its dense matrix, every derivative by the product rule. No code shared
/// with the engines under test but the gate table.
class ReferenceSimulator {
public:
    using Vector = std::vector<std::complex<double>>;
    using Values = std::map<std::string, double>;

    ReferenceSimulator(const Circuit& circuit, Values values)
        : m_circuit(circuit.flattened()), m_values(std::move(values)) {}

    Vector state() const { return run(m_circuit.operations().size(), 0, nullptr); }

    double expectation(const PauliSum& observable) const { return overlap(state(), observable, state()); }

    /// d⟨O⟩/d(value) for every symbol.
    Values gradient(const PauliSum& observable) const {
        const Vector psi = state();
        Values result;
        for (const auto& [name, value] : m_values) result[name] = 0.0;
        const auto& operations = m_circuit.operations();
        for (std::size_t i = 0; i < operations.size(); ++i) {
            for (std::size_t j = 0; j < operations[i].angles.size(); ++j) {
                const Angle& angle = operations[i].angles[j];
                if (angle.constant()) continue;
                const double slope = 2.0 * overlap(psi, observable, run(i, j, &operations[i]));
                for (const std::string& name : angle.symbols())
                    result[name] += slope * partial(angle, name);
            }
        }
        return result;
    }

    /// ∂|ψ⟩/∂(value) for every symbol.
    std::map<std::string, Vector> tangents() const {
        std::map<std::string, Vector> result;
        for (const auto& [name, value] : m_values)
            result[name].resize(std::size_t{1} << m_circuit.qubits());
        const auto& operations = m_circuit.operations();
        for (std::size_t i = 0; i < operations.size(); ++i) {
            for (std::size_t j = 0; j < operations[i].angles.size(); ++j) {
                const Angle& angle = operations[i].angles[j];
                if (angle.constant()) continue;
                const Vector derivative = run(i, j, &operations[i]);
                for (const std::string& name : angle.symbols()) {
                    const double slope = partial(angle, name);
                    for (std::size_t k = 0; k < derivative.size(); ++k)
                        result[name][k] += slope * derivative[k];
                }
            }
        }
        return result;
    }

private:
    double value(const Angle& angle, const Values& values) const {
        return angle
            .evaluate([&](const std::string& name) { return std::optional<double>(values.at(name)); })
            .value();
    }

    /// ∂angle/∂symbol by a complex-free five-point rule of sixth order: exact to rounding for what is used.
    double partial(const Angle& angle, const std::string& name) const {
        const double h = 1e-2;
        const auto at = [&](double shift) {
            Values shifted = m_values;
            shifted[name] += shift;
            return value(angle, shifted);
        };
        return (45.0 * (at(h) - at(-h)) - 9.0 * (at(2 * h) - at(-2 * h)) + (at(3 * h) - at(-3 * h))) /
               (60.0 * h);
    }

    /// All operations; with `changed`, the one at `index` as its derivative to angle `angle`.
    Vector run(std::size_t index, std::size_t angle, const Operation* changed) const {
        Vector psi(std::size_t{1} << m_circuit.qubits());
        psi[0] = 1.0;
        const auto& operations = m_circuit.operations();
        for (std::size_t i = 0; i < operations.size(); ++i) {
            const Operation& operation = operations[i];
            if (operation.kind != OperationKind::Gate) continue;
            const GateInfo& gate = *std::get<const GateInfo*>(operation.gate);
            std::vector<double> angles;
            for (const Angle& a : operation.angles) angles.push_back(value(a, m_values));
            const bool derivative = changed != nullptr && i == index;
            const ComplexMatrix matrix = derivative ? gate.derivative(angles, angle) : gate.matrix(angles);
            psi = applied(operation, matrix, derivative, psi);
        }
        return psi;
    }

    static Vector applied(const Operation& operation, const ComplexMatrix& matrix, bool derivative,
                          const Vector& psi) {
        Vector out(psi.size());
        for (std::size_t i = 0; i < psi.size(); ++i) {
            bool on = true;
            for (const Control& control : operation.controls)
                on &= (((i >> control.qubit) & 1U) != 0) == control.onOne;
            if (!on) {
                if (!derivative) out[i] += psi[i];
                continue;
            }
            std::size_t column = 0;
            for (std::size_t j = 0; j < operation.targets.size(); ++j)
                column |= ((i >> operation.targets[j]) & 1U) << j;
            for (std::size_t row = 0; row < static_cast<std::size_t>(matrix.rows()); ++row) {
                std::size_t to = i;
                for (std::size_t j = 0; j < operation.targets.size(); ++j) {
                    const std::size_t bit = std::size_t{1} << operation.targets[j];
                    to = ((row >> j) & 1U) != 0 ? to | bit : to & ~bit;
                }
                out[to] +=
                    matrix(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(column)) * psi[i];
            }
        }
        return out;
    }

    /// Re⟨left|O|right⟩.
    static double overlap(const Vector& left, const PauliSum& observable, const Vector& right) {
        std::complex<double> sum = 0.0;
        for (const PauliTerm& term : observable.terms) {
            for (std::size_t i = 0; i < right.size(); ++i) {
                std::complex<double> factor = term.coefficient;
                for (std::size_t q = 0; q < 64; ++q) {
                    const bool x = ((term.string.x >> q) & 1U) != 0;
                    const bool z = ((term.string.z >> q) & 1U) != 0;
                    const bool one = q < 63 && ((i >> q) & 1U) != 0;
                    if (x && z) factor *= std::complex<double>(0.0, one ? -1.0 : 1.0);
                    if (z && !x && one) factor = -factor;
                }
                sum += std::conj(left[i ^ term.string.x]) * factor * right[i];
            }
        }
        return sum.real();
    }

    Circuit m_circuit;
    Values m_values;
};

}  // namespace qstore::testing
