// SPDX-License-Identifier: Apache-2.0
#include "core/backends/job.h"
#include "driver_fixture.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;
using enum JobState;

constexpr std::array allFaults{
    RemoteFault::Transient, RemoteFault::RateLimited, RemoteFault::KeyRejected, RemoteFault::Forbidden,
    RemoteFault::NotFound,  RemoteFault::NotReady,    RemoteFault::Rejected,    RemoteFault::QuotaExceeded,
    RemoteFault::Protocol,  RemoteFault::Connection,  RemoteFault::Local,       RemoteFault::Cancelled};

class Faults : public DriverTest {
protected:
    /// Drives to the end as a person would: renews keys, asks again.
    void drive(JobDriver& jobs, const std::string& id) const {
        for (int round = 0; round < 20 && !isFinal(state(id)); ++round) {
            const Status status = jobs.runUntilDone({id}, {});
            if (state(id) == NeedsKey) {
                ASSERT_FALSE(status.has_value());
                EXPECT_EQ(status.error().code, ErrorCode::Busy);
                EXPECT_THAT(record(id).errorHint, HasSubstr("profile 'lab'"));
                jobs.keyRenewed();
            } else {
                ASSERT_TRUE(status.has_value()) << status.error().message;
            }
        }
    }
    void expectFailedWithCure(const std::string& id) const {
        ASSERT_EQ(jobStateName(state(id)), "failed");
        EXPECT_THAT(record(id).errorMessage, HasSubstr("the provider's reason"));
        EXPECT_FALSE(record(id).errorHint.empty());
        EXPECT_FALSE(record(id).errorCode.empty());
        EXPECT_GT(record(id).finishedMs, 0);
    }
};

TEST_F(Faults, OfSubmittingEndInOneSubmissionOrAReason) {
    for (const RemoteFault fault : allFaults)
        for (const std::size_t times : {1U, 3U})
            for (const int status : {0, 503}) {
                SCOPED_TRACE(std::string(remoteFaultName(fault)) + " " + std::to_string(times) +
                             " times, " + std::to_string(status));
                cloud->fails(Call::Submit, fault, times, status);
                const auto jobs = driver();
                const std::string id = jobs->add(order()).value();
                drive(*jobs, id);
                const bool forGood = fault == RemoteFault::Forbidden || fault == RemoteFault::NotFound ||
                                     fault == RemoteFault::NotReady || fault == RemoteFault::Rejected ||
                                     fault == RemoteFault::QuotaExceeded || fault == RemoteFault::Local;
                if (forGood)
                    expectFailedWithCure(id);
                else
                    expectResults(id);
                EXPECT_EQ(cloud->submissionsOf(record(id).token), forGood ? 0U : 1U);
                cloud->script.clear();
            }
}

TEST_F(Faults, OfAskingAndFetchingLoseNothing) {
    for (const Call call : {Call::Jobs, Call::Results})
        for (const RemoteFault fault : allFaults)
            for (const std::size_t times : {1U, 3U}) {
                SCOPED_TRACE(std::string(call == Call::Jobs ? "poll " : "fetch ") +
                             std::string(remoteFaultName(fault)) + " " + std::to_string(times) + " times");
                cloud->fails(call, fault, times);
                const auto jobs = driver();
                const std::string id = jobs->add(order()).value();
                drive(*jobs, id);
                const bool forGood = fault == RemoteFault::Forbidden || fault == RemoteFault::Rejected ||
                                     fault == RemoteFault::QuotaExceeded ||
                                     (fault == RemoteFault::NotFound && times > 1);
                if (forGood) {
                    expectFailedWithCure(id);
                    EXPECT_THAT(record(id).errorHint, HasSubstr("qstore jobs"));
                } else {
                    expectResults(id);
                }
                EXPECT_EQ(cloud->submissionsOf(record(id).token), 1U);
                cloud->script.clear();
            }
}

