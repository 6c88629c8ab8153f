// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/backends/ibm_account.h"
#include "core/backends/ibm_body.h"
#include "core/backends/ibm_results.h"
#include "core/backends/remote_reply.h"
#include "core/base/json.h"

namespace qstore {
namespace {

constexpr std::size_t kPage = 200;  ///< the most that IBM lists at once
constexpr std::size_t kMostPages = 100;

std::string jobPath(const std::string& id, const char* part = "") {
    return "/jobs/" + percentEncoded(id) + part;
}

tl::unexpected<RemoteError> rejected(Error error) {
    return remoteFail(RemoteFault::Rejected, error.code, std::move(error.message), std::move(error.hint));
}

bool isOver(RemoteState state) {
    return state != RemoteState::Queued && state != RemoteState::Running;
}

}  // namespace

Remote<std::string> IbmAccount::jobBody(const JobRequest& request) const {
    const auto machine = known(request.device);
    auto body = ibmSamplerBody(request, machine ? &*machine : nullptr);
    if (!body) return rejected(std::move(body).error());
    return *std::move(body);
}

Remote<std::string> IbmAccount::post(std::string body, const RunControl& control) const {
    IbmCall call;
    call.method = HttpMethod::Post;
    call.path = "/jobs";
    call.body = std::move(body);
    call.large = true;
    QSTORE_REMOTE_TRY(const HttpResponse response, m_session.call(call, control));
    Remote<std::string> id = fitting(readIbmNewJob(response.body), response);
    // It was accepted, though nobody knows its id.
    if (!id) id.error().maybeAccepted = true;
    return id;
}

Remote<std::string> IbmAccount::submit(const JobRequest& request, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const IbmMachine target, machine(request.device, control));
    auto body = ibmSamplerBody(request, &target);
    if (!body) return rejected(std::move(body).error());
    return post(*std::move(body), control);
}

Remote<std::string> IbmAccount::estimatorBody(const IbmEstimatorRequest& request) const {
    const auto machine = known(request.device);
    auto body = ibmEstimatorBody(request, machine ? &*machine : nullptr);
    if (!body) return rejected(std::move(body).error());
    return *std::move(body);
}

Remote<std::string> IbmAccount::submitEstimator(const IbmEstimatorRequest& request,
                                                const RunControl& control) const {
    QSTORE_REMOTE_TRY(const IbmMachine target, machine(request.device, control));
    auto body = ibmEstimatorBody(request, &target);
    if (!body) return rejected(std::move(body).error());
    return post(*std::move(body), control);
}

Remote<IbmJobPage> IbmAccount::page(const std::string& filter, std::size_t offset,
                                    const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response,
                      get("/jobs?limit=" + std::to_string(kPage) + "&offset=" + std::to_string(offset) +
                              "&exclude_params=true" + filter,
                          control));
    return fitting(readIbmJobPage(response.body, m_session.options().usdPerSecond), response);
}

Remote<std::optional<RemoteJob>> IbmAccount::findByToken(const std::string& token,
                                                         const RunControl& control) const {
    const std::string tag = ibmTokenTag(token);
    const std::string filter = "&tags=" + percentEncoded(tag);
    std::optional<RemoteJob> found;
    for (std::size_t number = 0, offset = 0; number < kMostPages; ++number) {
        QSTORE_REMOTE_TRY(IbmJobPage list, page(filter, offset, control));
        // The tag is looked at again: a service that heeds no filter must not give us another's job.
        for (std::size_t i = 0; i < list.jobs.size(); ++i)
            if (std::count(list.tags[i].begin(), list.tags[i].end(), tag) > 0)
                found = std::move(list.jobs[i]);
        offset += list.jobs.size();
        if (list.jobs.size() < kPage) return found;
    }
    return remoteFail(RemoteFault::Protocol, ErrorCode::Parse,
                      "the list of jobs has no end: " + std::to_string(kMostPages * kPage) + " were read",
                      "check the account's address; the service may have changed its interface");
}

Remote<RemoteJob> IbmAccount::job(const std::string& id, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response, get(jobPath(id) + "?exclude_params=true", control));
    QSTORE_REMOTE_TRY(RemoteJob job,
                      fitting(readIbmJob(response.body, m_session.options().usdPerSecond), response));
    if (job.id == id) return job;
    return IbmSession::misfit(
        {ErrorCode::Parse, "it describes the job " + job.id + " instead of " + id, {}}, response);
}

/// Those of `ids` that the newest pages hold.
Remote<std::map<std::string, RemoteJob>> IbmAccount::listed(const std::vector<std::string>& ids,
                                                            const RunControl& control) const {
    std::map<std::string, RemoteJob> found;
    const std::size_t pages = ids.size() / kPage + 2;
    for (std::size_t number = 0, offset = 0; number < pages && found.size() < ids.size(); ++number) {
        QSTORE_REMOTE_TRY(IbmJobPage list, page("", offset, control));
        for (RemoteJob& job : list.jobs)
            if (std::find(ids.begin(), ids.end(), job.id) != ids.end()) found[job.id] = std::move(job);
        offset += list.jobs.size();
        if (list.jobs.size() < kPage) break;
    }
    return found;
}

