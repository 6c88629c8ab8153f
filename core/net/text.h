// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace qstore {

/// Independent of the locale.
char lowerAscii(char c);
std::string lowerAscii(std::string_view text);
/// Names of headers are the same whatever their case.
bool sameName(std::string_view a, std::string_view b);
/// Without the spaces and tabs at both ends.
std::string_view trimmed(std::string_view text);
/// Below the space, or DEL.
bool isControl(char c);
/// Text from outside, fit for a message: control and foreign characters as '?', at most `limit` characters.
std::string shownText(std::string_view text, std::size_t limit);

}  // namespace qstore
