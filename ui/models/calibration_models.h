// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/backends/device.h"

namespace qstore::ui {

/// Numbers for sorting, beside the texts for reading; an unknown figure has none.
enum CalibrationRoles { CalibrationSortRole = Qt::UserRole + 1 };

/// What is known of each qubit: one row a qubit, or none where medians alone are known.
class QubitsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Number, T1, T2, OneQubitError, Read01, Read10, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setCalibration(const Calibration& calibration);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<QubitCalibration> m_qubits;
};

/// What is known of each coupled pair; a pair that is listed both ways with the same figures stands once.
class PairsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { First, Second, PairError, GateTime, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setCalibration(const Calibration& calibration);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<PairCalibration> m_pairs;
};

/// Measurements of a device, newest first, by their medians.
class HistoryModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Measured, TwoQubitError, ReadError, T1, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;
    void setHistory(std::vector<Calibration> newestFirst);
    const Calibration& at(int row) const { return m_history[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Calibration> m_history;
};

/// Headers, then one line a row; numbers with every digit and a point, unknown ones empty.
QString toCsv(const QAbstractTableModel& model);

}  // namespace qstore::ui
