// SPDX-License-Identifier: Apache-2.0
#include "core/backends/job.h"
#include "driver_fixture.h"

namespace qstore {
namespace {

class Kills : public DriverTest {
protected:
    /// One life of the program: takes up what there is, makes the job if there is none, and drives.
    bool live() const {
        try {
            const auto jobs = driver();
            EXPECT_TRUE(jobs->resumeAll().has_value());
            if (store->jobs()->empty()) {
                EXPECT_TRUE(jobs->add(order()).has_value());
            }
            EXPECT_TRUE(jobs->runUntilDone({store->jobs()->front().id}, {}));
            return true;
        } catch (const Killed&) {
            return false;
        }
    }
};

TEST_F(Kills, AtAnyWriteLeaveOneSubmissionAndAllResults) {
    ASSERT_TRUE(live());
    const int writes = store->writes;
    ASSERT_EQ(writes, 6) << "made, submitting, queued, running, fetching, completed";
    for (int write = 1; write <= writes; ++write)
        for (const bool after : {false, true}) {
            SCOPED_TRACE(std::to_string(write) + (after ? " after" : " before"));
            *store = MemoryJobStore();
            cloud->accepted.clear();
            (after ? store->dieAfter : store->dieBefore) = write;
            ASSERT_FALSE(live());
            store->dieAfter = store->dieBefore = 0;
            ASSERT_TRUE(live());
            ASSERT_EQ(store->jobs()->size(), 1U);
            expectResults(store->jobs()->front().id);
            EXPECT_EQ(cloud->accepted.size(), 1U);
        }
}

TEST_F(Kills, AgainAndAgainWithLostRepliesAndALaggingListStillSubmitOnce) {
    for (int step = 1; step <= 4; ++step) {
        SCOPED_TRACE(step);
        *store = MemoryJobStore();
        cloud->accepted.clear();
        cloud->script.clear();
        cloud->losesReply(Call::Submit);
        cloud->listLagMs = options.lookupWaitMs - 1;
        // It dies at every `step`-th write of each life; lives grow longer, so that it comes to an end.
        for (int life = 1;; ++life) {
            ASSERT_LT(life, 50);
            store->writes = 0;
            store->dieAfter = step + life / 3;
            if (live()) break;
        }
        expectResults(store->jobs()->front().id);
        EXPECT_EQ(cloud->accepted.size(), 1U);
    }
}

}  // namespace
}  // namespace qstore
