// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/base/secret.h"

namespace qstore {

/// What the text of a foreign reply may show in a message: one line, at most 300 bytes, printable, the key
/// struck out before it is cut; an HTML page is named as such, an empty reply too.
std::string shownForeign(std::string_view body, const Secret& key);

}  // namespace qstore
