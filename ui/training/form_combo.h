// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace qstore::ui {

/// A choice in the narrow form of the Train page: as wide as the form, whatever it offers.
inline QComboBox* formCombo(QWidget* parent, const char* name, const QString& help) {
    auto* box = new QComboBox(parent);
    box->setObjectName(QString::fromLatin1(name));
    box->setToolTip(help);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(14);
    return box;
}

}  // namespace qstore::ui