std::vector<Remote<RemoteJob>> IbmAccount::jobs(const std::vector<std::string>& ids,
                                                const RunControl& control) const {
    std::map<std::string, RemoteJob> found;
    if (ids.size() > 2) {
        Remote<std::map<std::string, RemoteJob>> pages = listed(ids, control);
        if (!pages) return std::vector<Remote<RemoteJob>>(ids.size(), tl::unexpected(pages.error()));
        found = *std::move(pages);
    }
    std::vector<Remote<RemoteJob>> jobs;
    for (const std::string& id : ids) {
        const auto place = found.find(id);
        jobs.push_back(place == found.end() ? job(id, control) : Remote<RemoteJob>(place->second));
    }
    return jobs;
}

/// A refusal to give results says little: the job itself says why there are none.
tl::unexpected<RemoteError> IbmAccount::whyNoResults(const std::string& id, RemoteError refused,
                                                     const RunControl& control) const {
    const Remote<RemoteJob> asked = job(id, control);
    if (!asked) return tl::unexpected(asked.error());
    if (!isOver(asked->state))
        return remoteFail(RemoteFault::NotReady, ErrorCode::Busy, "the job " + id + " is not finished yet",
                          "ask again later");
    if (asked->state == RemoteState::Completed) {
        // The job is there, so its results are late and not lost.
        if (refused.fault == RemoteFault::NotFound) refused.fault = RemoteFault::NotReady;
        return tl::unexpected(std::move(refused));
    }
    RemoteError error;
    error.fault = RemoteFault::Rejected;
    error.providerCode = asked->failureCode;
    error.error.code = ErrorCode::Failed;
    error.error.message = "the job " + id +
                          (asked->state == RemoteState::Cancelled ? " was cancelled" : " failed") +
                          (asked->failureReason.empty() ? "" : ": " + asked->failureReason);
    error.error.hint = ibmCure(asked->failureCode);
    return tl::unexpected(std::move(error));
}

Remote<HttpResponse> IbmAccount::finishedResults(const std::string& id, std::size_t bytes,
                                                 const RunControl& control) const {
    IbmCall call;
    call.path = jobPath(id, "/results");
    call.large = true;
    call.maxResponseBytes = bytes;
    Remote<HttpResponse> response = m_session.call(call, control);
    if (response && response->status != 204 && !response->body.empty()) return response;
    RemoteError refused;
    if (response) {
        refused =
            remoteFail(RemoteFault::Protocol, ErrorCode::Parse,
                       "IBM Quantum says that the job " + id + " is completed, but has no results of it",
                       "a private job's results can be read once only")
                .value();
        refused.httpStatus = response->status;
    } else {
        refused = std::move(response).error();
        const bool aboutTheJob =
            refused.httpStatus == 404 || refused.httpStatus == 400 || refused.httpStatus == 409;
        if (!aboutTheJob) return tl::unexpected(std::move(refused));
    }
    return whyNoResults(id, std::move(refused), control);
}

Remote<std::vector<CircuitOutcome>> IbmAccount::results(const std::string& id,
                                                        const std::vector<Circuit>& circuits,
                                                        std::uint64_t shots,
                                                        const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response,
                      finishedResults(id, ibmSamplesBytes(circuits, shots), control));
    auto outcomes = readIbmSamples(response.body, circuits, shots);
    if (!outcomes && outcomes.error().code == ErrorCode::Unsupported) return rejected(outcomes.error());
    return fitting(std::move(outcomes), response);
}

Remote<std::vector<IbmEstimates>> IbmAccount::estimates(const std::string& id,
                                                        const std::vector<std::size_t>& observables,
                                                        const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response, finishedResults(id, std::size_t{64} << 20U, control));
    return fitting(readIbmEstimates(response.body, observables), response);
}

Remote<RemoteState> IbmAccount::cancel(const std::string& id, const RunControl& control) const {
    IbmCall call;
    call.method = HttpMethod::Post;
    call.path = jobPath(id, "/cancel");
    const Remote<HttpResponse> response = m_session.call(call, control);
    // 409: over already, which is no failure; it stays what it is.
    if (!response && response.error().httpStatus != 409) return tl::unexpected(response.error());
    // It is answered without words: a page that says so many came from somebody else, and nothing was
    // cancelled.
    if (response && !response->body.empty() && !parseJson(response->body))
        return IbmSession::misfit({ErrorCode::Parse, "the answer to a cancellation is no JSON", {}},
                                  *response);
    QSTORE_REMOTE_TRY(const RemoteJob after, job(id, control));
    return after.state;
}

Remote<std::optional<double>> IbmAccount::costUsd(const std::string& id, const RunControl& control) const {
    const auto price = m_session.options().usdPerSecond;
    if (!price) return std::optional<double>();
    QSTORE_REMOTE_TRY(const HttpResponse response, get(jobPath(id, "/metrics"), control));
    QSTORE_REMOTE_TRY(const auto seconds, fitting(readIbmSeconds(response.body), response));
    return seconds ? std::optional(*seconds * *price) : std::nullopt;
}

Remote<JobRequest> IbmAccount::fetchRequest(const std::string& id, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response, get(jobPath(id), control));
    auto request = readIbmRequest(response.body);
    if (!request && request.error().code == ErrorCode::Unsupported) return rejected(request.error());
    return fitting(std::move(request), response);
}

}  // namespace qstore
