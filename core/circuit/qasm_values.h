// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/angle.h"

namespace qstore {

/// A classical value known while reading. Whole numbers are 64-bit; `width` is set where the program gave
/// one, so that single bits can be read. A real number may hold symbols (parameters).
struct QasmValue {
    enum class Kind : std::uint8_t { Boolean, Integer, Real, Bits };

    Kind kind = Kind::Integer;
    bool isUnsigned = false;        ///< of an Integer: `integer` is to be read as 64 bits without sign
    std::uint16_t depth = 1;        ///< of a symbolic Real: bounds recursion over its tree
    unsigned width = 0;             ///< bits of an Integer or Bits; 0 = none given
    std::int64_t integer = 0;       ///< Boolean, Integer and Bits
    double real = 0.0;              ///< Real without symbols
    std::optional<Angle> symbolic;  ///< Real with symbols

    static QasmValue boolean(bool value);
    static QasmValue whole(std::int64_t value, unsigned width = 0);
    static QasmValue number(double value);
    static QasmValue bits(std::uint64_t pattern, unsigned width);
    static QasmValue expression(Angle angle, std::uint16_t depth);

    bool isSymbolic() const { return symbolic.has_value(); }
    bool truth() const;
    /// Of anything that is not symbolic.
    double toDouble() const;
    Angle toAngle() const;
    /// For messages.
    std::string describe() const;
};

/// Constant arithmetic by the rules of OpenQASM 3; `realDivision` makes `/` of whole numbers real, as in
/// OpenQASM 2. The errors have no position yet.
Result<QasmValue> applyQasmBinary(std::string_view op, const QasmValue& a, const QasmValue& b,
                                  bool realDivision);
Result<QasmValue> applyQasmUnary(std::string_view op, const QasmValue& a);
Result<QasmValue> callQasmFunction(std::string_view name, const std::vector<QasmValue>& arguments);

/// Converts to `int`, `uint`, `float`, `angle`, `bool` or `bit` with the given width (0 = none). An
/// explicit cast wraps and truncates; otherwise what does not fit is an error.
Result<QasmValue> castQasmValue(std::string_view type, unsigned width, const QasmValue& value,
                                bool isExplicit);

}  // namespace qstore
