// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace qstore::ui {

class DeviceCatalog;
struct DeviceChoice;

/// Where something is run: exactly on this machine, on a simulated device, or on a device of an account.
/// An address that is not known (now) stays chosen and is shown as such, since an account may come back.
class BackendPicker : public QComboBox {
    Q_OBJECT
public:
    /// With `exact` the first choice is "This machine, exact" with an empty address; else "local" stands
    /// first, which is this machine with shots.
    BackendPicker(DeviceCatalog& devices, bool exact, QWidget* parent = nullptr);

    QString address() const;
    void setAddress(const QString& address);
    /// Null for the exact choice and for an address that is not known.
    const DeviceChoice* device() const;

Q_SIGNALS:
    /// By a person or by setAddress(); not when the list is filled anew with the same choice.
    void addressChanged(const QString& address);

private:
    void fill();
    /// The row of an address, or -1; headings and separators have none.
    int findAddress(const QString& address) const;
    int addUnknown(const QString& address);

    DeviceCatalog& m_devices;
    bool m_exact;
};

}  // namespace qstore::ui
