// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/table_model.h"

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"

namespace qstore::ui {

void TableModel::setTable(std::shared_ptr<const Table> table) {
    beginResetModel();
    m_table = std::move(table);
    endResetModel();
}

void TableModel::setRecipe(const Recipe& recipe) {
    m_recipe = recipe;
    if (columnCount() > 0) Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
}

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->rows());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->columns().size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Column& column = m_table->columns()[static_cast<std::size_t>(index.column())];
    const auto row = static_cast<std::size_t>(index.row());
    const bool missing = column.missing[row];
    switch (role) {
        case Qt::DisplayRole: return missing ? tr("missing") : sensibleText(toQt(column.cellText(row)), 8);
        case Qt::TextAlignmentRole:
            return QVariant::fromValue(Qt::Alignment(
                (column.type == ColumnType::Number ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
        case MissingRole: return missing;
        case Qt::ToolTipRole:
            return missing ? tr("Row %1 has no value in “%2”").arg(index.row() + 1).arg(toQt(column.name))
                           : QVariant(toQt(column.cellText(row)));
        default: return {};
    }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return role == Qt::DisplayRole ? QVariant(section + 1) : QVariant();
    if (!m_table || section >= columnCount()) return {};
    const Column& column = m_table->columns()[static_cast<std::size_t>(section)];
    const ColumnRole columnRole = roleIn(m_recipe, column.name);
    switch (role) {
        case Qt::DisplayRole: return toQt(column.name);
        case ColumnTypeRole: return columnTypeText(column.type);
        case ColumnRoleRole: return columnRoleText(columnRole);
        case Qt::ToolTipRole:
            return tr("%1 · %2 · %n missing", nullptr, static_cast<int>(column.missingCount()))
                .arg(columnTypeText(column.type), columnRoleText(columnRole));
        default: return {};
    }
}

QString columnRoleText(ColumnRole role) {
    switch (role) {
        case ColumnRole::Feature: return TableModel::tr("Feature");
        case ColumnRole::Target: return TableModel::tr("Target");
        case ColumnRole::Identifier: return TableModel::tr("Identifier");
        case ColumnRole::Ignored: return TableModel::tr("Ignored");
    }
    return {};
}

QString columnTypeText(ColumnType type) {
    switch (type) {
        case ColumnType::Number: return TableModel::tr("Number");
        case ColumnType::Category: return TableModel::tr("Category");
        case ColumnType::Text: return TableModel::tr("Text");
    }
    return {};
}

ColumnRole roleIn(const Recipe& recipe, const std::string& column) {
    const auto found = recipe.columns.find(column);
    return found == recipe.columns.end() ? ColumnRole::Feature : found->second.role;
}

}  // namespace qstore::ui
