// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_lexer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/circuit/identifier.h"

namespace qstore {

namespace {

constexpr std::size_t maxSourceBytes = std::size_t{256} << 20;

constexpr std::array<std::string_view, 56> keywords3{
    "OPENQASM", "angle",   "array",    "barrier", "bit",           "bool",     "box",
    "break",    "cal",     "case",     "complex", "const",         "continue", "creg",
    "ctrl",     "def",     "default",  "defcal",  "delay",         "duration", "durationof",
    "else",     "end",     "extern",   "false",   "float",         "for",      "gate",
    "gphase",   "if",      "in",       "include", "input",         "int",      "inv",
    "let",      "measure", "mutable",  "negctrl", "nop",           "output",   "pow",
    "qreg",     "qubit",   "readonly", "reset",   "return",        "stretch",  "switch",
    "true",     "uint",    "void",     "while",   "defcalgrammar", "pragma",   "im"};

constexpr std::array<std::string_view, 10> keywords2{"OPENQASM", "barrier", "creg",   "gate", "if",
                                                     "include",  "measure", "opaque", "qreg", "reset"};

/// Longest first, so that the first match is the right one.
constexpr std::array<std::string_view, 47> symbols{
    "<<=", ">>=", "**=", "#dim", "->", "++", "**", "||", "&&", "==", "!=", "+=", "-=", "*=", "/=", "&=",
    "|=",  "~=",  "^=",  "%=",   "<<", ">>", "<=", ">=", "[",  "]",  "{",  "}",  "(",  ")",  ":",  ";",
    ".",   ",",   "=",   "+",    "-",  "*",  "/",  "%",  "|",  "&",  "^",  "@",  "~",  "!",  "<"};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/// How many bytes of a name's first letter stand at `at`; 0 when none does.
std::size_t letterLength(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    if (isAsciiLetter(text[at])) return 1;
    const Utf8Character character = utf8At(text, at);
    return character.code >= 0x80 && isIdentifierStart(character.code) ? character.length : 0;
}

class Lexer {
public:
    Lexer(const QasmSource& source, int version)
        : m_source(source), m_text(source.text()), m_version(version) {}

    Result<std::vector<QasmToken>> run() {
        if (m_text.size() > maxSourceBytes) {
            return fail(ErrorCode::ResourceExhausted,
                        joinText({"The circuit's text has ", std::to_string(m_text.size() >> 20U),
                                  " MiB; at most 256 MiB are read."}));
        }
        if (m_text.substr(0, 3) == "\xEF\xBB\xBF") m_at = 3;
        m_tokens.reserve(m_text.size() / 3 + 8);
        for (;;) {
            QSTORE_CHECK(skipBlanks());
            if (m_at >= m_text.size()) break;
            QSTORE_CHECK(next());
        }
        m_tokens.push_back({QasmTokenKind::End, {}, m_text.size()});
        return std::move(m_tokens);
    }

private:
    Status skipBlanks() {
        for (;;) {
            while (m_at < m_text.size() && isSpace(m_text[m_at])) ++m_at;
            const std::string_view two = m_text.substr(m_at, 2);
            if (two == "//") {
                m_at = std::min(m_text.find('\n', m_at), m_text.size());
            } else if (two == "/*") {
                const std::size_t end = m_text.find("*/", m_at + 2);
                if (end == std::string_view::npos)
                    return error(m_at, "this comment is never closed with */");
                m_at = end + 2;
            } else {
                return {};
            }
        }
    }

    Status next() {
        const char c = m_text[m_at];
        if (isDigit(c) || (c == '.' && m_at + 1 < m_text.size() && isDigit(m_text[m_at + 1])))
            return number();
        if (letterLength(m_text, m_at) > 0) return word();
        if (c == '"' || c == '\'') return string();
        if (c == '$') return hardwareQubit();
        if (c == '@' && startsStatement() && letterLength(m_text, m_at + 1) > 0) {
            return toLineEnd(QasmTokenKind::Annotation);
        }
        if (m_text.substr(m_at, 7) == "#pragma") return toLineEnd(QasmTokenKind::Pragma);
        return symbol();
    }

