// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/workspace/training_session.h"
#include "core/workspace/workspace.h"

namespace qstore::ui {

/// Runs of the workspace, newest first.
class RunsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Id, Dataset, State, Epochs, Accuracy, Created, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setRuns(std::vector<RunRecord> oldestFirst);
    const RunRecord& at(int row) const { return m_runs[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RunRecord> m_runs;
    std::vector<std::optional<TrainingSummary>> m_summaries;
};

/// Registered versions, grouped by name, newest version first.
class VersionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Version, Aliases, Accuracy, Dataset, Created, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setVersions(std::vector<ModelVersion> versions, const std::vector<RunRecord>& runs);
    const ModelVersion& at(int row) const { return m_versions[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<ModelVersion> m_versions;
    std::vector<QString> m_datasets, m_accuracies;
};

/// "streamed, 150 points", with the filter where there is one.
QString streamText(const StreamConfig& stream);
QString runStateText(RunState state);
/// "3 minutes ago"; the absolute time belongs into the tooltip.
QString relativeTime(std::int64_t unixMs);
QString absoluteTime(std::int64_t unixMs);
/// 0.9667 → "96.7 %".
QString percent(double fraction);

}  // namespace qstore::ui
