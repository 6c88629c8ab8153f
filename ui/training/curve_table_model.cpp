// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_table_model.h"

#include "ui/support/number_text.h"
#include "ui/support/plot.h"

namespace qstore::ui {

void CurveTableModel::setNames(const QStringList& names) {
    beginResetModel();
    m_names = names;
    m_rows = 0;
    endResetModel();
}

void CurveTableModel::follow() {
    const int rows = m_plot.graphCount() == 0 ? 0 : m_plot.graph(0)->data()->size();
    if (rows > m_rows && m_rows > 0) {
        beginInsertRows({}, m_rows, rows - 1);
        m_rows = rows;
        endInsertRows();
    } else if (rows != m_rows) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
    }
}

int CurveTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_names.size());
}

QVariant CurveTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    const double epoch = m_plot.graph(0)->data()->at(index.row())->key;
    if (index.column() == 0) return groupedCount(static_cast<qulonglong>(epoch));
    const auto points = m_plot.graph(index.column() - 1)->data();
    const auto found = points->findBegin(epoch, false);
    if (found == points->constEnd() || found->key != epoch) return QStringLiteral("–");
    return sensibleNumber(found->value, 5);
}

QVariant CurveTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || role != Qt::DisplayRole) return {};
    return section == 0 ? tr("Epoch") : m_names.value(section - 1);
}

}  // namespace qstore::ui