    bool startsStatement() const {
        if (m_tokens.empty()) return true;
        const QasmToken& last = m_tokens.back();
        return last.kind == QasmTokenKind::Annotation || last.kind == QasmTokenKind::Pragma ||
               last.is(";") || last.is("{") || last.is("}") || last.is("else");
    }

    Status word() {
        const std::size_t begin = m_at;
        for (std::size_t length = 1; length > 0;) {
            length = m_at < m_text.size() && isDigit(m_text[m_at]) ? 1 : letterLength(m_text, m_at);
            m_at += length;
        }
        const std::string_view text = m_text.substr(begin, m_at - begin);
        const bool keyword = m_version == 2
                                 ? std::find(keywords2.begin(), keywords2.end(), text) != keywords2.end()
                                 : isQasmKeyword(text);
        if (keyword && text == "pragma") {
            m_at = begin;
            return toLineEnd(QasmTokenKind::Pragma);
        }
        if (keyword && (text == "cal" || text == "defcal")) m_calibration = true;
        return push(keyword ? QasmTokenKind::Keyword : QasmTokenKind::Identifier, begin);
    }

    Status number() {
        const std::size_t begin = m_at;
        const char prefix = m_text[m_at] == '0' && m_at + 1 < m_text.size() ? m_text[m_at + 1] : ' ';
        QasmTokenKind kind = QasmTokenKind::Integer;
        if (m_version != 2 && std::string_view("bBoxX").find(prefix) != std::string_view::npos) {
            m_at += 2;
            const bool hexadecimal = prefix == 'x' || prefix == 'X';
            const char last = prefix == 'o' ? '7' : hexadecimal ? '9' : '1';
            if (!digits(last, hexadecimal)) return notNumber(begin);
        } else {
            const bool whole = digits('9', false);
            if (m_at < m_text.size() && m_text[m_at] == '.') {
                kind = QasmTokenKind::Float;
                ++m_at;
                if (!digits('9', false) && !whole) return notNumber(begin);
            }
            if (!exponent(kind)) return notNumber(begin);
            unit(kind);
        }
        if (m_at < m_text.size() &&
            (m_text[m_at] == '.' || isDigit(m_text[m_at]) || letterLength(m_text, m_at) > 0)) {
            return notNumber(begin);
        }
        return push(kind, begin);
    }

    /// Digits with single underscores between them; false when there is none.
    bool digits(char last, bool hexadecimal) {
        const std::size_t begin = m_at;
        const auto isOne = [&](std::size_t at) {
            if (at >= m_text.size()) return false;
            const char c = m_text[at];
            return (c >= '0' && c <= last) ||
                   (hexadecimal && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')));
        };
        while (isOne(m_at) || (m_at > begin && m_text.substr(m_at, 1) == "_" && isOne(m_at + 1))) ++m_at;
        return m_at > begin;
    }

    bool exponent(QasmTokenKind& kind) {
        if (m_at >= m_text.size() || (m_text[m_at] != 'e' && m_text[m_at] != 'E')) return true;
        kind = QasmTokenKind::Float;
        ++m_at;
        if (m_at < m_text.size() && (m_text[m_at] == '+' || m_text[m_at] == '-')) ++m_at;
        return digits('9', false);
    }

    void unit(QasmTokenKind& kind) {
        if (m_version == 2) return;
        std::size_t at = m_at;
        while (at < m_text.size() && (m_text[at] == ' ' || m_text[at] == '\t')) ++at;
        for (const std::string_view name : {"im", "dt", "ns", "us", "\xC2\xB5s", "\xCE\xBCs", "ms", "s"}) {
            const std::size_t end = at + name.size();
            if (m_text.substr(at, name.size()) != name || letterLength(m_text, end) > 0) continue;
            if (end < m_text.size() && isDigit(m_text[end])) continue;
            kind = name == "im" ? QasmTokenKind::Imaginary : QasmTokenKind::Timing;
            m_at = end;
            return;
        }
    }

    Status string() {
        const std::size_t begin = m_at;
        const char quote = m_text[m_at];
        const std::size_t end = m_text.find_first_of(quote == '"' ? "\"\r\n\t" : "'\r\n\t", m_at + 1);
        if (end == std::string_view::npos || m_text[end] != quote)
            return error(begin, "this string is never closed");
        if (end == begin + 1) return error(begin, "this string is empty");
        m_at = end + 1;
        return push(QasmTokenKind::String, begin);
    }

    Status hardwareQubit() {
        const std::size_t begin = m_at++;
        while (m_at < m_text.size() && isDigit(m_text[m_at])) ++m_at;
        if (m_at == begin + 1) return error(begin, "expected the number of a physical qubit after $");
        return push(QasmTokenKind::HardwareQubit, begin);
    }

    Status toLineEnd(QasmTokenKind kind) {
        const std::size_t begin = m_at;
        m_at = std::min(m_text.find_first_of("\r\n", m_at), m_text.size());
        return push(kind, begin);
    }

    Status symbol() {
        for (const std::string_view candidate : symbols) {
            if (candidate.front() != m_text[m_at] || m_text.substr(m_at, candidate.size()) != candidate)
                continue;
            const std::size_t begin = m_at;
            m_at += candidate.size();
            QSTORE_CHECK(push(QasmTokenKind::Symbol, begin));
            return candidate == "{" && m_calibration ? calibration() : Status{};
        }
        if (m_text[m_at] == '>') {
            ++m_at;
            return push(QasmTokenKind::Symbol, m_at - 1);
        }
        const auto [point, length] = utf8At(m_text, m_at);
        if (point == 0xFFFDU) return error(m_at, "this byte is not UTF-8 text");
        if (point < 0x20U) return error(m_at, "a control character may not stand here");
        return error(m_at,
                     joinText({"the character '", m_text.substr(m_at, length), "' has no meaning here"}));
    }

    /// The body of a calibration block belongs to another language: only its braces count.
    Status calibration() {
        m_calibration = false;
        const std::size_t begin = m_at;
        for (std::size_t depth = 1; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '{') ++depth;
            if (m_text[m_at] == '}' && --depth == 0)
                return m_at > begin ? push(QasmTokenKind::Calibration, begin) : Status{};
        }
        return error(begin - 1, "this calibration block is never closed");
    }

