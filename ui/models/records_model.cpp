// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/records_model.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/models/runs_model.h"
#include "ui/states/state_words.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QVariant aligned(bool right) {
    return QVariant::fromValue(Qt::Alignment((right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
}

}  // namespace

void RecordsModel::setRecords(std::vector<StateRecord> records, std::int64_t nowMs,
                              const CoherenceTimes& times) {
    const bool sameRows =
        std::equal(records.begin(), records.end(), m_records.begin(), m_records.end(),
                   [](const StateRecord& a, const StateRecord& b) { return a.id == b.id; });
    if (!sameRows) beginResetModel();
    m_records = std::move(records);
    m_nowMs = nowMs;
    m_times = times;
    if (!sameRows)
        endResetModel();
    else if (!m_records.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RecordsModel::setNow(std::int64_t nowMs) {
    m_nowMs = nowMs;
    if (!m_records.empty()) Q_EMIT dataChanged(index(0, State), index(rowCount() - 1, Left));
}

int RecordsModel::rowOf(const QString& id) const {
    const std::string wanted = fromQt(id);
    const auto found = std::find_if(m_records.begin(), m_records.end(),
                                    [&](const StateRecord& each) { return each.id == wanted; });
    return found == m_records.end() ? -1 : static_cast<int>(std::distance(m_records.begin(), found));
}

int RecordsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_records.size());
}

int RecordsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const StateRecord& record = at(index.row());
    if (role == Qt::TextAlignmentRole) return aligned(index.column() == Left);
    if (role == Qt::ToolTipRole)
        return tr("%1: %2, tier %3, made %4")
            .arg(toQt(record.id), recordStateText(recordStateAt(record, m_nowMs, m_times)),
                 recordTierText(record.tier), absoluteTime(record.createdMs));
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return toQt(record.id);
        case State: return recordStateText(recordStateAt(record, m_nowMs, m_times));
        case Left: return isolated(coherenceText(record, m_nowMs, m_times));
        default: return {};
    }
}

QVariant RecordsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section == Left);
    if (role == Qt::ToolTipRole && section == Left)
        return tr("What is left of the coherence time; then the record no longer answers");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Record");
        case State: return tr("State");
        case Left: return tr("Time left");
        default: return {};
    }
}

void RecordHitsModel::setHits(std::vector<RecordHit> hits) {
    beginResetModel();
    m_hits = std::move(hits);
    endResetModel();
}

int RecordHitsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

int RecordHitsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RecordHitsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const RecordHit& hit = at(index.row());
    if (role == Qt::TextAlignmentRole) return aligned(index.column() >= Score);
    if (role == Qt::ToolTipRole && index.column() == Age) return tr("Age %1").arg(spanText(hit.ageMs));
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Record: return toQt(hit.record);
        case Context: return toQt(hit.context);
        case Score: return sensibleNumber(hit.score, 5);
        case Weight: return sensibleNumber(hit.weight, 5);
        case Age: return sensibleNumber(hit.ageFactor, 5);
        case Cosine: return hit.cosine ? sensibleNumber(*hit.cosine, 5) : QStringLiteral("–");
        default: return {};
    }
}

QVariant RecordHitsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole) return aligned(section >= Score);
    if (role == Qt::ToolTipRole && section == Age)
        return tr("exp(−age / coherence time); 1 for pinned records");
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Record: return tr("Record");
        case Context: return tr("Context");
        case Score: return tr("Score");
        case Weight: return tr("Weight");
        case Age: return tr("Age factor");
        case Cosine: return tr("Cosine");
        default: return {};
    }
}

}  // namespace qstore::ui
