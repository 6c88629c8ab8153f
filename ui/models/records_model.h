// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/states/record.h"
#include "core/states/record_search.h"

namespace qstore::ui {

/// The records of the library, by id, with what is left of their coherence time.
class RecordsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, State, Left, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows where the same records stand as before, so that selections stay.
    void setRecords(std::vector<StateRecord> records, std::int64_t nowMs, const CoherenceTimes& times);
    void setNow(std::int64_t nowMs);
    const StateRecord& at(int row) const { return m_records[static_cast<std::size_t>(row)]; }
    /// -1 when there is none.
    int rowOf(const QString& id) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<StateRecord> m_records;
    std::int64_t m_nowMs = 0;
    CoherenceTimes m_times;
};

/// The answer to a query: each record with every factor of its score.
class RecordHitsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Record, Context, Score, Weight, Age, Cosine, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setHits(std::vector<RecordHit> hits);
    const RecordHit& at(int row) const { return m_hits[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RecordHit> m_hits;
};

}  // namespace qstore::ui