    Status push(QasmTokenKind kind, std::size_t begin) {
        m_tokens.push_back({kind, m_text.substr(begin, m_at - begin), begin});
        return {};
    }

    Status notNumber(std::size_t begin) {
        std::size_t end = m_at;
        for (std::size_t length = 1; length > 0; end += length) {
            length = end < m_text.size() && (isDigit(m_text[end]) || m_text[end] == '.')
                         ? 1
                         : letterLength(m_text, end);
        }
        return error(begin, joinText({"'", m_text.substr(begin, std::min<std::size_t>(end - begin, 40)),
                                      "' is not a number"}));
    }

    tl::unexpected<Error> error(std::size_t at, std::string_view what) const {
        return tl::unexpected<Error>(m_source.error(ErrorCode::Parse, at, what));
    }

    const QasmSource& m_source;
    std::string_view m_text;
    int m_version;
    std::size_t m_at = 0;
    bool m_calibration = false;
    std::vector<QasmToken> m_tokens;
};

}  // namespace

bool isQasmKeyword(std::string_view word) {
    static const std::vector<std::string_view> sorted = [] {
        std::vector<std::string_view> words(keywords3.begin(), keywords3.end());
        std::sort(words.begin(), words.end());
        return words;
    }();
    return std::binary_search(sorted.begin(), sorted.end(), word);
}

int qasmVersion(std::string_view text) {
    std::size_t at = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
    for (;;) {
        while (at < text.size() && isSpace(text[at])) ++at;
        if (text.substr(at, 2) == "//") {
            at = std::min(text.find('\n', at), text.size());
        } else if (text.substr(at, 2) == "/*") {
            const std::size_t end = text.find("*/", at + 2);
            if (end == std::string_view::npos) return 3;
            at = end + 2;
        } else {
            break;
        }
    }
    if (text.substr(at, 8) != "OPENQASM") return 3;
    at += 8;
    while (at < text.size() && isSpace(text[at])) ++at;
    const bool two = text.substr(at, 1) == "2" && (at + 1 >= text.size() || !isDigit(text[at + 1]));
    return two ? 2 : 3;
}

Result<std::vector<QasmToken>> lexQasm(const QasmSource& source, int version) {
    return Lexer(source, version).run();
}

}  // namespace qstore
