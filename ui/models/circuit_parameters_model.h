// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include "ui/controllers/live_inputs.h"
#include "ui/documents/circuit_document.h"

namespace qstore::ui {

/// The named parameters of a document's circuit: name and value can be edited, the check mark freezes.
class CircuitParametersModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Role, Value, ColumnCount };
    explicit CircuitParametersModel(CircuitDocument& document, QObject* parent = nullptr);

    /// The values that data columns are shown with.
    void setInputs(const LiveInputs& inputs);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    QString valueText(const Parameter& parameter) const;
    QString toolTip(const Parameter& parameter, int column) const;

    CircuitDocument& m_document;
    LiveInputs m_inputs;
    int m_rows = 0;
};

}  // namespace qstore::ui
