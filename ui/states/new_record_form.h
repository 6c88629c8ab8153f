// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/states/record_library.h"
#include "ui/states/action_form.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;
class QSpinBox;
class QVBoxLayout;

namespace qstore::ui {

class StatesController;
class WorkspaceSession;

/// Makes a record of contexts that are typed or taken from a row of the chosen dataset.
class NewRecordForm : public ActionForm {
    Q_OBJECT
public:
    NewRecordForm(StatesController& states, WorkspaceSession* session, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void made(const QString& id, const QStringList& evicted);
    void cancelled();

private:
    struct ContextRow {
        QWidget* box;
        QLineEdit* name;
        QLineEdit* vector;
        QDoubleSpinBox* weight;
    };
    void buildRow();
    void addContext();
    void removeContext();
    void followDataset();
    void takeRow();
    Result<NewRecord> entered() const;
    void make();

    StatesController& m_states;
    WorkspaceSession* m_session;
    QLineEdit* m_id = nullptr;
    std::vector<ContextRow> m_rows;
    QVBoxLayout* m_contexts = nullptr;
    QPushButton* m_fewer = nullptr;
    QSpinBox* m_row = nullptr;
    QPushButton* m_take = nullptr;
    QComboBox* m_tier = nullptr;
    QLineEdit* m_payload = nullptr;
};

}  // namespace qstore::ui
