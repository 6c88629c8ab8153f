// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/job_details_view.h"

#include <QClipboard>
#include <QComboBox>
#include <QDateTime>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/job_timeline.h"
#include "ui/hardware/job_words.h"
#include "ui/hardware/outcome_bars.h"
#include "ui/models/jobs_model.h"
#include "ui/models/runs_model.h"
#include "ui/support/elided_label.h"
#include "ui/support/focus_keeper.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/window/app_context.h"

namespace qstore::ui {
namespace {

/// More circuits than this are not listed one by one.
constexpr int mostListed = 500;

}  // namespace

JobDetailsView::JobDetailsView(AppContext& context, JobsController& jobs, QWidget* parent)
    : QWidget(parent), m_context(context), m_jobs(jobs) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(space::m, 0, 0, 0);
    column->setSpacing(space::s);
    m_nothing = secondaryLabel(tr("Select a job to see how it went."), this);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    column->addWidget(m_nothing, 1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(buildBody());
    scroll->setAccessibleName(tr("The selected job"));
    column->addWidget(scroll, 1);
    column->addWidget(buildButtons());
    m_body->setProperty("scroll", QVariant::fromValue<QWidget*>(scroll));
    connect(&jobs, &JobsController::detailsChanged, this, &JobDetailsView::refresh);
    connect(&jobs, &JobsController::accountsChanged, this, &JobDetailsView::refresh);
    refresh();
}

QWidget* JobDetailsView::buildBody() {
    m_body = new QWidget(this);
    m_body->setObjectName(QStringLiteral("scrollContents"));
    auto* column = new QVBoxLayout(m_body);
    column->setContentsMargins(0, 0, space::s, 0);
    column->setSpacing(space::s);
    m_title = new ElidedLabel(m_body);
    m_title->setProperty("role", QStringLiteral("section"));
    column->addWidget(m_title);
    m_facts = secondaryLabel({}, m_body);
    m_facts->setObjectName(QStringLiteral("jobFacts"));
    m_facts->setWordWrap(true);
    column->addWidget(m_facts);
    m_reason = new InlineMessage(m_body);
    column->addWidget(m_reason);
    m_timeline = new JobTimeline(m_context.theme, m_body);
    column->addWidget(m_timeline);
    column->addWidget(buildResults());
    column->addWidget(sectionLabel(tr("What happened"), m_body));
    m_events = new QTableWidget(0, 3, m_body);
    m_events->setObjectName(QStringLiteral("jobEvents"));
    m_events->setAccessibleName(tr("What happened"));
    m_events->setHorizontalHeaderLabels({tr("When"), tr("State"), tr("Note")});
    m_events->verticalHeader()->hide();
    m_events->setShowGrid(false);
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_events->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_events->horizontalHeader()->setStretchLastSection(true);
    m_events->horizontalHeader()->setHighlightSections(false);
    m_events->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_events->setMinimumHeight(132);
    column->addWidget(m_events, 1);
    column->addWidget(buildIds());
    return m_body;
}

QWidget* JobDetailsView::buildResults() {
    m_results = new QWidget(m_body);
    auto* column = new QVBoxLayout(m_results);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto* row = new QHBoxLayout;
    row->addWidget(sectionLabel(tr("Results"), m_results));
    row->addStretch(1);
    m_circuit = new QComboBox(m_results);
    m_circuit->setObjectName(QStringLiteral("resultCircuit"));
    m_circuit->setAccessibleName(tr("Circuit whose results are shown"));
    // Gives way in a narrow window.
    m_circuit->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_circuit->setMinimumContentsLength(8);
    row->addWidget(m_circuit);
    auto* copy = new QToolButton(m_results);
    copy->setObjectName(QStringLiteral("copyOutcomes"));
    copy->setText(tr("Copy as CSV"));
    copy->setToolTip(tr("Every outcome of this circuit with its count and probability"));
    row->addWidget(copy);
    column->addLayout(row);
    m_bars = new OutcomeBars(m_context.theme, m_results);
    column->addWidget(m_bars);
    connect(m_circuit, &QComboBox::currentIndexChanged, this, &JobDetailsView::showCircuit);
    connect(copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_bars->toCsv()); });
    return m_results;
}

QWidget* JobDetailsView::buildIds() {
    auto* box = new QWidget(m_body);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::s);
    grid->setVerticalSpacing(0);
    grid->setColumnStretch(1, 1);
    addId(*grid, 0, tr("Job"), "copyJobId", tr("Copy the id of the job in this workspace"));
    addId(*grid, 1, tr("At the provider"), "copyRemoteId", tr("Copy the provider's id of the job"));
    addId(*grid, 2, tr("Token"), "copyToken",
          tr("Copy the token by which the job is found again before it is ever sent twice"));
    return box;
}

