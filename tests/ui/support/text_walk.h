// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QWidget;

namespace qstore::ui {

/// A text that a person can read, and which part of which widget it is in.
struct ShownText {
    QString text, where;
};

/// Texts of labels, buttons, actions, tabs, combo boxes, headers, lists, placeholders, tooltips and names
/// for screen readers in `root` and below, shown or not. What tables hold is data, and left out.
QList<ShownText> textsOf(const QWidget& root);

/// What in `root` is shown but does not fit: labels and buttons smaller than their text, headers narrower
/// than theirs, and any of these reaching out of what it lies in where no scroll bar leads to the rest.
QStringList clippedTexts(const QWidget& root);

}  // namespace qstore::ui
