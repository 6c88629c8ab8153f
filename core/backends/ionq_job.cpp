// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_job.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/backends/ionq_limits.h"
#include "core/backends/ionq_provider.h"
#include "core/backends/remote_reply.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::string_view formatV1 = "ionq.result.probabilities.json.v1";
constexpr std::string_view formatV2 = "ionq.result.probabilities.json.v2";
constexpr std::string_view formatAggregate = "ionq.result.probabilities-aggregate.json.v1";

struct StatusName {
    std::string_view name;
    RemoteState state;
};
/// "running" and "deleted" are in older lists of the interface's.
constexpr std::array statusNames{
    StatusName{"submitted", RemoteState::Queued},    StatusName{"ready", RemoteState::Queued},
    StatusName{"started", RemoteState::Running},     StatusName{"running", RemoteState::Running},
    StatusName{"completed", RemoteState::Completed}, StatusName{"failed", RemoteState::Failed},
    StatusName{"canceled", RemoteState::Cancelled},  StatusName{"deleted", RemoteState::Cancelled}};

Metadata readMetadata(ReplyFields& job) {
    Metadata metadata;
    const json* entries = job.child("metadata");
    if (entries == nullptr) return metadata;
    if (!entries->is_object()) {
        job.wrong("metadata", "an object");
        return metadata;
    }
    for (const auto& [key, value] : entries->items())
        metadata[key] = value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', true);
    return metadata;
}

/// {code, message} since v0.4; the tools still know {error, code}.
Remote<void> readFailure(ReplyFields& job, RemoteJob& remote) {
    const json* failure = job.child("failure");
    if (failure == nullptr) return {};
    if (failure->is_string()) {
        remote.failureReason = failure->get<std::string>();
        return {};
    }
    ReplyFields fields(*failure, "the job's failure");
    remote.failureCode = fields.text("code").value_or(std::string());
    remote.failureReason = fields.text("message").value_or(std::string());
    if (remote.failureReason.empty()) remote.failureReason = fields.text("error").value_or(std::string());
    return fields.status();
}

Remote<void> readPlaces(ReplyFields& job, IonqResultPlaces& places) {
    const json* results = job.child("results");
    if (results == nullptr) return {};
    if (!results->is_object()) return protocolFault("'results' of the job is no object");
    for (const auto& [format, place] : results->items()) {
        places.formats.push_back(format.substr(0, 80));
        if (!place.is_object()) continue;
        const auto entry = [&place = place](const char* key) {
            const auto found = place.find(key);
            return found != place.end() && found->is_string() ? found->get<std::string>() : std::string();
        };
        const std::string told = entry("format");
        if (!told.empty() && told != format && format != "probabilities") continue;
        if (format == "probabilities") places.probabilitiesUrl = entry("url");
        if (format == formatV1) places.artifactV1 = entry("id");
        if (format == formatV2) places.artifactV2 = entry("id");
        if (format == formatAggregate) places.aggregate = entry("id");
    }
    return {};
}

void readChildren(ReplyFields& job, std::vector<std::string>& children) {
    const json* ids = job.child("child_job_ids");
    if (ids == nullptr) return;
    const bool good = ids->is_array() && ids->size() <= ionqMaxCircuits &&
                      std::all_of(ids->begin(), ids->end(), [](const json& id) {
                          return id.is_string() && !id.get_ref<const std::string&>().empty();
                      });
    if (!good) return job.wrong("child_job_ids", "a list of at most 5000 ids");
    for (const json& id : *ids) children.push_back(id.get<std::string>());
}

Remote<void> readStats(ReplyFields& job, IonqJob& result) {
    if (const json* stats = job.child("stats")) {
        ReplyFields fields(*stats, "the job's stats");
        result.qubits = fields.whole("qubits").value_or(0);
        if (auto status = fields.status(); !status) return status;
    }
    if (result.qubits == 0) result.qubits = job.whole("qubits").value_or(0);
    return {};
}

