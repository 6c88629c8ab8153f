// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/backend_pricing.h"

#include "app/qstore/text_table.h"
#include "core/backends/capability.h"
#include "core/backends/gate_counts.h"
#include "core/backends/training_cost.h"

namespace qstore {

using Json = nlohmann::ordered_json;

void putKnown(Json& json, const char* key, const std::optional<double>& value) {
    if (value) json[key] = *value;
}

Json priceJson(const JobPrice& price) {
    Json json = Json::object();
    putKnown(json, "usd", price.usd);
    putKnown(json, "atMostUsd", price.atMostUsd);
    putKnown(json, "seconds", price.seconds);
    json["fromProvider"] = price.fromProvider;
    json["reason"] = price.reason;
    if (!price.source.empty()) json["source"] = price.source;
    if (!price.date.empty()) json["date"] = price.date;
    if (const std::string note = priceNote(price); !note.empty()) json["note"] = note;
    return json;
}

std::string priceText(const std::optional<double>& usd, const std::optional<double>& atMost) {
    if (!usd) return "unknown";
    std::string text = usdText(*usd);
    if (atMost && *atMost > *usd * (1.0 + 1e-9)) text += " (at most " + usdText(*atMost) + ")";
    return text;
}

std::optional<ProviderEstimate> askEstimate(const Command& command, const ChosenBackend& backend,
                                            std::size_t qubits, const JobWork& work) {
    if (backend.provider == nullptr) return std::nullopt;
    const EstimateRequest request{backend.device.name, qubits,         work.shots, work.oneQubitGates,
                                  work.twoQubitGates,  work.mitigation};
    auto estimate = backend.provider->estimate(request, command.control("asking for the price"));
    if (estimate) return *std::move(estimate);
    command.note("no estimate of the provider: " + estimate.error().error.message);
    return std::nullopt;
}

Priced priceOn(const Command& command, const JobToPrice& input, const PriceTable& table,
               ChosenBackend chosen) {
    Priced priced;
    priced.backend = std::move(chosen);
    const ChosenBackend& backend = priced.backend;
    const Circuit& circuit = input.circuit;
    const GateCounts gates = billedGates(circuit);
    JobWork work{gates.oneQubit * input.copies,
                 gates.twoQubit * input.copies,
                 input.shots,
                 input.copies,
                 input.mitigation,
                 {}};
    JobPrice price = table.priceOfJob(backend.providerKind, backend.device.name, work, input.plan);
    DeviceInfo device = backend.device;
    if (const auto estimate = askEstimate(command, backend, circuit.qubits(), work)) {
        price = withEstimate(std::move(price), estimate);
        if (estimate->queueSeconds) device.queueSeconds = estimate->queueSeconds;
    }
    RouteCandidate& route = priced.route;
    route.name = backend.name;
    route.device = device;
    route.price = std::move(price);
    route.executionSeconds = route.price.seconds;
    if (!route.executionSeconds && backend.calibration) {
        if (const auto times = executionTimesOf(*backend.calibration); times && !device.simulator)
            route.executionSeconds = static_cast<double>(input.shots) *
                                     (static_cast<double>(input.copies) * times->shotSeconds +
                                      static_cast<double>(work.oneQubitGates) * times->oneQubitGateSeconds +
                                      static_cast<double>(work.twoQubitGates) * times->twoQubitGateSeconds);
    }
    if (backend.calibration) route.fidelity = expectedFidelity(*backend.calibration, circuit);
    if (backend.name == "local") route.fidelity = 1.0;
    if (!backend.limitsKnown) return priced;
    for (CapabilityReason& reason :
         whyNot(device, {std::vector<Circuit>(input.copies, circuit), input.shots, false, {}})) {
        // Inputs get their values later, and gates are transpiled.
        if (!reason.byTranspiling && reason.text.rfind("the input '", 0) != 0)
            route.reasons.push_back(std::move(reason));
    }
    return priced;
}

}  // namespace qstore
