// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/angle.h"
#include "core/circuit/gate_table.h"

namespace qstore {

using Qubit = std::size_t;
using ClassicalBit = std::size_t;

/// Trainable and Frozen parameters are weights with a value; a Column takes its value from data.
enum class ParameterRole : std::uint8_t { Trainable, Frozen, Column };

/// A named symbol that angles may use. Names are OpenQASM identifiers (letters, digits, `_`, Greek).
struct Parameter {
    std::string name;
    ParameterRole role = ParameterRole::Trainable;
    std::optional<double>
        value;           ///< weights: start value, radians; nothing = drawn at the start of training
    std::string column;  ///< Column: the feature's name in the prepared table (may hold spaces)
    friend bool operator==(const Parameter&, const Parameter&) = default;
};

/// A named run of neighbouring qubits or bits; the first declared is the least significant.
struct Register {
    std::string name;
    std::size_t start = 0;
    std::size_t size = 0;
    friend bool operator==(const Register&, const Register&) = default;
};

/// `onOne == false` is an anti-control (open dot).
struct Control {
    Qubit qubit = 0;
    bool onOne = true;
    friend bool operator==(const Control&, const Control&) = default;
};

/// Holds when the bits, read as a number with bits[0] least significant, equal `value` — or, when
/// `negated`, when they do not.
struct Condition {
    std::vector<ClassicalBit> bits;
    std::uint64_t value = 0;
    bool negated = false;
    friend bool operator==(const Condition&, const Condition&) = default;
};

struct GateDefinition;

/// What is applied: a base gate of the table, or a definition of the circuit itself.
using GateReference = std::variant<const GateInfo*, std::shared_ptr<const GateDefinition>>;

enum class OperationKind : std::uint8_t { Gate, Measure, Reset, Barrier };

/// One step. Plain data; meaning is checked when a Circuit is made of it.
struct Operation {
    OperationKind kind = OperationKind::Gate;
    GateReference gate = static_cast<const GateInfo*>(nullptr);  ///< Gate only
    std::vector<Qubit> targets;         ///< Measure: the measured qubits; Barrier: its extent
    std::vector<Control> controls;      ///< Gate only
    std::vector<Angle> angles;          ///< Gate only
    std::vector<ClassicalBit> bits;     ///< Measure only, one per target
    std::vector<Condition> conditions;  ///< all must hold; any kind but Barrier

    /// Builders for code that writes circuits by hand. `name` may be a controlled name (`cx`), whose
    /// controls are then the leading qubits. Asserts that the name exists and the counts match;
    /// use makeGate() for names that come from outside.
    QSTORE_EXPORT static Operation gateOn(std::string_view name, std::vector<Qubit> qubits,
                                          std::vector<Angle> angles = {});
    QSTORE_EXPORT static Operation measure(Qubit qubit, ClassicalBit bit);
    QSTORE_EXPORT static Operation reset(Qubit qubit);
    QSTORE_EXPORT static Operation barrier(std::vector<Qubit> qubits);
};
QSTORE_EXPORT bool operator==(const Operation& a, const Operation& b);

/// Like Operation::gateOn for names that come from outside: unknown name, wrong number of qubits or
/// angles are errors that say so and suggest the closest names.
QSTORE_EXPORT Result<Operation> makeGate(std::string_view name, std::vector<Qubit> qubits,
                                         std::vector<Angle> angles = {});

/// A user-defined gate: a body over local qubits 0 … qubits-1 and named angles. No measurement,
/// reset or condition inside, and no recursion.
struct GateDefinition {
    std::string name;
    std::vector<std::string> angleNames;
    std::size_t qubits = 0;
    std::vector<Operation> body;
    std::vector<std::string> qubitNames;  ///< as written in OpenQASM; may be empty
};

/// Everything a circuit consists of, for making a new one or a changed one.
struct CircuitParts {
    std::string name;
    std::size_t qubits = 0;
    std::size_t bits = 0;
    std::vector<Register> qubitRegisters;  ///< empty = one register `q`
    std::vector<Register> bitRegisters;    ///< empty with bits > 0 = one register `c`
    std::vector<Parameter> parameters;     ///< in declaration order
    std::vector<std::shared_ptr<const GateDefinition>> definitions;  ///< each before its first use
    std::vector<Operation> operations;
};

/// An immutable, valid quantum circuit. Copies share; an edit is a new Circuit made of changed parts.
class QSTORE_EXPORT Circuit {
public:
    /// The empty circuit on no qubits.
    Circuit();
    /// Checks every index, count, name and symbol; the error says which operation is wrong and how.
    /// Registers follow each other without gaps; missing ones are filled in, so that equal circuits
    /// have equal parts. A parameter or register may not have the name of a gate or an OpenQASM word.
    static Result<Circuit> create(CircuitParts parts);
    /// Like create() for parts written by code: asserts instead of returning an error.
    static Circuit of(CircuitParts parts);

    const CircuitParts& parts() const { return *m_parts; }
    const std::string& name() const { return m_parts->name; }
    std::size_t qubits() const { return m_parts->qubits; }
    std::size_t bits() const { return m_parts->bits; }
    const std::vector<Operation>& operations() const { return m_parts->operations; }
    const std::vector<Parameter>& parameters() const { return m_parts->parameters; }
    const Parameter* findParameter(std::string_view name) const;
    /// True when a bit is assigned by a measurement.
    bool measures() const;

    /// User-defined gates replaced by their bodies down to base gates (controls and conditions carried
    /// inward). What simulation and passes work on.
    Circuit flattened() const;
    /// The inverse of a circuit without measurement, reset or condition.
    Result<Circuit> inverse() const;
    /// Symbols replaced by numbers; names that are absent stay symbols.
    Result<Circuit> bound(const std::vector<std::pair<std::string, double>>& values) const;

    /// SHA-256 of everything but the name, in a fixed binary-safe form: equal circuits, equal hash.
    std::string contentHash() const;

    friend QSTORE_EXPORT bool operator==(const Circuit& a, const Circuit& b);

private:
    explicit Circuit(std::shared_ptr<const CircuitParts> parts) : m_parts(std::move(parts)) {}
    std::shared_ptr<const CircuitParts> m_parts;
};

/// Time steps under left-packed layout: `column[i]` of operation i. Operations in one column touch
/// disjoint wires, where an operation blocks every wire between its outermost qubits if `drawn`
/// (as a picture must), or only those it acts on (as depth counts).
QSTORE_EXPORT std::vector<std::size_t> circuitColumns(const Circuit& circuit, bool drawn);

/// Live figures for the status strip and `circuit info`, with defined gates written out. Barriers and
/// global phases do not add to the depth.
struct CircuitMetrics {
    std::size_t qubits = 0, depth = 0, gates = 0, twoQubitGates = 0, multiQubitGates = 0;
    std::size_t measurements = 0, trainable = 0, frozen = 0, columns = 0, tGates = 0;
};
QSTORE_EXPORT CircuitMetrics circuitMetrics(const Circuit& circuit);

/// The unitary of a circuit without measurement, reset or condition, all symbols bound; at most
/// `maxQubits` qubits. Row and column bit j is qubit j.
QSTORE_EXPORT Result<ComplexMatrix> circuitUnitary(const Circuit& circuit, std::size_t maxQubits = 12);

/// `distance` = 1 − |Tr(U†V)|/2ⁿ; equivalent when it is below 1e-9 (global phase ignored).
struct Equivalence {
    bool equivalent = false;
    double distance = 1.0;
};
QSTORE_EXPORT Result<Equivalence> compareCircuits(const Circuit& a, const Circuit& b);

}  // namespace qstore
