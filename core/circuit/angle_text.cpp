// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <utility>

#include "core/base/number_text.h"
#include "core/circuit/angle_node.h"

namespace qstore {

namespace {

/// How tightly the outermost operator of a text binds.
enum Precedence { kSum = 1, kProduct = 2, kUnary = 3, kPower = 4, kPrimary = 5 };

struct Written {
    std::string text;
    Precedence precedence = kPrimary;
};

struct Style {
    bool display = false;
    int digits = 4;
};

/// n·π/d with small whole n and d whose value is `value` (exactly for files, nearly for people).
std::optional<std::pair<int, int>> fractionOfPi(double value, bool exact) {
    const double magnitude = std::abs(value);
    if (magnitude == 0.0) return std::nullopt;
    for (const int denominator : {1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 32, 64, 128, 256}) {
        const double rounded = std::round(magnitude * denominator / std::numbers::pi);
        if (rounded < 1 || rounded > 64) continue;
        const int numerator = static_cast<int>(rounded);
        // The same operations, in the same order, as reading `n*pi/d` back.
        const double candidate =
            (numerator == 1 ? std::numbers::pi : numerator * std::numbers::pi) / denominator;
        if (candidate == magnitude || (!exact && std::abs(candidate - magnitude) < 1e-12 * magnitude))
            return std::pair(numerator, denominator);
    }
    return std::nullopt;
}

std::string displayNumber(double value, int digits) {
    std::array<char, 64> buffer{};
    const double magnitude = std::abs(value);
    const bool plain = magnitude == 0.0 || (magnitude >= std::pow(10.0, -digits) && magnitude < 1e6);
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, digits).ptr;
    std::string text(buffer.data(), end);
    if (plain && text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

Written writeNumber(double value, const Style& style) {
    const auto fraction = fractionOfPi(value, !style.display);
    if (!fraction) {
        const std::string text = style.display ? displayNumber(value, style.digits) : numberToText(value);
        return {text, text.front() == '-' ? kUnary : kPrimary};
    }
    const auto [numerator, denominator] = *fraction;
    std::string text = value < 0 ? "-" : "";
    if (numerator != 1) text += std::to_string(numerator) + (style.display ? "" : "*");
    text += style.display ? "π" : "pi";
    if (denominator != 1) text += "/" + std::to_string(denominator);
    const bool product = numerator != 1 || denominator != 1;
    return {text, product ? kProduct : value < 0 ? kUnary : kPrimary};
}

/// `theta0` → `θ0`; only the Greek letters in use for angles.
std::string displaySymbol(const std::string& name) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kGreek{{{"theta", "θ"},
                                                                                          {"phi", "φ"},
                                                                                          {"lambda", "λ"},
                                                                                          {"alpha", "α"},
                                                                                          {"beta", "β"},
                                                                                          {"gamma", "γ"},
                                                                                          {"omega", "ω"},
                                                                                          {"delta", "δ"}}};
    for (const auto& [word, letter] : kGreek) {
        if (name.compare(0, word.size(), word) != 0) continue;
        const char next = name.size() > word.size() ? name[word.size()] : '0';
        if (next == '_' || (next >= '0' && next <= '9'))
            return std::string(letter) + name.substr(word.size());
    }
    return name;
}

Written writeNode(const AngleNode& node, const Style& style);

std::string operand(const AngleNode& node, const Style& style, Precedence atLeast) {
    const auto written = writeNode(node, style);
    return written.precedence >= atLeast ? written.text : "(" + written.text + ")";
}

Written writeBinary(const AngleNode& node, const Style& style, std::string_view sign, Precedence own) {
    // A sign right behind an operator is always bracketed: `a-(-3)`, `x*(-y)`.
    std::string right = operand(*node.right, style, static_cast<Precedence>(own + 1));
    if (right.front() == '-') right = "(" + right + ")";
    return {operand(*node.left, style, own) + std::string(sign) + right, own};
}

Written writeNode(const AngleNode& node, const Style& style) {
    switch (node.code) {
        case AngleCode::Number: return writeNumber(node.value, style);
        case AngleCode::Symbol: return {style.display ? displaySymbol(node.name) : node.name, kPrimary};
        case AngleCode::Negate: return {"-" + operand(*node.left, style, kPower), kUnary};
        case AngleCode::Add: return writeBinary(node, style, style.display ? " + " : "+", kSum);
        case AngleCode::Subtract: return writeBinary(node, style, style.display ? " - " : "-", kSum);
        case AngleCode::Multiply: return writeBinary(node, style, style.display ? "·" : "*", kProduct);
        case AngleCode::Divide: return writeBinary(node, style, "/", kProduct);
        case AngleCode::Power:
            return {operand(*node.left, style, kPrimary) + (style.display ? "^" : "**") +
                        operand(*node.right, style, kPrimary),
                    kPower};
        default: break;
    }
    const auto name = style.display && node.code == AngleCode::Sqrt ? std::string_view("√")
                                                                    : angleFunctionName(node.code);
    return {std::string(name) + "(" + writeNode(*node.left, style).text + ")", kPrimary};
}

}  // namespace

std::string Angle::toText() const {
    return writeNode(*m_node, {}).text;
}

std::string Angle::toDisplay(int digits) const {
    return writeNode(*m_node, {true, digits}).text;
}

}  // namespace qstore
