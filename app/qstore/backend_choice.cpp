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

struct RemoteName {
    std::string profile, device;
};

Result<RemoteName> splitRemote(const std::string& name) {
    const std::size_t slash = name.find('/');
    if (slash == std::string::npos || slash == 0 || slash + 1 == name.size())
        return fail(ErrorCode::InvalidArgument, "'" + name + "' is no backend",
                    "local, local/aria, … or PROFILE/DEVICE; `qstore backends list` names the local ones");
    return RemoteName{name.substr(0, slash), name.substr(slash + 1)};
}

Result<ChosenBackend> remote(const Command& command, const std::string& name) {
    QSTORE_TRY(const RemoteName wanted, splitRemote(name));
    QSTORE_TRY(const auto devices, devicesOf(command, wanted.profile));
    const auto found = std::find_if(devices.begin(), devices.end(),
                                    [&](const ChosenBackend& each) { return each.name == name; });
    if (found != devices.end()) return *found;
    std::string names;
    for (const ChosenBackend& each : devices) names += (names.empty() ? "" : ", ") + each.device.name;
    return fail(ErrorCode::NotFound, "'" + wanted.profile + "' has no device '" + wanted.device + "'",
                "it has " + (names.empty() ? "none" : names));
}

}  // namespace

Result<std::vector<ChosenBackend>> devicesOf(const Command& command, const std::string& profile) {
    QSTORE_TRY(const auto provider, openProvider(command, profile));
    const auto devices = provider->devices(command.control("asking " + profile));
    if (!devices) return tl::unexpected<Error>(devices.error().error);
    std::vector<ChosenBackend> chosen;
    for (const DeviceInfo& device : *devices) {
        ChosenBackend backend;
        backend.name = profile + "/" + device.name;
        backend.provider = provider;
        backend.providerKind = std::string(provider->kind());
        backend.device = device;
        chosen.push_back(std::move(backend));
    }
    return chosen;
}

void addCalibration(const Command& command, ChosenBackend& backend) {
    const auto newest =
        backend.provider->calibrations(backend.device.name, 1, command.control("asking " + backend.name));
    if (newest && !newest->empty()) {
        backend.calibration = newest->front();
        backend.source = "the provider";
    } else {
        backend.note = newest ? "The provider gives no calibration of it."
                              : "No calibration: " + newest.error().error.message;
    }
}

Result<DeviceInfo> chooseDevice(const Command& command, const std::string& name) {
    if (isLocalName(name)) {
        QSTORE_TRY(const LocalDevice device, localDevice(name));
        return device.info;
    }
    QSTORE_TRY(const ChosenBackend backend, remote(command, name));
    return backend.device;
}

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
    if (!isLocalName(name)) {
        QSTORE_TRY(ChosenBackend backend, remote(command, name));
        addCalibration(command, backend);
        return backend;
    }
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
