// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/jobs_model.h"

#include <QDate>
#include <QIcon>
#include <QLocale>
#include <algorithm>
#include <map>
#include <tuple>

#include "core/backends/price_table.h"
#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/support/icons.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QVariant aligned(bool right) {
    return QVariant::fromValue(Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

QString workText(const JobRecord& job) {
    return isolated(JobsModel::tr("%1 × %2").arg(groupedCount(job.circuits), groupedCount(job.shots)));
}

QString workToolTip(const JobRecord& job) {
    QString text = JobsModel::tr("%1 circuits, each with %2 shots")
                       .arg(groupedCount(job.circuits), groupedCount(job.shots));
    if (job.merged == 0) return text;
    return JobsModel::tr("%1; %2 more were equal to one of them and are not run again")
        .arg(text, groupedCount(job.merged));
}

QString costToolTip(const JobRecord& job) {
    if (job.costUsd && job.estimatedUsd)
        return JobsModel::tr("As the provider says; it was estimated at %1")
            .arg(moneyText(*job.estimatedUsd));
    if (job.costUsd) return JobsModel::tr("As the provider says");
    return job.estimatedUsd ? JobsModel::tr("Estimated; the provider has not told its price yet")
                            : JobsModel::tr("Neither the provider nor the price table says");
}

QString accountText(const std::string& profile, bool practice) {
    return practice ? JobsModel::tr("%1 (practice)").arg(toQt(profile)) : toQt(profile);
}

QString monthText(const std::string& month) {
    const QDate day = QDate::fromString(toQt(month) + QStringLiteral("-01"), Qt::ISODate);
    return day.isValid() ? QLocale().toString(day, QStringLiteral("MMM yyyy")) : toQt(month);
}

}  // namespace

QString jobStateText(JobState state) {
    switch (state) {
        case JobState::Prepared: return JobsModel::tr("Prepared");
        case JobState::Submitting: return JobsModel::tr("Sending");
        case JobState::Queued: return JobsModel::tr("Queued");
        case JobState::Running: return JobsModel::tr("Running");
        case JobState::Fetching: return JobsModel::tr("Fetching");
        case JobState::Completed: return JobsModel::tr("Completed");
        case JobState::Cancelling: return JobsModel::tr("Cancelling");
        case JobState::Cancelled: return JobsModel::tr("Cancelled");
        case JobState::Failed: return JobsModel::tr("Failed");
        case JobState::NeedsKey: return JobsModel::tr("Needs a key");
    }
    return {};
}

QString jobStateHelp(JobState state) {
    switch (state) {
        case JobState::Prepared: return JobsModel::tr("Stored here, not sent yet");
        case JobState::Submitting:
            return JobsModel::tr("May have been sent; it is looked up before it is sent again");
        case JobState::Queued: return JobsModel::tr("Waits at the provider");
        case JobState::Running: return JobsModel::tr("The device works on it");
        case JobState::Fetching:
            return JobsModel::tr("Finished at the provider; the results are on their way");
        case JobState::Completed: return JobsModel::tr("Its results are stored here");
        case JobState::Cancelling: return JobsModel::tr("To be cancelled; it may still complete");
        case JobState::Cancelled: return JobsModel::tr("Will not be run");
        case JobState::Failed: return JobsModel::tr("Over, without results");
        case JobState::NeedsKey:
            return JobsModel::tr("Waits for a key that works, then goes on from where it was");
    }
    return {};
}

QString jobStateIcon(JobState state) {
    switch (state) {
        case JobState::Prepared: return QStringLiteral("pause");
        case JobState::Submitting: return QStringLiteral("export");
        case JobState::Queued: return QStringLiteral("clock");
        case JobState::Running: return QStringLiteral("play");
        case JobState::Fetching: return QStringLiteral("import");
        case JobState::Completed: return QStringLiteral("check");
        case JobState::Cancelling: return QStringLiteral("stop");
        case JobState::Cancelled: return QStringLiteral("close");
        case JobState::Failed: return QStringLiteral("warning");
        case JobState::NeedsKey: return QStringLiteral("lock");
    }
    return {};
}

QString jobPurposeText(const JobRecord& job) {
    if (!job.run.empty()) {
        const QString run = JobsModel::tr("run %1").arg(toQt(job.run));
        return job.purpose.empty() ? run : JobsModel::tr("%1, %2").arg(run, toQt(job.purpose));
    }
    return job.name.empty() ? QStringLiteral("–") : toQt(job.name);
}

QString moneyText(double usd) {
    return isolated(toQt(usdText(usd)));
}

QString jobCostText(const JobRecord& job) {
    if (job.costUsd) return moneyText(*job.costUsd);
    return job.estimatedUsd ? isolated(QStringLiteral("≈ ") + moneyText(*job.estimatedUsd))
                            : QStringLiteral("–");
}

std::int64_t jobTimeMs(const JobRecord& job) {
    return job.submittedMs > 0 ? job.submittedMs : job.createdMs;
}

JobsModel::JobsModel(const std::vector<JobRecord>& jobs, const Theme& theme, QObject* parent)
    : QAbstractTableModel(parent), m_jobs(jobs), m_theme(theme), m_rows(static_cast<int>(jobs.size())) {}

