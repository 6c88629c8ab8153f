// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/qasm_ast.h"
#include "core/circuit/qasm_lexer.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

/// Recursive descent over the whole grammar of OpenQASM 3 (and 2, if the version statement says so):
/// what the language allows is parsed even where a Circuit cannot hold it, so that "invalid" and "not
/// supported" are told apart. Names and types are the business of the lowering.
class QasmParser {
public:
    QasmParser(const QasmSource& source, std::vector<QasmToken> tokens, int version);

    Result<QasmProgram> program();

private:
    // qasm_parser.cpp
    const QasmToken& token(std::size_t ahead = 0) const;
    QasmToken take();
    bool accept(std::string_view symbolOrKeyword);
    Status expect(std::string_view symbolOrKeyword, std::string_view where);
    Status endOfStatement(std::string_view what);
    Result<QasmName> identifier(std::string_view what);
    Result<QasmToken> quotedString(std::string_view what);
    tl::unexpected<Error> error(std::size_t at, std::string_view what, std::string hint = {}) const;
    /// "expected X, found Y" at the next token.
    tl::unexpected<Error> expected(std::string_view what) const;
    static bool startsOperand(const QasmToken& token);
    Status version();

    /// Counts one level of nesting for as long as it lives.
    class Level {
    public:
        explicit Level(QasmParser& parser) : m_parser(parser) { ++m_parser.m_depth; }
        ~Level() { --m_parser.m_depth; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        QasmParser& m_parser;
    };
    Status checkDepth() const;

    // qasm_parser_statements.cpp
    Result<QasmStatement> statementOrScope();
    Result<std::vector<QasmStatement>> scope(std::string_view what);
    Result<QasmStatement> statement();
    Result<QasmStatement> keywordStatement();
    Result<QasmStatement> identifierStatement();
    Result<QasmStatement> callStatement(QasmStatement statement);
    Result<QasmStatement> expressionStatement(QasmStatement statement, QasmExpressionPtr first);
    Result<QasmStatement> assignment(QasmStatement statement, QasmExpressionPtr target);
    Result<QasmStatement> modifiedGateCall();
    Status gateOperands(QasmStatement& statement);
    Result<QasmStatement> ifStatement();
    Result<QasmStatement> forStatement();
    Result<QasmStatement> whileStatement();
    Result<QasmStatement> switchStatement();
    Result<QasmStatement> returnStatement();
    Result<QasmStatement> measureStatement();
    Result<QasmStatement> operandStatement(QasmStatementKind kind);
    Result<QasmStatement> timedStatement();
    Result<std::vector<QasmStatement>> controlledBody(std::string_view what);

    // qasm_parser_declarations.cpp
    Result<QasmStatement> declaration();
    Result<QasmStatement> constantDeclaration();
    Result<QasmStatement> inputOutput();
    Result<QasmStatement> oldStyleDeclaration();
    Result<QasmStatement> qubitDeclaration();
    Result<QasmStatement> alias();
    Result<QasmStatement> include();
    Result<QasmStatement> gateDefinition();
    Result<QasmStatement> opaque();
    Result<QasmStatement> subroutine();
    Result<QasmStatement> externDeclaration();
    Result<QasmStatement> calibration();
    Result<std::vector<QasmName>> names(std::string_view what);
    Status argumentDefinition();
    Status arrayReference(bool named);
    Status returnSignature();

    // qasm_parser_types.cpp
    bool startsType(const QasmToken& token) const;
    Result<std::unique_ptr<QasmType>> scalarType();
    Result<std::unique_ptr<QasmType>> anyType();
    Result<QasmExpressionPtr> designator();

    // qasm_parser_expressions.cpp
    Result<QasmExpressionPtr> expression();
    Result<QasmExpressionPtr> binary(QasmExpressionPtr left, int minimum);
    Result<QasmExpressionPtr> unary();
    Result<QasmExpressionPtr> power();
    Result<QasmExpressionPtr> postfix(QasmExpressionPtr base);
    Result<QasmExpressionPtr> primary();
    Result<QasmExpressionPtr> castOrCall();
    Result<QasmExpressionPtr> durationOf();
    Result<QasmExpressionPtr> indexed(QasmExpressionPtr base);
    Result<QasmExpressionPtr> indexEntry();
    Result<QasmExpressionPtr> set(bool mayBeEmpty, bool nested);
    Result<QasmExpressionPtr> operand();
    Result<QasmExpressionPtr> measureExpression();
    /// The right-hand side of an assignment or a declaration.
    Result<QasmExpressionPtr> assigned(bool declaration);
    Result<std::vector<QasmExpressionPtr>> parenthesized();
    int precedence(const QasmToken& token) const;
    Result<QasmExpressionPtr> combine(QasmExpressionPtr left, const QasmToken& op,
                                      QasmExpressionPtr right) const;

    const QasmSource& m_source;
    std::vector<QasmToken> m_tokens;
    int m_version;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
};

QasmExpressionPtr makeQasmExpression(QasmExpressionKind kind, const QasmToken& token);
QasmStatement makeQasmStatement(QasmStatementKind kind, const QasmToken& token);

}  // namespace qstore
