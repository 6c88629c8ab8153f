// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_devices.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/backends/ionq_limits.h"
#include "core/backends/remote_reply.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t maxDeviceQubits = 10'000;
constexpr double msPerSecond = 1e3, usPerSecond = 1e6, nsPerSecond = 1e9;

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// "qpu.forte-enterprise-1" → "IonQ Forte Enterprise 1"
std::string titleOf(std::string_view name) {
    if (name.rfind("qpu.", 0) == 0) name.remove_prefix(4);
    std::string title = "IonQ ";
    bool start = true;
    for (const char letter : name) {
        const bool lower = letter >= 'a' && letter <= 'z';
        title += letter == '-' ? ' ' : start && lower ? static_cast<char>(letter - 'a' + 'A') : letter;
        start = letter == '-';
    }
    return title;
}

/// As the machine says, else as its generation is known to have.
GateSetKind gatesOf(const DeviceInfo& device, const json* native) {
    if (device.simulator) return GateSetKind::IonqQis;
    const auto has = [&](std::string_view gate) {
        return native != nullptr && native->is_array() &&
               std::any_of(native->begin(), native->end(), [&](const json& each) {
                   return each.is_string() && each.get_ref<const std::string&>() == gate;
               });
    };
    if (has("zz")) return GateSetKind::IonqZz;
    if (has("ms")) return GateSetKind::IonqMs;
    if (contains(device.name, "forte")) return GateSetKind::IonqZz;
    return contains(device.name, "aria") || contains(device.name, "harmony") ? GateSetKind::IonqMs
                                                                             : GateSetKind::IonqQis;
}

void addLimits(DeviceInfo& device) {
    device.maxShots = ionqMaxShots;
    device.maxCircuits = ionqMaxCircuits;
    device.maxGatesPerJob = ionqMaxGates;
    device.maxBodyBytes = ionqMaxBodyBytes;
    if (device.simulator) device.noiseModels.assign(ionqNoiseModels.begin(), ionqNoiseModels.end());
}

Remote<DeviceInfo> readBackend(const json& reply) {
    ReplyFields fields(reply, "a backend");
    DeviceInfo device;
    device.name = fields.requiredText("backend");
    const std::string status = fields.requiredText("status");
    device.qubits = fields.whole("qubits").value_or(0);
    if (device.qubits > maxDeviceQubits) fields.wrong("qubits", "a number of qubits that a machine has");
    device.simulator = device.name == ionqSimulator;
    device.title = device.simulator ? "IonQ cloud simulator" : titleOf(device.name);
    if (status == "retired")
        device.status = DeviceStatus::Retired;
    else if (status != "available")
        device.status = DeviceStatus::Unavailable;
    if (status != "available") device.statusReason = "IonQ reports it as " + status.substr(0, 60);
    if (fields.flag("degraded").value_or(false)) device.statusReason = "IonQ reports it as degraded";
    if (const auto ms = fields.number("average_queue_time")) device.queueSeconds = *ms / msPerSecond;
    device.updatedMs = fields.time("last_updated").value_or(0);
    device.gates = gatesOf(device, fields.child("supported_native_gates"));
    addLimits(device);
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    return device;
}

/// 1 − the median of one kind of fidelity.
std::optional<double> errorOf(ReplyFields& fidelity, const char* kind, Remote<void>& status) {
    const json* entry = fidelity.child(kind);
    if (entry == nullptr) return {};
    ReplyFields fields(*entry, std::string("the fidelity '") + kind + "'");
    const auto median = fields.number("median");
    if (median && (*median < 0 || *median > 1)) fields.wrong("median", "a number from 0 to 1");
    if (auto whole = fields.status(); !whole && status) status = whole;
    if (!median) return {};
    return 1 - *median;
}

Remote<void> readTiming(const json* entry, Calibration& calibration) {
    if (entry == nullptr) return {};
    ReplyFields fields(*entry, "a characterization's timing");
    const auto scaled = [&](const char* key, double factor) -> std::optional<double> {
        const auto seconds = fields.number(key);
        if (seconds && *seconds < 0) fields.wrong(key, "a time from 0");
        return seconds ? std::optional(*seconds * factor) : std::nullopt;
    };
    calibration.medians.t1Us = scaled("t1", usPerSecond);
    calibration.medians.t2Us = scaled("t2", usPerSecond);
    calibration.oneQubitTimeNs = scaled("1q", nsPerSecond);
    calibration.twoQubitTimeNs = scaled("2q", nsPerSecond);
    calibration.readTimeNs = scaled("readout", nsPerSecond);
    calibration.resetTimeNs = scaled("reset", nsPerSecond);
    return fields.status();
}

