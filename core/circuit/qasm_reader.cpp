// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/cirq_json.h"
#include "core/circuit/qasm.h"
#include "core/circuit/qasm_lexer.h"
#include "core/circuit/qasm_lowering.h"
#include "core/circuit/qasm_parser.h"

namespace qstore {

Result<Circuit> readQasm(std::string_view text, std::string_view fileName, const std::stop_token& stop) {
    const QasmSource source(text, fileName);
    const int version = qasmVersion(text);
    QSTORE_TRY(auto tokens, lexQasm(source, version));
    QSTORE_TRY(const QasmProgram program, QasmParser(source, std::move(tokens), version).program());
    return QasmLowering(source, version, stop).run(program);
}

Result<Circuit> readCircuit(std::string_view text, std::string_view fileName, const std::stop_token& stop) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && text[first] == '{')
        return looksLikeCirqJson(text) ? readCirqJson(text) : readCircuitJson(text);
    return readQasm(text, fileName, stop);
}

}  // namespace qstore
