// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/collections_model.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"

namespace qstore::ui {
namespace {

QString indexHelp(const CollectionInfo& info) {
    if (info.spec.index == IndexKind::Exact) return CollectionsModel::tr("Every vector is looked at");
    if (info.indexedCount >= info.count)
        return CollectionsModel::tr("A graph of near points; it knows all of them");
    return CollectionsModel::tr(
               "A graph of near points; it knows %1 of %2, the others are looked at one by one")
        .arg(groupedCount(info.indexedCount), groupedCount(info.count));
}

}  // namespace

void CollectionsModel::setCollections(std::vector<CollectionInfo> collections) {
    const bool same = collections.size() == m_rows.size() &&
                      std::equal(collections.begin(), collections.end(), m_rows.begin(),
                                 [](const CollectionInfo& a, const CollectionInfo& b) {
                                     return a.spec.name == b.spec.name;
                                 });
    if (!same) beginResetModel();
    m_rows = std::move(collections);
    if (!same) return endResetModel();
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int CollectionsModel::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQt(at(row).spec.name) == name) return row;
    return -1;
}

int CollectionsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int CollectionsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant CollectionsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const CollectionInfo& info = at(index.row());
    const int column = index.column();
    if (role == Qt::TextAlignmentRole) {
        const bool number = column == Points || column == Dimension;
        return QVariant::fromValue(
            Qt::Alignment((number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    }
    if (role == Qt::ToolTipRole) {
        if (column == Nearness) return metricHelp(info.spec.metric);
        return column == Index ? indexHelp(info) : toQt(info.spec.name);
    }
    if (role != Qt::DisplayRole) return {};
    switch (column) {
        case Name: return toQt(info.spec.name);
        case Points: return groupedCount(info.count);
        case Dimension: return groupedCount(info.spec.dimension);
        case Nearness: return metricText(info.spec.metric);
        case Index: return indexText(info.spec.index);
        default: return {};
    }
}

QVariant CollectionsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) return {};
    if (role == Qt::TextAlignmentRole && (section == Points || section == Dimension))
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Collection");
        case Points: return tr("Points");
        case Dimension: return tr("Dimensions");
        case Nearness: return tr("Metric");
        case Index: return tr("Index");
        default: return {};
    }
}

QString metricText(Metric metric) {
    switch (metric) {
        case Metric::Cosine: return CollectionsModel::tr("Cosine");
        case Metric::Dot: return CollectionsModel::tr("Dot product");
        case Metric::Euclidean: break;
    }
    return CollectionsModel::tr("Euclidean");
}

QString metricHelp(Metric metric) {
    switch (metric) {
        case Metric::Cosine:
            return CollectionsModel::tr("Cosine of the angle, from −1 to 1: larger is nearer");
        case Metric::Dot: return CollectionsModel::tr("Dot product: larger is nearer");
        case Metric::Euclidean: break;
    }
    return CollectionsModel::tr("Euclidean distance, from 0: smaller is nearer");
}

QString indexText(IndexKind kind) {
    return kind == IndexKind::Hnsw ? CollectionsModel::tr("HNSW") : CollectionsModel::tr("Exact");
}

}  // namespace qstore::ui
