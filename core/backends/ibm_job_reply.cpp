// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_job_reply.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "core/backends/iso_time.h"
#include "core/base/json.h"
#include "core/base/json_fields.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

bool isJobId(const std::string& id) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               c == '-';
    };
    return !id.empty() && id.size() <= 1'000 && std::all_of(id.begin(), id.end(), allowed);
}

const Json* objectIn(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() || !found->is_object() ? nullptr : &*found;
}

Result<std::optional<double>> secondsIn(const Json& object, const char* key) {
    const auto found = object.find(key);
    if (found == object.end() || found->is_null()) return std::optional<double>();
    if (found->is_number() && found->get<double>() >= 0.0 && found->get<double>() < 1e9)
        return std::optional(found->get<double>());
    return fail(ErrorCode::Parse, "'" + std::string(key) + "' is " + jsonText(*found, -1).substr(0, 40) +
                                      ", expected a number of seconds");
}

/// Settled seconds in a job or its metrics, in any of the forms of the interface's versions.
Result<std::optional<double>> settledSeconds(const Json& root) {
    if (const Json* usage = objectIn(root, "usage")) {
        if (usage->value("status", Json()) == "pending") return std::optional<double>();
        for (const char* key : {"qpu_charge_time_seconds", "quantum_seconds", "seconds"}) {
            QSTORE_TRY(const auto seconds, secondsIn(*usage, key));
            if (seconds) return seconds;
        }
    }
    if (const Json* billing = objectIn(root, "bss")) return secondsIn(*billing, "seconds");
    return std::optional<double>();
}

Result<RemoteState> stateOf(const std::string& status) {
    if (status == "Queued" || status == "Pending") return RemoteState::Queued;
    if (status == "Running") return RemoteState::Running;
    if (status == "Completed") return RemoteState::Completed;
    if (status == "Failed") return RemoteState::Failed;
    if (status == "Cancelled") return RemoteState::Cancelled;
    return fail(ErrorCode::Parse, "the job's status is '" + status.substr(0, 40) + "', which is unknown");
}

Status readState(const Json& root, RemoteJob& job) {
    std::string status, longStatus, solution;
    JsonFields fields(root, "");
    fields.read("status", longStatus);
    QSTORE_CHECK(fields.status());
    if (const Json* state = objectIn(root, "state")) {
        JsonFields inner(*state, "state");
        inner.read("status", status).require("status");
        if (const Json* text = inner.child("reason"); text != nullptr && !text->is_null())
            inner.read("reason", job.failureReason);
        if (const Json* text = inner.child("reason_solution"); text != nullptr && !text->is_null())
            inner.read("reason_solution", solution);
        if (const Json* code = inner.child("reason_code"); code != nullptr && !code->is_null())
            job.failureCode = code->is_string() ? code->get<std::string>() : code->dump().substr(0, 20);
        QSTORE_CHECK(inner.status());
    } else {
        status = longStatus;
    }
    const bool tooLong = longStatus == "Cancelled - Ran too long";
    if (tooLong && job.failureCode.empty()) job.failureCode = "1305";
    QSTORE_TRY(job.state, stateOf(status == "Cancelled - Ran too long" ? "Cancelled" : status));
    // IBM cancels what runs too long; nobody asked for that.
    if (job.state == RemoteState::Cancelled && job.failureCode == "1305") job.state = RemoteState::Failed;
    if (job.state != RemoteState::Failed && job.state != RemoteState::Cancelled) {
        job.failureCode.clear();
        job.failureReason.clear();
    } else if (!solution.empty()) {
        job.failureReason += (job.failureReason.empty() ? "" : " ") + solution;
    }
    if (job.state == RemoteState::Failed && job.failureReason.empty())
        job.failureReason =
            job.failureCode == "1305" ? "the job ran longer than it may" : "IBM Quantum gave no reason";
    return {};
}

struct TaggedJob {
    RemoteJob job;
    std::vector<std::string> tags;
};

Result<TaggedJob> readJob(const Json& root, const std::string& where, std::optional<double> usdPerSecond) {
    TaggedJob read;
    RemoteJob& job = read.job;
    std::string created;
    JsonFields fields(root, where);
    fields.read("id", job.id).require("id").read("backend", job.device).read("created", created);
    if (const Json* tags = fields.child("tags"); tags != nullptr && !tags->is_null())
        fields.read("tags", read.tags);
    QSTORE_CHECK(fields.status());
    if (!isJobId(job.id))
        return fail(ErrorCode::Parse, "'" + fields.where("id") + "' cannot be a job's id");
    QSTORE_CHECK(readState(root, job));
    if (!created.empty()) {
        job.submittedMs = isoTimeMs(created);
        if (!job.submittedMs) return fail(ErrorCode::Parse, "'" + fields.where("created") + "' is no time");
    }
    const IbmTagged tagged = readIbmTags(read.tags);
    job.token = tagged.token;
    job.name = tagged.name;
    const bool over = job.state != RemoteState::Queued && job.state != RemoteState::Running;
    if (over) {
        QSTORE_TRY(job.executionSeconds, settledSeconds(root));
        if (job.executionSeconds && usdPerSecond) job.costUsd = *job.executionSeconds * *usdPerSecond;
    }
    return read;
}

}  // namespace

Result<RemoteJob> readIbmJob(std::string_view json, std::optional<double> usdPerSecond) {
    QSTORE_TRY(const Json root, parseJson(json));
    QSTORE_TRY(TaggedJob read, readJob(root, "", usdPerSecond));
    return std::move(read.job);
}

Result<IbmJobPage> readIbmJobPage(std::string_view json, std::optional<double> usdPerSecond) {
    QSTORE_TRY(const Json root, parseJson(json));
    const auto jobs = root.is_object() ? root.find("jobs") : root.end();
    if (!root.is_object() || jobs == root.end() || !jobs->is_array())
        return fail(ErrorCode::Parse, "the list of jobs has no 'jobs'");
    IbmJobPage page;
    for (std::size_t i = 0; i < jobs->size(); ++i) {
        QSTORE_TRY(TaggedJob read, readJob((*jobs)[i], "jobs[" + std::to_string(i) + "]", usdPerSecond));
        page.jobs.push_back(std::move(read.job));
        page.tags.push_back(std::move(read.tags));
    }
    return page;
}

Result<std::string> readIbmNewJob(std::string_view json) {
    QSTORE_TRY(const Json root, parseJson(json));
    std::string id;
    JsonFields fields(root, "");
    fields.read("id", id).require("id");
    QSTORE_CHECK(fields.status());
    if (!isJobId(id)) return fail(ErrorCode::Parse, "'id' cannot be a job's id");
    return id;
}

Result<std::optional<double>> readIbmSeconds(std::string_view json) {
    QSTORE_TRY(const Json root, parseJson(json));
    if (!root.is_object()) return fail(ErrorCode::Parse, "the metrics are no JSON object");
    const Json* times = objectIn(root, "timestamps");
    const bool over = times == nullptr || (times->contains("finished") && !times->at("finished").is_null());
    if (!over) return std::optional<double>();
    return settledSeconds(root);
}

}  // namespace qstore
