// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>
#include <vector>

#include "core/circuit/angle.h"

namespace qstore {

/// A number plus multiples of expressions, as the passes add angles up: equal expressions are gathered, so
/// that `θ/2 + θ/2` is `θ` and a turn and its inverse cancel. What is left of an expression stays as it was
/// written, symbols and all.
class AngleSum {
public:
    AngleSum() = default;
    AngleSum(double number) : m_number(number) {}  // NOLINT(google-explicit-constructor): a number is a sum
    AngleSum(const Angle& angle);                  // NOLINT(google-explicit-constructor): so is an angle

    AngleSum& add(const AngleSum& other, double factor = 1.0);
    AngleSum scaled(double factor) const;

    bool isConstant() const { return m_terms.empty(); }
    /// The number beside the expressions, radians.
    double number() const { return m_number; }
    void setNumber(double number) { m_number = number; }
    /// The expressions alone.
    AngleSum withoutNumber() const;
    std::size_t terms() const { return m_terms.size(); }
    /// As an expression; the number is brought into (−π, π], which changes a rotation by a global phase at
    /// most.
    Angle toAngle() const;

private:
    void addTerm(double factor, const Angle& base);
    void addAngle(double factor, const Angle& angle);

    double m_number = 0.0;
    std::vector<std::pair<double, Angle>> m_terms;
};

/// The same angle in (−π, π].
double wrappedAngle(double radians);

}  // namespace qstore
