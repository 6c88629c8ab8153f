// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/circuit/qasm_parser.h"

namespace qstore {

namespace {

bool isAssignment(const QasmToken& token) {
    constexpr std::array<std::string_view, 13> operators{
        "=", "+=", "-=", "*=", "/=", "&=", "|=", "~=", "^=", "<<=", ">>=", "%=", "**="};
    return token.kind == QasmTokenKind::Symbol &&
           std::find(operators.begin(), operators.end(), token.text) != operators.end();
}

bool isModifier(const QasmToken& token) {
    return token.is("inv") || token.is("pow") || token.is("ctrl") || token.is("negctrl");
}

}  // namespace

Result<QasmStatement> QasmParser::statementOrScope() {
    if (!token().is("{")) return statement();
    QasmStatement block = makeQasmStatement(QasmStatementKind::Block, token());
    QSTORE_TRY(block.body, scope("the block"));
    return block;
}

Result<std::vector<QasmStatement>> QasmParser::scope(std::string_view what) {
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    const std::size_t open = token().at;
    QSTORE_CHECK(expect("{", joinText({"to open ", what})));
    std::vector<QasmStatement> body;
    while (!token().is("}")) {
        if (token().kind == QasmTokenKind::End)
            return error(open, joinText({"the '{' of ", what, " is never closed"}));
        QSTORE_TRY(QasmStatement next, statementOrScope());
        body.push_back(std::move(next));
    }
    take();
    return body;
}

Result<QasmStatement> QasmParser::statement() {
    const Level level(*this);
    QSTORE_CHECK(checkDepth());
    if (token().kind == QasmTokenKind::Pragma) return makeQasmStatement(QasmStatementKind::Nothing, take());
    std::vector<std::string_view> annotations;
    while (token().kind == QasmTokenKind::Annotation) annotations.push_back(take().text);
    if (!annotations.empty() && (token().kind == QasmTokenKind::End || token().is("}") ||
                                 token().kind == QasmTokenKind::Pragma || token().is("{"))) {
        return expected("a statement after the annotation");
    }
    auto parsed = token().kind == QasmTokenKind::Identifier ? identifierStatement() : keywordStatement();
    if (parsed) parsed->annotations = std::move(annotations);
    return parsed;
}

Result<QasmStatement> QasmParser::keywordStatement() {
    const QasmToken first = token();
    if (first.kind != QasmTokenKind::Keyword) {
        const bool value = first.kind == QasmTokenKind::Symbol
                               ? first.is("(") || first.is("-") || first.is("!") || first.is("~")
                               : first.kind != QasmTokenKind::End;
        if (!value || m_version == 2) return expected("a statement");
        QSTORE_TRY(auto only, expression());
        return expressionStatement(makeQasmStatement(QasmStatementKind::Expression, first),
                                   std::move(only));
    }
    if (isModifier(first) || first.is("gphase")) return modifiedGateCall();
    if (startsType(first)) return declaration();
    using Rule = Result<QasmStatement> (QasmParser::*)();
    struct Entry {
        std::string_view word;
        Rule rule;
    };
    static constexpr std::array<Entry, 24> rules{{{"if", &QasmParser::ifStatement},
                                                  {"measure", &QasmParser::measureStatement},
                                                  {"for", &QasmParser::forStatement},
                                                  {"while", &QasmParser::whileStatement},
                                                  {"switch", &QasmParser::switchStatement},
                                                  {"return", &QasmParser::returnStatement},
                                                  {"const", &QasmParser::constantDeclaration},
                                                  {"input", &QasmParser::inputOutput},
                                                  {"output", &QasmParser::inputOutput},
                                                  {"qreg", &QasmParser::oldStyleDeclaration},
                                                  {"creg", &QasmParser::oldStyleDeclaration},
                                                  {"qubit", &QasmParser::qubitDeclaration},
                                                  {"let", &QasmParser::alias},
                                                  {"include", &QasmParser::include},
                                                  {"gate", &QasmParser::gateDefinition},
                                                  {"opaque", &QasmParser::opaque},
                                                  {"def", &QasmParser::subroutine},
                                                  {"extern", &QasmParser::externDeclaration},
                                                  {"cal", &QasmParser::calibration},
                                                  {"defcal", &QasmParser::calibration},
                                                  {"defcalgrammar", &QasmParser::calibration},
                                                  {"box", &QasmParser::timedStatement},
                                                  {"delay", &QasmParser::timedStatement},
                                                  {"nop", &QasmParser::timedStatement}}};
    for (const Entry& entry : rules) {
        if (entry.word == first.text) return (this->*entry.rule)();
    }
    if (first.is("reset")) return operandStatement(QasmStatementKind::Reset);
    if (first.is("barrier")) return operandStatement(QasmStatementKind::Barrier);
    if (first.is("break") || first.is("continue") || first.is("end")) {
        QasmStatement jump = makeQasmStatement(first.is("break") ? QasmStatementKind::Break
                                               : first.is("end") ? QasmStatementKind::End
                                                                 : QasmStatementKind::Continue,
                                               take());
        QSTORE_CHECK(endOfStatement(first.text));
        return jump;
    }
    if (first.is("OPENQASM"))
        return error(first.at, "the version must be the first statement, and stand once");
    if (first.is("true") || first.is("false") || first.is("durationof")) {
        QSTORE_TRY(auto only, expression());
        return expressionStatement(makeQasmStatement(QasmStatementKind::Expression, first),
                                   std::move(only));
    }
    return expected("a statement");
}

/// What starts with a name: a gate call, an assignment or an expression.
Result<QasmStatement> QasmParser::identifierStatement() {
    QasmStatement statement = makeQasmStatement(QasmStatementKind::GateCall, token());
    const QasmToken next = token(1);
    if (startsOperand(next) || next.is("(")) return callStatement(std::move(statement));
    if (m_version == 2) {
        take();
        return expected("the qubits of the gate");
    }
    QSTORE_TRY(auto target, operand());
    if (isAssignment(token())) return assignment(std::move(statement), std::move(target));
    if (startsOperand(token()) && target->kind == QasmExpressionKind::Index &&
        target->children.size() == 2 && target->children[0]->kind == QasmExpressionKind::Identifier) {
        statement.kind = QasmStatementKind::Unsupported;
        statement.text = "a gate with a duration";
        QSTORE_CHECK(gateOperands(statement));
        QSTORE_CHECK(endOfStatement("the gate"));
        return statement;
    }
    return expressionStatement(std::move(statement), std::move(target));
}

Result<QasmStatement> QasmParser::callStatement(QasmStatement statement) {
    const QasmToken name = take();
    statement.name = {name.text, name.at};
    if (token().is("(")) {
        QSTORE_TRY(statement.arguments, parenthesized());
        if (token().is("[")) {
            auto call = makeQasmExpression(QasmExpressionKind::Call, name);
            call->children = std::move(statement.arguments);
            QSTORE_TRY(auto whole, postfix(std::move(call)));
            if (!startsOperand(token())) return expressionStatement(std::move(statement), std::move(whole));
            statement.kind = QasmStatementKind::Unsupported;
            statement.text = "a gate with a duration";
        } else if (!startsOperand(token())) {
            if (m_version == 2) return expected("the qubits of the gate");
            auto call = makeQasmExpression(QasmExpressionKind::Call, name);
            call->children = std::move(statement.arguments);
            return expressionStatement(std::move(statement), std::move(call));
        }
    }
    QSTORE_CHECK(gateOperands(statement));
    if (m_version != 2 && token().is("->")) {
        take();
        QSTORE_TRY(statement.target, operand());
        statement.kind = QasmStatementKind::Unsupported;
        statement.text = "a subroutine call";
    }
    QSTORE_CHECK(endOfStatement("the gate's qubits"));
    return statement;
}

Result<QasmStatement> QasmParser::expressionStatement(QasmStatement statement, QasmExpressionPtr first) {
    QSTORE_TRY(statement.value, binary(std::move(first), 1));
    statement.kind = QasmStatementKind::Expression;
    if (statement.value->kind == QasmExpressionKind::Identifier && token().is("@")) {
        return error(statement.value->at,
                     joinText({"'", statement.value->text, "' is not a gate modifier"}),
                     "Modifiers are inv, pow(k), ctrl, ctrl(n), negctrl and negctrl(n).");
    }
    QSTORE_CHECK(endOfStatement("the expression"));
    return statement;
}

Result<QasmStatement> QasmParser::assignment(QasmStatement statement, QasmExpressionPtr target) {
    statement.kind = QasmStatementKind::Assignment;
    statement.text = take().text;
    statement.target = std::move(target);
    QSTORE_TRY(statement.value, assigned(false));
    QSTORE_CHECK(endOfStatement("the assignment"));
    return statement;
}

Result<QasmStatement> QasmParser::modifiedGateCall() {
    QasmStatement statement = makeQasmStatement(QasmStatementKind::GateCall, token());
    while (isModifier(token())) {
        QasmModifier modifier;
        modifier.at = token().at;
        modifier.name = take().text;
        if (token().is("(") && modifier.name != "inv") {
            take();
            QSTORE_TRY(modifier.argument, expression());
            QSTORE_CHECK(expect(")", "after the modifier's argument"));
        } else if (modifier.name == "pow") {
            return expected("'(' and the exponent after pow");
        }
        QSTORE_CHECK(expect("@", joinText({"after the modifier ", modifier.name})));
        statement.modifiers.push_back(std::move(modifier));
    }
    const QasmToken name = token();
    if (name.kind != QasmTokenKind::Identifier && !name.is("gphase")) return expected("a gate");
    take();
    statement.name = {name.text, name.at};
    if (token().is("(")) {
        QSTORE_TRY(statement.arguments, parenthesized());
    }
    if (token().is("[")) {
        QSTORE_CHECK(designator());
        statement.kind = QasmStatementKind::Unsupported;
        statement.text = "a gate with a duration";
    }
    if (startsOperand(token()) || !name.is("gphase")) {
        QSTORE_CHECK(gateOperands(statement));
    }
    QSTORE_CHECK(endOfStatement("the gate call"));
    return statement;
}

Status QasmParser::gateOperands(QasmStatement& statement) {
    statement.operands.reserve(2);
    do {
        if (!startsOperand(token()) && !statement.operands.empty() && m_version != 2) break;
        QSTORE_TRY(auto next, operand());
        statement.operands.push_back(std::move(next));
    } while (accept(","));
    return {};
}

Result<std::vector<QasmStatement>> QasmParser::controlledBody(std::string_view what) {
    if (token().is("{") && m_version != 2) return scope(what);
    std::vector<QasmStatement> body;
    QSTORE_TRY(QasmStatement only, statement());
    body.push_back(std::move(only));
    return body;
}

Result<QasmStatement> QasmParser::ifStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::If, take());
    QSTORE_CHECK(expect("(", "and a condition after if"));
    QSTORE_TRY(result.value, expression());
    QSTORE_CHECK(expect(")", "after the condition"));
    QSTORE_TRY(result.body, controlledBody("the if"));
    if (m_version != 2 && accept("else")) {
        result.hasElse = true;
        QSTORE_TRY(result.otherwise, controlledBody("the else"));
    }
    return result;
}

