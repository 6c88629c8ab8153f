// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "core/data/recipe.h"
#include "core/data/table.h"

namespace qstore::ui {

/// Rows of a Table, read-only; column headers carry type and role.
class TableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Roles { ColumnTypeRole = Qt::UserRole + 1, ColumnRoleRole, MissingRole };

    using QAbstractTableModel::QAbstractTableModel;
    void setTable(std::shared_ptr<const Table> table);
    void setRecipe(const Recipe& recipe);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const Table> m_table;
    Recipe m_recipe;
};

/// "Feature", "Target", … for people.
QString columnRoleText(ColumnRole role);
QString columnTypeText(ColumnType type);
/// The role a column has in a recipe; columns that it does not name are features.
ColumnRole roleIn(const Recipe& recipe, const std::string& column);

}  // namespace qstore::ui
