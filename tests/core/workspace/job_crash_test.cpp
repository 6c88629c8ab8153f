// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>

#include <set>

#include "core/workspace/workspace_jobs.h"
#include "file_provider.h"
#include "job_crash_child.h"
#include "scratch.h"

namespace qstore {
namespace {

enum class End { Finished, Killed, Failed };

End endOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return End::Killed;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? End::Finished : End::Failed;
}

class JobCrashes : public ScratchTest {
protected:
    JobCrashPlan planOf(const std::string& name) const {
        JobCrashPlan plan;
        plan.workspace = file(name + ".qstore");
        plan.books = file(name + ".books");
        return plan;
    }
    /// Dies as planned, then lives on to the end; what is left must be whole and paid once. False when the
    /// plan came after the end.
    bool diesAndRecovers(JobCrashPlan plan) const {
        const End end = endOf(startJobCrashChild(plan));
        EXPECT_NE(end, End::Failed);
        if (end != End::Killed) return false;
        plan.commit = 0;
        plan.exchange = 0;
        EXPECT_EQ(endOf(startJobCrashChild(plan)), End::Finished);
        expectWholeAndPaidOnce(plan);
        return true;
    }
    void expectWholeAndPaidOnce(const JobCrashPlan& plan) const {
        const auto workspace = open(plan.workspace.filename().string());
        QSTORE_ASSERT_OK(workspace->integrityCheck());
        const auto store = workspaceJobs(workspace);
        const auto records = store->jobs().value();
        ASSERT_EQ(records.size(), crashJobs);
        std::set<std::string> tokens;
        for (std::size_t index = 0; index < records.size(); ++index) {
            EXPECT_EQ(jobStateName(records[index].state), "completed");
            const auto outcomes = store->jobOutcomes(records[index].id).value();
            ASSERT_EQ(outcomes.size(), 1U);
            EXPECT_EQ(outcomes[0].counts, (Counts{{index + 1, 7}}));
            tokens.insert(records[index].token);
        }
        const auto accepted = FileProvider::accepted(plan.books);
        EXPECT_EQ(accepted.size(), crashJobs) << "by the provider's own books";
        EXPECT_EQ(std::set<std::string>(accepted.begin(), accepted.end()), tokens);
    }
};

TEST_F(JobCrashes, AtEveryCommitSubmitEveryJobOnce) {
    ASSERT_EQ(endOf(startJobCrashChild(planOf("whole"))), End::Finished);
    expectWholeAndPaidOnce(planOf("whole"));
    int kills = 0;
    for (const bool after : {false, true})
        for (std::uint64_t commit = 1;; ++commit) {
            SCOPED_TRACE(std::to_string(commit) + (after ? " after" : " before"));
            JobCrashPlan plan = planOf((after ? "after" : "before") + std::to_string(commit));
            plan.commit = commit;
            plan.afterCommit = after;
            if (!diesAndRecovers(plan)) break;
            ++kills;
        }
    // Three jobs of at least six steps, before and after each.
    EXPECT_GE(kills, 2 * 3 * 6);
}

TEST_F(JobCrashes, InEveryExchangeSubmitEveryJobOnce) {
    int kills = 0;
    for (int exchange = 1;; ++exchange) {
        SCOPED_TRACE(exchange);
        JobCrashPlan plan = planOf("x" + std::to_string(exchange));
        plan.exchange = exchange;
        if (!diesAndRecovers(plan)) break;
        ++kills;
    }
    // Three submissions, polls, three results and prices.
    EXPECT_GE(kills, 3 + 2 + 3 + 3);
}

}  // namespace
}  // namespace qstore
