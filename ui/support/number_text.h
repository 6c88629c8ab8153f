// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace qstore::ui {

/// A number as a person reads it: at most `digits` significant ones, no noise of the last bit
/// (0.2999999999999998 → 0.3), in the language's form.
QString sensibleNumber(double value, int digits = 6);
/// A cell's text: numbers by sensibleNumber(), everything else as it is.
QString sensibleText(const QString& cell, int digits = 6);
/// 12345 → "12,345".
QString groupedCount(qulonglong count);
/// In right-to-left languages keeps signs and units at their number; elsewhere the text itself.
QString isolated(const QString& number);

}  // namespace qstore::ui
