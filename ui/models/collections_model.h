// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/stores/vector_store.h"

namespace qstore::ui {

/// The collections of one store, by name.
class CollectionsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Points, Dimension, Nearness, Index, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    /// Resets only when collections come or go, so that the selection stays.
    void setCollections(std::vector<CollectionInfo> collections);
    const CollectionInfo& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 for none.
    int rowOf(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<CollectionInfo> m_rows;
};

QString metricText(Metric metric);
/// One sentence about its scores.
QString metricHelp(Metric metric);
QString indexText(IndexKind kind);

}  // namespace qstore::ui
