// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ionq_job_list.h"

#include <algorithm>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "core/backends/ionq_result_fetch.h"

namespace qstore {
namespace {

using nlohmann::json;

constexpr std::size_t idsPerExchange = 50;
constexpr std::size_t maxTokenPages = 200;  // of 100 jobs
constexpr std::int64_t clockSkewMs = 24LL * 3600 * 1000;

struct Page {
    std::vector<IonqJob> jobs;
    std::string next;
};

Remote<Page> fetchPage(const IonqExchange& exchange, const std::string& query, const RunControl& control) {
    QSTORE_REMOTE_TRY(const json reply, exchange.getJson("/jobs?" + query, control));
    ReplyFields fields(reply, "the list of jobs");
    const json* list = fields.child("jobs");
    if (list == nullptr || !list->is_array()) fields.wrong("jobs", "a list");
    Page page;
    page.next = fields.text("next").value_or(std::string());
    if (auto status = fields.status(); !status)
        return tl::unexpected<RemoteError>(std::move(status).error());
    for (const json& each : *list) {
        QSTORE_REMOTE_TRY(auto job, readIonqJob(each));
        page.jobs.push_back(std::move(job));
    }
    return page;
}

/// Some ids in one walk; what is found goes into `found`.
Remote<void> fetchChunk(const IonqExchange& exchange, const std::vector<std::string>& ids,
                        std::size_t start, std::size_t end, const RunControl& control,
                        std::map<std::string, IonqJob>& found) {
    std::string query = "limit=" + std::to_string(end - start);
    std::set<std::string> wanted;
    for (std::size_t i = start; i < end; ++i)
        if (!ids[i].empty() && wanted.insert(ids[i]).second) query += "&ids=" + percentEncoded(ids[i]);
    if (wanted.empty()) return {};
    // A service that does not know the filter shows everything: the pages are bounded by what was asked
    // for.
    auto walked = walkIonqJobs(exchange, query, end - start, control, [&](const IonqJob& job) {
        if (wanted.erase(job.remote.id) != 0) found.emplace(job.remote.id, job);
        return !wanted.empty();
    });
    if (!walked && walked.error().fault == RemoteFault::Local) return {};  // each is asked for by itself
    return walked;
}

}  // namespace

Remote<void> walkIonqJobs(const IonqExchange& exchange, const std::string& query, std::size_t maxPages,
                          const RunControl& control, const std::function<bool(const IonqJob&)>& take) {
    std::set<std::string> seen;
    std::string next;
    for (std::size_t number = 0; number < maxPages; ++number) {
        const std::string from = next.empty() ? "" : "&next=" + percentEncoded(next);
        QSTORE_REMOTE_TRY(const Page page, fetchPage(exchange, query + from, control));
        for (const IonqJob& job : page.jobs)
            if (!take(job)) return {};
        if (page.next.empty()) return {};
        if (!seen.insert(page.next).second)
            return protocolFault("the pages of IonQ's list of jobs go round in circles");
        next = page.next;
    }
    return remoteFail(RemoteFault::Local, ErrorCode::ResourceExhausted,
                      "IonQ's list of jobs is longer than " + std::to_string(maxPages) + " pages",
                      "delete old jobs in the IonQ console");
}

Remote<std::optional<RemoteJob>> findIonqToken(const IonqExchange& exchange, const std::string& token,
                                               const RunControl& control) {
    std::optional<RemoteJob> match;
    if (token.empty()) return match;
    const auto made = tokenTimeMs(token);
    std::int64_t last = std::numeric_limits<std::int64_t>::max();
    bool newestFirst = true;
    const auto take = [&](const IonqJob& job) {
        // The parts of a job may carry its metadata too.
        if (job.remote.token == token && job.parent.empty()) {
            match = job.remote;
            return false;
        }
        const auto submitted = job.remote.submittedMs;
        if (!made || !submitted) return true;
        newestFirst = newestFirst && *submitted <= last;
        last = *submitted;
        // Nothing older than the token can carry it; a day is left for clocks that disagree.
        return !newestFirst || *submitted >= *made - clockSkewMs;
    };
    auto walked = walkIonqJobs(exchange, "limit=100", maxTokenPages, control, take);
    if (!walked) return tl::unexpected<RemoteError>(std::move(walked).error());
    return match;
}

std::vector<Remote<IonqJob>> fetchIonqJobs(const IonqExchange& exchange,
                                           const std::vector<std::string>& ids, const RunControl& control) {
    std::vector<Remote<IonqJob>> jobs;
    jobs.reserve(ids.size());
    for (std::size_t start = 0; start < ids.size(); start += idsPerExchange) {
        const std::size_t end = std::min(ids.size(), start + idsPerExchange);
        std::map<std::string, IonqJob> found;
        const auto fetched = fetchChunk(exchange, ids, start, end, control, found);
        for (std::size_t i = start; i < end; ++i) {
            const auto job = found.find(ids[i]);
            if (job != found.end())
                jobs.emplace_back(job->second);
            else if (!fetched)
                jobs.emplace_back(tl::unexpected<RemoteError>(fetched.error()));
            else
                jobs.push_back(
                    fetchIonqJob(exchange, ids[i], control));  // a list that lacks it proves nothing
        }
    }
    return jobs;
}

}  // namespace qstore
