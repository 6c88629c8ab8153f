// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/export.h"
#include "core/base/result.h"

namespace qstore {

/// One character of UTF-8 text; `length` is 0 at the end and 1 with `code` 0xFFFD for a broken byte.
struct Utf8Character {
    char32_t code = 0;
    std::size_t length = 0;
};
QSTORE_EXPORT Utf8Character utf8At(std::string_view text, std::size_t position);

/// Letters of OpenQASM identifiers: ASCII, `_`, Greek and other alphabets. π, τ and ℇ are letters too.
QSTORE_EXPORT bool isIdentifierStart(char32_t code);
QSTORE_EXPORT bool isIdentifierPart(char32_t code);

/// The form of an identifier, reserved words included.
QSTORE_EXPORT bool looksLikeIdentifier(std::string_view text);
/// Keywords, constants and functions of OpenQASM.
QSTORE_EXPORT bool isReservedWord(std::string_view text);

/// A name that a parameter, register or defined gate may have. `what` opens the error's sentence.
/// Names of the gate table are refused as well unless `allowGateName`, because OpenQASM has one scope.
QSTORE_EXPORT Status checkName(std::string_view name, std::string_view what, bool allowGateName = false);

}  // namespace qstore
