// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_job_writer.h"

#include <algorithm>

#include "core/backends/ionq_gate_writer.h"
#include "core/backends/ionq_limits.h"
#include "core/backends/ionq_metadata.h"
#include "core/backends/json_writer.h"
#include "core/base/utf8.h"

namespace qstore {
namespace {

tl::unexpected<Error> tooMany(const std::string& what, std::size_t has, std::size_t most) {
    return fail(
        ErrorCode::ResourceExhausted,
        "the job has " + std::to_string(has) + " " + what + "; IonQ takes at most " + std::to_string(most),
        "split it into smaller jobs");
}

Status checkNoise(const JobRequest& request) {
    if (!request.noiseModel && !request.seed) return {};
    if (request.device != ionqSimulator)
        return fail(ErrorCode::InvalidArgument,
                    std::string("a noise model or a seed was given for '") + request.device + "'",
                    "only the device 'simulator' has them");
    if (request.seed && *request.seed > ionqMaxSeed)
        return fail(
            ErrorCode::InvalidArgument,
            "the seed " + std::to_string(*request.seed) + " is larger than " + std::to_string(ionqMaxSeed),
            "IonQ takes seeds of 31 bits");
    if (!request.noiseModel || std::find(ionqNoiseModels.begin(), ionqNoiseModels.end(),
                                         *request.noiseModel) != ionqNoiseModels.end())
        return {};
    std::string known;
    for (const auto model : ionqNoiseModels) known += (known.empty() ? "" : ", ") + std::string(model);
    return fail(ErrorCode::NotFound, "IonQ's simulator has no noise model '" + *request.noiseModel + "'",
                "it has " + known);
}

Status checkRequest(const JobRequest& request) {
    if (request.device.empty())
        return fail(ErrorCode::InvalidArgument, "the job names no device", "for example 'simulator'");
    if (request.circuits.empty()) return fail(ErrorCode::InvalidArgument, "the job has no circuit");
    if (request.circuits.size() > ionqMaxCircuits)
        return tooMany("circuits", request.circuits.size(), ionqMaxCircuits);
    if (request.shots == 0 || request.shots > ionqMaxShots)
        return fail(ErrorCode::InvalidArgument, std::to_string(request.shots) + " shots were asked for",
                    "IonQ takes from 1 to " + std::to_string(ionqMaxShots));
    if (request.errorMitigation.value_or(false) && request.shots < ionqMinMitigatedShots)
        return fail(ErrorCode::InvalidArgument,
                    "debiasing needs at least " + std::to_string(ionqMinMitigatedShots) + " shots, not " +
                        std::to_string(request.shots),
                    "ask for more shots or leave error mitigation off");
    if (!isUtf8(request.device) || !isUtf8(request.name))
        return fail(ErrorCode::InvalidArgument, "the name of the job or its device is not UTF-8");
    return checkNoise(request);
}

/// Writes the members of one body in turn.
class Body {
public:
    explicit Body(const JobRequest& request) : m_request(request), m_multi(request.circuits.size() > 1) {}

    Result<std::string> write() {
        QSTORE_TRY(const auto readouts, allReadouts());
        QSTORE_TRY(const Metadata metadata, ionqMetadata(m_request, readouts));
        m_out = m_multi ? "{\"type\":\"ionq.multi-circuit.v1\"" : "{\"type\":\"ionq.circuit.v1\"";
        text("backend", m_request.device);
        if (cirq()) text("lang", "json");
        if (cirq())
            text("shots", std::to_string(m_request.shots));
        else
            raw("shots", std::to_string(m_request.shots));
        if (const std::string name = jobName(); !name.empty()) text("name", name);
        addMetadata(metadata);
        addNoise();
        if (m_request.errorMitigation)
            raw("settings", std::string("{\"error_mitigation\":{\"debiasing\":") +
                                (*m_request.errorMitigation ? "true}}" : "false}}"));
        if (m_request.dryRun) raw("dry_run", "true");
        QSTORE_CHECK(addInput());
        m_out += '}';
        if (m_out.size() > ionqMaxBodyBytes) return tooMany("bytes", m_out.size(), ionqMaxBodyBytes);
        return std::move(m_out);
    }

private:
    bool cirq() const { return m_request.dialect == JobDialect::Cirq; }
    bool qiskit() const { return m_request.dialect == JobDialect::Qiskit; }

