// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "core/backends/ibm_job_reply.h"
#include "core/base/json.h"
#include "core/base/json_fields.h"
#include "core/circuit/qasm.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::string_view kOwnEncoding =
    "the job's circuits are in Qiskit's own binary form (QPY), which cannot be read here";

/// What the Sampler takes where a PUB says nothing.
std::optional<std::uint64_t> defaultShots(const Json& params) {
    const auto whole = [](const Json& object, const char* key) -> std::optional<std::uint64_t> {
        const auto found = object.find(key);
        if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
        return found->get<std::uint64_t>();
    };
    if (const auto shots = whole(params, "shots")) return shots;
    const auto options = params.find("options");
    return options != params.end() && options->is_object() ? whole(*options, "default_shots")
                                                           : std::nullopt;
}

Result<Circuit> bindValues(const Circuit& circuit, const Json& values, const std::string& where) {
    if (values.is_null() || values.empty()) return circuit;
    std::vector<std::pair<std::string, double>> named;
    const auto& parameters = circuit.parameters();
    if (values.is_array() && values.size() == parameters.size()) {
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i].is_number()) named.emplace_back(parameters[i].name, values[i].get<double>());
    } else if (values.is_object()) {
        for (const auto& [name, value] : values.items())
            if (value.is_number()) named.emplace_back(name, value.get<double>());
    }
    if (named.size() != values.size())
        return fail(ErrorCode::Unsupported, "'" + where + "' holds parameters in a form that is not read",
                    "jobs with one value a parameter can be read");
    return circuit.bound(named);
}

struct Pub {
    Circuit circuit;
    std::optional<std::uint64_t> shots;
};

Result<Pub> readPub(const Json& pub, const std::string& where) {
    const Json& program = pub.is_array() && !pub.empty() ? pub.front() : pub;
    if (program.is_object()) return fail(ErrorCode::Unsupported, std::string(kOwnEncoding));
    if (!program.is_string()) return fail(ErrorCode::Parse, "'" + where + "' holds no circuit");
    const auto& text = program.get_ref<const std::string&>();
    if (text.find("OPENQASM") == std::string::npos)
        return fail(ErrorCode::Unsupported, std::string(kOwnEncoding));
    QSTORE_TRY(Circuit circuit, readQasm(text, where));
    Pub read{std::move(circuit), std::nullopt};
    if (!pub.is_array()) return read;
    if (pub.size() > 1) {
        QSTORE_TRY(read.circuit, bindValues(read.circuit, pub[1], where));
    }
    if (pub.size() > 2 && pub[2].is_number_unsigned()) read.shots = pub[2].get<std::uint64_t>();
    return read;
}

Status readPubs(const Json& params, JobRequest& request) {
    const auto pubs = params.find("pubs");
    if (pubs == params.end() || !pubs->is_array()) return fail(ErrorCode::Parse, "the job has no 'pubs'");
    std::optional<std::uint64_t> common;
    for (std::size_t i = 0; i < pubs->size(); ++i) {
        QSTORE_TRY(Pub pub, readPub((*pubs)[i], "pubs[" + std::to_string(i) + "]"));
        if (!pub.shots) pub.shots = defaultShots(params);
        if (i > 0 && pub.shots != common)
            return fail(ErrorCode::Unsupported, "the job's circuits have different numbers of shots",
                        "fetch its results instead");
        common = pub.shots;
        request.circuits.push_back(std::move(pub.circuit));
    }
    request.shots = common.value_or(0);
    return {};
}

/// `options.dynamical_decoupling.enable`.
std::optional<bool> decoupling(const Json& params) {
    const Json* at = &params;
    for (const char* key : {"options", "dynamical_decoupling", "enable"}) {
        if (!at->is_object()) return std::nullopt;
        const auto found = at->find(key);
        if (found == at->end()) return std::nullopt;
        at = &*found;
    }
    return at->is_boolean() ? std::optional(at->get<bool>()) : std::nullopt;
}

}  // namespace

Result<JobRequest> readIbmRequest(std::string_view json) {
    QSTORE_TRY(const Json root, parseJson(json));
    JobRequest request;
    std::vector<std::string> tags;
    JsonFields fields(root, "");
    fields.read("backend", request.device);
    if (const Json* list = fields.child("tags"); list != nullptr && !list->is_null())
        fields.read("tags", tags);
    fields.require("program");
    QSTORE_CHECK(fields.status());
    const Json& program = root.at("program");
    if (!program.is_object() || program.value("id", Json()) != "sampler")
        return fail(ErrorCode::Unsupported, "the job is none of the Sampler's",
                    "only circuits that are sampled can be read back");
    const auto params = root.find("params");
    if (params == root.end() || !params->is_object())
        return fail(ErrorCode::Unsupported, "IBM Quantum does not give the job's circuits",
                    "a private job keeps them to itself");
    IbmTagged tagged = readIbmTags(tags);
    request.token = std::move(tagged.token);
    request.name = std::move(tagged.name);
    request.metadata = std::move(tagged.metadata);
    request.native = true;
    QSTORE_CHECK(readPubs(*params, request));
    request.errorMitigation = decoupling(*params);
    return request;
}

}  // namespace qstore
