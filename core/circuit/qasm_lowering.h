// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/circuit.h"
#include "core/circuit/qasm_ast.h"
#include "core/circuit/qasm_logic.h"
#include "core/circuit/qasm_source.h"
#include "core/circuit/qasm_values.h"

namespace qstore {

/// Qubits or classical bits that a name or an indexed name stands for.
struct QasmWires {
    bool single = false;  ///< one wire rather than a register of one
    std::size_t start = 0;
    std::size_t size = 0;
    std::vector<std::size_t> list;  ///< instead of start…start+size when they are not neighbours

    std::size_t operator[](std::size_t i) const { return list.empty() ? start + i : list[i]; }
};

/// What a name means.
struct QasmSymbol {
    enum class Kind : std::uint8_t { Value, Qubits, Bits };

    Kind kind = Kind::Value;
    bool isConstant = false;
    bool isUnset = false;    ///< declared without a value
    std::size_t branch = 0;  ///< how many run-time ifs surround its declaration
    std::size_t at = 0;
    std::string_view type;  ///< of a Value
    unsigned width = 0;
    QasmValue value;
    QasmWires wires;
};

/// Turns a parsed program into a Circuit: names, constants, loops, modifiers, conditions, broadcasting.
class QasmLowering {
public:
    QasmLowering(const QasmSource& source, int version, std::stop_token stop = {});

    Result<Circuit> run(const QasmProgram& program);

private:
    enum class Flow : std::uint8_t { Normal, Break, Continue, End };
    using Statements = std::vector<QasmStatement>;
    using Scope = std::unordered_map<std::string_view, QasmSymbol>;
    /// A comparison's side that is known only at run time.
    struct RuntimeBits {
        QasmWires wires;
        bool isSigned = false;
        unsigned width = 0;
    };

    // qasm_lowering.cpp
    Result<Flow> statements(const Statements& list);
    Result<Flow> block(const Statements& list);
    Result<Flow> statement(const QasmStatement& statement);
    Status simpleStatement(const QasmStatement& statement);
    Result<Flow> ifStatement(const QasmStatement& statement);
    Result<Flow> runtimeIf(const QasmStatement& statement, const QasmLogic& logic);
    Status guarded(const Statements& body, const QasmLogic& logic);
    Status checkUnchanged(const QasmStatement& statement, const QasmLogic& logic, std::size_t begin) const;
    Result<Flow> forStatement(const QasmStatement& statement);
    Result<std::vector<QasmValue>> loopValues(const QasmStatement& statement);
    Status spend(std::size_t steps, std::size_t at);
    Status annotations(const QasmStatement& statement);
    tl::unexpected<Error> fail(ErrorCode code, std::size_t at, std::string_view what,
                               std::string hint = {}) const;
    tl::unexpected<Error> unsupported(std::size_t at, std::string_view construct,
                                      std::string hint = {}) const;
    /// Adds the position to an error that has none.
    tl::unexpected<Error> located(const Error& error, std::size_t at) const;

    // qasm_lowering_declarations.cpp
    Status declaration(const QasmStatement& statement);
    Status qubitDeclaration(const QasmStatement& statement);
    Status bitDeclaration(const QasmStatement& statement);
    Status bitInitialValue(const QasmStatement& statement);
    Status valueDeclaration(const QasmStatement& statement);
    Status input(const QasmStatement& statement);
    Status inputAnnotation(Parameter& parameter, std::string_view annotation, std::size_t at) const;
    Status alias(const QasmStatement& statement);
    Status assignment(const QasmStatement& statement);
    Status assignBits(const QasmStatement& statement);
    Result<std::size_t> registerSize(const QasmType& type);
    Result<unsigned> typeWidth(const QasmType& type);
    Status declare(const QasmName& name, QasmSymbol symbol);
    Status checkCircuitName(const QasmName& name, std::string_view what, bool mayBeGate) const;
    const QasmSymbol* find(std::string_view name) const;

    // qasm_lowering_expressions.cpp
    Result<QasmValue> evaluate(const QasmExpression& expression);
    Result<QasmValue> evaluateName(const QasmExpression& expression) const;
    Result<QasmValue> evaluateLiteral(const QasmExpression& expression) const;
    Result<QasmValue> evaluateCall(const QasmExpression& expression);
    Result<QasmValue> evaluateIndex(const QasmExpression& expression);
    Result<QasmValue> evaluateCast(const QasmExpression& expression);
    Result<std::int64_t> evaluateWhole(const QasmExpression& expression, std::string_view what);