Remote<void> readConnectivity(const json* list, Calibration& calibration) {
    if (list == nullptr) return {};
    if (!list->is_array()) return protocolFault("the connectivity of a characterization is no list");
    for (const json& pair : *list) {
        const bool good = pair.is_array() && pair.size() == 2 && pair[0].is_number_unsigned() &&
                          pair[1].is_number_unsigned() && pair[0].get<std::size_t>() < calibration.qubits &&
                          pair[1].get<std::size_t>() < calibration.qubits;
        if (!good)
            return protocolFault(
                "the connectivity of a characterization holds something else than pairs of its qubits");
        PairCalibration each;
        each.a = pair[0].get<std::size_t>();
        each.b = pair[1].get<std::size_t>();
        each.error = calibration.medianTwoQubitError;
        each.gateTimeNs = calibration.twoQubitTimeNs;
        calibration.pairs.push_back(each);
    }
    return {};
}

Remote<Calibration> readCharacterization(const json& reply, const std::string& device) {
    ReplyFields fields(reply, "a characterization");
    Calibration calibration;
    calibration.device = fields.text("backend").value_or(device);
    calibration.id = fields.text("id").value_or(std::string());
    calibration.measuredMs = fields.time("date").value_or(0);
    calibration.qubits = fields.whole("qubits").value_or(0);
    if (calibration.qubits > maxDeviceQubits)
        fields.wrong("qubits", "a number of qubits that a machine has");
    Remote<void> status;
    if (const json* fidelity = fields.child("fidelity")) {
        ReplyFields kinds(*fidelity, "the fidelity");
        calibration.spamError = errorOf(kinds, "spam", status);
        calibration.medians.oneQubitError = errorOf(kinds, "1q", status);
        calibration.medianTwoQubitError = errorOf(kinds, "2q", status);
        if (auto whole = kinds.status(); !whole) status = whole;
    }
    if (auto whole = fields.status(); !whole) status = whole;
    if (!status) return tl::unexpected<RemoteError>(status.error());
    if (auto part = readTiming(fields.child("timing"), calibration); !part)
        return tl::unexpected<RemoteError>(part.error());
    if (auto part = readConnectivity(fields.child("connectivity"), calibration); !part)
        return tl::unexpected<RemoteError>(part.error());
    return calibration;
}

}  // namespace

Remote<std::vector<DeviceInfo>> readIonqBackends(const json& reply) {
    if (!reply.is_array()) return protocolFault("the list of backends is no list");
    std::vector<DeviceInfo> devices;
    for (const json& backend : reply) {
        QSTORE_REMOTE_TRY(auto device, readBackend(backend));
        devices.push_back(std::move(device));
    }
    return devices;
}

Remote<CharacterizationPage> readIonqCharacterizations(const json& reply, const std::string& device) {
    ReplyFields fields(reply, "the list of characterizations");
    CharacterizationPage page;
    page.pages = fields.whole("pages").value_or(1);
    if (const json* list = fields.child("characterizations")) {
        if (!list->is_array()) return protocolFault("the list of characterizations is no list");
        for (const json& each : *list) {
            QSTORE_REMOTE_TRY(auto calibration, readCharacterization(each, device));
            page.calibrations.push_back(std::move(calibration));
        }
    }
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    return page;
}

Remote<ProviderEstimate> readIonqEstimate(const json& reply) {
    ReplyFields fields(reply, "the estimate");
    ProviderEstimate estimate;
    auto cost = fields.number("estimated_total_cost");
    if (!cost) cost = fields.number("estimated_cost");
    if (!cost || *cost < 0) fields.wrong("estimated_cost", "an amount from 0");
    auto unit = fields.text("estimated_unit");
    if (!unit) unit = fields.text("cost_unit");
    if (!unit) fields.wrong("cost_unit", "usd or credit");
    if (const auto ms = fields.number("estimated_execution_time"))
        estimate.executionSeconds = *ms / msPerSecond;
    if (const auto ms = fields.number("current_predicted_queue_time"))
        estimate.queueSeconds = *ms / msPerSecond;
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    estimate.cost = *cost;
    estimate.unit = *unit;
    std::transform(estimate.unit.begin(), estimate.unit.end(), estimate.unit.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    if (estimate.unit == "usd") estimate.costUsd = *cost;
    return estimate;
}

Remote<std::optional<double>> readIonqCost(const json& reply) {
    ReplyFields fields(reply, "the cost");
    const json* cost = fields.child("cost");
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    if (cost == nullptr) return std::optional<double>();
    ReplyFields amount(*cost, "the cost");
    const auto value = amount.number("value");
    const std::string unit = amount.requiredText("unit");
    if (!value || *value < 0) amount.wrong("value", "an amount from 0");
    if (auto whole = amount.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    return unit == "usd" || unit == "USD" ? value : std::nullopt;
}

Remote<Identity> readIonqIdentity(const json& reply) {
    ReplyFields fields(reply, "the key's description");
    Identity identity;
    identity.account = fields.text("key_name").value_or(std::string());
    if (identity.account.empty()) identity.account = fields.requiredText("key_id");
    identity.project = fields.text("project_id").value_or(std::string());
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    return identity;
}

}  // namespace qstore
