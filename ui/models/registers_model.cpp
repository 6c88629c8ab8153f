// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/registers_model.h"

#include <algorithm>

#include "ui/controllers/workspace_session.h"
#include "ui/support/number_text.h"

namespace qstore::ui {

QString purityKindText(bool pure) {
    return pure ? RegistersModel::tr("pure") : RegistersModel::tr("mixed");
}

void RegistersModel::setRegisters(std::vector<RegisterHead> registers) {
    const bool sameRows =
        std::equal(registers.begin(), registers.end(), m_registers.begin(), m_registers.end(),
                   [](const RegisterHead& a, const RegisterHead& b) { return a.info.name == b.info.name; });
    if (!sameRows) beginResetModel();
    m_registers = std::move(registers);
    if (!sameRows)
        endResetModel();
    else if (!m_registers.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RegistersModel::rowOf(const QString& name) const {
    const std::string wanted = fromQt(name);
    const auto found = std::find_if(m_registers.begin(), m_registers.end(),
                                    [&](const RegisterHead& each) { return each.info.name == wanted; });
    return found == m_registers.end() ? -1 : static_cast<int>(std::distance(m_registers.begin(), found));
}

int RegistersModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_registers.size());
}

int RegistersModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RegistersModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid()) return {};
    const RegisterHead& reg = at(index.row());
    if (role == Qt::TextAlignmentRole && index.column() == Qubits)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role == Qt::ToolTipRole) return tr("%1, from: %2").arg(toQt(reg.info.name), toQt(reg.info.origin));
    if (role != Qt::DisplayRole) return {};
    switch (index.column()) {
        case Name: return toQt(reg.info.name);
        case Kind: return purityKindText(reg.pure);
        case Qubits: return groupedCount(reg.qubits);
        default: return {};
    }
}

QVariant RegistersModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) return {};
    if (role == Qt::TextAlignmentRole && section == Qubits)
        return QVariant::fromValue(Qt::Alignment(Qt::AlignRight | Qt::AlignVCenter));
    if (role != Qt::DisplayRole) return {};
    switch (section) {
        case Name: return tr("Register");
        case Kind: return tr("Kind");
        case Qubits: return tr("Qubits");
        default: return {};
    }
}

}  // namespace qstore::ui
