// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/circuit/qasm_source.h"

namespace qstore {

enum class QasmTokenKind : std::uint8_t {
    End,
    Identifier,
    Keyword,
    HardwareQubit,  ///< `$0`
    Integer,
    Float,
    Imaginary,
    Timing,       ///< `10ns`
    String,       ///< with its quotes
    Symbol,       ///< operators and punctuation
    Annotation,   ///< `@name …` to the end of the line
    Pragma,       ///< to the end of the line
    Calibration,  ///< the inside of a `cal` or `defcal` block
};

/// A piece of the source text; `text` is empty only at the end.
struct QasmToken {
    QasmTokenKind kind = QasmTokenKind::End;
    std::string_view text;
    std::size_t at = 0;

    bool is(std::string_view symbolOrKeyword) const {
        return (kind == QasmTokenKind::Symbol || kind == QasmTokenKind::Keyword) && text == symbolOrKeyword;
    }
};

/// The major version of the version statement; 3 when there is none.
int qasmVersion(std::string_view text);

/// Words that OpenQASM 3 keeps for itself.
bool isQasmKeyword(std::string_view word);

/// All tokens, ended by End. Comments are dropped. `version` decides what is a keyword.
Result<std::vector<QasmToken>> lexQasm(const QasmSource& source, int version);

}  // namespace qstore
