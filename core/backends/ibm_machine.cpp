// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_machine.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostDevices = 1'000;
/// Far above what exists; keeps a hostile reply from asking for memory.
constexpr std::uint64_t kMostQubits = 100'000;

DeviceStatus statusFromName(const std::string& name) {
    return name == "online" || name == "active" ? DeviceStatus::Available : DeviceStatus::Unavailable;
}

Status readListStatus(const Json& entry, const std::string& where, IbmListed& listed) {
    const auto status = entry.find("status");
    if (status == entry.end() || status->is_null()) return {};
    std::string name, reason;
    if (status->is_string()) {
        name = status->get<std::string>();
    } else {
        JsonFields fields(*status, where + ".status");
        fields.read("name", name).require("name").read("reason", reason);
        QSTORE_CHECK(fields.status());
    }
    listed.info.status = statusFromName(name);
    if (listed.info.status != DeviceStatus::Available)
        listed.info.statusReason = reason.empty() ? name : name + ": " + reason;
    listed.hasStatus = true;
    return {};
}

/// `{"value": 0.002}` of the list's figures.
std::optional<double> figure(const Json& entry, const char* name) {
    const auto metrics = entry.find("performance_metrics");
    if (metrics == entry.end() || !metrics->is_object()) return std::nullopt;
    const auto metric = metrics->find(name);
    if (metric == metrics->end() || !metric->is_object()) return std::nullopt;
    const auto value = metric->find("value");
    if (value == metric->end() || !value->is_number()) return std::nullopt;
    const double number = value->get<double>();
    if (!(number >= 0.0 && number <= 1.0)) return std::nullopt;
    return number;
}

std::optional<double> averageWait(const Json& entry) {
    const auto wait = entry.find("wait_time_seconds");
    if (wait == entry.end() || !wait->is_object()) return std::nullopt;
    const auto average = wait->find("average");
    if (average == wait->end() || !average->is_number() || average->get<double>() < 0.0)
        return std::nullopt;
    return average->get<double>();
}

Result<IbmListed> readListed(const Json& entry, const std::string& where) {
    IbmListed listed;
    if (entry.is_string()) {
        listed.info.name = entry.get<std::string>();
    } else {
        JsonFields fields(entry, where);
        std::uint64_t qubits = 0, queue = 0;
        fields.read("name", listed.info.name).require("name").read("is_simulator", listed.info.simulator);
        if (const Json* count = fields.child("qubits"); count != nullptr && !count->is_null())
            fields.read("qubits", qubits);
        if (fields.child("queue_length") != nullptr) fields.read("queue_length", queue);
        QSTORE_CHECK(fields.status());
        listed.info.qubits = static_cast<std::size_t>(qubits);
        if (entry.contains("queue_length")) listed.info.queueLength = queue;
        listed.info.queueSeconds = averageWait(entry);
        if (const auto error = figure(entry, "two_q_error_median"))
            listed.info.twoQubitFidelity = 1.0 - *error;
        QSTORE_CHECK(readListStatus(entry, where, listed));
    }
    if (listed.info.name.empty()) return fail(ErrorCode::Parse, "'" + where + ".name' is empty");
    listed.info.title = listed.info.name;
    return listed;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::binary_search(names.begin(), names.end(), name);
}

GateSetKind gateSet(const std::vector<std::string>& basis) {
    if (!has(basis, "rz") || !has(basis, "sx") || !has(basis, "x")) return GateSetKind::Any;
    if (has(basis, "cz")) return GateSetKind::IbmCz;
    return has(basis, "ecr") ? GateSetKind::IbmEcr : GateSetKind::Any;
}

Result<Qubit> readQubit(const Json& value, std::size_t qubits, const std::string& where) {
    if (value.is_number_unsigned() && value.get<std::uint64_t>() < qubits) return value.get<Qubit>();
    return fail(ErrorCode::Parse, "'" + where + "' is " + jsonText(value, -1).substr(0, 40) +
                                      ", expected a qubit below " + std::to_string(qubits));
}

Status readPairs(const Json& list, const std::string& where, IbmMachine& machine) {
    if (list.is_null()) return {};
    if (!list.is_array()) return fail(ErrorCode::Parse, "'" + where + "' is no list");
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string place = where + "[" + std::to_string(i) + "]";
        const Json& pair = list[i];
        if (!pair.is_array() || pair.size() != 2)
            return fail(ErrorCode::Parse, "'" + place + "' is no pair of qubits");
        QSTORE_TRY(const Qubit a, readQubit(pair[0], machine.qubits, place));
        QSTORE_TRY(const Qubit b, readQubit(pair[1], machine.qubits, place));
        if (a == b) return fail(ErrorCode::Parse, "'" + place + "' couples a qubit with itself");
        machine.coupling.emplace_back(a, b);
        if (machine.gates == GateSetKind::IbmCz) machine.coupling.emplace_back(b, a);
    }
    return {};
}

