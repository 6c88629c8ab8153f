// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/states/register_head.h"

namespace qstore::ui {

/// The simulated registers, by name.
class RegistersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Kind, Qubits, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    /// Keeps the rows where the same registers stand as before.
    void setRegisters(std::vector<RegisterHead> registers);
    const RegisterHead& at(int row) const { return m_registers[static_cast<std::size_t>(row)]; }
    /// -1 when there is none.
    int rowOf(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RegisterHead> m_registers;
};

/// "pure" or "mixed".
QString purityKindText(bool pure);

}  // namespace qstore::ui
