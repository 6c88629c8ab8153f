// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "core/circuit/qasm_parser.h"

namespace qstore {

bool QasmParser::startsType(const QasmToken& token) const {
    constexpr std::array<std::string_view, 10> types{"bit",  "int",      "uint",    "float",   "angle",
                                                     "bool", "duration", "stretch", "complex", "array"};
    return token.kind == QasmTokenKind::Keyword &&
           std::find(types.begin(), types.end(), token.text) != types.end();
}

Result<std::unique_ptr<QasmType>> QasmParser::scalarType() {
    if (!startsType(token()) || token().is("array")) return expected("a type such as int, float or bit");
    auto type = std::make_unique<QasmType>();
    type->name = take().text;
    if (!token().is("[")) return type;
    if (type->name == "bool" || type->name == "duration" || type->name == "stretch") {
        return error(token().at, joinText({"the type ", type->name, " has no size"}));
    }
    if (type->name != "complex") {
        QSTORE_TRY(type->size, designator());
        return type;
    }
    take();
    QSTORE_TRY(type->element, scalarType());
    QSTORE_CHECK(expect("]", "after the component type"));
    return type;
}

Result<std::unique_ptr<QasmType>> QasmParser::anyType() {
    if (!token().is("array")) return scalarType();
    auto type = std::make_unique<QasmType>();
    type->name = take().text;
    QSTORE_CHECK(expect("[", "after array"));
    QSTORE_TRY(type->element, scalarType());
    QSTORE_CHECK(expect(",", "and the sizes after the element type"));
    if (token().is("#dim")) return error(token().at, "#dim is for subroutine arguments only");
    do {
        if (token().is("]") && !type->dimensions.empty()) break;
        QSTORE_TRY(auto dimension, expression());
        type->dimensions.push_back(std::move(dimension));
    } while (accept(","));
    QSTORE_CHECK(expect("]", "after the array's sizes"));
    return type;
}

Result<QasmExpressionPtr> QasmParser::designator() {
    QSTORE_CHECK(expect("[", "and a size"));
    QSTORE_TRY(auto size, expression());
    QSTORE_CHECK(expect("]", "after the size"));
    return size;
}

}  // namespace qstore
