// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/workspace/workspace_jobs.h"
#include "ui/controllers/jobs_controller.h"

namespace qstore::ui {

class Theme;

/// The jobs of a list that is kept elsewhere, newest first. A change touches the rows that are different
/// and no others.
class JobsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { State, Device, Work, Submitted, Cost, Account, Purpose, ColumnCount };
    enum Roles { SortRole = Qt::UserRole + 1, StateRole };

    /// `jobs`, oldest first, must outlive the model.
    JobsModel(const std::vector<JobRecord>& jobs, const Theme& theme, QObject* parent = nullptr);

    /// After the list has changed.
    void apply(const JobChanges& changes);
    const JobRecord& at(int row) const { return m_jobs[placeOf(row)]; }
    /// -1 for none.
    int rowOf(const QString& id) const;
    /// The times are relative to now; call it every minute.
    void refreshTimes();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::size_t placeOf(int row) const { return static_cast<std::size_t>(m_rows - 1 - row); }
    QVariant text(const JobRecord& job, int column) const;
    QVariant sortValue(const JobRecord& job, int column) const;

    const std::vector<JobRecord>& m_jobs;
    const Theme& m_theme;
    int m_rows = 0;
};

/// What was spent by account and month, newest month first.
class SpendingModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Month, Account, Jobs, Circuits, Spent, Open, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setLedger(const std::vector<JobSpending>& ledger);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<JobSpending> m_rows;
};

QString jobStateText(JobState state);
/// One sentence about what happens to a job in this state.
QString jobStateHelp(JobState state);
/// A name of themedIcon().
QString jobStateIcon(JobState state);
/// "run r3f2, step 12 gradient", or the job's name.
QString jobPurposeText(const JobRecord& job);
/// What the provider says that it cost, else "≈" and the estimate, else "–".
QString jobCostText(const JobRecord& job);
/// "$12.42".
QString moneyText(double usd);
/// What was sent, else when the job was made.
std::int64_t jobTimeMs(const JobRecord& job);

}  // namespace qstore::ui
