// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <utility>

#include "core/base/closest_name.h"
#include "core/base/number_text.h"
#include "core/base/utf8.h"
#include "core/stores/filter.h"
#include "core/stores/filter_words.h"
#include "core/stores/printable.h"

namespace qstore {
namespace {

constexpr std::string_view kExample = "Write a condition such as species = 'setosa' and petal > 1.5.";

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Longer ones first.
constexpr std::array<std::pair<std::string_view, Filter::Comparison>, 8> kComparisons{
    {{"!=", Filter::Comparison::NotEqual},
     {"<>", Filter::Comparison::NotEqual},
     {"<=", Filter::Comparison::LessEqual},
     {">=", Filter::Comparison::GreaterEqual},
     {"==", Filter::Comparison::Equal},
     {"=", Filter::Comparison::Equal},
     {"<", Filter::Comparison::Less},
     {">", Filter::Comparison::Greater}}};

/// Recursive descent:  either = both {or both};  both = unary {and unary};
/// unary = {not} ( "(" either ")" | predicate ).
class FilterParser {
public:
    explicit FilterParser(std::string_view text) : m_text(text) {}

    Result<Filter> parseAll() {
        QSTORE_TRY(Filter filter, parseEither());
        skipSpace();
        if (m_position < m_text.size()) return unexpected("'and', 'or' or the end");
        QSTORE_CHECK(checkFilter(filter));
        return filter;
    }

private:
    tl::unexpected<Error> errorAt(std::size_t position, const std::string& what,
                                  std::string_view hint = kExample) const {
        // Columns count characters: all bytes but those that go on with one.
        const auto column =
            std::count_if(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(position),
                          [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        return fail(
            ErrorCode::Parse,
            "Column " + std::to_string(column + 1) + " of '" + shownText(m_text) + "': " + what + ".",
            std::string(hint));
    }

    tl::unexpected<Error> unexpected(const std::string& expected) {
        skipSpace();
        if (m_position == m_text.size())
            return errorAt(m_position, "expected " + expected + ", but the text ends");
        std::size_t end = m_position + 1;
        if (isFilterNamePart(m_text[m_position]))
            while (end < m_text.size() && isFilterNamePart(m_text[end])) ++end;
        const std::string_view found = m_text.substr(m_position, end - m_position);
        return errorAt(m_position, "expected " + expected + ", not '" + shownText(found) + "'");
    }

    void skipSpace() {
        while (m_position < m_text.size() && isSpace(m_text[m_position])) ++m_position;
    }

    char peek() const { return m_position < m_text.size() ? m_text[m_position] : '\0'; }

    bool accept(std::string_view token) {
        skipSpace();
        if (m_text.substr(m_position, token.size()) != token) return false;
        m_position += token.size();
        return true;
    }

    std::string_view wordHere() {
        skipSpace();
        if (m_position == m_text.size() || !isFilterNameStart(m_text[m_position])) return {};
        std::size_t end = m_position;
        while (end < m_text.size() && isFilterNamePart(m_text[end])) ++end;
        return m_text.substr(m_position, end - m_position);
    }

    bool acceptWord(std::string_view word) {
        const std::string_view found = wordHere();
        if (asciiLowerCase(found) != word) return false;
        m_position += found.size();
        return true;
    }

    Status enter() {
        if (++m_nesting <= kMaxFilterDepth) return {};
        return errorAt(m_position, "more than " + std::to_string(kMaxFilterDepth) + " levels",
                       "Write chains of 'and' and 'or' without brackets.");
    }

    Result<Filter> parseEither() {
        QSTORE_TRY(Filter first, parseBoth());
        std::vector<Filter> operands{std::move(first)};
        while (acceptWord("or")) {
            QSTORE_TRY(Filter operand, parseBoth());
            operands.push_back(std::move(operand));
        }
        if (operands.size() == 1) return std::move(operands.front());
        return Filter::any(std::move(operands));
    }

    Result<Filter> parseBoth() {
        QSTORE_TRY(Filter first, parseUnary());
        std::vector<Filter> operands{std::move(first)};
        while (acceptWord("and")) {
            QSTORE_TRY(Filter operand, parseUnary());
            operands.push_back(std::move(operand));
        }
        if (operands.size() == 1) return std::move(operands.front());
        return Filter::all(std::move(operands));
    }

    Result<Filter> parseUnary() {
        QSTORE_CHECK(enter());
        QSTORE_TRY(Filter filter, parseOperand());
        --m_nesting;
        return filter;
    }

    Result<Filter> parseOperand() {
        if (acceptWord("not")) {
            QSTORE_TRY(Filter operand, parseUnary());
            return Filter::negation(std::move(operand));
        }
        if (accept("(")) {
            QSTORE_TRY(Filter inner, parseEither());
            if (!accept(")")) return unexpected("')'");
            return inner;
        }
        if (acceptWord("exists")) {
            QSTORE_TRY(std::string field, parseField());
            return Filter::exists(std::move(field));
        }
        return parsePredicate();
    }

    Result<Filter> parsePredicate() {
        QSTORE_TRY(std::string field, parseField());
        if (acceptWord("in")) return parseList(std::move(field));
        for (const auto& [token, comparison] : kComparisons) {
            if (!accept(token)) continue;
            QSTORE_TRY(PayloadValue value, parseValue());
            return Filter::compare(std::move(field), comparison, std::move(value));
        }
        return unexpected("=, !=, <, <=, >, >= or 'in' after '" + shownText(field) + "'");
    }

    Result<Filter> parseList(std::string field) {
        if (!accept("(")) return unexpected("'(' after 'in'");
        std::vector<PayloadValue> values;
        do {
            QSTORE_TRY(PayloadValue value, parseValue());
            values.push_back(std::move(value));
        } while (accept(","));
        if (!accept(")")) return unexpected("',' or ')'");
        return Filter::in(std::move(field), std::move(values));
    }

    Result<std::string> parseField() {
        skipSpace();
        if (peek() == '"') return parseQuoted('"');
        const std::string_view word = wordHere();
        if (word.empty()) return unexpected("the name of a field");
        const std::string lower = asciiLowerCase(word);
        if (std::find(kFilterWords.begin(), kFilterWords.end(), lower) != kFilterWords.end())
            return errorAt(m_position,
                           "expected the name of a field, not the word '" + std::string(word) + "'",
                           "A field of that name stands in double quotes.");
        m_position += word.size();
        return std::string(word);
    }

    Result<PayloadValue> parseValue() {
        skipSpace();
        if (peek() == '\'') {
            QSTORE_TRY(std::string text, parseQuoted('\''));
            return PayloadValue(std::move(text));
        }
        if (acceptWord("true")) return PayloadValue(true);
        if (acceptWord("false")) return PayloadValue(false);
        if (isDigit(peek()) || peek() == '-' || peek() == '+' || peek() == '.') return parseNumber();
        if (wordHere().empty() && peek() != '"') return unexpected("a value");
        return errorAt(m_position, "expected a value; a text stands in single quotes",
                       "Compare a field with a text 'so', a number, true or false; fields are not "
                       "compared with each other.");
    }

    Result<PayloadValue> parseNumber() {
        std::size_t end = m_position;
        const auto isSign = [this](std::size_t at) { return m_text[at] == '-' || m_text[at] == '+'; };
        const auto isExponent = [this](std::size_t at) { return m_text[at] == 'e' || m_text[at] == 'E'; };
        while (end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.' || isExponent(end) ||
                                       (isSign(end) && (end == m_position || isExponent(end - 1)))))
            ++end;
        std::string_view digits = m_text.substr(m_position, end - m_position);
        const std::size_t start = std::exchange(m_position, end);
        if (digits.find_first_of(".eE") == std::string_view::npos) return wholeNumber(digits, start);
        const auto number = textToNumber(digits);
        if (!number || checkPayloadValue(*number).has_value() == false)
            return errorAt(start, "'" + shownText(digits) + "' is no number");
        return PayloadValue(*number);
    }

    Result<PayloadValue> wholeNumber(std::string_view digits, std::size_t start) const {
        const std::string_view shown = digits;
        if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error == std::errc::result_out_of_range)
            return errorAt(start, "'" + shownText(shown) + "' needs more than 64 bits",
                           "Write it with an exponent (9.5e18) to compare it as a real number.");
        if (error != std::errc() || end != digits.data() + digits.size())
            return errorAt(start, "'" + shownText(shown) + "' is no number");
        return PayloadValue(value);
    }

