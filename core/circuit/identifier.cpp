// SPDX-License-Identifier: Apache-2.0
#include "core/circuit/identifier.h"

#include <algorithm>
#include <array>
#include <string>

#include "core/circuit/gate_table.h"

namespace qstore {

namespace {

constexpr std::array<std::string_view, 74> kReserved{
    "OPENQASM", "include", "defcalgrammar", "def",     "cal",        "defcal",
    "gate",     "extern",  "box",           "let",     "break",      "continue",
    "if",       "else",    "end",           "return",  "for",        "while",
    "in",       "switch",  "case",          "default", "pragma",     "input",
    "output",   "const",   "readonly",      "mutable", "qreg",       "qubit",
    "creg",     "bool",    "bit",           "int",     "uint",       "float",
    "angle",    "complex", "array",         "void",    "duration",   "stretch",
    "inv",      "pow",     "ctrl",          "negctrl", "durationof", "delay",
    "reset",    "measure", "barrier",       "opaque",  "true",       "false",
    "im",       "pi",      "tau",           "euler",   "π",          "τ",
    "ℇ",        "sin",     "cos",           "tan",     "arcsin",     "arccos",
    "arctan",   "exp",     "log",           "ln",      "sqrt",       "mod",
    "popcount", "sizeof"};

bool inRange(char32_t code, char32_t first, char32_t last) {
    return code >= first && code <= last;
}

}  // namespace

Utf8Character utf8At(std::string_view text, std::size_t position) {
    if (position >= text.size()) return {};
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || position + length > text.size()) return {0xFFFD, 1};
    char32_t code = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {0xFFFD, 1};
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    return {code, length};
}

bool isIdentifierStart(char32_t code) {
    if (code < 0x80) return inRange(code, 'a', 'z') || inRange(code, 'A', 'Z') || code == '_';
    if (code == 0xD7 || code == 0xF7 || code == 0xFFFD) return false;  // × ÷
    return inRange(code, 0xC0, 0x1FFF) || code == 0x2107 || inRange(code, 0x2C00, 0x2DFF) ||
           inRange(code, 0x3040, 0xD7FF) || inRange(code, 0xF900, 0xFDCF) ||
           inRange(code, 0x10000, 0x3FFFF);
}

bool isIdentifierPart(char32_t code) {
    return isIdentifierStart(code) || inRange(code, '0', '9');
}

bool looksLikeIdentifier(std::string_view text) {
    std::size_t position = 0;
    while (position < text.size()) {
        const auto character = utf8At(text, position);
        if (position == 0 ? !isIdentifierStart(character.code) : !isIdentifierPart(character.code))
            return false;
        position += character.length;
    }
    return !text.empty();
}

bool isReservedWord(std::string_view text) {
    return std::find(kReserved.begin(), kReserved.end(), text) != kReserved.end();
}

Status checkName(std::string_view name, std::string_view what, bool allowGateName) {
    const std::string quoted = std::string(what) + " '" + std::string(name) + "'";
    if (!looksLikeIdentifier(name))
        return fail(ErrorCode::InvalidArgument, quoted + " is not a valid name.",
                    "Start with a letter or '_' and use only letters, digits and '_'.");
    if (isReservedWord(name))
        return fail(ErrorCode::InvalidArgument, quoted + " is a reserved word of OpenQASM.",
                    "Choose another name.");
    if (!allowGateName && findGate(name) != nullptr)
        return fail(ErrorCode::InvalidArgument, quoted + " is the name of a gate.", "Choose another name.");
    return {};
}

}  // namespace qstore
