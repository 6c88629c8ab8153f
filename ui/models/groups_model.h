// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/states/correlation.h"
#include "core/states/group_log.h"
#include "core/states/record_group.h"

namespace qstore::ui {

/// The groups, by id.
class GroupsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Members, Strength, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows where the same groups stand as before.
    void setGroups(std::vector<RecordGroup> groups);
    const RecordGroup& at(int row) const { return m_groups[static_cast<std::size_t>(row)]; }
    /// -1 when there is none.
    int rowOf(const QString& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RecordGroup> m_groups;
};

/// Every pair of a group: the strength that somebody typed beside the correlation that was measured.
class GroupPairsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { First, Second, Strength, Measured, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setPairs(const RecordGroup& group, std::vector<MeasuredCorrelation> measured);
    const MeasuredCorrelation& at(int row) const { return m_measured[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    RecordGroup m_group;
    std::vector<MeasuredCorrelation> m_measured;
};

/// The audit log, the newest line first.
class GroupLogModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Number, Action, Group, Record, Context, Delta, Followed, Skipped, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setLog(std::vector<GroupLogEntry> oldestFirst);
    const GroupLogEntry& at(int row) const { return m_newestFirst[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<GroupLogEntry> m_newestFirst;
};

QString groupActionText(const GroupLogEntry& entry);

}  // namespace qstore::ui
