// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/backend_choice.h"

#include <algorithm>

#include "app/qstore/account_access.h"

namespace qstore {
namespace {

/// What the provider's interface says of every device: IonQ API v0.4, limits of jobs.
ChosenBackend published(const std::string& name, const std::string& kind) {
    ChosenBackend backend;
    backend.name = backend.device.name = backend.device.title = name;
    backend.providerKind = kind;
    backend.limitsKnown = false;
    if (kind == "ionq") {
        backend.device.gates = GateSetKind::IonqQis;
        backend.device.maxCircuits = 5000;
        backend.device.maxGatesPerJob = 150'000;
    }
    return backend;
}

Result<ChosenBackend> remote(const Command& command, const std::string& name) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == name.size())
        return fail(ErrorCode::InvalidArgument, "'" + name + "' is no backend",
                    "local, local/aria, … or PROFILE/DEVICE; `qstore backends list` names the local ones");
    const std::string profile = name.substr(0, slash), wanted = name.substr(slash + 1);
    ChosenBackend backend;
    backend.name = name;
    QSTORE_TRY(backend.provider, openProvider(command, profile));
    backend.providerKind = std::string(backend.provider->kind());
    const auto devices = backend.provider->devices(command.control("asking " + profile));
    if (!devices) return tl::unexpected<Error>(devices.error().error);
    const auto found = std::find_if(devices->begin(), devices->end(),
                                    [&](const DeviceInfo& device) { return device.name == wanted; });
    if (found == devices->end()) {
        std::string names;
        for (const DeviceInfo& device : *devices) names += (names.empty() ? "" : ", ") + device.name;
        return fail(ErrorCode::NotFound, "'" + profile + "' has no device '" + wanted + "'",
                    "it has " + (names.empty() ? "none" : names));
    }
    backend.device = *found;
    auto calibrations = backend.provider->calibrations(wanted, 1, command.control("asking " + profile));
    if (calibrations && !calibrations->empty()) {
        backend.calibration = calibrations->front();
        backend.source = "the provider";
    } else {
        backend.note = calibrations ? "The provider gives no calibration of it."
                                    : "No calibration: " + calibrations.error().error.message;
    }
    return backend;
}

}  // namespace

ChosenBackend chosenLocal(const LocalDevice& device) {
    ChosenBackend backend;
    backend.name = device.info.name;
    backend.device = device.info;
    backend.calibration = device.calibration;
    backend.source = device.source;
    backend.note = device.note;
    if (device.calibration) backend.figures = std::string(kProfileFigures);
    return backend;
}

Result<ChosenBackend> chooseBackend(const Command& command, const std::string& name,
                                    const std::string& priceList) {
    if (!priceList.empty()) return published(name, priceList);
    if (!isLocalName(name)) return remote(command, name);
    QSTORE_TRY(const LocalDevice device, localDevice(name));
    return chosenLocal(device);
}

std::string_view deviceStatusText(DeviceStatus status) {
    switch (status) {
        case DeviceStatus::Available: return "available";
        case DeviceStatus::Unavailable: return "unavailable";
        case DeviceStatus::Retired: return "retired";
    }
    return "";
}

}  // namespace qstore
