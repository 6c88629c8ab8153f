// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/angle_sum.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/circuit/angle_node.h"

namespace qstore {

namespace {

Angle childOf(const std::shared_ptr<const AngleNode>& node) {
    return AngleAccess::wrap(node);
}

bool isPlainNumber(const std::shared_ptr<const AngleNode>& node) {
    return node->code == AngleCode::Number;
}

}  // namespace

double wrappedAngle(double radians) {
    constexpr double turn = 2.0 * std::numbers::pi;
    // Small angles stay the bits they were.
    if (radians > -std::numbers::pi && radians <= std::numbers::pi) return radians;
    double rest = std::remainder(radians, turn);
    if (rest <= -std::numbers::pi) rest += turn;
    return rest;
}

AngleSum::AngleSum(const Angle& angle) {
    addAngle(1.0, angle);
}

AngleSum& AngleSum::add(const AngleSum& other, double factor) {
    m_number += factor * other.m_number;
    for (const auto& [count, base] : other.m_terms) addTerm(factor * count, base);
    return *this;
}

AngleSum AngleSum::scaled(double factor) const {
    AngleSum result;
    result.add(*this, factor);
    return result;
}

AngleSum AngleSum::withoutNumber() const {
    AngleSum result = *this;
    result.m_number = 0.0;
    return result;
}

Angle AngleSum::toAngle() const {
    Angle sum(0.0);
    for (const auto& [count, base] : m_terms) {
        const double magnitude = std::abs(count);
        const Angle term = magnitude == 1.0 ? base : Angle(magnitude) * base;
        if (sum == Angle(0.0))
            sum = count < 0 ? -term : term;
        else
            sum = count < 0 ? sum - term : sum + term;
    }
    const double number = wrappedAngle(m_number);
    if (m_terms.empty()) return {number};
    // What is left of sums and differences of π.
    if (std::abs(number) < 1e-15) return sum;
    return number < 0 ? sum - Angle(-number) : sum + Angle(number);
}

void AngleSum::addTerm(double factor, const Angle& base) {
    if (factor == 0.0) return;
    const auto found =
        std::find_if(m_terms.begin(), m_terms.end(), [&](const auto& term) { return term.second == base; });
    if (found == m_terms.end()) {
        m_terms.emplace_back(factor, base);
        return;
    }
    const double before = std::abs(found->first) + std::abs(factor);
    found->first += factor;
    // Thirds and the like add up to nothing but for rounding.
    if (std::abs(found->first) <= 1e-14 * before) m_terms.erase(found);
}

void AngleSum::addAngle(double factor, const Angle& angle) {
    const AngleNode& node = AngleAccess::node(angle);
    switch (node.code) {
        case AngleCode::Number: m_number += factor * node.value; return;
        case AngleCode::Negate: addAngle(-factor, childOf(node.left)); return;
        case AngleCode::Add:
            addAngle(factor, childOf(node.left));
            addAngle(factor, childOf(node.right));
            return;
        case AngleCode::Subtract:
            addAngle(factor, childOf(node.left));
            addAngle(-factor, childOf(node.right));
            return;
        case AngleCode::Multiply:
            if (isPlainNumber(node.left)) {
                addAngle(factor * node.left->value, childOf(node.right));
                return;
            }
            break;
        case AngleCode::Divide:
            if (isPlainNumber(node.right) && node.right->value != 0.0) {
                addAngle(factor / node.right->value, childOf(node.left));
                return;
            }
            break;
        default: break;
    }
    addTerm(factor, angle);
}

}  // namespace qstore
