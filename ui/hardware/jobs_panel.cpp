// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/hardware/jobs_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <set>
#include <string_view>

#include "ui/controllers/accounts.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/job_details_view.h"
#include "ui/hardware/job_words.h"
#include "ui/hardware/table_columns.h"
#include "ui/models/jobs_model.h"
#include "ui/support/empty_state.h"
#include "ui/support/icons.h"
#include "ui/support/inline_message.h"
#include "ui/support/labels.h"
#include "ui/support/number_text.h"
#include "ui/window/app_context.h"

namespace qstore::ui {
namespace {

enum Content { Nothing, Loading, List };

constexpr int minuteMs = 60'000;

}  // namespace

/// Which jobs are listed.
class JobsFilter : public QSortFilterProxyModel {
public:
    enum class Show { All, Unfinished, Failed };
    using QSortFilterProxyModel::QSortFilterProxyModel;
    void setShow(Show show) {
        m_show = show;
        invalidateFilter();
    }

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
        if (m_show == Show::All) return true;
        const auto state =
            static_cast<JobState>(sourceModel()->index(row, 0, parent).data(JobsModel::StateRole).toInt());
        return m_show == Show::Failed ? state == JobState::Failed : !isFinal(state);
    }

private:
    Show m_show = Show::All;
};

JobsPanel::JobsPanel(AppContext& context, JobsController& jobs, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_jobs(jobs),
      m_model(new JobsModel(jobs.jobs(), context.theme, this)),
      m_filter(new JobsFilter(this)),
      m_spending(new SpendingModel(this)) {
    setObjectName(QStringLiteral("jobsPanel"));
    m_filter->setSourceModel(m_model);
    m_filter->setSortRole(JobsModel::SortRole);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    m_message = new InlineMessage(this);
    column->addWidget(m_message);
    column->addWidget(buildAttachBar());
    m_stack = new QStackedWidget(this);
    auto* empty = new EmptyState(context.theme, QStringLiteral("clock"),
                                 tr("No job yet. Circuits that you run on a device of an account appear "
                                    "here, with their time line and cost."),
                                 tr("Go to Circuit"), m_stack);
    connect(empty, &EmptyState::triggered, this, &JobsPanel::circuitRequested);
    m_stack->addWidget(empty);
    auto* loading = secondaryLabel(tr("Reading the jobs of the workspace…"), m_stack);
    loading->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(loading);
    auto* split = new QSplitter(Qt::Horizontal, m_stack);
    split->setObjectName(QStringLiteral("jobsSplit"));
    split->setChildrenCollapsible(false);
    split->addWidget(buildList());
    m_details = new JobDetailsView(context, jobs, split);
    m_details->setMinimumWidth(364);
    split->addWidget(m_details);
    split->setSizes({740, 364});
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 1);
    m_stack->addWidget(split);
    column->addWidget(m_stack, 1);
    connect(m_details, &JobDetailsView::openRunRequested, this, &JobsPanel::openRunRequested);
    connect(&jobs, &JobsController::jobsChanged, this, &JobsPanel::follow);
    connect(&jobs, &JobsController::ledgerChanged, this, &JobsPanel::showLedger);
    connect(&jobs, &JobsController::failed, m_message,
            [this](const Error& error) { m_message->showError(jobError(error)); });
    connect(&jobs, &JobsController::added, this, [this](const QString& id) {
        m_attachBar->hide();
        m_attachId->clear();
        select(id);
    });
    if (context.accounts != nullptr)
        connect(context.accounts, &Accounts::profilesChanged, this, &JobsPanel::showAccounts);
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, m_model, &JobsModel::refreshTimes);
    m_minute.start();
    showAccounts();
    follow({{}, 0, true});
}

JobsPanel::~JobsPanel() = default;

QWidget* JobsPanel::buildList() {
    auto* box = new QWidget(m_stack);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::s);
    column->addWidget(buildBar());
    m_table = new QTableView(box);
    m_table->setObjectName(QStringLiteral("jobsTable"));
    m_table->setAccessibleName(tr("Jobs"));
    m_table->setModel(m_filter);
    styleRows(*m_table);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(JobsModel::Submitted, Qt::DescendingOrder);
    m_table->horizontalHeader()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &JobsPanel::showSelected);
    column->addWidget(m_table, 1);
    column->addWidget(buildLedger());
    return box;
}

