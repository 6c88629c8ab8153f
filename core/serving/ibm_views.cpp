// SPDX-License-Identifier: Apache-2.0
#include "core/serving/ibm_views.h"

#include <nlohmann/json.hpp>

#include "core/serving/key_ring.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr const char* kVersion = "1.0.0";
constexpr std::uint64_t kMaxShots = 100'000;
constexpr std::uint64_t kMaxCircuits = 5'000;
constexpr std::int64_t kDayMs = 86'400'000;
constexpr double kNsPerUs = 1000.0;

const char* twoQubitGate(const PracticeDevice& device) {
    return device.gates == GateSetKind::IbmEcr ? "ecr" : "cz";
}

Json parameter(const char* name, const char* unit, double value, const std::string& date) {
    return {{"name", name}, {"unit", unit}, {"value", value}, {"date", date}};
}

Json gate(const std::string& name, const std::vector<std::size_t>& qubits, double error, double ns,
          const std::string& date) {
    std::string label = name;
    for (const std::size_t qubit : qubits) label += (label == name ? "" : "_") + std::to_string(qubit);
    return {{"gate", name},
            {"name", label},
            {"qubits", qubits},
            {"parameters",
             {parameter("gate_error", "", error, date), parameter("gate_length", "ns", ns, date)}}};
}

}  // namespace

std::vector<std::string> ibmBasisGates(const PracticeDevice& device) {
    return {"rz", "sx", "x", "id", twoQubitGate(device)};
}

Json ibmDevice(const PracticeDevice& device, std::size_t waiting) {
    return {{"name", device.name},
            {"description", device.title},
            {"status", {{"name", "online"}, {"reason", "available"}}},
            {"is_simulator", false},
            {"qubits", device.qubits},
            {"processor_type", {{"family", "Practice"}, {"revision", "1"}}},
            {"queue_length", waiting}};
}

Json ibmStatus(const PracticeDevice& device, std::size_t waiting) {
    return {{"state", true},           {"status", "active"},          {"message", "practice"},
            {"length_queue", waiting}, {"backend_name", device.name}, {"backend_version", kVersion}};
}

Json ibmConfiguration(const PracticeDevice& device) {
    Json pairs = Json::array();
    for (const auto& [a, b] : device.coupling) pairs.push_back({a, b});
    Json gates = Json::array();
    for (const std::string& name : ibmBasisGates(device)) {
        Json one = {{"name", name},
                    {"parameters", name == "rz" ? Json::array({"theta"}) : Json::array()},
                    {"qasm_def", "gate " + name + " { }"}};
        if (name == twoQubitGate(device)) one["coupling_map"] = pairs;
        gates.push_back(std::move(one));
    }
    return {{"backend_name", device.name},
            {"backend_version", kVersion},
            {"description", device.title},
            {"n_qubits", device.qubits},
            {"basis_gates", ibmBasisGates(device)},
            {"gates", gates},
            {"coupling_map", pairs},
            {"simulator", false},
            {"local", false},
            {"conditional", false},
            {"open_pulse", false},
            {"memory", true},
            {"max_shots", kMaxShots},
            {"max_experiments", kMaxCircuits},
            {"supported_features", {"qasm3"}},
            {"processor_type", {{"family", "Practice"}, {"revision", "1"}}}};
}

Json ibmProperties(const PracticeDevice& device, std::int64_t nowMs) {
    const std::string date = isoTime(nowMs / kDayMs * kDayMs);
    Json qubits = Json::array(), gates = Json::array();
    for (std::size_t qubit = 0; qubit < device.qubits; ++qubit) {
        const PracticeErrors errors = errorsOfQubit(device, qubit);
        // Better qubits live longer.
        const double factor = device.errors.oneQubit / errors.oneQubit;
        qubits.push_back({parameter("T1", "us", device.t1Us * factor, date),
                          parameter("T2", "us", device.t2Us * factor, date),
                          parameter("readout_error", "",
                                    (errors.readOneGivenZero + errors.readZeroGivenOne) / 2.0, date),
                          parameter("prob_meas0_prep1", "", errors.readZeroGivenOne, date),
                          parameter("prob_meas1_prep0", "", errors.readOneGivenZero, date),
                          parameter("readout_length", "ns", device.readTimeUs * kNsPerUs, date)});
        gates.push_back(gate("rz", {qubit}, 0.0, 0.0, date));
        for (const char* name : {"id", "sx", "x"})
            gates.push_back(gate(name, {qubit}, errors.oneQubit, device.oneQubitTimeUs * kNsPerUs, date));
    }
    for (const auto& [a, b] : device.coupling)
        gates.push_back(gate(twoQubitGate(device), {a, b}, errorOfPair(device, a, b),
                             device.twoQubitTimeUs * kNsPerUs, date));
    return {{"backend_name", device.name},
            {"backend_version", kVersion},
            {"last_update_date", date},
            {"qubits", qubits},
            {"gates", gates},
            {"general", Json::array()}};
}

}  // namespace qstore