/// The pairs of the machine's own two-qubit gate where they are listed (ECR has a direction), else the
/// coupling map.
const Json* pairsOf(const Json& root, const IbmMachine& machine) {
    const std::string_view gate = machine.gates == GateSetKind::IbmCz ? "cz" : "ecr";
    if (const auto gates = root.find("gates"); gates != root.end() && gates->is_array()) {
        for (const Json& entry : *gates) {
            if (!entry.is_object() || entry.value("name", Json()) != gate) continue;
            if (const auto map = entry.find("coupling_map"); map != entry.end()) return &*map;
        }
    }
    const auto map = root.find("coupling_map");
    return map == root.end() ? nullptr : &*map;
}

}  // namespace

Result<std::vector<IbmListed>> readIbmDeviceList(std::string_view json) {
    QSTORE_TRY(const Json root, parseJson(json));
    const auto devices = root.is_object() ? root.find("devices") : root.end();
    if (!root.is_object() || devices == root.end() || !devices->is_array())
        return fail(ErrorCode::Parse, "the list of devices has no 'devices'");
    if (devices->size() > kMostDevices)
        return fail(ErrorCode::Parse, "the list names " + std::to_string(devices->size()) +
                                          " devices, more than " + std::to_string(kMostDevices));
    std::vector<IbmListed> list;
    for (std::size_t i = 0; i < devices->size(); ++i) {
        QSTORE_TRY(IbmListed listed, readListed((*devices)[i], "devices[" + std::to_string(i) + "]"));
        list.push_back(std::move(listed));
    }
    return list;
}

Result<IbmMachine> readIbmConfiguration(std::string_view json, const std::string& device) {
    QSTORE_TRY(const Json root, parseJson(json));
    IbmMachine machine;
    machine.name = device;
    std::uint64_t qubits = 0, shots = 0, circuits = 0;
    JsonFields fields(root, "");
    fields.read("n_qubits", qubits).require("n_qubits");
    fields.read("basis_gates", machine.basis).require("basis_gates");
    fields.read("simulator", machine.simulator);
    fields.read("max_shots", shots).read("max_experiments", circuits);
    QSTORE_CHECK(fields.status());
    if (qubits == 0 || qubits > kMostQubits)
        return fail(ErrorCode::Parse, "'n_qubits' is " + std::to_string(qubits));
    machine.qubits = static_cast<std::size_t>(qubits);
    machine.maxShots = shots;
    machine.maxCircuits = static_cast<std::size_t>(circuits);
    std::sort(machine.basis.begin(), machine.basis.end());
    machine.gates = gateSet(machine.basis);
    if (const Json* pairs = pairsOf(root, machine))
        QSTORE_CHECK(readPairs(*pairs, "coupling_map", machine));
    std::sort(machine.coupling.begin(), machine.coupling.end());
    machine.coupling.erase(std::unique(machine.coupling.begin(), machine.coupling.end()),
                           machine.coupling.end());
    return machine;
}

Status readIbmStatus(std::string_view json, DeviceInfo& info) {
    QSTORE_TRY(const Json root, parseJson(json));
    bool up = false;
    std::string name, message;
    std::uint64_t queue = 0;
    JsonFields fields(root, "");
    fields.read("state", up).require("state").read("status", name).read("message", message);
    fields.read("length_queue", queue).require("length_queue");
    QSTORE_CHECK(fields.status());
    info.queueLength = queue;
    const bool open = name.empty() || statusFromName(name) == DeviceStatus::Available;
    info.status = up && open ? DeviceStatus::Available : DeviceStatus::Unavailable;
    if (info.status != DeviceStatus::Available)
        info.statusReason = message.empty() ? (name.empty() ? "not operational" : name) : message;
    return {};
}

std::string ibmGateNames(const IbmMachine& machine) {
    std::string text;
    for (const std::string& name : machine.basis) text += (text.empty() ? "" : ", ") + name;
    return text;
}

std::string ibmRefusal(const IbmMachine& machine) {
    if (machine.gates != GateSetKind::Any) return {};
    return "its gates (" + ibmGateNames(machine) + ") are neither {rz, sx, x, cz} nor {rz, sx, x, ecr}";
}

void describeIbmMachine(const IbmMachine& machine, DeviceInfo& info) {
    info.qubits = machine.qubits;
    info.gates = machine.gates;
    info.coupling = machine.coupling;
    info.simulator = info.simulator || machine.simulator;
    if (machine.maxShots > 0) info.maxShots = machine.maxShots;
    if (machine.maxCircuits > 0) info.maxCircuits = machine.maxCircuits;
    const std::string refusal = ibmRefusal(machine);
    if (refusal.empty()) return;
    info.status = DeviceStatus::Unavailable;
    info.statusReason = "circuits cannot be written for it: " + refusal;
}

}  // namespace qstore