    // qasm_lowering_wires.cpp
    Result<QasmWires> wires(const QasmExpression& expression, QasmSymbol::Kind kind);
    Result<QasmWires> namedWires(const QasmExpression& expression, QasmSymbol::Kind kind) const;
    Result<QasmWires> hardwareQubit(const QasmExpression& expression);
    Result<QasmWires> indexedWires(const QasmExpression& expression, QasmSymbol::Kind kind);
    Result<QasmWires> joinedWires(const QasmExpression& expression, QasmSymbol::Kind kind);
    Result<std::vector<std::size_t>> indices(const QasmExpression& index, std::size_t size,
                                             std::string_view name);
    Result<std::vector<std::size_t>> rangeIndices(const QasmExpression& range, std::size_t size,
                                                  std::string_view name);
    Result<std::size_t> position(std::int64_t index, std::size_t size, std::string_view name,
                                 std::size_t at) const;

    // qasm_lowering_conditions.cpp
    Result<QasmLogic> logic(const QasmExpression& expression);
    Result<QasmLogic> comparison(const QasmExpression& expression);
    Result<QasmLogic> compareBits(const RuntimeBits& bits, std::string_view op, const QasmValue& value,
                                  std::size_t at) const;
    Result<QasmLogic> compareTwo(const RuntimeBits& a, const RuntimeBits& b, std::string_view op,
                                 std::size_t at) const;
    Result<QasmLogic> isSet(const RuntimeBits& bits, std::size_t at) const;
    Result<std::optional<RuntimeBits>> runtimeBits(const QasmExpression& expression);
    bool readsBits(const QasmExpression& expression) const;

    // qasm_lowering_gates.cpp
    struct Callee {
        const GateInfo* info = nullptr;
        std::shared_ptr<const GateDefinition> definition;
        std::size_t qubits = 0;
        std::size_t angles = 0;
    };
    struct Modifier {
        std::string_view name;
        std::int64_t count = 1;
        double power = 1.0;       ///< of pow
        bool isFraction = false;  ///< pow with something else than a whole number
        std::size_t at = 0;
    };
    Status gateCall(const QasmStatement& statement);
    Result<Callee> resolve(const QasmName& name);
    tl::unexpected<Error> unknownGate(const QasmName& name) const;
    Result<std::vector<Angle>> gateAngles(const QasmStatement& statement, const Callee& callee);
    Result<std::vector<Modifier>> modifiers(const QasmStatement& statement);
    Result<std::vector<QasmWires>> gateOperands(const QasmStatement& statement, std::size_t expected,
                                                std::size_t& broadcast);
    Result<std::vector<Operation>> gateSequence(const Callee& callee, std::vector<Angle> angles,
                                                const std::vector<Modifier>& modifiers,
                                                std::size_t controls, std::size_t at);
    Status emit(const std::vector<Operation>& sequence, const std::vector<std::size_t>& qubits);
    Status checkDistinct(const QasmStatement& statement, const std::vector<std::size_t>& qubits) const;
    std::string wireName(std::size_t qubit) const;
    Status measure(const QasmExpression& measured, const QasmExpression* target, const QasmWires* bits,
                   std::size_t at);
    Status reset(const QasmStatement& statement);
    Status barrier(const QasmStatement& statement);
    void append(Operation operation);

    // qasm_lowering_definitions.cpp
    Result<std::vector<Operation>> raised(const std::vector<Operation>& sequence,
                                          const Modifier& modifier) const;
    Status gateDefinition(const QasmStatement& statement);
    Status gateBody(const QasmStatement& statement, GateDefinition& definition);
    Result<std::vector<Operation>> inverted(std::vector<Operation> sequence, std::size_t at);

    const QasmSource& m_source;
    int m_version;
    std::stop_token m_stop;
    CircuitParts m_parts;
    std::vector<Scope> m_scopes;
    std::map<std::string_view, std::shared_ptr<const GateDefinition>> m_gates;
    std::map<std::string_view, std::size_t> m_opaque;      ///< name → where
    std::map<std::string_view, std::size_t> m_laterGates;  ///< every definition of the program → where
    std::vector<Condition> m_conditions;                   ///< of the run-time ifs around
    std::size_t m_branch = 0;
    std::size_t m_loops = 0;
    std::size_t m_steps = 0;
    std::size_t m_qubitsInGate = 0;
    std::string_view m_gateName;  ///< of the definition being read
    bool m_inGate = false;
    std::vector<Operation>* m_target = nullptr;
    std::optional<std::size_t> m_hardwareQubits;  ///< set once `$n` stands for the register `physical`
};

/// True when the definition does what the gate does, phase included unless `ignorePhase`.
QSTORE_EXPORT bool definitionEquals(const std::shared_ptr<const GateDefinition>& definition,
                                    const GateInfo& gate, bool ignorePhase);

}  // namespace qstore