QWidget* JobsPanel::buildBar() {
    auto* bar = new QWidget(m_stack);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    m_shown = new QComboBox(bar);
    m_shown->setObjectName(QStringLiteral("jobsShown"));
    m_shown->setAccessibleName(tr("Which jobs are listed"));
    m_shown->addItems({tr("All jobs"), tr("Unfinished"), tr("Failed")});
    connect(m_shown, &QComboBox::currentIndexChanged, this, [this](int index) {
        m_filter->setShow(static_cast<JobsFilter::Show>(index));
        showCounts();
    });
    row->addWidget(m_shown);
    m_counts = secondaryLabel({}, bar);
    m_counts->setObjectName(QStringLiteral("jobCounts"));
    row->addWidget(m_counts, 1);
    auto* attach = new QPushButton(tr("Attach by id…"), bar);
    attach->setObjectName(QStringLiteral("attachJob"));
    attach->setToolTip(tr("Take in a job that was submitted elsewhere, by its id at the provider"));
    connect(attach, &QPushButton::clicked, this, &JobsPanel::openAttachBar);
    row->addWidget(attach);
    return bar;
}

QWidget* JobsPanel::buildAttachBar() {
    m_attachBar = new QFrame(this);
    m_attachBar->setProperty("role", QStringLiteral("card"));
    auto* row = new QHBoxLayout(m_attachBar);
    row->setContentsMargins(space::m, space::s, space::m, space::s);
    row->setSpacing(space::s);
    m_attachAccount = new QComboBox(m_attachBar);
    m_attachAccount->setObjectName(QStringLiteral("attachAccount"));
    m_attachAccount->setAccessibleName(tr("Account of the job"));
    m_attachId = new QLineEdit(m_attachBar);
    m_attachId->setObjectName(QStringLiteral("attachId"));
    m_attachId->setPlaceholderText(tr("Id of the job at the provider"));
    m_attachId->setAccessibleName(m_attachId->placeholderText());
    m_attach = new QPushButton(tr("Attach"), m_attachBar);
    m_attach->setObjectName(QStringLiteral("attachNow"));
    auto* close = new QToolButton(m_attachBar);
    close->setText(QStringLiteral("✕"));
    close->setToolTip(tr("Close without attaching"));
    close->setAccessibleName(close->toolTip());
    row->addWidget(m_attachAccount);
    row->addWidget(m_attachId, 1);
    row->addWidget(m_attach);
    row->addWidget(close);
    const auto ready = [this] {
        m_attach->setEnabled(!m_attachId->text().trimmed().isEmpty() && m_attachAccount->count() > 0);
    };
    connect(m_attachId, &QLineEdit::textChanged, this, ready);
    connect(m_attachId, &QLineEdit::returnPressed, this, &JobsPanel::attach);
    connect(m_attach, &QPushButton::clicked, this, &JobsPanel::attach);
    connect(close, &QToolButton::clicked, m_attachBar, &QWidget::hide);
    ready();
    m_attachBar->hide();
    return m_attachBar;
}

QWidget* JobsPanel::buildLedger() {
    m_ledgerBox = new QWidget(m_stack);
    auto* column = new QVBoxLayout(m_ledgerBox);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::xs);
    auto* row = new QHBoxLayout;
    row->addWidget(sectionLabel(tr("Spent"), m_ledgerBox));
    m_ledgerSum = secondaryLabel({}, m_ledgerBox);
    m_ledgerSum->setObjectName(QStringLiteral("ledgerSum"));
    row->addWidget(m_ledgerSum, 1);
    m_ledgerToggle = new QToolButton(m_ledgerBox);
    m_ledgerToggle->setObjectName(QStringLiteral("ledgerToggle"));
    m_ledgerToggle->setText(tr("By month"));
    m_ledgerToggle->setToolTip(tr("What each account cost in each month"));
    m_ledgerToggle->setCheckable(true);
    m_ledgerToggle->setChecked(true);
    row->addWidget(m_ledgerToggle);
    column->addLayout(row);
    m_ledger = new QTableView(m_ledgerBox);
    m_ledger->setObjectName(QStringLiteral("ledgerTable"));
    m_ledger->setAccessibleName(tr("Spent by account and month"));
    m_ledger->setModel(m_spending);
    styleRows(*m_ledger);
    m_ledger->setFixedHeight(128);
    m_ledger->horizontalHeader()->setStretchLastSection(true);
    column->addWidget(m_ledger);
    connect(m_ledgerToggle, &QToolButton::toggled, m_ledger, &QWidget::setVisible);
    return m_ledgerBox;
}

