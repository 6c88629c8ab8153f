// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace qstore {

struct AngleNode;

/// An angle in radians: an immutable expression over named symbols, such as `2*(pi-x0)*(pi-x1)`.
///
/// What a symbol stands for — a weight or a data column — is declared by the circuit that uses it.
/// Functions are those of OpenQASM 3 that have a derivative: sin, cos, tan, arcsin, arccos, arctan,
/// exp, log, sqrt, pow. Copies share the tree.
class QSTORE_EXPORT Angle {
public:
    Angle(double radians = 0.0);  // NOLINT(google-explicit-constructor): a number is an angle
    static Angle symbol(std::string name);
    /// Accepts `π`, `pi`, `τ`, `tau`, `euler`, `**` and `^` for powers; the error carries the column.
    static Result<Angle> parse(std::string_view text);

    Angle operator-() const;
    friend QSTORE_EXPORT Angle operator+(const Angle& a, const Angle& b);
    friend QSTORE_EXPORT Angle operator-(const Angle& a, const Angle& b);
    friend QSTORE_EXPORT Angle operator*(const Angle& a, const Angle& b);
    friend QSTORE_EXPORT Angle operator/(const Angle& a, const Angle& b);
    /// Structural equality, after constant folding.
    friend QSTORE_EXPORT bool operator==(const Angle& a, const Angle& b);
    /// `function` is one of the names above; `pow` takes two arguments, the others one.
    static Result<Angle> call(std::string_view function, const std::vector<Angle>& arguments);

    /// The value, if no symbol is left.
    std::optional<double> constant() const;
    /// The name, if the whole expression is one bare symbol.
    std::optional<std::string> bareSymbol() const;
    /// Numbers, symbols and operations as written out: what reading or printing it costs. Saturates.
    std::size_t size() const;
    /// Every symbol once, in order of first appearance.
    std::vector<std::string> symbols() const;
    /// Replaces symbols; names for which the function returns nothing stay.
    Angle substitute(const std::function<std::optional<Angle>(const std::string&)>& replacement) const;
    /// Fails naming the symbol for which `lookup` has no value, or the operation that is not a number.
    Result<double> evaluate(const std::function<std::optional<double>(const std::string&)>& lookup) const;

    /// OpenQASM 3 text; parse(toText()) gives the same expression and, for numbers, the same bits.
    std::string toText() const;
    /// For people: `π/2`, `2·θ0`, `1.5708` with at most `digits` digits.
    std::string toDisplay(int digits = 4) const;

private:
    friend struct AngleAccess;
    explicit Angle(std::shared_ptr<const AngleNode> node);
    std::shared_ptr<const AngleNode> m_node;
};

/// An Angle compiled for many evaluations: symbols are slots of one vector of values.
class QSTORE_EXPORT AngleProgram {
public:
    /// Fails naming the symbol for which `slotOf` has no slot.
    static Result<AngleProgram> compile(
        const Angle& angle, const std::function<std::optional<std::size_t>(const std::string&)>& slotOf);

    double evaluate(std::span<const double> slots) const;
    /// Adds `factor` · ∂angle/∂slot to `gradient[slot]` for each slot used (reverse mode, exact).
    void accumulateGradient(std::span<const double> slots, double factor, std::span<double> gradient) const;
    const std::vector<std::size_t>& slots() const { return m_slots; }
    bool isConstant() const { return m_slots.empty(); }
    /// The expression is one symbol and nothing else: the value of its only slot.
    bool isBareSlot() const { return m_instructions.size() == 1 && !m_slots.empty(); }

private:
    friend struct AngleCompiler;
    struct Instruction {
        std::uint8_t code;
        std::uint32_t left, right;
        double value;
    };
    void run(std::span<const double> slots, std::span<double> values) const;
    std::vector<Instruction> m_instructions;
    std::vector<std::size_t> m_slots;
};

}  // namespace qstore
