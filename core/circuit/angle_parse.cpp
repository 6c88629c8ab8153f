// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <numbers>

#include "core/base/number_text.h"
#include "core/circuit/angle_node.h"
#include "core/circuit/identifier.h"

namespace qstore {

namespace {

constexpr int kMaxNesting = 200;
constexpr std::uint32_t kMaxDepth = 2000;  // keeps every recursive walk far from the end of the stack

std::optional<double> namedConstant(std::string_view name) {
    if (name == "pi" || name == "π") return std::numbers::pi;
    if (name == "tau" || name == "τ") return 2 * std::numbers::pi;
    if (name == "euler" || name == "ℇ") return std::numbers::e;
    return std::nullopt;
}

/// Recursive descent:  sum = product {(+|-) product};  product = unary {(*|/) unary};
/// unary = {+|-} power;  power = primary [** unary].
class AngleParser {
public:
    explicit AngleParser(std::string_view text) : m_text(text) {}

    Result<Angle> parseAll() {
        QSTORE_TRY(Angle angle, parseSum());
        skipSpace();
        if (m_position < m_text.size()) return error("unexpected '" + character() + "'");
        if (!angle.constant() && angle.symbols().empty()) {
            QSTORE_CHECK(angle.evaluate([](const std::string&) { return std::nullopt; }));
        }
        return angle;
    }

private:
    std::string character() const {
        return std::string(m_text.substr(m_position, utf8At(m_text, m_position).length));
    }

    tl::unexpected<Error> error(const std::string& what) const {
        std::size_t column = 1;
        for (std::size_t i = 0; i < m_position; i += utf8At(m_text, i).length) ++column;
        return fail(ErrorCode::Parse,
                    "Column " + std::to_string(column) + " of '" + std::string(m_text) + "': " + what + ".",
                    "Write an angle such as pi/2, 0.25 or 2*(pi-x0).");
    }

    void skipSpace() {
        while (m_position < m_text.size() && (m_text[m_position] == ' ' || m_text[m_position] == '\t' ||
                                              m_text[m_position] == '\n' || m_text[m_position] == '\r'))
            ++m_position;
    }

    bool accept(std::string_view token) {
        skipSpace();
        if (m_text.substr(m_position, token.size()) != token) return false;
        m_position += token.size();
        return true;
    }
    bool acceptMinus() { return accept("-") || accept("−"); }
    bool acceptPower() { return accept("**") || accept("^"); }
    bool acceptTimes() {
        skipSpace();
        if (m_text.substr(m_position, 2) == "**") return false;
        return accept("*") || accept("·") || accept("×");
    }

    Result<Angle> checked(Angle angle) const {
        if (AngleAccess::node(angle).depth > kMaxDepth) return error("the expression is too long");
        return angle;
    }

    Result<Angle> parseSum() {
        QSTORE_TRY(Angle sum, parseProduct());
        while (true) {
            const bool plus = accept("+");
            if (!plus && !acceptMinus()) return sum;
            QSTORE_TRY(const Angle term, parseProduct());
            QSTORE_TRY(sum, checked(plus ? sum + term : sum - term));
        }
    }

    Result<Angle> parseProduct() {
        QSTORE_TRY(Angle product, parseUnary());
        while (true) {
            const bool times = acceptTimes();
            if (!times && !accept("/")) return product;
            QSTORE_TRY(const Angle factor, parseUnary());
            QSTORE_TRY(product, checked(times ? product * factor : product / factor));
        }
    }

    Result<Angle> parseUnary() {
        bool negative = false;
        while (true) {
            if (acceptMinus())
                negative = !negative;
            else if (!accept("+"))
                break;
        }
        QSTORE_TRY(const Angle angle, parsePower());
        return negative ? -angle : angle;
    }

    Result<Angle> parsePower() {
        if (++m_nesting > kMaxNesting) return error("too many nested levels");
        QSTORE_TRY(Angle base, parsePrimary());
        if (acceptPower()) {
            QSTORE_TRY(const Angle exponent, parseUnary());
            QSTORE_TRY(base, Angle::call("pow", {base, exponent}));
        }
        --m_nesting;
        return checked(base);
    }

    Result<Angle> parsePrimary() {
        skipSpace();
        if (accept("(")) {
            QSTORE_TRY(Angle inner, parseSum());
            if (!accept(")")) return error("expected ')'");
            return inner;
        }
        if (m_position >= m_text.size()) return error("expected a number, a name or '('");
        const auto next = utf8At(m_text, m_position).code;
        if ((next >= '0' && next <= '9') || next == '.') return parseNumber();
        if (isIdentifierStart(next)) return parseName();
        return error("expected a number, a name or '(', not '" + character() + "'");
    }

    std::size_t digitsFrom(std::size_t position) const {
        while (position < m_text.size() && m_text[position] >= '0' && m_text[position] <= '9') ++position;
        return position;
    }

    /// A number, and the factor that people write right behind it (`2π`, `3(x+1)` stays an error).
    Result<Angle> parseNumber() {
        const std::size_t start = m_position;
        std::size_t end = digitsFrom(start);
        if (end < m_text.size() && m_text[end] == '.') end = digitsFrom(end + 1);
        if (end < m_text.size() && (m_text[end] == 'e' || m_text[end] == 'E')) {
            std::size_t exponent = end + 1;
            if (exponent < m_text.size() && (m_text[exponent] == '+' || m_text[exponent] == '-'))
                ++exponent;
            if (digitsFrom(exponent) > exponent) end = digitsFrom(exponent);
        }
        const auto value = textToNumber(m_text.substr(start, end - start));
        if (!value || !std::isfinite(*value)) return error("this is not a number");
        m_position = end;
        const Angle number(*value);
        if (!isIdentifierStart(utf8At(m_text, m_position).code)) return number;
        QSTORE_TRY(const Angle factor, parseName());
        return number * factor;
    }

    Result<Angle> parseName() {
        const std::size_t start = m_position;
        while (isIdentifierPart(utf8At(m_text, m_position).code))
            m_position += utf8At(m_text, m_position).length;
        const std::string name(m_text.substr(start, m_position - start));
        if (const auto value = namedConstant(name)) return Angle(*value);
        if (accept("(")) return parseCall(name, start);
        if (!isReservedWord(name)) return Angle::symbol(name);
        m_position = start;
        return error("'" + name + "' is a reserved word");
    }

    Result<Angle> parseCall(const std::string& name, std::size_t start) {
        std::vector<Angle> arguments;
        do {
            QSTORE_TRY(Angle argument, parseSum());
            arguments.push_back(std::move(argument));
        } while (accept(","));
        if (!accept(")")) return error("expected ')'");
        auto called = Angle::call(name, arguments);
        if (called) return checked(*std::move(called));
        m_position = start;
        const auto hint = called.error().hint;
        auto failure = error(called.error().message.substr(0, called.error().message.size() - 1));
        if (!hint.empty()) failure.value().hint = hint;
        return failure;
    }

    std::string_view m_text;
    std::size_t m_position = 0;
    int m_nesting = 0;
};

}  // namespace

Result<Angle> Angle::parse(std::string_view text) {
    return AngleParser(text).parseAll();
}

}  // namespace qstore
