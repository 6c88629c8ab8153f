// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/support/number_text.h"

#include <QGuiApplication>
#include <QLocale>
#include <cmath>

namespace qstore::ui {

QString sensibleNumber(double value, int digits) {
    if (!std::isfinite(value)) return QLocale().toString(value);
    if (std::abs(value) < 1e-12) value = 0.0;
    return isolated(QLocale().toString(value, 'g', digits));
}

QString sensibleText(const QString& cell, int digits) {
    bool number = false;
    const double value = cell.toDouble(&number);
    // What is short already, such as a code or a year, stays as it was typed.
    return number && cell.size() > digits + 1 ? sensibleNumber(value, digits) : cell;
}

QString groupedCount(qulonglong count) {
    return isolated(QLocale().toString(count));
}

QString isolated(const QString& number) {
    if (QGuiApplication::layoutDirection() != Qt::RightToLeft) return number;
    return QChar(0x2066) + number + QChar(0x2069);
}

}  // namespace qstore::ui
