// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/runs_model.h"

#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <map>
#include <optional>

#include "core/learning/train_config.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"
#include "ui/training/score_text.h"

namespace qstore::ui {
namespace {

QVariant rightAligned() {
    return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
}

std::optional<TrainingSummary> summaryOf(const std::string& json) {
    if (json.empty()) return std::nullopt;
    auto summary = TrainingSummary::fromJson(json);
    if (!summary) return std::nullopt;
    return *summary;
}

/// Where the rows are that are no dataset.
QVariant rowsHelp(const RunRecord& run) {
    const auto config = readTrainConfigJson(run.configJson);
    if (!config || config->stream.store.empty()) return {};
    return RunsModel::tr("%1: %2").arg(toQt(run.dataset), streamText(config->stream));
}

}  // namespace

void RunsModel::setRuns(std::vector<RunRecord> oldestFirst) {
    beginResetModel();
    m_runs = std::move(oldestFirst);
    std::reverse(m_runs.begin(), m_runs.end());
    m_summaries.clear();
    for (const RunRecord& run : m_runs) m_summaries.push_back(summaryOf(run.resultJson));
    endResetModel();
}

int RunsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}
int RunsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RunsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const RunRecord& run = m_runs[row];
    if (role == Qt::TextAlignmentRole)
        return index.column() == Epochs || index.column() == Accuracy ? rightAligned() : QVariant();
    if (role == Qt::ToolTipRole) {
        if (index.column() == State && !run.error.empty()) return toQt(run.error);
        if (index.column() == Dataset) return rowsHelp(run);
        return index.column() == Created ? QVariant(absoluteTime(run.createdMs)) : QVariant();
    }
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Id: return toQt(run.id);
        case Dataset: return toQt(run.dataset);
        case State: return runStateText(run.state);
        case Epochs: return groupedCount(run.epochs);
        case Accuracy:
            return m_summaries[row] ? scoreInList(isRegression(run), m_summaries[row]->test) : QString();
        case Created: return relativeTime(run.createdMs);
        default: return {};
    }
}

QVariant RunsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Epochs || section == Accuracy
                   ? rightAligned()
                   : QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Id: return tr("Run");
        case Dataset: return tr("Dataset");
        case State: return tr("State");
        case Epochs: return tr("Epochs");
        case Accuracy: return tr("Test result");
        case Created: return tr("Started");
        default: return {};
    }
}

void VersionsModel::setVersions(std::vector<ModelVersion> versions, const std::vector<RunRecord>& runs) {
    beginResetModel();
    std::map<std::string, const RunRecord*> byId;
    for (const RunRecord& run : runs) byId[run.id] = &run;
    std::stable_sort(versions.begin(), versions.end(), [](const ModelVersion& a, const ModelVersion& b) {
        return a.name != b.name ? a.name < b.name : a.version > b.version;
    });
    m_versions = std::move(versions);
    m_datasets.clear();
    m_accuracies.clear();
    for (const ModelVersion& version : m_versions) {
        const auto run = byId.find(version.run);
        const bool known = run != byId.end();
        m_datasets.push_back(known ? toQt(run->second->dataset) : QString());
        const auto summary = summaryOf(version.resultJson);
        m_accuracies.push_back(summary ? scoreInList(known && isRegression(*run->second), summary->test)
                                       : QString());
    }
    endResetModel();
}

int VersionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_versions.size());
}
int VersionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant VersionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const auto row = static_cast<std::size_t>(index.row());
    const ModelVersion& version = m_versions[row];
    if (role == Qt::TextAlignmentRole)
        return index.column() == Accuracy || index.column() == Version ? rightAligned() : QVariant();
    if (role == Qt::ToolTipRole)
        return index.column() == Created ? QVariant(absoluteTime(version.createdMs)) : QVariant();
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return toQt(version.name);
        case Version: return QStringLiteral("v%1").arg(version.version);
        case Aliases: {
            QStringList aliases;
            for (const std::string& alias : version.aliases) aliases << toQt(alias);
            return aliases.join(QStringLiteral(", "));
        }
        case Accuracy: return m_accuracies[row];
        case Dataset: return m_datasets[row];
        case Created: return relativeTime(version.createdMs);
        default: return {};
    }
}

QVariant VersionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole)
        return section == Accuracy || section == Version
                   ? rightAligned()
                   : QVariant::fromValue(Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Model");
        case Version: return tr("Version");
        case Aliases: return tr("Aliases");
        case Accuracy: return tr("Test result");
        case Dataset: return tr("Dataset");
        case Created: return tr("Registered");
        default: return {};
    }
}

QString streamText(const StreamConfig& stream) {
    const QString points = RunsModel::tr("streamed, %n point(s)", nullptr, static_cast<int>(stream.points));
    return stream.filter.empty() ? points : RunsModel::tr("%1 where %2").arg(points, toQt(stream.filter));
}

QString runStateText(RunState state) {
    switch (state) {
        case RunState::Created: return RunsModel::tr("Created");
        case RunState::Running: return RunsModel::tr("Running");
        case RunState::Interrupted: return RunsModel::tr("Interrupted");
        case RunState::Paused: return RunsModel::tr("Paused");
        case RunState::Finished: return RunsModel::tr("Finished");
        case RunState::Cancelled: return RunsModel::tr("Cancelled");
        case RunState::Failed: return RunsModel::tr("Failed");
    }
    return {};
}

QString relativeTime(std::int64_t unixMs) {
    const qint64 seconds = QDateTime::fromMSecsSinceEpoch(unixMs).secsTo(QDateTime::currentDateTime());
    if (seconds < 60) return RunsModel::tr("just now");
    if (seconds < 3600) return RunsModel::tr("%n minute(s) ago", nullptr, static_cast<int>(seconds / 60));
    if (seconds < 86400) return RunsModel::tr("%n hour(s) ago", nullptr, static_cast<int>(seconds / 3600));
    return RunsModel::tr("%n day(s) ago", nullptr, static_cast<int>(seconds / 86400));
}

QString absoluteTime(std::int64_t unixMs) {
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(unixMs), QLocale::LongFormat);
}

QString percent(double fraction) {
    return isolated(RunsModel::tr("%1 %").arg(QLocale().toString(fraction * 100.0, 'f', 1)));
}

}  // namespace qstore::ui
