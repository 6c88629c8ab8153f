// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/qstore/command.h"
#include "core/backends/device_profiles.h"
#include "core/backends/provider.h"

namespace qstore {

/// A backend as a command line names it.
struct ChosenBackend {
    std::string name;                          ///< "local/aria", "PROFILE/DEVICE"
    std::string providerKind;                  ///< "ionq", "ibm"; empty for local ones
    std::shared_ptr<const Provider> provider;  ///< null for local ones and published price lists
    DeviceInfo device;
    bool limitsKnown = true;  ///< false: only the name and the price list of the device are known
    std::optional<Calibration> calibration;
    std::string figures, source, note;  ///< of the calibration
};

/// `local…` offline, PROFILE/DEVICE by asking the account; with `priceList` ("ionq", "ibm") a device by its
/// name alone, of which nothing but published prices and limits is known.
Result<ChosenBackend> chooseBackend(const Command& command, const std::string& name,
                                    const std::string& priceList);
/// The device alone, without its calibration: one question less.
Result<DeviceInfo> chooseDevice(const Command& command, const std::string& name);
/// Every device of an account, without calibrations.
Result<std::vector<ChosenBackend>> devicesOf(const Command& command, const std::string& profile);
/// Asks the provider for the newest calibration, or says in `note` why there is none.
void addCalibration(const Command& command, ChosenBackend& backend);
ChosenBackend chosenLocal(const LocalDevice& device);
std::string_view deviceStatusText(DeviceStatus status);

}  // namespace qstore
