// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace qstore {

/// The pieces one after the other.
std::string joinText(std::initializer_list<std::string_view> pieces);

/// The text being read and its name; turns a byte offset into `file:line:column`, line and caret.
class QasmSource {
public:
    QasmSource(std::string_view text, std::string_view fileName) : m_text(text), m_fileName(fileName) {}

    std::string_view text() const { return m_text; }
    /// 1-based.
    std::size_t lineOf(std::size_t offset) const;
    /// `file:line:column: what`, the source line, and a caret below the offset.
    Error error(ErrorCode code, std::size_t offset, std::string_view what, std::string hint = {}) const;

private:
    std::string_view m_text;
    std::string_view m_fileName;
};

}  // namespace qstore
