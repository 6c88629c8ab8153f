// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

namespace qstore::ui {

/// How well `query` fits into `candidate` as a subsequence, ignoring case; nothing if it does not.
/// Higher is better: runs of neighbours and starts of words count more, long candidates less.
std::optional<int> fuzzyScore(const QString& query, const QString& candidate);

}  // namespace qstore::ui