TEST_F(Faults, OfCancellingEndInACancelOrInTheResults) {
    for (const RemoteFault fault : allFaults)
        for (const std::size_t times : {1U, 3U}) {
            SCOPED_TRACE(std::string(remoteFaultName(fault)) + " " + std::to_string(times) + " times");
            const auto jobs = driver();
            const std::string id = jobs->add(order()).value();
            driveUntil(*jobs, id, Running);
            cloud->fails(Call::Cancel, fault, times);
            ASSERT_TRUE(jobs->requestCancel(id));
            drive(*jobs, id);
            const bool refused = fault == RemoteFault::Forbidden || fault == RemoteFault::Rejected ||
                                 fault == RemoteFault::QuotaExceeded;
            if (refused)
                expectResults(id);
            else
                EXPECT_EQ(jobStateName(state(id)), "cancelled");
            EXPECT_EQ(cloud->submissionsOf(record(id).token), 1U);
            cloud->script.clear();
        }
}

TEST_F(Faults, OfTheLookUpNeverLeadToASecondSubmission) {
    for (const RemoteFault fault : allFaults) {
        SCOPED_TRACE(remoteFaultName(fault));
        cloud->losesReply(Call::Submit);
        cloud->fails(Call::Find, fault, 3);
        const auto jobs = driver();
        const std::string id = jobs->add(order()).value();
        drive(*jobs, id);
        if (fault == RemoteFault::Forbidden || fault == RemoteFault::Rejected ||
            fault == RemoteFault::QuotaExceeded) {
            expectFailedWithCure(id);
            EXPECT_THAT(record(id).errorHint, HasSubstr(record(id).token)) << "where to look for it";
        } else {
            expectResults(id);
        }
        EXPECT_EQ(cloud->submissionsOf(record(id).token), 1U);
        cloud->script.clear();
    }
}

TEST_F(Faults, ALostReplyIsFoundAgain) {
    cloud->losesReply(Call::Submit);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->accepted.size(), 1U);
    EXPECT_EQ(cloud->calls[Call::Submit], 1U);
}

TEST_F(Faults, AListThatLagsIsAskedTwice) {
    cloud->losesReply(Call::Submit);
    cloud->listLagMs = options.lookupWaitMs + 1;
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->calls[Call::Find], 2U) << "the first look came too early";
    EXPECT_EQ(cloud->accepted.size(), 1U);
}

TEST_F(Faults, WhatNeverArrivedIsSentAgainAfterTwoLooks) {
    cloud->script[Call::Submit].push_back({remoteErrorOf(RemoteFault::Transient, 0, true)});
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->advance({}));
    ASSERT_EQ(state(id), Submitting);
    const std::int64_t sent = clock->steadyMs();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->calls[Call::Find], 2U);
    EXPECT_EQ(cloud->accepted.size(), 1U);
    EXPECT_GE(cloud->accepted[0].acceptedMs - sent, 2 * options.lookupWaitMs);
}

