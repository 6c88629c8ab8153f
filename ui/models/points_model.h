// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <optional>
#include <vector>

#include "core/retrieval/hybrid_search.h"
#include "core/stores/vector_store.h"

namespace qstore::ui {

/// Points of a collection as they are read, page by page, while somebody scrolls: id, the fields that the
/// payloads have, and the first components of the vector.
class PointsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    /// So many rows are kept; a filter leads to the others.
    static constexpr std::size_t mostRows = 100'000;

    using QAbstractTableModel::QAbstractTableModel;
    void clear();
    /// `more`: there is another page.
    void append(const std::vector<Point>& points, bool more);
    /// There are more points than are kept here.
    bool isFull() const { return m_more && m_rows.size() >= mostRows; }
    const std::string& idAt(int row) const { return m_rows[static_cast<std::size_t>(row)].id; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

Q_SIGNALS:
    /// The next page is wanted; append() answers.
    void wanted();

private:
    struct Row {
        std::string id;
        Payload payload;
        std::vector<float> head;  ///< first components
        std::size_t dimension = 0;
    };
    void addFields(const std::vector<Point>& points);

    std::vector<Row> m_rows;
    std::vector<std::string> m_fields;  ///< of payloads, in the order they were met
    bool m_more = false;
    bool m_asked = false;
};

/// What a search found: rank, id, score, and with a kernel fidelity and the store's own rank.
class HitsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Rank, Id, Score, Fidelity, StoreRank };

    using QAbstractTableModel::QAbstractTableModel;
    /// `ranked`: by fidelity.
    void setHits(std::vector<RankedHit> hits, bool ranked);
    const std::vector<RankedHit>& hits() const { return m_hits; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    int fixedColumns() const { return m_ranked ? StoreRank + 1 : Score + 1; }

    std::vector<RankedHit> m_hits;
    std::vector<std::string> m_fields;
    bool m_ranked = false;
};

/// Payload values as tables show them, numbers with sensible digits.
QString payloadText(const PayloadValue& value);
/// "0.12, −3, 4.5, …".
QString vectorText(const std::vector<float>& components, std::size_t dimension);

}  // namespace qstore::ui