Result<QasmStatement> QasmParser::forStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::For, take());
    QSTORE_TRY(result.type, scalarType());
    QSTORE_TRY(result.name, identifier("the loop variable's name"));
    QSTORE_CHECK(expect("in", "after the loop variable"));
    if (token().is("{")) {
        QSTORE_TRY(result.value, set(false, false));
    } else if (accept("[")) {
        QSTORE_TRY(result.value, indexEntry());
        if (result.value->kind != QasmExpressionKind::Range)
            return expected("':' and the end of the range");
        QSTORE_CHECK(expect("]", "after the range"));
    } else {
        QSTORE_TRY(result.value, expression());
    }
    QSTORE_TRY(result.body, controlledBody("the loop"));
    return result;
}

Result<QasmStatement> QasmParser::whileStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    result.text = "a while loop";
    QSTORE_CHECK(expect("(", "and a condition after while"));
    QSTORE_TRY(result.value, expression());
    QSTORE_CHECK(expect(")", "after the condition"));
    QSTORE_TRY(result.body, controlledBody("the loop"));
    return result;
}

Result<QasmStatement> QasmParser::switchStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    result.text = "a switch";
    QSTORE_CHECK(expect("(", "and a value after switch"));
    QSTORE_TRY(result.value, expression());
    QSTORE_CHECK(expect(")", "after the value"));
    QSTORE_CHECK(expect("{", "to open the switch"));
    while (!accept("}")) {
        if (accept("case")) {
            do {
                if (token().is("{") && !result.operands.empty()) break;
                QSTORE_TRY(auto label, expression());
                result.operands.push_back(std::move(label));
            } while (accept(","));
            result.operands.clear();
        } else if (!accept("default")) {
            return expected("case or default");
        }
        QSTORE_CHECK(scope("the case"));
    }
    return result;
}

