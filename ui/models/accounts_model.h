// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/backends/profile.h"

namespace qstore::ui {

/// The accounts, by name, and what is known of their keys.
class AccountsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Provider, Host, Key, ColumnCount };
    struct Row {
        BackendProfile profile;
        QString key;          ///< for people
        bool edited = false;  ///< its form holds something that is not saved
        friend bool operator==(const Row&, const Row&) = default;
    };

    using QAbstractTableModel::QAbstractTableModel;
    /// Resets only when accounts come or go, so that the selection stays.
    void setRows(std::vector<Row> rows);
    const Row& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 when there is none.
    int find(const QString& profile) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Row> m_rows;
};

QString providerText(ProviderKind provider);

}  // namespace qstore::ui
