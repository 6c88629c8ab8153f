// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/stores/byte_store.h"

namespace qstore::ui {

/// The whole files that a store keeps, by name.
class KeptFilesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Kind, Size, Kept, Hash, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;
    void setFiles(std::vector<KeptFile> files);
    const KeptFile& at(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    /// -1 for none.
    int rowOf(const QString& name) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<KeptFile> m_rows;
};

/// "Dataset" for "dataset"; a kind that is not known stays as it is.
QString fileKindText(const std::string& kind);

}  // namespace qstore::ui
