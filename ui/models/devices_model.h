// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "ui/controllers/device_catalog.h"

namespace qstore::ui {

/// Everything circuits can be run on, and calibrations from files.
class DevicesModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Columns { Name, Account, Status, Qubits, Queue, Fidelity, Age, Gates, ColumnCount };
    enum Roles { SortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;
    /// Keeps the rows where the same devices stand as before, so that selections stay.
    void setChoices(std::vector<DeviceChoice> choices);
    const std::vector<DeviceChoice>& choices() const { return m_choices; }
    const DeviceChoice& at(int row) const { return m_choices[static_cast<std::size_t>(row)]; }
    /// -1 for none.
    int rowOf(const QString& address) const;
    /// The ages are those of now; call it every minute.
    void refreshAges();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant sortValue(const DeviceChoice& choice, int column) const;
    std::vector<DeviceChoice> m_choices;
};

/// A calibration from a file has an address of its own, which nothing can be run on.
inline constexpr auto importedPrefix = "file:";
bool isImported(const DeviceChoice& choice);
QString deviceTitle(const DeviceChoice& choice);
/// "This machine", "From a file", or the account, with "(practice)" where it is one.
QString accountText(const DeviceChoice& choice);
QString deviceStatusText(const DeviceChoice& choice);
/// "2 jobs, 3 min"; empty where nobody waits or nothing is told.
QString queueText(const DeviceInfo& device);
/// "gpi, gpi2, ms", "any gate".
QString gatesText(const DeviceInfo& device);
/// When the calibration was measured, else when the account said how the device is; 0 for neither.
std::int64_t dataTimeMs(const DeviceChoice& choice);

}  // namespace qstore::ui
