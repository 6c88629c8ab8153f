// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/controllers/jobs_controller.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QTableWidget;
class QToolButton;

namespace qstore::ui {

struct AppContext;
class ElidedLabel;
class InlineMessage;
class JobTimeline;
class OutcomeBars;

/// One job: its time line, why it failed and what to do, its ids and its results.
class JobDetailsView : public QWidget {
    Q_OBJECT
public:
    JobDetailsView(AppContext& context, JobsController& jobs, QWidget* parent = nullptr);

    /// Shows the job of this id, as the controller knows it; nothing for an empty one.
    void show(const QString& id);
    QString shown() const { return m_id; }
    /// After the job, its details or its account have changed.
    void refresh();

Q_SIGNALS:
    void openRunRequested(const QString& run);

private:
    QWidget* buildBody();
    QWidget* buildButtons();
    QWidget* buildResults();
    QWidget* buildIds();
    void addId(QGridLayout& grid, int row, const QString& title, const char* name, const QString& help);
    void showReason(const JobRecord& job);
    void showFacts(const JobRecord& job);
    void showIds(const JobRecord& job);
    void showEvents();
    void showResults(const JobRecord& job);
    void showCircuit(int index);
    void askToResubmit();

    AppContext& m_context;
    JobsController& m_jobs;
    QString m_id, m_reasonShown;
    std::size_t m_eventsShown = 0;
    QString m_resultsShown;
    QWidget* m_body = nullptr;
    QLabel* m_nothing = nullptr;
    ElidedLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    InlineMessage* m_reason = nullptr;
    JobTimeline* m_timeline = nullptr;
    QTableWidget* m_events = nullptr;
    QWidget* m_results = nullptr;
    QComboBox* m_circuit = nullptr;
    OutcomeBars* m_bars = nullptr;
    std::vector<ElidedLabel*> m_ids;
    std::vector<QToolButton*> m_copies;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_resubmit = nullptr;
    QPushButton* m_run = nullptr;
};

}  // namespace qstore::ui
