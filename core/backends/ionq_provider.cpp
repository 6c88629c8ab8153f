// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_provider.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/backends/ionq_circuit_reader.h"
#include "core/backends/ionq_devices.h"
#include "core/backends/ionq_exchange.h"
#include "core/backends/ionq_job_list.h"
#include "core/backends/ionq_job_writer.h"
#include "core/backends/ionq_result_fetch.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t characterizationsPerPage = 10;  // the interface's most

/// What the job itself needs, not what a person noted.
bool isOurs(const std::string& key, JobDialect dialect) {
    if (key == ionqTokenKey || key == ionqBitsKey) return true;
    if (dialect == JobDialect::Plain) return false;
    return key == "shots" || key == "sampler_seed" || key == "qiskit_header" || key == "qubit_numbers" ||
           key.rfind("measurement", 0) == 0;
}

class IonqProvider final : public Provider {
public:
    IonqProvider(IonqOptions options, std::shared_ptr<const HttpTransport> transport)
        : m_exchange(std::move(options), std::move(transport)) {}

    std::string_view kind() const override { return "ionq"; }
    Remote<Identity> identity(const RunControl& control) const override {
        return m_exchange.struckOut(askIdentity(control));
    }
    Remote<std::vector<DeviceInfo>> devices(const RunControl& control) const override {
        return m_exchange.struckOut(askDevices(control));
    }
    Remote<std::vector<Calibration>> calibrations(const std::string& device, std::size_t limit,
                                                  const RunControl& control) const override {
        return m_exchange.struckOut(askCalibrations(device, limit, control));
    }
    Remote<ProviderEstimate> estimate(const EstimateRequest& request,
                                      const RunControl& control) const override {
        return m_exchange.struckOut(askEstimate(request, control));
    }
    Remote<std::string> jobBody(const JobRequest& request) const override {
        auto body = ionqJobBody(request);
        if (!body) return localFault(std::move(body).error());
        return *std::move(body);
    }
    Remote<std::string> submit(const JobRequest& request, const RunControl& control) const override {
        return m_exchange.struckOut(send(request, control));
    }
    Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                 const RunControl& control) const override {
        return m_exchange.struckOut(findIonqToken(m_exchange, token, control));
    }
    Remote<RemoteJob> job(const std::string& id, const RunControl& control) const override {
        return shown(fetchIonqJob(m_exchange, id, control));
    }
    std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>& ids,
                                        const RunControl& control) const override {
        std::vector<Remote<RemoteJob>> jobs;
        jobs.reserve(ids.size());
        for (auto& job : fetchIonqJobs(m_exchange, ids, control)) jobs.push_back(shown(std::move(job)));
        return jobs;
    }
    Remote<std::vector<CircuitOutcome>> results(const std::string& id, const std::vector<Circuit>& circuits,
                                                std::uint64_t shots,
                                                const RunControl& control) const override {
        return m_exchange.struckOut(fetchOutcomes(id, circuits, shots, control));
    }
    Remote<RemoteState> cancel(const std::string& id, const RunControl& control) const override {
        return m_exchange.struckOut(askToCancel(id, control));
    }
    Remote<std::optional<double>> costUsd(const std::string& id, const RunControl& control) const override {
        return m_exchange.struckOut(askCost(id, control));
    }
    Remote<JobRequest> fetchRequest(const std::string& id, const RunControl& control) const override {
        return m_exchange.struckOut(readBack(id, control));
    }

private:
    Remote<Identity> askIdentity(const RunControl& control) const {
        QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson("/whoami", control));
        return readIonqIdentity(reply);
    }
    Remote<std::vector<DeviceInfo>> askDevices(const RunControl& control) const {
        QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson("/backends", control));
        return readIonqBackends(reply);
    }
    Remote<std::optional<double>> askCost(const std::string& id, const RunControl& control) const {
        QSTORE_REMOTE_TRY(const std::string part, m_exchange.segment(id));
        QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson("/jobs/" + part + "/cost", control));
        return readIonqCost(reply);
    }
    Remote<std::vector<Calibration>> askCalibrations(const std::string& device, std::size_t limit,
                                                     const RunControl& control) const;
    Remote<ProviderEstimate> askEstimate(const EstimateRequest& request, const RunControl& control) const;
    Remote<std::string> send(const JobRequest& request, const RunControl& control) const;
    Remote<std::vector<CircuitOutcome>> fetchOutcomes(const std::string& id,
                                                      const std::vector<Circuit>& circuits,
                                                      std::uint64_t shots, const RunControl& control) const;
    Remote<RemoteState> askToCancel(const std::string& id, const RunControl& control) const;
    Remote<JobRequest> readBack(const std::string& id, const RunControl& control) const;
    /// The job as others may see it.
    Remote<RemoteJob> shown(Remote<IonqJob> job) const;

    IonqExchange m_exchange;
};

Remote<RemoteJob> IonqProvider::shown(Remote<IonqJob> job) const {
    if (!job)
        return m_exchange.struckOut(Remote<RemoteJob>(tl::unexpected<RemoteError>(std::move(job).error())));
    m_exchange.strikeOut(job->remote.name);
    m_exchange.strikeOut(job->remote.failureCode);
    m_exchange.strikeOut(job->remote.failureReason);
    return std::move(job->remote);
}

