// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace qstore::ui {

/// A sentence of the core or a plugin about accounts, keys, stores, plugins and points that are learned
/// from, in the window's language. Sentences hold names, numbers and other sentences; a table of patterns
/// says where. What is in no pattern stays as it is, but for commands to type, which a person clicks here.
QString coreSentence(std::string_view english);
/// Whether the table has a pattern for it.
bool isCoreSentence(std::string_view english);

}  // namespace qstore::ui