void JobsModel::apply(const JobChanges& changes) {
    if (changes.reloaded) {
        beginResetModel();
        m_rows = static_cast<int>(m_jobs.size());
        endResetModel();
        return;
    }
    // Neighbours are told of at once: a view asks for each telling.
    for (std::size_t i = 0; i < changes.changed.size();) {
        std::size_t end = i + 1;
        while (end < changes.changed.size() && changes.changed[end] == changes.changed[end - 1] + 1) ++end;
        const auto rowAt = [this](std::size_t place) { return m_rows - 1 - static_cast<int>(place); };
        Q_EMIT dataChanged(index(rowAt(changes.changed[end - 1]), 0),
                           index(rowAt(changes.changed[i]), ColumnCount - 1));
        i = end;
    }
    if (changes.added == 0) return;
    beginInsertRows({}, 0, static_cast<int>(changes.added) - 1);
    m_rows += static_cast<int>(changes.added);
    endInsertRows();
}

int JobsModel::rowOf(const QString& id) const {
    const std::string wanted = fromQt(id);
    for (int row = 0; row < m_rows; ++row) {
        if (at(row).id == wanted) return row;
    }
    return -1;
}

void JobsModel::refreshTimes() {
    if (m_rows > 0)
        Q_EMIT dataChanged(index(0, Submitted), index(m_rows - 1, Submitted), {Qt::DisplayRole});
}

int JobsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}
int JobsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::text(const JobRecord& job, int column) const {
    switch (column) {
        case State: return jobStateText(job.state);
        case Device: return toQt(job.device);
        case Account: return accountText(job.profile, job.practice);
        case Work: return workText(job);
        case Purpose: return jobPurposeText(job);
        case Submitted: return relativeTime(jobTimeMs(job));
        case Cost: return jobCostText(job);
        default: return {};
    }
}

QVariant JobsModel::sortValue(const JobRecord& job, int column) const {
    switch (column) {
        case State: return static_cast<int>(job.state);
        case Work: return static_cast<qulonglong>(job.circuits * job.shots);
        case Submitted: return static_cast<qlonglong>(jobTimeMs(job));
        case Cost: return job.costUsd.value_or(job.estimatedUsd.value_or(-1.0));
        default: return text(job, column);
    }
}

QVariant JobsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || placeOf(index.row()) >= m_jobs.size()) return {};
    const JobRecord& job = at(index.row());
    const int column = index.column();
    if (role == Qt::DisplayRole) return text(job, column);
    if (role == SortRole) return sortValue(job, column);
    if (role == StateRole) return static_cast<int>(job.state);
    if (role == Qt::TextAlignmentRole) return aligned(column == Work || column == Cost);
    if (role == Qt::DecorationRole && column == State) return themedIcon(jobStateIcon(job.state), m_theme);
    if (role != Qt::ToolTipRole) return {};
    switch (column) {
        case State: return job.errorMessage.empty() ? jobStateHelp(job.state) : toQt(job.errorMessage);
        case Work: return workToolTip(job);
        case Submitted: return absoluteTime(jobTimeMs(job));
        case Cost: return costToolTip(job);
        case Purpose: return jobPurposeText(job);
        default: return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section == Work || section == Cost);
    if (role == Qt::ToolTipRole && section == Work) return tr("Circuits, and shots of each");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case State: return tr("State");
        case Device: return tr("Device");
        case Account: return tr("Account");
        case Work: return tr("Circuits × shots");
        case Purpose: return tr("For");
        case Submitted: return tr("Submitted");
        case Cost: return tr("Cost");
        default: return {};
    }
}

void SpendingModel::setLedger(const std::vector<JobSpending>& ledger) {
    beginResetModel();
    std::map<std::tuple<std::string, std::string, bool>, JobSpending> sums;
    for (const JobSpending& each : ledger) {
        JobSpending& sum = sums[{each.month, each.profile, each.practice}];
        sum.month = each.month;
        sum.profile = each.profile;
        sum.practice = each.practice;
        sum.jobs += each.jobs;
        sum.circuits += each.circuits;
        sum.costUsd += each.costUsd;
        sum.openJobs += each.openJobs;
        sum.openEstimatedUsd += each.openEstimatedUsd;
    }
    m_rows.clear();
    for (auto& [key, sum] : sums) m_rows.push_back(std::move(sum));
    std::stable_sort(m_rows.begin(), m_rows.end(),
                     [](const JobSpending& a, const JobSpending& b) { return a.month > b.month; });
    endResetModel();
}

int SpendingModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}
int SpendingModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SpendingModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole) return aligned(index.column() >= Jobs);
    const JobSpending& row = m_rows[static_cast<std::size_t>(index.row())];
    if (role == Qt::ToolTipRole && index.column() == Spent && row.practice)
        return tr("Prices of a practice cloud: nobody pays them");
    if (role == Qt::ToolTipRole && index.column() == Open && row.openJobs > 0)
        return tr("%n job(s) whose price the provider has not told yet, by their estimates", nullptr,
                  static_cast<int>(row.openJobs));
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Month: return monthText(row.month);
        case Account: return accountText(row.profile, row.practice);
        case Jobs: return groupedCount(row.jobs);
        case Circuits: return groupedCount(row.circuits);
        case Spent: return moneyText(row.costUsd);
        case Open:
            return row.openJobs == 0 ? QStringLiteral("–")
                                     : tr("%n job(s), ≈ %1", nullptr, static_cast<int>(row.openJobs))
                                           .arg(moneyText(row.openEstimatedUsd));
        default: return {};
    }
}

QVariant SpendingModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section >= Jobs);
    if (role == Qt::ToolTipRole && section == Month) return tr("When the jobs were sent (UTC)");
    if (role == Qt::ToolTipRole && section == Open)
        return tr("Jobs whose price the provider has not told yet, by their estimates");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Month: return tr("Month");
        case Account: return tr("Account");
        case Jobs: return tr("Jobs");
        case Circuits: return tr("Circuits");
        case Spent: return tr("Spent");
        case Open: return tr("Open");
        default: return {};
    }
}

}  // namespace qstore::ui