void JobDetailsView::addId(QGridLayout& grid, int row, const QString& title, const char* name,
                           const QString& help) {
    auto* label = secondaryLabel(title, m_body);
    auto* value = new ElidedLabel(m_body);
    value->setFont(Theme::monoFont());
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* copy = new QToolButton(m_body);
    copy->setObjectName(QString::fromLatin1(name));
    copy->setText(tr("Copy"));
    copy->setToolTip(help);
    copy->setAccessibleName(help);
    grid.addWidget(label, row, 0);
    grid.addWidget(value, row, 1);
    grid.addWidget(copy, row, 2);
    connect(copy, &QToolButton::clicked, this,
            [value] { QGuiApplication::clipboard()->setText(value->text()); });
    m_ids.push_back(value);
    m_copies.push_back(copy);
}

QWidget* JobDetailsView::buildButtons() {
    auto* box = new QWidget(this);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    const auto add = [&](const char* name, const QString& text, const QString& help) {
        auto* button = new QPushButton(text, box);
        button->setObjectName(QString::fromLatin1(name));
        button->setToolTip(help);
        row->addWidget(button);
        return button;
    };
    m_cancel = add("cancelJob", tr("Cancel job"),
                   tr("In any state; what runs already may still complete and be billed"));
    m_resubmit = add("resubmitJob", tr("Submit again…"), tr("The same circuits once more, as a new job"));
    m_run = add("openJobRun", tr("Open run"), tr("Show the training that this job is part of"));
    row->addStretch(1);
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_jobs.cancel(m_id); });
    connect(m_resubmit, &QPushButton::clicked, this, &JobDetailsView::askToResubmit);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (const JobRecord* job = m_jobs.find(m_id)) Q_EMIT openRunRequested(toQt(job->run));
    });
    return box;
}

void JobDetailsView::show(const QString& id) {
    if (id == m_id) return;
    m_id = id;
    m_reasonShown.clear();
    m_resultsShown.clear();
    m_eventsShown = 0;
    m_events->setRowCount(0);
    m_jobs.watch(id);
    refresh();
}

void JobDetailsView::refresh() {
    const JobRecord* job = m_jobs.find(m_id);
    m_nothing->setVisible(job == nullptr);
    m_body->property("scroll").value<QWidget*>()->setVisible(job != nullptr);
    const bool over = job != nullptr && isFinal(job->state);
    {
        const FocusKeeper keeper({m_cancel, m_resubmit, m_run}, m_events);
        m_cancel->setEnabled(job != nullptr && !over && job->state != JobState::Cancelling);
        m_resubmit->setEnabled(over && job->circuits > 0);
        m_run->setEnabled(job != nullptr && !job->run.empty());
    }
    if (job == nullptr) return;
    m_title->setText(tr("%1 · %2").arg(jobStateText(job->state), toQt(job->device)));
    showReason(*job);
    showFacts(*job);
    showIds(*job);
    showEvents();
    showResults(*job);
}

void JobDetailsView::showReason(const JobRecord& job) {
    const auto account = m_jobs.accountError(toQt(job.profile));
    QString what, todo;
    bool warning = true;
    if (!job.errorMessage.empty()) {
        what = toQt(job.errorMessage);
        todo = jobAdvice(job.errorHint);
        warning = job.state != JobState::Failed;
    } else if (!isFinal(job.state) && account && job.run.empty()) {
        what = tr("Nobody follows this job: %1").arg(toQt(account->message));
        todo = jobAdvice(account->hint);
    } else if (!isFinal(job.state) && !job.run.empty()) {
        what = tr("Its training follows this job while it runs; resuming the run takes it up again.");
    } else if (m_jobs.details().id == job.id && m_jobs.details().error) {
        what = toQt(m_jobs.details().error->message);
        todo = jobAdvice(m_jobs.details().error->hint);
    }
    const QString all = what + QLatin1Char('\n') + todo;
    if (all == m_reasonShown) return;  // also what was dismissed stays so
    m_reasonShown = all;
    if (what.isEmpty())
        m_reason->clear();
    else if (!warning)
        m_reason->showError({ErrorCode::Failed, fromQt(what), fromQt(todo)});
    else if (!job.run.empty() && job.errorMessage.empty())
        m_reason->showInfo(what, todo);
    else
        m_reason->showWarning(what, todo);
}