/// The number, else what cirq-ionq and qiskit-ionq leave in the metadata.
std::uint64_t readShots(ReplyFields& job, const Metadata& metadata) {
    if (const auto shots = job.whole("shots")) {
        if (*shots > ionqMaxShots) job.wrong("shots", "a number that the interface allows");
        return *shots;
    }
    const auto noted = metadata.find("shots");
    if (noted == metadata.end()) return 0;
    std::uint64_t shots = 0;
    const auto& text = noted->second;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), shots);
    const bool good = error == std::errc() && end == text.data() + text.size() && shots <= ionqMaxShots;
    return good ? shots : 0;
}

}  // namespace

Remote<RemoteState> ionqState(const std::string& status) {
    for (const StatusName& each : statusNames)
        if (each.name == status) return each.state;
    return protocolFault("the job has the unknown status '" + status.substr(0, 60) + "'",
                         "a newer version may know it");
}

Remote<IonqJob> readIonqJob(const json& reply) {
    ReplyFields fields(reply, "the job");
    IonqJob job;
    job.remote.id = fields.requiredText("id");
    const std::string status = fields.requiredText("status");
    job.type = fields.text("type").value_or(std::string());
    job.parent = fields.text("parent_job_id").value_or(std::string());
    job.remote.device = fields.text("backend").value_or(std::string());
    job.remote.name = fields.text("name").value_or(std::string());
    job.metadata = readMetadata(fields);
    job.shots = readShots(fields, job.metadata);
    job.remote.submittedMs = fields.time("submitted_at");
    job.remote.startedMs = fields.time("started_at");
    job.remote.finishedMs = fields.time("completed_at");
    if (const auto ms = fields.number("predicted_wait_time_ms")) job.remote.waitSeconds = *ms / 1000;
    if (const auto ms = fields.number("execution_duration_ms")) job.remote.executionSeconds = *ms / 1000;
    readChildren(fields, job.children);
    if (auto part = readFailure(fields, job.remote); !part)
        return tl::unexpected<RemoteError>(part.error());
    if (auto part = readPlaces(fields, job.results); !part)
        return tl::unexpected<RemoteError>(part.error());
    if (auto part = readStats(fields, job); !part) return tl::unexpected<RemoteError>(part.error());
    if (auto whole = fields.status(); !whole) return tl::unexpected<RemoteError>(whole.error());
    QSTORE_REMOTE_TRY(job.remote.state, ionqState(status));
    if (const auto token = job.metadata.find(std::string(ionqTokenKey)); token != job.metadata.end())
        job.remote.token = token->second;
    return job;
}

std::optional<RemoteError> whyNoResults(const IonqJob& job) {
    const std::string name = "the job " + job.remote.id;
    RemoteError error;
    switch (job.remote.state) {
        case RemoteState::Completed: return {};
        case RemoteState::Queued:
        case RemoteState::Running:
            error.fault = RemoteFault::NotReady;
            error.error = {ErrorCode::Busy, name + " is not finished yet", "ask again later"};
            return error;
        case RemoteState::Cancelled:
            error.fault = RemoteFault::Rejected;
            error.error = {ErrorCode::Cancelled, name + " was cancelled and has no results",
                           "send it again"};
            return error;
        case RemoteState::Failed: break;
    }
    const bool quota = job.remote.failureCode.find("Quota") != std::string::npos;
    error.fault = quota ? RemoteFault::QuotaExceeded : RemoteFault::Rejected;
    error.providerCode = job.remote.failureCode;
    const std::string& reason = job.remote.failureReason;
    error.error = {ErrorCode::Failed,
                   name + " failed" +
                       (job.remote.failureCode.empty() ? "" : " (" + job.remote.failureCode + ")") + ": " +
                       (reason.empty() ? "no reason was given" : reason),
                   std::string(ionqCure(job.remote.failureCode))};
    return error;
}

}  // namespace qstore
