// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <optional>

#include "core/simulation/state.h"

namespace qstore::ui {

/// Amplitudes of a state: bits, value, magnitude, phase, probability. Reads the state when asked.
class CircuitAmplitudesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Bits, Value, Magnitude, Phase, Probability, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setState(const std::optional<State>& state);
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::optional<State> m_state;
};

}  // namespace qstore::ui
