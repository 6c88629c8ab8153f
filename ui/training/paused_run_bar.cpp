// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/paused_run_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"

namespace qstore::ui {

PausedRunBar::PausedRunBar(WorkspaceSession& session, TrainingController& controller, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_controller(controller),
      m_text(new QLabel(this)),
      m_resume(new QPushButton(tr("Resume"), this)) {
    setObjectName(QStringLiteral("pausedRunBar"));
    setProperty("card", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    m_text->setObjectName(QStringLiteral("pausedRunText"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_resume->setObjectName(QStringLiteral("resumePausedRun"));
    m_resume->setToolTip(tr("Go on from the last checkpoint, as if it had never stopped"));
    row->addWidget(m_resume);
    auto* discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(QStringLiteral("discardPausedRun"));
    discard->setToolTip(tr("Mark it as cancelled; it stays in the list of runs"));
    row->addWidget(discard);
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT resumeRequested(m_run); });
    connect(discard, &QPushButton::clicked, this, [this] {
        if (const Status discarded = m_controller.discard(m_run); !discarded)
            Q_EMIT failed(discarded.error());
    });
    connect(&m_session, &WorkspaceSession::runsChanged, this, &PausedRunBar::refresh);
    connect(&m_controller, &TrainingController::stateChanged, this, &PausedRunBar::refresh);
    refresh();
}

void PausedRunBar::refresh() {
    m_run.clear();
    // What is wrong with the list of runs is said beside the list.
    const auto runs = m_session.workspace() ? m_session.workspace()->runs()
                                            : Result<std::vector<RunRecord>>(std::vector<RunRecord>{});
    if (runs && !m_controller.isBusy()) {
        const auto waiting = std::find_if(runs->rbegin(), runs->rend(), [](const RunRecord& run) {
            return run.state == RunState::Paused || run.state == RunState::Interrupted;
        });
        if (waiting != runs->rend()) {
            m_run = toQt(waiting->id);
            const QString text = waiting->state == RunState::Paused
                                     ? tr("The training of %1 is paused at epoch %2, started %3.")
                                     : tr("The training of %1 was interrupted at epoch %2, started %3.");
            m_text->setText(text.arg(toQt(waiting->dataset), groupedCount(waiting->epochs),
                                     relativeTime(waiting->createdMs)));
        }
    }
    setVisible(!m_run.isEmpty());
}

}  // namespace qstore::ui
