// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/workspace_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace qstore::ui {

/// How the current dataset becomes angles: scaling, principal components, split.
class PreparationForm : public QWidget {
    Q_OBJECT
public:
    explicit PreparationForm(WorkspaceSession& session, QWidget* parent = nullptr);

private:
    void refresh();
    void showRange(const Recipe& recipe);
    void change();
    WorkspaceSession& m_session;
    QComboBox* m_scaling;
    QComboBox* m_range;
    QLabel* m_encoderRanges;
    QSpinBox* m_components;
    QSpinBox* m_train;
    QSpinBox* m_validation;
    QLabel* m_test;
    QCheckBox* m_stratified;
    QSpinBox* m_seed;
};

}  // namespace qstore::ui