TEST_F(Faults, TheServersRetryAfterIsKept) {
    Mishap limited{remoteErrorOf(RemoteFault::RateLimited, 429)};
    limited.error.retryAfterMs = 42'000;
    cloud->script[Call::Submit].push_back(limited);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_GE(cloud->accepted.at(0).acceptedMs, 42'000);
    EXPECT_LT(cloud->accepted.at(0).acceptedMs, 90'000);
    EXPECT_EQ(cloud->calls[Call::Find], 0U) << "429 says that it was not accepted";
}

TEST_F(Faults, OddRepliesAreBounded) {
    cloud->fails(Call::Jobs, RemoteFault::Protocol, 1000);
    auto jobs = driver();
    std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectFailedWithCure(id);
    EXPECT_EQ(cloud->calls[Call::Jobs], options.maxOddReplies);
    EXPECT_THAT(record(id).errorHint, HasSubstr("jobs attach remote-0 --profile lab"));
    cloud->script.clear();
    cloud->fails(Call::Submit, RemoteFault::Protocol, 1000);
    jobs = driver();
    id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectFailedWithCure(id);
    EXPECT_EQ(cloud->calls[Call::Submit], 1 + options.maxOddReplies);
}

TEST_F(Faults, ResultsOfAnotherNumberOfCircuitsAreRefused) {
    cloud->answer = [](const JobRequest& request) {
        auto outcomes = FakeProvider::runLocally(request);
        outcomes.pop_back();
        return outcomes;
    };
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(state(id), Failed);
    EXPECT_THAT(record(id).errorMessage, HasSubstr("results of 1 circuits where 2 were sent"));
}

TEST_F(Faults, OneRejectedKeyStopsAllAndANewOneHealsAll) {
    options.maxConcurrentJobs = 2;
    const auto jobs = driver();
    std::vector<std::string> ids;
    for (int index = 0; index < 4; ++index) ids.push_back(jobs->add(order()).value());
    driveUntil(*jobs, ids[0], Running);
    cloud->fails(Call::Jobs, RemoteFault::KeyRejected);
    const Status status = jobs->runUntilDone(ids, {});
    ASSERT_FALSE(status.has_value());
    EXPECT_EQ(status.error().code, ErrorCode::Busy);
    const std::size_t exchanges = cloud->calls[Call::Submit];
    for (int round = 0; round < 10; ++round) {
        ASSERT_TRUE(jobs->advance({}));
        clock->jump(10'000);
    }
    EXPECT_EQ(cloud->calls[Call::Submit], exchanges)
        << "nothing is asked with a key that is known to be wrong";
    for (const std::string& id : ids) EXPECT_EQ(jobStateName(state(id)), "needs-key");
    // After a restart they still wait.
    const auto later = driver();
    ASSERT_EQ(later->resumeAll().value(), 4U);
    EXPECT_EQ(later->advance({}).value(), std::nullopt);
    later->keyRenewed();
    ASSERT_TRUE(later->runUntilDone(ids, {}));
    for (const std::string& id : ids) {
        expectResults(id);
        EXPECT_EQ(cloud->submissionsOf(record(id).token), 1U);
        EXPECT_EQ(record(id).errorMessage, "");
    }
}

TEST_F(Faults, AWindowMayWaitForTheKey) {
    options.waitForKey = true;
    cloud->fails(Call::Submit, RemoteFault::KeyRejected);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    int waits = 0;
    clock->onWait = [&] {
        if (++waits == 50) jobs->keyRenewed();
    };
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_GE(waits, 50);
    expectResults(id);
}

TEST_F(Faults, AnOutageEndsThePatienceAndNotTheJob) {
    options.patienceMs = 120'000;
    cloud->fails(Call::Jobs, RemoteFault::Connection, 1000);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    const Status status = jobs->runUntilDone({id}, {});
    ASSERT_FALSE(status.has_value());
    EXPECT_THAT(status.error().message, HasSubstr("the provider's reason"));
    EXPECT_THAT(status.error().hint, HasSubstr("qstore jobs resume"));
    EXPECT_EQ(state(id), Queued);
    cloud->script.clear();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
}

TEST_F(Faults, AnAccountThatKeepsFailingIsLeftAlone) {
    cloud->fails(Call::Jobs, RemoteFault::Connection, 1000);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    const auto hour = [&] {
        for (std::int64_t end = clock->steadyMs() + 3'600'000; clock->steadyMs() < end;)
            clock->jump(std::max<std::int64_t>(jobs->advance({}).value().value_or(1000), 1));
    };
    hour();
    // Five failures open the breaker for 30, 60, 120, 240, 480 and then 600 s at a time.
    EXPECT_GE(cloud->calls[Call::Jobs], 5U + 5U);
    EXPECT_LE(cloud->calls[Call::Jobs], 5U + 5U + 6U);
    // Meanwhile nothing else is asked, and nothing is stored as if it were sent.
    ASSERT_TRUE(jobs->advance({}));
    const std::string second = jobs->add(order()).value();
    ASSERT_TRUE(jobs->advance({}));
    EXPECT_EQ(state(second), Prepared);
    EXPECT_EQ(cloud->accepted.size(), 1U);
    cloud->script.clear();
    hour();
    expectResults(id);
    expectResults(second);
}

TEST_F(Faults, AFullDiskAtResultTimeLosesNothing) {
    store->refuseResults = true;
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    std::string shown;
    for (int round = 0; round < 30; ++round) clock->jump(jobs->advance({}).value().value_or(1000));
    EXPECT_EQ(state(id), Fetching);
    EXPECT_EQ(cloud->calls[Call::Results], 1U) << "what is fetched is kept until there is room";
    store->refuseResults = false;
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(record(id).errorMessage, "");
}

TEST_F(Faults, AFullDiskSendsNothingThatCouldNotBeStored) {
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    store->refuse = 3;
    for (int round = 0; round < 2; ++round) clock->jump(jobs->advance({}).value().value_or(1000));
    EXPECT_TRUE(cloud->accepted.empty()) << "Submitting is stored before the POST";
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->accepted.size(), 1U);
}

}  // namespace
}  // namespace qstore
