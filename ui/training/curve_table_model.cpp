// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/training/curve_table_model.h"

#include <algorithm>
#include <cmath>

#include "ui/support/number_text.h"
#include "ui/support/plot.h"

namespace qstore::ui {

void CurveTableModel::setNames(const QStringList& names) {
    beginResetModel();
    m_names = names;
    m_rows = 0;
    endResetModel();
}

void CurveTableModel::setExtra(std::vector<CurveColumn> columns) {
    const bool same =
        std::equal(columns.begin(), columns.end(), m_extra.begin(), m_extra.end(),
                   [](const CurveColumn& a, const CurveColumn& b) { return a.name == b.name; });
    if (!same) beginResetModel();
    m_extra = std::move(columns);
    if (!same) {
        endResetModel();
    } else if (m_rows > 0 && !m_extra.empty()) {
        Q_EMIT dataChanged(index(0, 1 + static_cast<int>(m_names.size())),
                           index(m_rows - 1, columnCount() - 1));
    }
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
    return parent.isValid() ? 0 : 1 + static_cast<int>(m_names.size()) + static_cast<int>(m_extra.size());
}

QVariant CurveTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    const double epoch = m_plot.graph(0)->data()->at(index.row())->key;
    if (index.column() == 0) return groupedCount(static_cast<qulonglong>(epoch));
    if (const int other = index.column() - 1 - static_cast<int>(m_names.size()); other >= 0) {
        const QVector<double>& values = m_extra[static_cast<std::size_t>(other)].values;
        const double value = index.row() < values.size() ? values[index.row()] : std::nan("");
        return std::isnan(value) ? QStringLiteral("–") : sensibleNumber(value, 5);
    }
    const auto points = m_plot.graph(index.column() - 1)->data();
    const auto found = points->findBegin(epoch, false);
    if (found == points->constEnd() || found->key != epoch) return QStringLiteral("–");
    return sensibleNumber(found->value, 5);
}

QVariant CurveTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical || role != Qt::DisplayRole) return {};
    if (section == 0) return tr("Epoch");
    const int other = section - 1 - static_cast<int>(m_names.size());
    return other < 0 ? m_names[section - 1] : m_extra[static_cast<std::size_t>(other)].name;
}

}  // namespace qstore::ui
