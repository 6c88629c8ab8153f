// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/states/action_form.h"

class QDoubleSpinBox;
class QLineEdit;
class QListWidget;

namespace qstore::ui {

class StatesController;

/// Makes a group of records that are ticked.
class NewGroupForm : public ActionForm {
    Q_OBJECT
public:
    explicit NewGroupForm(StatesController& states, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void made(const QString& id);
    void cancelled();

private:
    void refresh();
    void make();

    StatesController& m_states;
    QLineEdit* m_id = nullptr;
    QListWidget* m_members = nullptr;
    QDoubleSpinBox* m_strength = nullptr;
};

}  // namespace qstore::ui
