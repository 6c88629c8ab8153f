// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/jobs_commands.h"
#include "app/qstore/jobs_report.h"
#include "core/backends/job_driver.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;
using Ids = std::vector<std::string>;

Result<std::unique_ptr<JobDriver>> openDriver(const Command& command, std::shared_ptr<JobStore> store,
                                              const std::string& profile) {
    QSTORE_TRY(const OpenAccount account, accountOpener(command)(profile));
    DriverOptions options = drivingOptions(account.profile);
    options.onStep = [&command](const JobRecord& job, const std::string& note) {
        command.note("job " + job.id + ": " + std::string(jobStateName(job.state)) +
                     (note.empty() ? "" : ", " + note));
    };
    return std::make_unique<JobDriver>(account.provider, std::move(store), makeSystemClock(),
                                       std::move(options));
}

Status driveToTheEnd(const Command& command, JobDriver& driver, const Ids& ids) {
    Status done = driver.runUntilDone(ids, command.control("jobs"));
    if (!done && done.error().code == ErrorCode::Cancelled)
        return fail(ErrorCode::Cancelled, "stopped waiting; what was submitted goes on at the provider",
                    "`qstore jobs resume` fetches the results, `qstore jobs cancel JOB` cancels one");
    return done;
}

/// The jobs as they are now; an error with the first one's reason when any has failed.
Status answerJobs(const Command& command, JobStore& store, const Ids& ids) {
    std::vector<JobRecord> jobs;
    for (const std::string& id : ids) {
        QSTORE_TRY(auto job, store.job(id));
        jobs.push_back(std::move(job));
    }
    Json list = Json::array();
    for (const JobRecord& job : jobs) list.push_back(jobJson(job));
    const Json document = {{"jobs", list}};
    const std::string text = jobs.empty() ? "no unfinished jobs" : jobTable(jobs);
    const auto failed = std::find_if(jobs.begin(), jobs.end(),
                                     [](const JobRecord& job) { return job.state == JobState::Failed; });
    if (failed == jobs.end()) {
        command.answer(document, text);
        return {};
    }
    return command.answerFailure(
        document, text,
        {ErrorCode::Failed, "job " + failed->id + " failed: " + failed->errorMessage, failed->errorHint});
}

}  // namespace

Status attachJob(const Command& command, const JobSelection& selection) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    const auto store = workspaceJobs(workspace);
    QSTORE_TRY(const auto driver, openDriver(command, store, selection.profile));
    QSTORE_TRY(const std::string id, driver->attach(selection.id, command.control("attach")));
    QSTORE_CHECK(driveToTheEnd(command, *driver, {id}));
    return answerJobs(command, *store, {id});
}

Status cancelJob(const Command& command, const JobSelection& selection) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    const auto store = workspaceJobs(workspace);
    QSTORE_TRY(JobRecord job, store->takeJob(selection.id));
    if (isFinal(job.state))
        return fail(ErrorCode::InvalidArgument,
                    "job '" + job.id + "' is " + std::string(jobStateName(job.state)) + " already",
                    "nothing is left to cancel");
    if (job.state == JobState::Prepared) {
        // It never left this machine: no account is needed for that.
        job.state = JobState::Cancelled;
        job.finishedMs = makeSystemClock()->unixMs();
        QSTORE_CHECK(store->updateJob(job, {job.finishedMs, job.state, "cancelled before it was sent"}));
        return answerJobs(command, *store, {job.id});
    }
    QSTORE_TRY(const auto driver, openDriver(command, store, job.profile));
    QSTORE_CHECK(driver->requestCancel(job.id));
    QSTORE_CHECK(driver->resume(job.id));
    driver->keyRenewed();
    QSTORE_CHECK(driveToTheEnd(command, *driver, {job.id}));
    return answerJobs(command, *store, {job.id});
}

Status resumeJobs(const Command& command, const JobSelection& selection) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    const auto store = workspaceJobs(workspace);
    std::map<std::string, Ids> byProfile;
    QSTORE_TRY(const auto records, store->jobs());
    for (const std::string& id : selection.ids) QSTORE_CHECK(store->job(id));
    for (const JobRecord& job : records) {
        const bool named =
            std::find(selection.ids.begin(), selection.ids.end(), job.id) != selection.ids.end();
        const bool wanted = (selection.ids.empty() || named) &&
                            (selection.profile.empty() || job.profile == selection.profile);
        if (wanted && !isFinal(job.state)) byProfile[job.profile].push_back(job.id);
    }
    Ids all;
    for (const auto& [profile, ids] : byProfile) {
        // Each account has a store of its own: leases belong to the driver.
        const auto held = workspaceJobs(workspace);
        QSTORE_TRY(const auto driver, openDriver(command, held, profile));
        for (const std::string& id : ids) QSTORE_CHECK(driver->resume(id));
        driver->keyRenewed();
        QSTORE_CHECK(driveToTheEnd(command, *driver, ids));
        all.insert(all.end(), ids.begin(), ids.end());
    }
    return answerJobs(command, *store, all);
}

Status resubmitJob(const Command& command, const JobSelection& selection) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    const auto store = workspaceJobs(workspace);
    QSTORE_TRY(const JobRecord old, store->job(selection.id));
    if (!isFinal(old.state))
        return fail(ErrorCode::InvalidArgument,
                    "job '" + old.id + "' is " + std::string(jobStateName(old.state)) + ", not over",
                    "`qstore jobs resume " + old.id + "` goes on with it, `qstore jobs cancel " + old.id +
                        "` cancels it first");
    QSTORE_TRY(const auto driver, openDriver(command, store, old.profile));
    NewJob job;
    QSTORE_TRY(job.request, store->jobRequest(old.id));
    job.run = old.run;
    job.purpose = old.purpose;
    job.merged = old.merged;
    job.estimatedUsd = old.estimatedUsd;
    QSTORE_TRY(const std::string id, driver->add(std::move(job)));
    QSTORE_CHECK(driveToTheEnd(command, *driver, {id}));
    return answerJobs(command, *store, {id});
}

}  // namespace qstore