    tl::unexpected<Error> ofCircuit(Error error, std::size_t index) const {
        if (m_multi) error.message = "circuit " + std::to_string(index + 1) + ": " + error.message;
        return tl::unexpected<Error>(std::move(error));
    }

    Result<std::vector<Readout>> allReadouts() {
        std::vector<Readout> readouts;
        readouts.reserve(m_request.circuits.size());
        for (std::size_t i = 0; i < m_request.circuits.size(); ++i) {
            auto readout = readoutOf(m_request.circuits[i]);
            if (!readout) return ofCircuit(std::move(readout).error(), i);
            if (!isUtf8(m_request.circuits[i].name()))
                return ofCircuit({ErrorCode::InvalidArgument, "its name is not UTF-8", {}}, i);
            m_qubits = std::max(m_qubits, readout->qubits);
            readouts.push_back(*std::move(readout));
        }
        return readouts;
    }

    std::string jobName() const {
        if (!m_request.name.empty() || !qiskit()) return m_request.name;
        return m_multi ? std::to_string(m_request.circuits.size()) + " circuits"
                       : m_request.circuits[0].name();
    }

    void key(std::string_view name) {
        m_out += ",\"";
        m_out += name;
        m_out += "\":";
    }
    void text(std::string_view name, std::string_view value) {
        key(name);
        appendJsonText(m_out, value);
    }
    void raw(std::string_view name, std::string_view value) {
        key(name);
        m_out += value;
    }

    void addMetadata(const Metadata& metadata) {
        key("metadata");
        char before = '{';
        for (const auto& [name, value] : metadata) {
            m_out += before;
            before = ',';
            appendJsonText(m_out, name);
            m_out += ':';
            appendJsonText(m_out, value);
        }
        m_out += before == '{' ? "{}" : "}";
    }

    void addNoise() {
        if (m_request.device != ionqSimulator) return;
        if (!qiskit() && !m_request.noiseModel && !m_request.seed) return;
        key("noise");
        m_out += "{\"model\":";
        appendJsonText(m_out, m_request.noiseModel.value_or("ideal"));
        if (m_request.seed)
            m_out += ",\"seed\":" + std::to_string(*m_request.seed);
        else if (qiskit())
            m_out += ",\"seed\":null";
        m_out += '}';
    }

    Status addInput() {
        key("input");
        m_out += m_request.native ? "{\"gateset\":\"native\"" : "{\"gateset\":\"qis\"";
        raw("qubits", std::to_string(m_qubits));
        key(m_multi ? "circuits" : "circuit");
        IonqGateWriter writer(m_request.dialect, m_request.native);
        if (m_multi) m_out += '[';
        for (std::size_t i = 0; i < m_request.circuits.size(); ++i) {
            if (i > 0) m_out += ',';
            const Circuit& circuit = m_request.circuits[i];
            if (m_multi) openCircuit(circuit);
            if (auto status = writer.write(circuit, m_out); !status) return ofCircuit(status.error(), i);
            if (writer.gates() > ionqMaxGates)
                return tooMany("gates or more", writer.gates(), ionqMaxGates);
            if (m_multi) m_out += '}';
        }
        m_out += m_multi ? "]}" : "}";
        return {};
    }

    void openCircuit(const Circuit& circuit) {
        m_out += '{';
        if (qiskit() || (!cirq() && !circuit.name().empty())) {
            m_out += "\"name\":";
            appendJsonText(m_out, circuit.name());
            m_out += ',';
        }
        if (m_request.dialect == JobDialect::Plain && circuit.qubits() != m_qubits) {
            m_out += "\"qubits\":";
            appendWhole(m_out, circuit.qubits());
            m_out += ',';
        }
        m_out += "\"circuit\":";
    }

    const JobRequest& m_request;
    bool m_multi;
    std::size_t m_qubits = 0;
    std::string m_out;
};

}  // namespace

Result<std::string> ionqJobBody(const JobRequest& request) {
    QSTORE_CHECK(checkRequest(request));
    return Body(request).write();
}

}  // namespace qstore
