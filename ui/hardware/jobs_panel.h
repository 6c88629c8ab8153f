// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include "ui/controllers/jobs_controller.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace qstore::ui {

struct AppContext;
class InlineMessage;
class JobDetailsView;
class JobsFilter;
class JobsModel;
class SpendingModel;

/// The jobs of the workspace, what they cost, and at the right the one that is selected.
class JobsPanel : public QWidget {
    Q_OBJECT
public:
    JobsPanel(AppContext& context, JobsController& jobs, QWidget* parent = nullptr);
    ~JobsPanel() override;

    void select(const QString& id);

Q_SIGNALS:
    void openRunRequested(const QString& run);
    /// From the empty state: where circuits are run.
    void circuitRequested();

private:
    QWidget* buildList();
    QWidget* buildBar();
    QWidget* buildAttachBar();
    QWidget* buildLedger();
    void follow(const JobChanges& changes);
    void showSelected();
    void showCounts();
    void showLedger();
    /// Labels the jobs and sums of practice clouds.
    void showAccounts();
    void openAttachBar();
    void attach();
    QString selectedId() const;

    AppContext& m_context;
    JobsController& m_jobs;
    JobsModel* m_model;
    JobsFilter* m_filter;
    SpendingModel* m_spending;
    InlineMessage* m_message = nullptr;
    QStackedWidget* m_stack = nullptr;
    QTableView* m_table = nullptr;
    QComboBox* m_shown = nullptr;
    QLabel* m_counts = nullptr;
    QWidget* m_attachBar = nullptr;
    QComboBox* m_attachAccount = nullptr;
    QLineEdit* m_attachId = nullptr;
    QPushButton* m_attach = nullptr;
    QWidget* m_ledgerBox = nullptr;
    QLabel* m_ledgerSum = nullptr;
    QToolButton* m_ledgerToggle = nullptr;
    QTableView* m_ledger = nullptr;
    JobDetailsView* m_details = nullptr;
    QString m_selectWhenThere;
    bool m_columnsFitted = false;
    QTimer m_minute;
};

}  // namespace qstore::ui
