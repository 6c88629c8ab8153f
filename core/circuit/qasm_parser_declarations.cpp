// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/qasm_parser.h"

namespace qstore {

Result<QasmStatement> QasmParser::declaration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Declaration, token());
    // `int(x) + 1;` starts like a declaration.
    std::size_t ahead = 1;
    if (token(1).is("[")) {
        for (std::size_t open = 0; ahead < m_tokens.size(); ++ahead) {
            if (token(ahead).is("[")) ++open;
            if (token(ahead).is("]") && --open == 0) break;
            if (token(ahead).kind == QasmTokenKind::End) break;
        }
        ++ahead;
    }
    if (token(ahead).is("(")) {
        QSTORE_TRY(auto only, unary());
        return expressionStatement(std::move(result), std::move(only));
    }
    QSTORE_TRY(result.type, anyType());
    QSTORE_TRY(result.name, identifier("the variable's name"));
    if (accept("=")) {
        QSTORE_TRY(result.value, assigned(true));
    }
    QSTORE_CHECK(endOfStatement("the declaration"));
    return result;
}

Result<QasmStatement> QasmParser::constantDeclaration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Constant, take());
    QSTORE_TRY(result.type, scalarType());
    QSTORE_TRY(result.name, identifier("the constant's name"));
    QSTORE_CHECK(expect("=", "and the constant's value"));
    QSTORE_TRY(result.value, assigned(true));
    QSTORE_CHECK(endOfStatement("the constant"));
    return result;
}

Result<QasmStatement> QasmParser::inputOutput() {
    QasmStatement result = makeQasmStatement(
        token().is("input") ? QasmStatementKind::Input : QasmStatementKind::Output, token());
    take();
    QSTORE_TRY(result.type, anyType());
    QSTORE_TRY(result.name, identifier("the variable's name"));
    QSTORE_CHECK(endOfStatement("the declaration"));
    return result;
}

Result<QasmStatement> QasmParser::oldStyleDeclaration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Declaration, token());
    result.type = std::make_unique<QasmType>();
    result.type->name = take().text;
    QSTORE_TRY(result.name, identifier("the register's name"));
    if (token().is("[") || m_version == 2) {
        QSTORE_TRY(result.type->size, designator());
    }
    QSTORE_CHECK(endOfStatement("the register"));
    return result;
}

Result<QasmStatement> QasmParser::qubitDeclaration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Declaration, token());
    result.type = std::make_unique<QasmType>();
    result.type->name = take().text;
    if (token().is("[")) {
        QSTORE_TRY(result.type->size, designator());
    }
    QSTORE_TRY(result.name, identifier("the register's name"));
    QSTORE_CHECK(endOfStatement("the register"));
    return result;
}

Result<QasmStatement> QasmParser::alias() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Alias, take());
    QSTORE_TRY(result.name, identifier("the alias's name"));
    QSTORE_CHECK(expect("=", "after the alias's name"));
    QSTORE_TRY(auto value, expression());
    auto joined = makeQasmExpression(QasmExpressionKind::Concatenation, token());
    joined->at = value->at;
    joined->children.push_back(std::move(value));
    while (accept("++")) {
        QSTORE_TRY(auto next, expression());
        joined->children.push_back(std::move(next));
    }
    result.value = joined->children.size() == 1 ? std::move(joined->children.front()) : std::move(joined);
    QSTORE_CHECK(endOfStatement("the alias"));
    return result;
}

Result<QasmStatement> QasmParser::include() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Include, take());
    QSTORE_TRY(const QasmToken file, quotedString("the file's name in quotes"));
    result.name = {file.text.substr(1, file.text.size() - 2), file.at};
    QSTORE_CHECK(endOfStatement("include"));
    return result;
}

Result<std::vector<QasmName>> QasmParser::names(std::string_view what) {
    std::vector<QasmName> list;
    do {
        if (token().kind != QasmTokenKind::Identifier && !list.empty() && m_version != 2) break;
        QSTORE_TRY(QasmName name, identifier(what));
        list.push_back(name);
    } while (accept(","));
    return list;
}

Result<QasmStatement> QasmParser::gateDefinition() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Gate, take());
    QSTORE_TRY(result.name, identifier("the gate's name"));
    if (accept("(")) {
        if (!token().is(")")) {
            QSTORE_TRY(result.parameters, names("the parameter's name"));
        }
        QSTORE_CHECK(expect(")", "after the gate's parameters"));
    }
    QSTORE_TRY(result.qubits, names("the name of a qubit of the gate"));
    QSTORE_TRY(result.body, scope("the gate"));
    return result;
}