void JobsPanel::follow(const JobChanges& changes) {
    m_model->apply(changes);
    const bool some = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(some ? List : m_jobs.isLoaded() ? Nothing : Loading);
    if (some && !std::exchange(m_columnsFitted, true)) fitColumns(*m_table);
    if (!some) m_columnsFitted = false;
    showCounts();
    if (!m_selectWhenThere.isEmpty()) select(m_selectWhenThere);
    if (some && !m_table->currentIndex().isValid() && m_filter->rowCount() > 0) m_table->selectRow(0);
    const JobRecord* job = m_jobs.find(m_details->shown());
    if (job == nullptr) return m_details->show(selectedId());
    m_details->refresh();
}

QString JobsPanel::selectedId() const {
    const QModelIndex index = m_filter->mapToSource(m_table->currentIndex());
    return index.isValid() ? toQt(m_model->at(index.row()).id) : QString();
}

void JobsPanel::select(const QString& id) {
    const int row = m_model->rowOf(id);
    m_selectWhenThere = row < 0 ? id : QString();
    if (row < 0) return;
    if (!m_filter->mapFromSource(m_model->index(row, 0)).isValid()) m_shown->setCurrentIndex(0);
    const QModelIndex index = m_filter->mapFromSource(m_model->index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

void JobsPanel::showSelected() {
    m_details->show(selectedId());
}

void JobsPanel::showCounts() {
    const std::size_t all = m_jobs.jobs().size();
    QString text = tr("%n job(s)", nullptr, static_cast<int>(all));
    if (m_jobs.unfinished() > 0)
        text = tr("%1, %2 unfinished").arg(text, groupedCount(m_jobs.unfinished()));
    m_counts->setText(text);
}

void JobsPanel::showLedger() {
    m_spending->setLedger(m_jobs.ledger());
    double spent = 0.0, open = 0.0;
    std::size_t openJobs = 0;
    for (const JobSpending& each : m_jobs.ledger()) {
        if (each.practice) continue;  // no money
        spent += each.costUsd;
        open += each.openEstimatedUsd;
        openJobs += each.openJobs;
    }
    m_ledgerBox->setVisible(!m_jobs.ledger().empty());
    m_ledgerSum->setText(
        openJobs == 0
            ? tr("%1 in this workspace").arg(moneyText(spent))
            : tr("%1 in this workspace, ≈ %2 more not told yet").arg(moneyText(spent), moneyText(open)));
    fitColumns(*m_ledger);
}

void JobsPanel::showAccounts() {
    const QString before = m_attachAccount->currentText();
    m_attachAccount->clear();
    if (m_context.accounts != nullptr) {
        const auto& profiles = m_context.accounts->profiles();
        for (const BackendProfile& profile : profiles) m_attachAccount->addItem(toQt(profile.name));
    }
    m_attachAccount->setCurrentIndex(std::max(0, m_attachAccount->findText(before)));
    showLedger();
}

void JobsPanel::openAttachBar() {
    if (m_attachAccount->count() == 0)
        return m_message->showWarning(tr("There is no account yet whose job could be attached."),
                                      tr("Add an account first."));
    m_attachBar->show();
    m_attachId->setFocus();
}

void JobsPanel::attach() {
    if (!m_attach->isEnabled()) return;
    m_message->clear();
    m_jobs.attach(m_attachAccount->currentText(), m_attachId->text().trimmed());
}

}  // namespace qstore::ui
