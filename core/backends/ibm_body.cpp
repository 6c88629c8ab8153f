// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_body.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "core/backends/ibm_job_reply.h"
#include "core/backends/ibm_program.h"
#include "core/base/utf8.h"

namespace qstore {
namespace {

/// Keys in the order in which the documentation writes them.
using OrderedJson = nlohmann::ordered_json;

constexpr std::uint64_t kMostInt32 = 2'147'483'647;

Status checkText(const std::string& text, const char* what) {
    if (isUtf8(text)) return {};
    return fail(ErrorCode::InvalidArgument, std::string(what) + " is no UTF-8 text", "write it anew");
}

Status checkCircuits(std::size_t count, const IbmMachine* machine) {
    if (count == 0) return fail(ErrorCode::InvalidArgument, "the job has no circuits", "add one");
    if (machine == nullptr || machine->maxCircuits == 0 || count <= machine->maxCircuits) return {};
    return fail(ErrorCode::InvalidArgument,
                "the job has " + std::to_string(count) + " circuits, " + machine->name + " takes " +
                    std::to_string(machine->maxCircuits),
                "split it into several jobs");
}

Status checkShots(std::uint64_t shots, const IbmMachine* machine) {
    if (shots == 0) return fail(ErrorCode::InvalidArgument, "the job has no shots", "ask for at least 1");
    const std::uint64_t most =
        machine == nullptr || machine->maxShots == 0 ? kMostInt32 : std::min(machine->maxShots, kMostInt32);
    if (shots <= most) return {};
    return fail(ErrorCode::InvalidArgument,
                "the job asks for " + std::to_string(shots) + " shots, at most " + std::to_string(most) +
                    " can be taken",
                "ask for fewer, or split the job");
}

/// What the request may ask of other clouds alone.
Status checkRequest(const JobRequest& request) {
    if (request.noiseModel)
        return fail(ErrorCode::Unsupported, "IBM Quantum has no noise model '" + *request.noiseModel + "'",
                    "leave it out, or choose a simulator that has it");
    if (request.dryRun)
        return fail(ErrorCode::Unsupported, "IBM Quantum has no dry runs",
                    "look at the job's body instead");
    if (request.dialect != JobDialect::Plain)
        return fail(ErrorCode::Unsupported, "the dialects of Cirq and Qiskit are those of IonQ's jobs",
                    "leave the dialect out");
    return checkText(request.device, "the device's name");
}

Error inCircuit(Error error, std::size_t index, std::size_t count) {
    if (count > 1) error.message = "circuit " + std::to_string(index + 1) + ": " + error.message;
    return error;
}

OrderedJson head(const char* program, const std::string& device) {
    OrderedJson body;
    body["program_id"] = program;
    body["backend"] = device;
    return body;
}

Result<OrderedJson> tagList(const std::string& token, const std::string& name,
                            const std::map<std::string, std::string>& metadata) {
    QSTORE_TRY(const auto tags, ibmTags(token, name, metadata));
    OrderedJson list = OrderedJson::array();
    for (const std::string& tag : tags) {
        QSTORE_CHECK(checkText(tag, "a tag of the job"));
        list.push_back(tag);
    }
    return list;
}

/// Leftmost letter = highest qubit, as Qiskit writes it.
std::string pauliText(const PauliString& string, std::size_t qubits) {
    std::string text(qubits, 'I');
    for (std::size_t q = 0; q < std::min<std::size_t>(qubits, 64); ++q) {
        const bool x = ((string.x >> q) & 1U) != 0;
        const bool z = ((string.z >> q) & 1U) != 0;
        if (x || z) text[qubits - 1 - q] = x && z ? 'Y' : (x ? 'X' : 'Z');
    }
    return text;
}

Result<OrderedJson> observableJson(const PauliSum& sum, std::size_t qubits) {
    if (sum.terms.empty())
        return fail(ErrorCode::InvalidArgument, "an observable has no terms", "give it at least one");
    if (sum.qubits() > qubits)
        return fail(ErrorCode::InvalidArgument,
                    "the observable '" + sum.toText() + "' acts on " + std::to_string(sum.qubits()) +
                        " qubits, the circuit has " + std::to_string(qubits),
                    "write it for the circuit's own qubits");
    std::map<std::string, double> terms;
    for (const PauliTerm& term : sum.terms) {
        if (!std::isfinite(term.coefficient))
            return fail(ErrorCode::InvalidArgument, "an observable has a coefficient that is no number",
                        "correct it");
        terms[pauliText(term.string, qubits)] += term.coefficient;
    }
    return OrderedJson(terms);
}

Status checkEstimator(const IbmEstimatorRequest& request, const IbmMachine* machine) {
    QSTORE_CHECK(checkText(request.device, "the device's name"));
    QSTORE_CHECK(checkCircuits(request.circuits.size(), machine));
    if (request.observables.size() != request.circuits.size())
        return fail(ErrorCode::InvalidArgument,
                    "there are observables for " + std::to_string(request.observables.size()) + " of " +
                        std::to_string(request.circuits.size()) + " circuits",
                    "give each circuit its own");
    if (!(request.precision > 0.0 && request.precision <= 1.0))
        return fail(
            ErrorCode::InvalidArgument,
            "the precision is " + std::to_string(request.precision) + ", expected above 0 and at most 1",
            "0.015625 needs about 4096 shots");
    if (request.resilienceLevel && *request.resilienceLevel > 2)
        return fail(ErrorCode::InvalidArgument,
                    "the resilience level is " + std::to_string(*request.resilienceLevel), "use 0, 1 or 2");
    return {};
}

}  // namespace

Result<std::string> ibmSamplerBody(const JobRequest& request, const IbmMachine* machine) {
    QSTORE_CHECK(checkRequest(request));
    QSTORE_CHECK(checkCircuits(request.circuits.size(), machine));
    QSTORE_CHECK(checkShots(request.shots, machine));
    OrderedJson pubs = OrderedJson::array();
    for (std::size_t i = 0; i < request.circuits.size(); ++i) {
        Result<std::string> text = ibmProgramText(request.circuits[i], machine, IbmPrimitive::Sampler);
        if (!text) return tl::unexpected(inCircuit(text.error(), i, request.circuits.size()));
        pubs.push_back(OrderedJson::array({*std::move(text), nullptr, request.shots}));
    }
    OrderedJson options = OrderedJson::object();
    if (request.errorMitigation) options["dynamical_decoupling"]["enable"] = *request.errorMitigation;
    // Simulators alone heed it; the field holds 31 bits.
    if (request.seed) options["simulator"]["seed_simulator"] = *request.seed & kMostInt32;
    OrderedJson body = head("sampler", request.device);
    body["params"]["pubs"] = std::move(pubs);
    if (!options.empty()) body["params"]["options"] = std::move(options);
    body["params"]["version"] = 2;
    QSTORE_TRY(body["tags"], tagList(request.token, request.name, request.metadata));
    return body.dump();
}

Result<std::string> ibmEstimatorBody(const IbmEstimatorRequest& request, const IbmMachine* machine) {
    QSTORE_CHECK(checkEstimator(request, machine));
    OrderedJson pubs = OrderedJson::array();
    for (std::size_t i = 0; i < request.circuits.size(); ++i) {
        const Circuit& circuit = request.circuits[i];
        Result<std::string> text = ibmProgramText(circuit, machine, IbmPrimitive::Estimator);
        if (!text) return tl::unexpected(inCircuit(text.error(), i, request.circuits.size()));
        OrderedJson observables = OrderedJson::array();
        for (const PauliSum& sum : request.observables[i]) {
            Result<OrderedJson> written = observableJson(sum, circuit.qubits());
            if (!written) return tl::unexpected(inCircuit(written.error(), i, request.circuits.size()));
            observables.push_back(*std::move(written));
        }
        if (observables.empty())
            return tl::unexpected(
                inCircuit({ErrorCode::InvalidArgument, "it has no observables", "add one"}, i,
                          request.circuits.size()));
        pubs.push_back(
            OrderedJson::array({*std::move(text), std::move(observables), nullptr, request.precision}));
    }
    OrderedJson body = head("estimator", request.device);
    body["params"]["pubs"] = std::move(pubs);
    if (request.dynamicalDecoupling)
        body["params"]["options"]["dynamical_decoupling"]["enable"] = *request.dynamicalDecoupling;
    if (request.resilienceLevel) body["params"]["resilience_level"] = *request.resilienceLevel;
    body["params"]["version"] = 2;
    QSTORE_TRY(body["tags"], tagList(request.token, request.name, {}));
    return body.dump();
}

}  // namespace qstore
