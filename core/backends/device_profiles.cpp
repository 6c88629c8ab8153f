// SPDX-License-Identifier: Apache-2.0
#include "core/backends/device_profiles.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/backends/calibration_json.h"
#include "core/backends/calibration_reading.h"
#include "core/backends/shipped_backend_data.h"
#include "core/base/closest_name.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kPrefix = "local/";

/// In the order of GateSetKind.
const std::vector<std::string_view>& profileGateSets() {
    static const std::vector<std::string_view> names = {"any",     "ionq-qis", "ionq-ms",
                                                        "ionq-zz", "ibm-ecr",  "ibm-cz"};
    return names;
}

Status readCoupling(const Json* list, const std::string& where, DeviceInfo& info) {
    if (list == nullptr) return {};
    if (!list->is_array()) return fail(ErrorCode::Parse, "'" + where + "' is not a list");
    for (const Json& pair : *list) {
        const bool good = pair.is_array() && pair.size() == 2 && pair[0].is_number_unsigned() &&
                          pair[1].is_number_unsigned() && pair[0] != pair[1] && pair[0] < info.qubits &&
                          pair[1] < info.qubits;
        if (!good)
            return fail(ErrorCode::Parse, "'" + where + "' holds " + jsonText(pair, -1).substr(0, 40) +
                                              ", expected a pair of different qubits below " +
                                              std::to_string(info.qubits));
        info.coupling.emplace_back(pair[0].get<Qubit>(), pair[1].get<Qubit>());
    }
    return {};
}

/// The calibration of a profile is ours without what the profile itself says.
Result<Calibration> readFigures(const Json& json, const std::string& where, const DeviceInfo& info) {
    Json whole = json;
    if (whole.is_object()) {
        whole["qubits"] = info.qubits;
        whole["device"] = info.name;
    }
    QSTORE_TRY(Calibration calibration, readOwnCalibration(whole, where));
    for (const auto& [a, b] : info.coupling) calibration.pairs.push_back({a, b, {}, {}});
    return calibration;
}

/// A simulated machine takes whatever the simulator does.
void setLimits(DeviceInfo& info) {
    info.simulator = true;
    info.minShots = 1;
    info.maxShots = std::uint64_t{1} << 40U;
    info.maxCircuits = std::numeric_limits<std::size_t>::max();
    info.queueLength = 0;
    info.queueSeconds = 0.0;
}

Result<LocalDevice> readProfile(const Json& json, const std::string& where) {
    LocalDevice device;
    JsonFields fields(json, where);
    std::string name;
    std::uint64_t qubits = 0;
    std::size_t gates = 0;
    fields.require("name").read("name", name).read("aliases", device.aliases);
    fields.require("title").read("title", device.info.title);
    fields.require("qubits").read("qubits", qubits);
    fields.require("gates").choose("gates", profileGateSets(), gates);
    fields.require("source").read("source", device.source).read("note", device.note);
    fields.require("calibration");
    const Json* coupling = fields.child("coupling");
    const Json* figures = fields.child("calibration");
    QSTORE_CHECK(fields.finish());
    device.info.name = std::string(kPrefix) + name;
    for (std::string& alias : device.aliases) alias.insert(0, kPrefix);
    device.info.qubits = qubits;
    device.info.gates = static_cast<GateSetKind>(gates);
    setLimits(device.info);
    QSTORE_CHECK(readCoupling(coupling, fields.where("coupling"), device.info));
    QSTORE_TRY(device.calibration, readFigures(*figures, fields.where("calibration"), device.info));
    device.info.updatedMs = device.calibration->measuredMs;
    if (device.calibration->medianTwoQubitError)
        device.info.twoQubitFidelity = 1.0 - *device.calibration->medianTwoQubitError;
    return device;
}

LocalDevice exactDevice() {
    LocalDevice device;
    device.info.name = "local";
    device.info.title = "This machine, without errors";
    setLimits(device.info);
    device.info.qubits = 64;  // as many as an outcome has bits; memory ends earlier
    device.info.twoQubitFidelity = 1.0;
    return device;
}

}  // namespace

Result<std::vector<LocalDevice>> readDeviceProfiles(std::string_view json) {
    QSTORE_TRY(const Json document, parseJson(json));
    JsonFields fields(document, "");
    std::string about;
    fields.read("about", about).require("profiles");
    const Json* profiles = fields.child("profiles");
    QSTORE_CHECK(fields.finish());
    if (!profiles->is_array()) return fail(ErrorCode::Parse, "'profiles' is not a list");
    std::vector<LocalDevice> devices;
    for (std::size_t i = 0; i < profiles->size(); ++i) {
        QSTORE_TRY(LocalDevice device, readProfile((*profiles)[i], "profiles[" + std::to_string(i) + "]"));
        devices.push_back(std::move(device));
    }
    return devices;
}

Result<std::vector<LocalDevice>> localDevices() {
    QSTORE_TRY(const std::string_view text, shippedBackendData("profiles.json"));
    QSTORE_TRY(std::vector<LocalDevice> devices, readDeviceProfiles(text));
    devices.insert(devices.begin(), exactDevice());
    return devices;
}

Result<LocalDevice> localDevice(std::string_view name) {
    QSTORE_TRY(std::vector<LocalDevice> devices, localDevices());
    std::vector<std::string> names;
    for (LocalDevice& device : devices) {
        const auto& aliases = device.aliases;
        if (device.info.name == name || std::find(aliases.begin(), aliases.end(), name) != aliases.end())
            return std::move(device);
        names.push_back(device.info.name);
        names.insert(names.end(), aliases.begin(), aliases.end());
    }
    const std::string closest = closestName(name, names);
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
    return fail(ErrorCode::NotFound, "there is no local backend '" + std::string(name) + "'",
                (closest.empty() ? "" : "did you mean '" + closest + "'? ") + "there are " + list);
}

bool isLocalName(std::string_view name) {
    return name == "local" || name.rfind(kPrefix, 0) == 0;
}

std::string_view gateSetKey(GateSetKind kind) {
    return profileGateSets()[static_cast<std::size_t>(kind)];
}

std::string_view gateSetGates(GateSetKind kind) {
    switch (kind) {
        case GateSetKind::Any: return "every gate";
        case GateSetKind::IonqQis:
            return "x, y, z, rx, ry, rz, h, s, sdg, sx, sxdg, t, tdg, cx, swap, rxx, ryy, rzz";
        case GateSetKind::IonqMs: return "gpi, gpi2, ms";
        case GateSetKind::IonqZz: return "gpi, gpi2, zz";
        case GateSetKind::IbmEcr: return "rz, sx, x, ecr";
        case GateSetKind::IbmCz: return "rz, sx, x, cz";
    }
    return "";
}

}  // namespace qstore
