// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/random.h"
#include "crash_child.h"
#include "tiny_training.h"

namespace qstore {
namespace {

enum class End { Finished, Killed, Failed };

End waitFor(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return End::Killed;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? End::Finished : End::Failed;
}

/// Waits for the child's end, but kills it when it takes longer.
End killAfter(pid_t child, int milliseconds) {
    const int handle = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
    pollfd poll{handle, POLLIN, 0};
    if (::poll(&poll, 1, milliseconds) == 0) ::kill(child, SIGKILL);
    ::close(handle);
    return waitFor(child);
}

class Crashes : public ScratchTest {
protected:
    Crashes() { tinyWorkspace(file("start.qstore")); }
    std::filesystem::path fresh(const std::string& name) const {
        std::filesystem::copy_file(file("start.qstore"), file(name));
        return file(name);
    }
    RunRecord onlyRun(const std::string& name) const { return open(name)->runs().value().at(0); }
};

TEST_F(Crashes, AtEveryCommitLoseNothingAcknowledgedAndEndBitEqual) {
    ASSERT_EQ(waitFor(startCrashChild({fresh("whole.qstore")})), End::Finished);
    const RunRecord whole = onlyRun("whole.qstore");
    ASSERT_EQ(whole.state, RunState::Finished);
    std::uint64_t kills = 0;
    for (const bool after : {false, true}) {
        for (std::uint64_t commit = 1;; ++commit) {
            SCOPED_TRACE(std::to_string(commit) + (after ? " after" : " before"));
            const std::string name = (after ? "after" : "before") + std::to_string(commit);
            const auto path = fresh(name);
            const End end = waitFor(startCrashChild({path, commit, after}));
            ASSERT_NE(end, End::Failed);
            if (end == End::Finished) break;  // it has fewer commits than that
            ++kills;
            std::size_t acknowledged = 0;
            {
                const auto workspace = open(name);
                QSTORE_ASSERT_OK(workspace->integrityCheck());
                const auto runs = workspace->runs().value();
                ASSERT_EQ(runs.size(), commit == 1 && !after ? 0U : 1U);
                if (!runs.empty()) acknowledged = workspace->metrics(runs[0].id).value().size();
                const bool finished = !runs.empty() && runs[0].state == RunState::Finished;
                EXPECT_TRUE(runs.empty() || finished || runs[0].state == RunState::Interrupted);
            }
            ASSERT_EQ(waitFor(startCrashChild({path})), End::Finished);
            const auto workspace = open(name);
            QSTORE_ASSERT_OK(workspace->integrityCheck());
            const RunRecord resumed = onlyRun(name);
            EXPECT_EQ(resumed.weightsHash, whole.weightsHash);
            EXPECT_GE(workspace->metrics(resumed.id).value().size(), acknowledged);
            EXPECT_EQ(workspace->metrics(resumed.id).value(),
                      open("whole.qstore")->metrics(whole.id).value());
        }
    }
    // Row, start, three epochs of three steps, end: before and after each.
    EXPECT_GE(kills, 2U * 12U);
}

TEST_F(Crashes, FromOutsideAtRandomTimesEndBitEqual) {
    CrashPlan plan;
    plan.epochs = 20000;
    plan.checkpointSeconds = 1;
    plan.workspace = fresh("whole.qstore");
    ASSERT_EQ(waitFor(startCrashChild(plan)), End::Finished);
    plan.workspace = fresh("killed.qstore");
    RandomStream random(5, "kills");
    for (int kill = 0; kill < 10; ++kill) {
        SCOPED_TRACE(kill);
        ASSERT_EQ(killAfter(startCrashChild(plan), 40 + static_cast<int>(random.below(200))), End::Killed);
        QSTORE_ASSERT_OK(open("killed.qstore")->integrityCheck());
    }
    ASSERT_EQ(waitFor(startCrashChild(plan)), End::Finished);
    EXPECT_EQ(onlyRun("killed.qstore").weightsHash, onlyRun("whole.qstore").weightsHash);
    EXPECT_EQ(onlyRun("killed.qstore").epochs, 20000U);
}

}  // namespace
}  // namespace qstore
