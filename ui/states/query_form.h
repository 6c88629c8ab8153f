// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/states/record_stages.h"
#include "ui/states/action_form.h"

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace qstore::ui {

class StatesController;

/// What is asked of the records: a vector, a context, a group, an age.
class QueryForm : public ActionForm {
    Q_OBJECT
public:
    explicit QueryForm(StatesController& states, QWidget* parent = nullptr);
    void start();

Q_SIGNALS:
    void answered(const qstore::StagedAnswer& answer, const qstore::RecordQuery& query);
    void cancelled();

private:
    void buildAge();
    void refresh();
    void ask();
    Result<RecordQuery> entered() const;

    StatesController& m_states;
    QLineEdit* m_vector = nullptr;
    QComboBox* m_context = nullptr;
    QComboBox* m_group = nullptr;
    QSpinBox* m_minAge = nullptr;
    QSpinBox* m_maxAge = nullptr;
    QComboBox* m_unit = nullptr;
    QSpinBox* m_top = nullptr;
};

}  // namespace qstore::ui
