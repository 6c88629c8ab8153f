// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace qstore {

// The syntax of a program. All texts are views into the source; `at` is a byte offset for errors.

struct QasmExpression;
using QasmExpressionPtr = std::unique_ptr<QasmExpression>;

/// A type as written: `uint[8]`, `array[int[8], 4]`, `complex[float[32]]`.
struct QasmType {
    std::string_view name;
    QasmExpressionPtr size;                     ///< null when absent
    std::unique_ptr<QasmType> element;          ///< complex and array
    std::vector<QasmExpressionPtr> dimensions;  ///< array
};

enum class QasmExpressionKind : std::uint8_t {
    Integer,
    Float,
    Imaginary,
    Timing,
    Bitstring,
    Boolean,
    Identifier,
    HardwareQubit,
    Unary,   ///< text = operator
    Binary,  ///< text = operator
    Call,    ///< text = function
    Cast,    ///< type, one child
    DurationOf,
    Index,          ///< child 0 indexed by the others
    Range,          ///< start, step, stop; each may be null
    Set,            ///< `{1, 2}`: an index set or an array literal
    Measure,        ///< one operand
    QuantumCall,    ///< an old-style call of a subroutine on qubits
    Concatenation,  ///< a ++ b ++ …
};

struct QasmExpression {
    QasmExpressionKind kind = QasmExpressionKind::Integer;
    std::uint16_t depth = 1;  ///< bounds the recursion of whoever walks the tree
    std::size_t at = 0;
    std::string_view text;
    std::vector<QasmExpressionPtr> children;
    std::unique_ptr<QasmType> type;
};

struct QasmModifier {
    std::string_view name;       ///< inv, pow, ctrl, negctrl
    QasmExpressionPtr argument;  ///< null when absent
    std::size_t at = 0;
};

struct QasmName {
    std::string_view text;
    std::size_t at = 0;
};

enum class QasmStatementKind : std::uint8_t {
    Include,      ///< name = file without quotes
    Gate,         ///< name, parameters, qubits, body
    Opaque,       ///< name
    Declaration,  ///< type name = value; qubit, bit, creg, qreg and classical types
    Constant,     ///< const type name = value
    Input,        ///< input type name
    Output,       ///< output type name
    Alias,        ///< let name = value
    Assignment,   ///< target text(operator) value
    Measure,      ///< measure value -> target (which may be null)
    Reset,        ///< operands
    Barrier,      ///< operands; none = all qubits
    GateCall,     ///< modifiers name(arguments) operands
    If,           ///< value, body, otherwise
    For,          ///< type name in value, body
    Block,        ///< body
    Expression,   ///< value
    Nothing,      ///< pragma
    Break,
    Continue,
    End,
    Unsupported,  ///< text = the construct's name; syntax checked, meaning left out
};

struct QasmStatement {
    QasmStatementKind kind = QasmStatementKind::Nothing;
    bool hasElse = false;
    std::size_t at = 0;
    std::string_view text;
    QasmName name;
    std::unique_ptr<QasmType> type;
    QasmExpressionPtr target;
    QasmExpressionPtr value;
    std::vector<QasmExpressionPtr> arguments;
    std::vector<QasmExpressionPtr> operands;
    std::vector<QasmModifier> modifiers;
    std::vector<QasmName> parameters;
    std::vector<QasmName> qubits;
    std::vector<QasmStatement> body;
    std::vector<QasmStatement> otherwise;
    std::vector<std::string_view> annotations;  ///< with their `@`
};

struct QasmProgram {
    int version = 3;
    std::vector<QasmStatement> statements;
};

}  // namespace qstore