/// OpenQASM 2: a gate without a body, which nobody can simulate.
Result<QasmStatement> QasmParser::opaque() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Opaque, take());
    QSTORE_TRY(result.name, identifier("the gate's name"));
    if (accept("(")) {
        if (!token().is(")")) {
            QSTORE_TRY(result.parameters, names("the parameter's name"));
        }
        QSTORE_CHECK(expect(")", "after the gate's parameters"));
    }
    QSTORE_TRY(result.qubits, names("the name of a qubit of the gate"));
    QSTORE_CHECK(endOfStatement("the opaque gate"));
    return result;
}

Result<QasmStatement> QasmParser::subroutine() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    result.text = "a subroutine (def)";
    QSTORE_TRY(result.name, identifier("the subroutine's name"));
    QSTORE_CHECK(expect("(", "and the subroutine's arguments"));
    while (!token().is(")")) {
        QSTORE_CHECK(argumentDefinition());
        if (!accept(",")) break;
    }
    QSTORE_CHECK(expect(")", "after the arguments"));
    QSTORE_CHECK(returnSignature());
    QSTORE_TRY(result.body, scope("the subroutine"));
    return result;
}

Status QasmParser::argumentDefinition() {
    if (token().is("readonly") || token().is("mutable")) return arrayReference(true);
    if (token().is("creg") || token().is("qreg")) {
        take();
        QSTORE_CHECK(identifier("the argument's name"));
        if (token().is("[")) {
            QSTORE_CHECK(designator());
        }
        return {};
    }
    if (accept("qubit")) {
        if (token().is("[")) {
            QSTORE_CHECK(designator());
        }
    } else {
        QSTORE_CHECK(scalarType());
    }
    QSTORE_CHECK(identifier("the argument's name"));
    return {};
}

Status QasmParser::arrayReference(bool named) {
    take();
    QSTORE_CHECK(expect("array", "after readonly or mutable"));
    QSTORE_CHECK(expect("[", "after array"));
    QSTORE_CHECK(scalarType());
    QSTORE_CHECK(expect(",", "and the sizes after the element type"));
    if (accept("#dim")) {
        QSTORE_CHECK(expect("=", "after #dim"));
        QSTORE_CHECK(expression());
    } else {
        do {
            QSTORE_CHECK(expression());
        } while (accept(",") && !token().is("]"));
    }
    QSTORE_CHECK(expect("]", "after the array's sizes"));
    if (named) {
        QSTORE_CHECK(identifier("the argument's name"));
    }
    return {};
}

Status QasmParser::returnSignature() {
    if (!accept("->")) return {};
    QSTORE_CHECK(scalarType());
    return {};
}

Result<QasmStatement> QasmParser::externDeclaration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    result.text = "an extern function";
    QSTORE_TRY(result.name, identifier("the function's name"));
    QSTORE_CHECK(expect("(", "and the types of the arguments"));
    while (!token().is(")")) {
        if (token().is("readonly") || token().is("mutable")) {
            QSTORE_CHECK(arrayReference(false));
        } else if (accept("creg")) {
            if (token().is("[")) {
                QSTORE_CHECK(designator());
            }
        } else {
            QSTORE_CHECK(scalarType());
        }
        if (!accept(",")) break;
    }
    QSTORE_CHECK(expect(")", "after the types"));
    QSTORE_CHECK(returnSignature());
    QSTORE_CHECK(endOfStatement("the extern function"));
    return result;
}

/// cal, defcal and defcalgrammar; the blocks themselves belong to another language.
Result<QasmStatement> QasmParser::calibration() {
    QasmStatement result = makeQasmStatement(QasmStatementKind::Unsupported, take());
    if (result.text == "defcalgrammar") {
        QSTORE_CHECK(quotedString("the grammar's name in quotes"));
        QSTORE_CHECK(endOfStatement("defcalgrammar"));
        return result;
    }
    if (result.text == "defcal") {
        const bool word = token().is("measure") || token().is("reset") || token().is("delay");
        if (!word && token().kind != QasmTokenKind::Identifier) return expected("the name of a gate");
        take();
        if (accept("(")) {
            while (!token().is(")")) {
                const bool typed = startsType(token()) && !token(1).is("(");
                if (typed || token().is("qubit") || token().is("creg") || token().is("qreg")) {
                    QSTORE_CHECK(argumentDefinition());
                } else {
                    QSTORE_CHECK(expression());
                }
                if (!accept(",")) break;
            }
            QSTORE_CHECK(expect(")", "after the arguments"));
        }
        do {
            if (!startsOperand(token())) return expected("a qubit");
            take();
        } while (accept(",") && !token().is("{"));
        QSTORE_CHECK(returnSignature());
    }
    QSTORE_CHECK(expect("{", "to open the calibration block"));
    if (token().kind == QasmTokenKind::Calibration) take();
    QSTORE_CHECK(expect("}", "to close the calibration block"));
    return result;
}

}  // namespace qstore