Result<QasmStatement> QasmParser::returnStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    result.text = "return";
    if (!token().is(";")) {
        QSTORE_TRY(result.value, assigned(false));
    }
    QSTORE_CHECK(endOfStatement("return"));
    return result;
}

Result<QasmStatement> QasmParser::measureStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Measure, take());
    QSTORE_TRY(result.value, operand());
    if (accept("->")) {
        QSTORE_TRY(result.target, operand());
    } else if (m_version == 2) {
        return expected("'->' and a classical bit");
    }
    QSTORE_CHECK(endOfStatement("the measurement"));
    return result;
}

Result<QasmStatement> QasmParser::operandStatement(QasmStatementKind kind) {
    QasmStatement result = makeQasmStatement(kind, take());
    if (kind == QasmStatementKind::Reset) {
        QSTORE_TRY(auto only, operand());
        result.operands.push_back(std::move(only));
    } else if (!token().is(";") || m_version == 2) {
        QSTORE_CHECK(gateOperands(result));
    }
    QSTORE_CHECK(endOfStatement(kind == QasmStatementKind::Reset ? "reset" : "barrier"));
    return result;
}

/// box, delay and nop: timing, which a Circuit does not describe.
Result<QasmStatement> QasmParser::timedStatement() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    const bool box = result.text == "box";
    if (result.text == "delay" || (box && token().is("["))) {
        QSTORE_TRY(result.value, designator());
    }
    if (box) {
        QSTORE_TRY(result.body, scope("the box"));
        return result;
    }
    if (!token().is(";")) {
        QSTORE_CHECK(gateOperands(result));
    }
    QSTORE_CHECK(endOfStatement(result.text));
    return result;
}

}  // namespace qstore