    /// Reads to the closing quote and undoes the escapes.
    Result<std::string> parseQuoted(char quote) {
        const std::size_t start = m_position++;
        std::string text;
        while (m_position < m_text.size() && m_text[m_position] != quote) {
            if (m_text[m_position] != '\\') {
                text += m_text[m_position++];
                continue;
            }
            const char letter = m_position + 1 < m_text.size() ? m_text[m_position + 1] : '\0';
            const auto* const escape =
                std::find_if(kFilterEscapes.begin(), kFilterEscapes.end(),
                             [letter](const FilterEscape& known) { return known.letter == letter; });
            if (escape == kFilterEscapes.end())
                return errorAt(m_position, "unknown escape after '\\'",
                               "The escapes are \\\\ \\' \\\" \\n \\r \\t.");
            text += escape->character;
            m_position += 2;
        }
        if (m_position == m_text.size())
            return errorAt(start, quote == '"' ? "the quote \" is not closed" : "the quote ' is not closed",
                           "Close it; a quote inside is written with a backslash before it.");
        ++m_position;
        return text;
    }

    std::string_view m_text;
    std::size_t m_position = 0;
    std::size_t m_nesting = 0;
};

}  // namespace

Result<Filter> parseFilter(std::string_view text) {
    if (text.size() > kMaxFilterTextBytes)
        return fail(ErrorCode::InvalidArgument,
                    "the filter has " + std::to_string(text.size()) + " bytes, at most " +
                        std::to_string(kMaxFilterTextBytes),
                    "Ask in several queries, or mark the points with a field of their own.");
    if (!isUtf8(text))
        return fail(ErrorCode::Parse, "the filter is not UTF-8", "Convert it to UTF-8 first.");
    return FilterParser(text).parseAll();
}

}  // namespace qstore