Remote<std::vector<Calibration>> IonqProvider::askCalibrations(const std::string& device, std::size_t limit,
                                                               const RunControl& control) const {
    std::vector<Calibration> calibrations;
    const std::size_t perPage = std::clamp<std::size_t>(limit, 1, characterizationsPerPage);
    QSTORE_REMOTE_TRY(const std::string part, m_exchange.segment(device));
    const std::string path =
        "/backends/" + part + "/characterizations?limit=" + std::to_string(perPage) + "&page=";
    for (std::size_t page = 1; calibrations.size() < limit; ++page) {
        QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson(path + std::to_string(page), control));
        QSTORE_REMOTE_TRY(auto read, readIonqCharacterizations(reply, device));
        std::move(read.calibrations.begin(), read.calibrations.end(), std::back_inserter(calibrations));
        // How many pages are left or how many there are: the interface has meant both by `pages`.
        if (read.calibrations.size() < perPage || read.pages == 0) break;
    }
    std::stable_sort(
        calibrations.begin(), calibrations.end(),
        [](const Calibration& a, const Calibration& b) { return a.measuredMs > b.measuredMs; });
    if (calibrations.size() > limit) calibrations.resize(limit);
    return calibrations;
}

Remote<ProviderEstimate> IonqProvider::askEstimate(const EstimateRequest& request,
                                                   const RunControl& control) const {
    const std::string path = "/jobs/estimate?backend=" + percentEncoded(request.device) +
                             "&qubits=" + std::to_string(request.qubits) +
                             "&shots=" + std::to_string(request.shots) +
                             "&1q_gates=" + std::to_string(request.oneQubitGates) +
                             "&2q_gates=" + std::to_string(request.twoQubitGates) +
                             "&error_mitigation=" + (request.errorMitigation ? "true" : "false");
    QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson(path, control));
    return readIonqEstimate(reply);
}

Remote<std::string> IonqProvider::send(const JobRequest& request, const RunControl& control) const {
    QSTORE_REMOTE_TRY(std::string body, jobBody(request));
    QSTORE_REMOTE_TRY(const json reply,
                      m_exchange.sendJson(HttpMethod::Post, "/jobs", std::move(body), control));
    ReplyFields fields(reply, "the answer to a new job");
    std::string id = fields.requiredText("id");
    if (auto status = fields.status(); !status) {
        status.error().maybeAccepted = true;
        return tl::unexpected<RemoteError>(std::move(status).error());
    }
    return id;
}

Remote<std::vector<CircuitOutcome>> IonqProvider::fetchOutcomes(const std::string& id,
                                                                const std::vector<Circuit>& circuits,
                                                                std::uint64_t shots,
                                                                const RunControl& control) const {
    QSTORE_REMOTE_TRY(const IonqJob job, fetchIonqJob(m_exchange, id, control));
    if (auto why = whyNoResults(job)) return tl::unexpected<RemoteError>(*std::move(why));
    QSTORE_REMOTE_TRY(const auto fetched, fetchIonqResults(m_exchange, job, control));
    return ionqOutcomes(fetched, job, circuits, shots);
}

Remote<RemoteState> IonqProvider::askToCancel(const std::string& id, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const std::string part, m_exchange.segment(id));
    const auto reply =
        m_exchange.sendJson(HttpMethod::Put, "/jobs/" + part + "/status/cancel", std::string(), control);
    if (reply) {
        ReplyFields fields(*reply, "the answer to a cancellation");
        const std::string status = fields.requiredText("status");
        if (auto whole = fields.status(); !whole)
            return tl::unexpected<RemoteError>(std::move(whole).error());
        return ionqState(status);
    }
    if (reply.error().fault != RemoteFault::Rejected) return tl::unexpected<RemoteError>(reply.error());
    // Refused: if it is over already, that is the answer.
    const auto now = job(id, control);
    if (now && (now->state == RemoteState::Completed || now->state == RemoteState::Failed ||
                now->state == RemoteState::Cancelled))
        return now->state;
    return tl::unexpected<RemoteError>(reply.error());
}

Remote<JobRequest> IonqProvider::readBack(const std::string& id, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const std::string part, m_exchange.segment(id));
    QSTORE_REMOTE_TRY(const json reply, m_exchange.getJson("/jobs/" + part, control));
    QSTORE_REMOTE_TRY(const IonqJob job, readIonqJob(reply));
    QSTORE_REMOTE_TRY(const IonqLayout layout, ionqLayout(job.metadata, job.qubits));
    JobRequest request;
    request.device = job.remote.device;
    request.name = job.remote.name;
    request.shots = job.shots;
    request.token = job.remote.token;
    request.dialect = layout.dialect;
    for (const auto& [key, value] : job.metadata)
        if (!isOurs(key, layout.dialect)) request.metadata.emplace(key, value);
    ReplyFields fields(reply, "the job");
    request.dryRun = fields.flag("dry_run").value_or(false);
    if (const json* noise = fields.child("noise")) {
        ReplyFields of(*noise, "the job's noise");
        request.noiseModel = of.text("model");
        request.seed = of.whole("seed");
        if (auto status = of.status(); !status)
            return tl::unexpected<RemoteError>(std::move(status).error());
    }
    if (auto status = fields.status(); !status)
        return tl::unexpected<RemoteError>(std::move(status).error());
    if (const json* input = fields.child("input")) {
        QSTORE_REMOTE_TRY(request.circuits, readIonqCircuits(*input, layout));
        request.native = input->value("gateset", json()) == "native";
    }
    return request;
}

}  // namespace

Result<std::shared_ptr<const Provider>> makeIonqProvider(IonqOptions options,
                                                         std::shared_ptr<const HttpTransport> transport) {
    while (!options.endpoint.empty() && options.endpoint.back() == '/') options.endpoint.pop_back();
    QSTORE_TRY(const UrlParts parts, parseUrl(options.endpoint));
    if (!parts.query.empty())
        return fail(ErrorCode::InvalidArgument, "the endpoint '" + options.endpoint + "' has a query",
                    "it ends with the version: https://api.ionq.co/v0.4");
    return std::shared_ptr<const Provider>(
        std::make_shared<IonqProvider>(std::move(options), std::move(transport)));
}

}  // namespace qstore
