// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_parser.h"

#include <algorithm>

namespace qstore {

namespace {

constexpr std::size_t maxDepth = 200;

std::string describe(const QasmToken& token) {
    if (token.kind == QasmTokenKind::End) return "the end of the text";
    const std::string_view shown = token.text.substr(0, 40);
    const std::string_view kind = token.kind == QasmTokenKind::Keyword ? "the keyword " : "";
    return joinText({kind, "'", shown, "'"});
}

}  // namespace

QasmExpressionPtr makeQasmExpression(QasmExpressionKind kind, const QasmToken& token) {
    auto made = std::make_unique<QasmExpression>();
    made->kind = kind;
    made->at = token.at;
    made->text = token.text;
    return made;
}

QasmStatement makeQasmStatement(QasmStatementKind kind, const QasmToken& token) {
    QasmStatement statement;
    statement.kind = kind;
    statement.at = token.at;
    statement.text = token.text;
    return statement;
}

QasmParser::QasmParser(const QasmSource& source, std::vector<QasmToken> tokens, int version)
    : m_source(source), m_tokens(std::move(tokens)), m_version(version) {}

Result<QasmProgram> QasmParser::program() {
    QasmProgram result;
    result.version = m_version;
    QSTORE_CHECK(version());
    while (token().kind != QasmTokenKind::End) {
        if (m_version == 2 && token().is("{"))
            return error(token().at, "OpenQASM 2 has no free-standing blocks");
        QSTORE_TRY(QasmStatement next, statementOrScope());
        result.statements.push_back(std::move(next));
    }
    return result;
}

Status QasmParser::version() {
    if (!accept("OPENQASM")) return {};
    const QasmToken number = token();
    const bool plain = number.kind == QasmTokenKind::Integer || number.kind == QasmTokenKind::Float;
    const bool written = std::all_of(number.text.begin(), number.text.end(),
                                     [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
    if (!plain || !written || number.text.front() == '.' || number.text.back() == '.') {
        return expected("a version such as 3.0 after OPENQASM");
    }
    take();
    const std::string_view major = number.text.substr(0, number.text.find('.'));
    if (major != "2" && major != "3") {
        return tl::unexpected<Error>(m_source.error(ErrorCode::Unsupported, number.at,
                                                    joinText({"OpenQASM ", number.text, " is not known"}),
                                                    "Versions 2 and 3 are read."));
    }
    return endOfStatement("the version");
}

const QasmToken& QasmParser::token(std::size_t ahead) const {
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
}

QasmToken QasmParser::take() {
    const QasmToken current = token();
    if (m_at + 1 < m_tokens.size()) ++m_at;
    return current;
}

bool QasmParser::accept(std::string_view symbolOrKeyword) {
    if (!token().is(symbolOrKeyword)) return false;
    take();
    return true;
}

Status QasmParser::expect(std::string_view symbolOrKeyword, std::string_view where) {
    if (accept(symbolOrKeyword)) return {};
    return expected(joinText({"'", symbolOrKeyword, "' ", where}));
}

Status QasmParser::endOfStatement(std::string_view what) {
    if (accept(";")) return {};
    // Pointing at the next token would often point at the next line.
    const QasmToken& last = m_tokens[m_at > 0 ? m_at - 1 : 0];
    return error(last.at + last.text.size(),
                 joinText({"expected ';' after ", what, ", found ", describe(token())}));
}

Result<QasmName> QasmParser::identifier(std::string_view what) {
    if (token().kind != QasmTokenKind::Identifier) return expected(what);
    const QasmToken name = take();
    return QasmName{name.text, name.at};
}

Result<QasmToken> QasmParser::quotedString(std::string_view what) {
    if (token().kind != QasmTokenKind::String) return expected(what);
    return take();
}

tl::unexpected<Error> QasmParser::error(std::size_t at, std::string_view what, std::string hint) const {
    return tl::unexpected<Error>(m_source.error(ErrorCode::Parse, at, what, std::move(hint)));
}

tl::unexpected<Error> QasmParser::expected(std::string_view what) const {
    return error(token().at, joinText({"expected ", what, ", found ", describe(token())}));
}

bool QasmParser::startsOperand(const QasmToken& token) {
    return token.kind == QasmTokenKind::Identifier || token.kind == QasmTokenKind::HardwareQubit;
}

Status QasmParser::checkDepth() const {
    if (m_depth <= maxDepth) return {};
    return tl::unexpected<Error>(m_source.error(ErrorCode::ResourceExhausted, token().at,
                                                "nested more than 200 levels deep",
                                                "Split the expression or block into named parts."));
}

}  // namespace qstore
