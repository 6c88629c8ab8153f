// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/paused_run_bar.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>

#include "core/learning/train_config.h"
#include "core/workspace/run_spending.h"
#include "ui/models/runs_model.h"
#include "ui/support/number_text.h"
#include "ui/training/price_text.h"

namespace qstore::ui {

PausedRunBar::PausedRunBar(WorkspaceSession& session, TrainingController& controller, QWidget* parent)
    : QFrame(parent),
      m_session(session),
      m_controller(controller),
      m_text(new QLabel(this)),
      m_resume(new QPushButton(tr("Resume"), this)),
      m_hardware(new QPushButton(tr("Renew the key"), this)),
      m_capLabel(new QLabel(tr("Spend at most"), this)),
      m_cap(new QDoubleSpinBox(this)) {
    setObjectName(QStringLiteral("pausedRunBar"));
    setProperty("card", true);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 8, 6);
    row->setSpacing(8);
    m_text->setObjectName(QStringLiteral("pausedRunText"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    m_capLabel->setBuddy(m_cap);
    row->addWidget(m_capLabel);
    m_cap->setObjectName(QStringLiteral("pausedRunCap"));
    m_cap->setRange(0.01, 1e6);
    m_cap->setDecimals(2);
    m_cap->setPrefix(QStringLiteral("$"));
    m_cap->setToolTip(tr("What the run may cost altogether, with what it has spent"));
    row->addWidget(m_cap);
    m_hardware->setObjectName(QStringLiteral("renewKey"));
    m_hardware->setToolTip(
        tr("Give the account a key that works, on the Hardware page; the training then "
           "goes on by itself"));
    row->addWidget(m_hardware);
    m_resume->setObjectName(QStringLiteral("resumePausedRun"));
    m_resume->setToolTip(tr("Go on from the last checkpoint, as if it had never stopped"));
    row->addWidget(m_resume);
    auto* discard = new QPushButton(tr("Discard"), this);
    discard->setObjectName(QStringLiteral("discardPausedRun"));
    discard->setToolTip(
        tr("Mark it as cancelled; it stays in the list of runs, and its jobs that wait "
           "are cancelled at the provider"));
    row->addWidget(discard);
    connect(m_resume, &QPushButton::clicked, this, [this] {
        const QString run = m_run;
        Q_EMIT resumeRequested(run,
                               m_cap->isHidden() ? std::nullopt : std::optional<double>(m_cap->value()));
    });
    connect(m_hardware, &QPushButton::clicked, this, &PausedRunBar::hardwareRequested);
    connect(discard, &QPushButton::clicked, this, [this] {
        const QString run = m_run;
        if (const Status discarded = m_controller.discard(run); !discarded)
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
            showRun(*waiting);
        }
    }
    setVisible(!m_run.isEmpty());
}

void PausedRunBar::showRun(const RunRecord& run) {
    m_run = toQt(run.id);
    const QString text = run.state == RunState::Paused
                             ? tr("The training of %1 is paused at epoch %2, started %3.")
                             : tr("The training of %1 was interrupted at epoch %2, started %3.");
    m_text->setText(text.arg(toQt(run.dataset), groupedCount(run.epochs), relativeTime(run.createdMs)));
    showMoney(run);
}

/// What a run on a machine waits for: a key, or a higher cap.
void PausedRunBar::showMoney(const RunRecord& run) {
    const auto config = readTrainConfigJson(run.configJson);
    const bool measured = config && !config->machine.backend.empty();
    const auto jobs = measured ? jobsOfRun(m_session.workspace(), run.id)
                               : Result<std::vector<JobRecord>>(std::vector<JobRecord>{});
    const RunSpending spending = jobs ? spendingOf(*jobs) : RunSpending{};
    const QString profile = toQt(spending.keylessProfile);
    if (!profile.isEmpty())
        m_text->setText(tr("The training of %1 waits at epoch %2: the key of “%3” was rejected. Nothing is "
                           "lost; it goes on when there is one that works.")
                            .arg(toQt(run.dataset), groupedCount(run.epochs), profile));
    m_hardware->setVisible(m_machineControls && !profile.isEmpty());
    const auto cap =
        measured ? capOfRun(*m_session.workspace(), run.id, config->machine) : Result<double>(0.0);
    if (!cap) Q_EMIT failed(cap.error());
    const double capUsd = cap.value_or(0.0);
    const bool capped = capUsd > 0.0;
    m_capLabel->setVisible(capped && m_machineControls);
    m_cap->setVisible(capped && m_machineControls);
    if (!capped) return;
    const QString money = m_controller.isPractice(config->machine)
                              ? tr("%1 It would have cost %2 of at most %3 (practice).")
                              : tr("%1 %2 of %3 are spent.");
    m_text->setText(money.arg(m_text->text(), dollars(spending.usd), dollars(capUsd)));
    // A number that was typed stays until another run is offered.
    if (m_capOf == m_run) return;
    m_capOf = m_run;
    m_cap->setValue(std::max(capUsd, spending.usd));
}

}  // namespace qstore::ui
