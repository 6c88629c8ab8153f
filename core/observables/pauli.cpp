// SPDX-License-Identifier: Apache-2.0
#include "core/observables/pauli.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <cmath>
#include <optional>

#include "core/base/number_text.h"

namespace qstore {

namespace {

constexpr std::size_t maxQubits = 64;

/// Reads `[+-] term ([+-] term)*` with term = `[number] [*] factor…`, factor = letter and qubit, or `I`.
class PauliReader {
public:
    explicit PauliReader(std::string_view text) : m_text(text) {}

    Result<PauliSum> sum() {
        PauliSum result;
        skipSpace();
        if (atEnd()) return error("the observable is empty");
        double sign = 1.0;
        if (peek() == '-' || peek() == '+') sign = take() == '-' ? -1.0 : 1.0;
        for (;;) {
            QSTORE_TRY(PauliTerm next, term());
            next.coefficient *= sign;
            result.terms.push_back(next);
            skipSpace();
            if (atEnd()) break;
            if (peek() != '+' && peek() != '-') return error("expected + or - between terms");
            sign = take() == '-' ? -1.0 : 1.0;
        }
        return result;
    }

private:
    Result<PauliTerm> term() {
        PauliTerm result;
        skipSpace();
        const std::optional<double> coefficient = number();
        if (coefficient) result.coefficient = *coefficient;
        bool any = coefficient.has_value();
        std::uint64_t seen = 0;
        for (;;) {
            const std::size_t before = m_at;
            skipSpace();
            if (any && !atEnd() && peek() == '*') {
                take();
                skipSpace();
                if (atEnd() || !isFactor(peek())) return error("expected X, Y, Z or I after *");
            }
            if (atEnd() || !isFactor(peek())) {
                if (!any)
                    return error(atEnd() ? "a term is missing here" : "expected X, Y, Z, I or a number");
                m_at = before;
                return result;
            }
            QSTORE_CHECK(factor(result.string, seen));
            any = true;
        }
    }

    Status factor(PauliString& string, std::uint64_t& seen) {
        const std::size_t start = m_at;
        const auto letter = static_cast<char>(std::toupper(static_cast<unsigned char>(take())));
        const std::size_t digits = m_at;
        std::size_t qubit = 0;
        while (!atEnd() && isDigit(peek())) {
            qubit = std::min<std::size_t>(qubit * 10 + static_cast<std::size_t>(take() - '0'), 1000000);
        }
        if (digits == m_at) {
            if (letter == 'I') return {};
            std::string missing = "the qubit of ";
            missing += letter;
            return error(missing + " is missing, as in Z0");
        }
        if (qubit >= maxQubits) {
            m_at = start;
            return error("qubit " + std::string(m_text.substr(digits, 20)) + " is beyond the last one, 63",
                         ErrorCode::InvalidArgument);
        }
        const std::uint64_t bit = std::uint64_t{1} << qubit;
        if ((seen & bit) != 0) {
            m_at = start;
            return error("qubit " + std::to_string(qubit) + " appears twice in one term",
                         ErrorCode::InvalidArgument);
        }
        seen |= bit;
        if (letter == 'X' || letter == 'Y') string.x |= bit;
        if (letter == 'Z' || letter == 'Y') string.z |= bit;
        return {};
    }

    std::optional<double> number() {
        std::size_t end = m_at;
        while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.')) ++end;
        if (end == m_at) return std::nullopt;
        if (end < m_text.size() && (m_text[end] == 'e' || m_text[end] == 'E')) {
            std::size_t exponent = end + 1;
            if (exponent < m_text.size() && (m_text[exponent] == '+' || m_text[exponent] == '-'))
                ++exponent;
            std::size_t last = exponent;
            while (last < m_text.size() && isDigit(m_text[last])) ++last;
            if (last > exponent) end = last;
        }
        const auto value = textToNumber(m_text.substr(m_at, end - m_at));
        if (value) m_at = end;
        return value;
    }

    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isFactor(char c) { return std::string_view("XYZIxyzi").find(c) != std::string_view::npos; }
    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return m_text[m_at]; }
    char take() { return m_text[m_at++]; }
    void skipSpace() {
        while (!atEnd() && (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r')) ++m_at;
    }
    tl::unexpected<Error> error(const std::string& what, ErrorCode code = ErrorCode::Parse) const {
        return fail(
            code,
            "observable \"" + std::string(m_text) + "\", column " + std::to_string(m_at + 1) + ": " + what,
            "Write a sum of Pauli products such as Z0 Z1 + 0.5 X2 - Y3; I is the identity.");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
};

std::string stringText(const PauliString& string) {
    std::string text;
    for (std::size_t qubit = 0; qubit < maxQubits; ++qubit) {
        const bool x = ((string.x >> qubit) & 1U) != 0;
        const bool z = ((string.z >> qubit) & 1U) != 0;
        if (!x && !z) continue;
        if (!text.empty()) text += ' ';
        text += x && z ? 'Y' : x ? 'X' : 'Z';
        text += std::to_string(qubit);
    }
    return text.empty() ? "I" : text;
}

}  // namespace

PauliSum PauliSum::z(std::size_t qubit) {
    PauliSum sum;
    sum.terms.push_back({1.0, {0, std::uint64_t{1} << qubit}});
    return sum;
}

Result<PauliSum> PauliSum::parse(std::string_view text) {
    if (text == "0") return PauliSum{};
    return PauliReader(text).sum();
}

std::string PauliSum::toText() const {
    if (terms.empty()) return "0";
    std::string text;
    for (const PauliTerm& term : terms) {
        const bool negative = std::signbit(term.coefficient);
        if (text.empty()) {
            text = negative ? "-" : "";
        } else {
            text += negative ? " - " : " + ";
        }
        const double size = std::abs(term.coefficient);
        if (size != 1.0) text += numberToText(size) + ' ';
        text += stringText(term.string);
    }
    return text;
}

std::size_t PauliSum::qubits() const {
    std::uint64_t used = 0;
    for (const PauliTerm& term : terms) used |= term.string.x | term.string.z;
    return static_cast<std::size_t>(std::bit_width(used));
}

bool PauliSum::isDiagonal() const {
    return std::all_of(terms.begin(), terms.end(),
                       [](const PauliTerm& term) { return term.string.x == 0; });
}

}  // namespace qstore
