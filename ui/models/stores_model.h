// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <vector>

namespace qstore::ui {

class StoreConnections;
class Theme;

/// The store of the workspace, and the connections.
class StoresModel : public QAbstractListModel {
    Q_OBJECT
public:
    StoresModel(const StoreConnections& connections, const Theme& theme, QObject* parent = nullptr);

    /// "local", or the name of a connection.
    QString nameAt(int row) const { return m_rows[static_cast<std::size_t>(row)].name; }
    /// -1 for none.
    int rowOf(const QString& name) const;
    /// Resets only when connections come or go, so that the selection stays.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    struct Row {
        QString name, text, help;
        bool usable = true;
        friend bool operator==(const Row&, const Row&) = default;
    };

    const StoreConnections& m_connections;
    const Theme& m_theme;
    std::vector<Row> m_rows;
};

/// "This workspace", or the name of a connection.
QString storeText(const QString& name);

}  // namespace qstore::ui
