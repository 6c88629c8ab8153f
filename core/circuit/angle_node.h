// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/circuit/angle.h"

namespace qstore {

/// What one node of an expression does.
enum class AngleCode : std::uint8_t {
    Number,
    Symbol,
    Negate,
    Add,
    Subtract,
    Multiply,
    Divide,
    Power,
    Sin,
    Cos,
    Tan,
    ArcSin,
    ArcCos,
    ArcTan,
    Exp,
    Log,
    Sqrt,
};

/// One node of the tree behind an Angle; internal to core/circuit/angle*.cpp.
struct AngleNode {
    AngleCode code = AngleCode::Number;
    double value = 0.0;  ///< Number
    std::string name;    ///< Symbol
    std::shared_ptr<const AngleNode> left, right;
    std::uint32_t depth = 1;
    std::uint32_t size = 1;  ///< nodes as written out, shared subtrees counted each time; saturates
    std::uint32_t symbols =
        0;  ///< how many leaves are symbols, shared subtrees counted each time; saturates
};

/// The door through which the angle's own files reach its tree.
struct AngleAccess {
    static const AngleNode& node(const Angle& angle) { return *angle.m_node; }
    static std::shared_ptr<const AngleNode> share(const Angle& angle) { return angle.m_node; }
    static Angle wrap(std::shared_ptr<const AngleNode> node) { return Angle(std::move(node)); }
};

/// The node for an operation on one or two operands, folded where that loses nothing.
std::shared_ptr<const AngleNode> makeAngleNode(AngleCode code, std::shared_ptr<const AngleNode> left,
                                               std::shared_ptr<const AngleNode> right = nullptr);

/// The operation on numbers; may be infinite or NaN.
double applyAngleCode(AngleCode code, double left, double right);

/// `sin`, `arcsin` …; also OpenQASM 2's `ln` and the C names `asin`, `acos`, `atan`.
std::optional<AngleCode> angleFunction(std::string_view name);
/// The OpenQASM 3 name of a function's code; empty for anything else.
std::string_view angleFunctionName(AngleCode code);

}  // namespace qstore
