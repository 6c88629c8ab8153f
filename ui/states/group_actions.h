// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/states/record_groups.h"
#include "ui/states/action_form.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QTableWidget;

namespace qstore::ui {

class StatesController;

/// What can be done with one group: a change with a look at whom it reaches, its records, its strengths.
class GroupActions : public ActionForm {
    Q_OBJECT
public:
    explicit GroupActions(StatesController& states, QWidget* parent = nullptr);

    void showGroup(const QString& id);

Q_SIGNALS:
    /// Undo brings it back.
    void removed(const QString& name);
    void applied();

private:
    void buildChange();
    void buildMembers();
    void buildStrengths();
    void refresh();
    void refreshContexts();
    void fillPreview(const GroupLogEntry& entry);
    void preview();
    Result<GroupUpdate> entered() const;
    void apply();
    void addMember();
    void removeMember();
    void setPair(bool own);

    StatesController& m_states;
    QString m_id;
    QComboBox* m_record = nullptr;
    QComboBox* m_context = nullptr;
    QLineEdit* m_delta = nullptr;
    QTableWidget* m_preview = nullptr;
    QLabel* m_previewNote = nullptr;
    QPushButton* m_apply = nullptr;
    QComboBox* m_addable = nullptr;
    QComboBox* m_member = nullptr;
    QPushButton* m_add = nullptr;
    QPushButton* m_remove = nullptr;
    QDoubleSpinBox* m_strength = nullptr;
    QComboBox* m_first = nullptr;
    QComboBox* m_second = nullptr;
    QDoubleSpinBox* m_pairStrength = nullptr;
};

}  // namespace qstore::ui
