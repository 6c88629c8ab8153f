// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/workspace_session.h"

class QComboBox;
class QLabel;
class QLineEdit;

namespace qstore::ui {

class HistogramView;

/// One column of the current dataset: role, missing values, figures and histogram.
class ColumnInspector : public QWidget {
    Q_OBJECT
public:
    explicit ColumnInspector(WorkspaceSession& session, QWidget* parent = nullptr);
    /// Empty shows the hint to select a column.
    void showColumn(const QString& name);

private:
    void change();
    void refresh();

    WorkspaceSession& m_session;
    QString m_column;
    QLabel* m_title;
    QLabel* m_type;
    QComboBox* m_role;
    QComboBox* m_imputation;
    QLineEdit* m_constant;
    HistogramView* m_histogram;
    QLabel* m_figures;
    QWidget* m_fields;
};

}  // namespace qstore::ui
