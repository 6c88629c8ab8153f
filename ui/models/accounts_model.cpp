// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/accounts_model.h"

#include <algorithm>

#include "core/net/http.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {

void AccountsModel::setRows(std::vector<Row> rows) {
    const bool sameNames =
        rows.size() == m_rows.size() &&
        std::equal(rows.begin(), rows.end(), m_rows.begin(),
                   [](const Row& a, const Row& b) { return a.profile.name == b.profile.name; });
    if (!sameNames) beginResetModel();
    m_rows = std::move(rows);
    if (!sameNames) return endResetModel();
    if (!m_rows.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AccountsModel::find(const QString& profile) const {
    for (int row = 0; row < rowCount(); ++row)
        if (toQt(at(row).profile.name) == profile) return row;
    return -1;
}

int AccountsModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int AccountsModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant AccountsModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const Row& row = at(index.row());
    if (role == Qt::ToolTipRole) return index.column() == Host ? toQt(row.profile.endpoint) : row.key;
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name:
            return row.edited ? tr("%1 (not saved)").arg(toQt(row.profile.name)) : toQt(row.profile.name);
        case Provider: {
            const QString provider = providerText(row.profile.provider);
            return row.profile.practice ? tr("%1, practice").arg(provider) : provider;
        }
        case Host: {
            const auto parts = parseUrl(row.profile.endpoint);
            return parts ? toQt(parts->host) : toQt(row.profile.endpoint);
        }
        case Key: return row.key;
        default: return {};
    }
}

QVariant AccountsModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Account");
        case Provider: return tr("Provider");
        case Host: return tr("Host");
        case Key: return tr("Key");
        default: return {};
    }
}

QString providerText(ProviderKind provider) {
    return provider == ProviderKind::Ionq ? AccountsModel::tr("IonQ") : AccountsModel::tr("IBM Quantum");
}

}  // namespace qstore::ui
