// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/stores_model.h"

#include <algorithm>

#include "ui/controllers/store_connections.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/icons.h"
#include "ui/support/theme.h"

namespace qstore::ui {

StoresModel::StoresModel(const StoreConnections& connections, const Theme& theme, QObject* parent)
    : QAbstractListModel(parent), m_connections(connections), m_theme(theme) {
    refresh();
}

void StoresModel::refresh() {
    const QString local = QString::fromLatin1(localStoreName);
    std::vector<Row> rows{{local, storeText(local),
                           tr("In the file of this workspace: always there, without account and network")}};
    for (const StoreConnection& each : m_connections.connections()) {
        const StoreKind* kind = m_connections.kind(each.kind);
        Row row;
        row.name = toQt(each.name);
        row.usable = kind != nullptr;
        row.text = tr("%1 · %2").arg(row.name, toQt(kind == nullptr ? each.kind : kind->title));
        row.help = row.usable ? toQt(each.endpoint)
                              : tr("The plugin for %1 is not there or switched off").arg(toQt(each.kind));
        rows.push_back(std::move(row));
    }
    if (rows == m_rows) return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int StoresModel::rowOf(const QString& name) const {
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [&name](const Row& row) { return row.name == name; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

int StoresModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant StoresModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = m_rows[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Qt::DisplayRole: return row.text;
        case Qt::ToolTipRole: return row.help;
        case Qt::DecorationRole:
            if (!row.usable) return themedIcon(QStringLiteral("warning"), m_theme);
            return themedIcon(index.row() == 0 ? QStringLiteral("stores") : QStringLiteral("cloud"),
                              m_theme);
        default: return {};
    }
}

QString storeText(const QString& name) {
    return name == QLatin1String(localStoreName) ? StoresModel::tr("This workspace") : name;
}

}  // namespace qstore::ui
