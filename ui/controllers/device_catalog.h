// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "core/backends/device.h"
#include "core/base/result.h"

namespace qstore::ui {

class Accounts;

/// Something circuits can be run on.
struct DeviceChoice {
    QString address;       ///< as parseBackendAddress() reads it: "local", "local/aria", "PROFILE/DEVICE"
    QString profile;       ///< empty for local ones
    std::string provider;  ///< "ionq", "ibm", as TrainingTerms has it; empty for local ones
    DeviceInfo device;
    /// The newest one known; local profiles have theirs at once, machines when somebody asked.
    std::optional<Calibration> calibration;
    bool practice = false;     ///< of a practice cloud: labelled so everywhere
    std::int64_t askedMs = 0;  ///< when the account said so (Unix); 0 for local ones
    bool isLocal() const { return profile.isEmpty(); }
};

/// The devices of all accounts that have a key, and the local ones. Accounts are asked in the background,
/// when they appear, when their key changes, and on refresh(); what they said before stays until then, with
/// its age.
class DeviceCatalog : public QObject {
    Q_OBJECT
public:
    explicit DeviceCatalog(Accounts& accounts, QObject* parent = nullptr);
    ~DeviceCatalog() override;

    /// Local ones first ("local" is always there), then by account.
    const std::vector<DeviceChoice>& choices() const;
    const DeviceChoice* find(const QString& address) const;
    /// Of one account, or of all.
    void refresh(const QString& profile = {});
    bool isRefreshing() const;
    /// What went wrong when this account was asked last.
    std::optional<Error> errorOf(const QString& profile) const;
    /// Measurements of a device, newest first; asked for in the background, historyChanged() follows.
    void askHistory(const QString& address);
    const std::vector<Calibration>& history(const QString& address) const;

Q_SIGNALS:
    void changed();
    void refreshingChanged(bool refreshing);
    void historyChanged(const QString& address);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore::ui
