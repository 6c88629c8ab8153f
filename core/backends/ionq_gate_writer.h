// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/backends/provider.h"

namespace qstore {

/// Writes a circuit's gates as IonQ's JSON, in the abstract set ("qis", radians) or in native gates
/// (turns). Equal to the circuit up to its global phase. Writes text only: no tree of it is ever built.
class IonqGateWriter {
public:
    IonqGateWriter(JobDialect dialect, bool native) : m_dialect(dialect), m_native(native) {}

    /// Appends `[{"gate":…},…]`. The error names the operation, and the way out.
    Status write(const Circuit& circuit, std::string& out);
    /// Gates written so far, over all circuits.
    std::size_t gates() const { return m_gates; }

private:
    Status operation(const Operation& operation);
    Status nativeGate(std::string_view name, const Operation& operation);
    Status qisGate(std::string_view name, const Operation& operation);
    Status qisUnderControls(std::string_view name, const Operation& operation,
                            std::span<const Qubit> controls);
    Status simple(std::string_view wire, std::span<const Qubit> controls, std::span<const Qubit> targets);
    Status rotation(std::string_view wire, std::span<const Qubit> controls, std::span<const Qubit> targets,
                    double radians);
    Status phase(std::span<const Qubit> controls, Qubit target, double radians);
    Status phaseOfControls(std::span<const Qubit> controls, double radians);
    Status euler(std::string_view name, std::span<const Qubit> controls, Qubit target);
    void gate(std::string_view wire, std::span<const Qubit> controls, std::span<const Qubit> targets,
              const double* radians);
    Status angles(const Operation& operation);
    tl::unexpected<Error> noNumber(const Angle& angle) const;
    tl::unexpected<Error> refused(std::string_view reason) const;

    JobDialect m_dialect;
    bool m_native;
    std::string* m_out = nullptr;
    std::size_t m_gates = 0, m_index = 0;
    bool m_first = true;
    const Operation* m_operation = nullptr;
    double m_angles[4] = {};
};

/// A turn's worth for an angle in radians: the shortest number that, times 2π, is the same angle again.
double turnsOf(double radians);

}  // namespace qstore
