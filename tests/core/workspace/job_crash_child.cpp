// SPDX-License-Identifier: Apache-2.0
#include "job_crash_child.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/backends/job_driver.h"
#include "core/workspace/testing.h"
#include "core/workspace/workspace_jobs.h"
#include "file_provider.h"

namespace qstore {
namespace {

constexpr const char* variable = "QSTORE_TEST_JOB_CRASH_PLAN";

/// Leaves `value` on four qubits.
Circuit showing(std::size_t value) {
    CircuitParts parts;
    parts.qubits = 4;
    for (Qubit qubit = 0; qubit < 4; ++qubit)
        if (((value >> qubit) & 1U) != 0) parts.operations.push_back(Operation::gateOn("x", {qubit}));
    return Circuit::of(parts);
}

DriverOptions hurried() {
    DriverOptions options;
    options.profile = "lab";
    options.maxConcurrentJobs = 2;
    options.firstPollMs = options.maxPollMs = options.firstRetryMs = options.maxRetryMs = 1;
    options.lookupWaitMs = 1;
    return options;
}

Status drive(const JobCrashPlan& plan) {
    QSTORE_TRY(const auto workspace, Workspace::open(plan.workspace, true));
    testing::setCommitObserver(*workspace, [&](testing::CommitPhase phase, std::uint64_t number) {
        const bool after = phase == testing::CommitPhase::After;
        if (number == plan.commit && after == plan.afterCommit) ::kill(::getpid(), SIGKILL);
    });
    const auto store = workspaceJobs(workspace);
    JobDriver driver(std::make_shared<FileProvider>(plan.books, plan.exchange), store, makeSystemClock(),
                     hurried());
    QSTORE_CHECK(driver.resumeAll());
    QSTORE_TRY(const auto known, store->jobs());
    for (std::size_t made = known.size(); made < crashJobs; ++made) {
        NewJob job;
        job.request.device = "simulator";
        job.request.circuits = {showing(made + 1)};
        job.request.shots = 7;
        job.run = "r1";
        job.purpose = "batch " + std::to_string(made);
        QSTORE_CHECK(driver.add(std::move(job)));
    }
    std::vector<std::string> ids;
    QSTORE_TRY(const auto all, store->jobs());
    for (const JobRecord& record : all) ids.push_back(record.id);
    return driver.runUntilDone(ids, {});
}

}  // namespace

pid_t startJobCrashChild(const JobCrashPlan& plan) {
    std::ostringstream text;
    text << plan.commit << ' ' << plan.afterCommit << ' ' << plan.exchange << ' ' << plan.books.string()
         << ' ' << plan.workspace.string();
    const std::string value = text.str();
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setenv(variable, value.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): the child has one thread
    ::execl("/proc/self/exe", "core_workspace_test", static_cast<char*>(nullptr));
    ::_exit(127);
}

std::optional<int> runAsJobCrashChild() {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value == nullptr) return {};
    std::istringstream text(value);
    JobCrashPlan plan;
    std::string books, workspace;
    text >> plan.commit >> plan.afterCommit >> plan.exchange >> books;
    std::getline(text >> std::ws, workspace);
    plan.books = books;
    plan.workspace = workspace;
    const Status done = drive(plan);
    if (done) return 0;
    std::fprintf(stderr, "%s\n", done.error().message.c_str());
    return 1;
}

}  // namespace qstore
