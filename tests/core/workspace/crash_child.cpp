// SPDX-License-Identifier: Apache-2.0
#include "crash_child.h"

#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <sstream>

#include "core/workspace/testing.h"
#include "tiny_training.h"

namespace qstore {
namespace {

constexpr const char* variable = "QSTORE_TEST_CRASH_PLAN";

Result<TrainingSummary> train(const CrashPlan& plan) {
    QSTORE_TRY(const auto workspace, Workspace::open(plan.workspace, false));
    testing::setCommitObserver(*workspace, [&](testing::CommitPhase phase, std::uint64_t number) {
        const bool after = phase == testing::CommitPhase::After;
        if (number == plan.commit && after == plan.afterCommit) ::kill(::getpid(), SIGKILL);
    });
    QSTORE_TRY(const auto runs, workspace->runs());
    TrainingOrder order = tinyOrder();
    order.config.epochs = plan.epochs;
    order.config.checkpointSeconds = plan.checkpointSeconds;
    auto session = runs.empty() ? TrainingSession::start(workspace, order)
                                : TrainingSession::resume(workspace, runs.front().id);
    if (!session) return tl::unexpected<Error>(session.error());
    return (*session)->execute(nullptr, {});
}

}  // namespace

pid_t startCrashChild(const CrashPlan& plan) {
    std::ostringstream text;
    text << plan.commit << ' ' << plan.afterCommit << ' ' << plan.epochs << ' ' << plan.checkpointSeconds
         << ' ' << plan.workspace.string();
    const std::string value = text.str();
    const pid_t child = ::fork();
    if (child != 0) return child;
    ::setenv(variable, value.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): the child has one thread
    ::execl("/proc/self/exe", "core_workspace_test", static_cast<char*>(nullptr));
    ::_exit(127);
}

std::optional<int> runAsCrashChild() {
    const char* value = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value == nullptr) return {};
    std::istringstream text(value);
    CrashPlan plan;
    std::string path;
    text >> plan.commit >> plan.afterCommit >> plan.epochs >> plan.checkpointSeconds;
    std::getline(text >> std::ws, path);
    plan.workspace = path;
    const auto summary = train(plan);
    if (summary) return 0;
    std::fprintf(stderr, "%s\n", summary.error().message.c_str());
    return 1;
}

}  // namespace qstore