void JobDetailsView::showFacts(const JobRecord& job) {
    const bool practice = job.practice;
    QStringList lines;
    lines << (practice ? tr("Account %1: a practice cloud, nothing is paid").arg(toQt(job.profile))
                       : tr("Account %1").arg(toQt(job.profile)));
    lines << tr("%1 circuits, each with %2 shots").arg(groupedCount(job.circuits), groupedCount(job.shots));
    if (job.merged > 0)
        lines
            << tr("%1 more were equal to one of them and are not run again").arg(groupedCount(job.merged));
    if (job.costUsd)
        lines << (practice ? tr("Would have cost %1").arg(moneyText(*job.costUsd))
                           : tr("Cost %1").arg(moneyText(*job.costUsd)));
    else
        lines << (job.estimatedUsd ? tr("Estimated at %1").arg(moneyText(*job.estimatedUsd))
                                   : tr("Price not known"));
    lines << tr("For %1").arg(jobPurposeText(job));
    m_facts->setText(lines.join(tr(" · ")));
}

void JobDetailsView::showIds(const JobRecord& job) {
    const std::vector<std::string> ids = {job.id, job.remoteId, job.token};
    for (std::size_t i = 0; i < ids.size(); ++i) {
        m_ids[i]->setText(ids[i].empty() ? QStringLiteral("–") : toQt(ids[i]));
        m_copies[i]->setEnabled(!ids[i].empty());
    }
}

void JobDetailsView::showEvents() {
    const JobDetails& details = m_jobs.details();
    if (toQt(details.id) != m_id || details.events.size() == m_eventsShown) return;
    m_timeline->setEvents(details.events);
    m_eventsShown = details.events.size();
    m_events->setRowCount(static_cast<int>(details.events.size()));
    for (std::size_t i = 0; i < details.events.size(); ++i) {
        // The newest on top.
        const JobEvent& event = details.events[details.events.size() - 1 - i];
        const int row = static_cast<int>(i);
        const QDateTime time = QDateTime::fromMSecsSinceEpoch(event.atMs);
        const auto set = [&](int column, const QString& text, const QString& toolTip) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(toolTip);
            m_events->setItem(row, column, item);
        };
        set(0, QLocale().toString(time.time(), QStringLiteral("HH:mm:ss")), absoluteTime(event.atMs));
        set(1, jobStateText(event.state), jobStateHelp(event.state));
        set(2, toQt(event.note), toQt(event.note));
    }
    m_events->resizeColumnToContents(0);
    m_events->resizeColumnToContents(1);
}

void JobDetailsView::showResults(const JobRecord& job) {
    const JobDetails& details = m_jobs.details();
    const bool there =
        job.state == JobState::Completed && details.id == job.id && !details.outcomes.empty();
    m_results->setVisible(there);
    if (!there || m_resultsShown == m_id) return;
    m_resultsShown = m_id;
    const int count = static_cast<int>(std::min<std::size_t>(details.outcomes.size(), mostListed));
    m_circuit->clear();
    for (int i = 0; i < count; ++i)
        m_circuit->addItem(tr("Circuit %1 of %2").arg(i + 1).arg(details.outcomes.size()));
    m_circuit->setVisible(count > 1);
    showCircuit(0);
}

void JobDetailsView::showCircuit(int index) {
    const JobDetails& details = m_jobs.details();
    if (toQt(details.id) != m_id || index < 0 || static_cast<std::size_t>(index) >= details.outcomes.size())
        return m_bars->clear();
    m_bars->setOutcome(details.outcomes[static_cast<std::size_t>(index)]);
}

void JobDetailsView::askToResubmit() {
    const JobRecord* job = m_jobs.find(m_id);
    if (job == nullptr) return;
    const std::optional<double> price = job->costUsd ? job->costUsd : job->estimatedUsd;
    const QString cost = job->practice ? tr("A practice cloud: nothing is paid.")
                         : price       ? tr("It costs about %1 once more.").arg(moneyText(*price))
                                       : tr("What it costs is not known here.");
    const QString explanation = tr("The same %1 circuits are sent to %2 as a new job. %3")
                                    .arg(groupedCount(job->circuits), toQt(job->device), cost);
    m_context.prompts.confirm(this, tr("Submit this job again"), explanation, tr("Submit again"),
                              [this, id = m_id] { m_jobs.resubmit(id); });
}

}  // namespace qstore::ui
