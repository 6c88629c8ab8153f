// SPDX-License-Identifier: Apache-2.0
#include "core/backends/job_driver.h"

#include <set>

#include "driver_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using enum JobState;

TEST(JobNames, GoThereAndBack) {
    std::set<std::string_view> names;
    for (int index = 0; index <= static_cast<int>(NeedsKey); ++index) {
        const auto state = static_cast<JobState>(index);
        names.insert(jobStateName(state));
        EXPECT_EQ(findJobState(jobStateName(state)), state);
        EXPECT_EQ(isFinal(state), state == Completed || state == Cancelled || state == Failed);
    }
    EXPECT_EQ(names.size(), 10U);
    EXPECT_EQ(findJobState("paused"), std::nullopt);
    EXPECT_EQ(jobStateName(NeedsKey), "needs-key");
    EXPECT_EQ(remoteStateName(RemoteState::Cancelled), "cancelled");
}

class Driver : public DriverTest {};

TEST_F(Driver, TakesAJobThroughItsLifeAndKeepsEveryStep) {
    const auto jobs = driver();
    NewJob job = order();
    job.run = "r1";
    job.purpose = "step 1";
    job.merged = 3;
    job.estimatedUsd = 0.5;
    const std::string id = jobs->add(std::move(job)).value();
    EXPECT_EQ(state(id), Prepared);
    EXPECT_TRUE(cloud->accepted.empty()) << "it is stored before it is sent";
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_THAT(statesOf(id), ElementsAre(Prepared, Submitting, Queued, Running, Fetching, Completed));
    const JobRecord done = record(id);
    EXPECT_EQ(done.remoteId, "remote-0");
    EXPECT_EQ(done.profile, "lab");
    EXPECT_EQ(done.run, "r1");
    EXPECT_EQ(done.purpose, "step 1");
    EXPECT_EQ(done.circuits, 2U);
    EXPECT_EQ(done.merged, 3U);
    EXPECT_EQ(done.costUsd, 0.25);
    EXPECT_EQ(done.estimatedUsd, 0.5);
    EXPECT_GT(done.submittedMs, 0);
    EXPECT_GT(done.finishedMs, done.submittedMs);
    EXPECT_EQ(cloud->accepted.at(0).request.token, done.token);
    EXPECT_FALSE(done.token.empty());
}

TEST_F(Driver, EveryJobHasATokenOfItsOwn) {
    const auto jobs = driver();
    std::set<std::string> tokens, ids;
    for (int index = 0; index < 20; ++index) {
        const std::string id = jobs->add(order()).value();
        ids.insert(id);
        tokens.insert(record(id).token);
    }
    EXPECT_EQ(ids.size(), 20U);
    EXPECT_EQ(tokens.size(), 20U);
}

TEST_F(Driver, KeepsNoMoreJobsInFlightThanAllowed) {
    options.maxConcurrentJobs = 3;
    const auto jobs = driver();
    std::vector<std::string> ids;
    for (int index = 0; index < 10; ++index) ids.push_back(jobs->add(order()).value());
    ASSERT_TRUE(jobs->runUntilDone(ids, {}));
    EXPECT_EQ(cloud->accepted.size(), 10U);
    EXPECT_EQ(cloud->mostInFlight, 3U);
}

TEST_F(Driver, AsksForAllJobsInOneExchange) {
    options.maxConcurrentJobs = 100;
    const auto jobs = driver();
    std::vector<std::string> ids;
    for (int index = 0; index < 50; ++index) ids.push_back(jobs->add(order()).value());
    ASSERT_TRUE(jobs->runUntilDone(ids, {}));
    // Queued → running → completed.
    EXPECT_EQ(cloud->calls[Call::Jobs], 2U);
}

TEST_F(Driver, AsksLessAndLessOftenWhileNothingHappens) {
    cloud->stuck = true;
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    for (std::int64_t end = clock->steadyMs() + 3'600'000; clock->steadyMs() < end;)
        clock->jump(jobs->advance({}).value().value_or(1000));
    // An hour at one a second would be 3,600, at one in 30 s 120.
    EXPECT_LT(cloud->calls[Call::Jobs], 140U);
    EXPECT_GT(cloud->calls[Call::Jobs], 110U);
    cloud->stuck = false;
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
}

TEST_F(Driver, StopsWhenAskedAndGoesOnLater) {
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    std::stop_source stop;
    clock->onWait = [&] { stop.request_stop(); };
    const auto stopped = jobs->runUntilDone({id}, {stop.get_token(), {}});
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(state(id), Queued) << "the job stays where it is";
    clock->onWait = {};
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->accepted.size(), 1U);
}

TEST_F(Driver, AfterARestartUnfinishedJobsOfTheProfileGoOn) {
    std::string id, done;
    {
        const auto jobs = driver();
        done = jobs->add(order()).value();
        ASSERT_TRUE(jobs->runUntilDone({done}, {}));
        id = jobs->add(order()).value();
        driveUntil(*jobs, id, Running);
    }
    options.profile = "other";
    EXPECT_EQ(driver()->resumeAll().value(), 0U);
    const Status foreign = driver()->resume(id);
    ASSERT_FALSE(foreign.has_value());
    EXPECT_THAT(foreign.error().message, HasSubstr("'lab'"));
    options.profile = "lab";
    const auto jobs = driver();
    EXPECT_EQ(jobs->resumeAll().value(), 1U);
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->accepted.size(), 2U);
}

TEST_F(Driver, AFailedJobSaysTheProvidersReasonAndWhatToDo) {
    cloud->endState = RemoteState::Failed;
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    const JobRecord failed = record(id);
    EXPECT_EQ(failed.state, Failed);
    EXPECT_EQ(failed.errorCode, "TooManyGates");
    EXPECT_EQ(failed.errorMessage, "the circuit has too many gates");
    EXPECT_THAT(failed.errorHint, HasSubstr("qstore jobs resubmit " + id));
    EXPECT_EQ(failed.costUsd, 0.25) << "what it cost is asked for all the same";
}

TEST_F(Driver, AJobThatWasDeletedAtTheProviderFailsWithACure) {
    for (const JobState when : {Running, Fetching}) {
        const auto jobs = driver();
        const std::string id = jobs->add(order()).value();
        driveUntil(*jobs, id, when);
        cloud->accepted.back().deleted = true;
        ASSERT_TRUE(jobs->runUntilDone({id}, {}));
        EXPECT_EQ(state(id), Failed);
        EXPECT_THAT(record(id).errorMessage, HasSubstr("deleted"));
        EXPECT_THAT(record(id).errorHint, HasSubstr("resubmit"));
        EXPECT_EQ(cloud->submissionsOf(record(id).token), 1U);
    }
}

TEST_F(Driver, AJobThatIsCancelledElsewhereIsCancelled) {
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    driveUntil(*jobs, id, Running);
    cloud->accepted.back().state = RemoteState::Cancelled;
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(state(id), Cancelled);
    EXPECT_EQ(store->jobEvents(id).value().back().note, "cancelled at the provider");
}

TEST_F(Driver, CancelsInEveryState) {
    for (const JobState when : {Prepared, Queued, Running}) {
        SCOPED_TRACE(jobStateName(when));
        const std::size_t before = cloud->accepted.size();
        const auto jobs = driver();
        const std::string id = jobs->add(order()).value();
        driveUntil(*jobs, id, when);
        ASSERT_TRUE(jobs->requestCancel(id));
        ASSERT_TRUE(jobs->runUntilDone({id}, {}));
        EXPECT_EQ(state(id), Cancelled);
        EXPECT_GT(record(id).finishedMs, 0);
        if (when == Prepared) {
            EXPECT_EQ(cloud->accepted.size(), before) << "it was never sent";
        } else {
            EXPECT_EQ(cloud->accepted.back().state, RemoteState::Cancelled);
            EXPECT_EQ(record(id).costUsd, 0.25);
        }
        const Status again = jobs->requestCancel(id);
        ASSERT_FALSE(again.has_value());
        EXPECT_THAT(again.error().message, HasSubstr("cancelled already"));
    }
    EXPECT_EQ(driver()->requestCancel("nobody").error().code, ErrorCode::NotFound);
}

TEST_F(Driver, WhatMayHaveBeenSentIsFoundAndThenCancelled) {
    cloud->losesReply(Call::Submit);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->advance({}));
    ASSERT_EQ(state(id), Submitting);
    ASSERT_TRUE(jobs->requestCancel(id));
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(state(id), Cancelled);
    ASSERT_EQ(cloud->accepted.size(), 1U);
    EXPECT_EQ(cloud->accepted[0].state, RemoteState::Cancelled);
}

TEST_F(Driver, WhatWasNeverSentIsCancelledOnceThatIsSure) {
    cloud->script[Call::Submit].push_back({remoteErrorOf(RemoteFault::Transient, 0, true)});
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->advance({}));
    ASSERT_TRUE(jobs->requestCancel(id));
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(state(id), Cancelled);
    EXPECT_TRUE(cloud->accepted.empty());
    EXPECT_EQ(cloud->calls[Call::Find], 2U);
}

TEST_F(Driver, AJobThatFinishesBeforeItsCancelCompletes) {
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    driveUntil(*jobs, id, Running);
    cloud->accepted.back().state = RemoteState::Completed;
    ASSERT_TRUE(jobs->requestCancel(id));
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
}

TEST_F(Driver, WhileItsKeyIsMissingAJobCanBeCancelled) {
    cloud->fails(Call::Jobs, RemoteFault::KeyRejected);
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    driveUntil(*jobs, id, NeedsKey);
    ASSERT_TRUE(jobs->requestCancel(id));
    ASSERT_TRUE(jobs->advance({}));
    EXPECT_EQ(state(id), NeedsKey) << "the provider does not know yet";
    EXPECT_EQ(record(id).stateBeforeKey, Cancelling);
    jobs->keyRenewed();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(state(id), Cancelled);
    EXPECT_EQ(cloud->accepted.back().state, RemoteState::Cancelled);
}

TEST_F(Driver, AttachesToAJobOfAnother) {
    JobRequest theirs = order().request;
    theirs.token = "their token";
    ASSERT_TRUE(cloud->submit(theirs, {}));
    const auto jobs = driver();
    const std::string id = jobs->attach("remote-0", {}).value();
    EXPECT_EQ(record(id).token, "") << "theirs is none of ours";
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    expectResults(id);
    EXPECT_EQ(cloud->accepted.size(), 1U);
    const auto again = jobs->attach("remote-0", {});
    ASSERT_FALSE(again.has_value());
    EXPECT_EQ(again.error().code, ErrorCode::AlreadyExists);
    EXPECT_FALSE(jobs->attach("remote-9", {}).has_value());
}

TEST_F(Driver, ThePriceThatComesLaterIsKept) {
    cloud->cost = {};
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    EXPECT_EQ(record(id).costUsd, std::nullopt);
    cloud->cost = 1.5;
    for (auto next = jobs->advance({}).value(); next; next = jobs->advance({}).value()) clock->jump(*next);
    EXPECT_EQ(record(id).costUsd, 1.5);
    expectResults(id);
}

TEST_F(Driver, AfterARestartThePriceOfAJobThatIsOverIsAskedFor) {
    cloud->cost = {};
    std::string id;
    {
        const auto jobs = driver();
        id = jobs->add(order()).value();
        ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    }
    cloud->cost = 1.5;
    {
        const auto jobs = driver();
        EXPECT_EQ(jobs->resumeAll().value(), 0U);
        ASSERT_TRUE(jobs->resume(id));
        ASSERT_TRUE(jobs->runUntilDone({id}, {})) << "it is over already";
        for (auto next = jobs->advance({}).value(); next; next = jobs->advance({}).value())
            clock->jump(*next);
    }
    EXPECT_EQ(record(id).costUsd, 1.5);
    expectResults(id);
    const auto asked = cloud->calls[Call::Cost];
    const auto jobs = driver();
    ASSERT_TRUE(jobs->resume(id));
    EXPECT_EQ(jobs->advance({}).value(), std::nullopt);
    EXPECT_EQ(cloud->calls[Call::Cost], asked) << "it is known now";
    EXPECT_EQ(cloud->accepted.size(), 1U);
}

TEST_F(Driver, APriceThatNeverComesIsNotAskedForForEver) {
    cloud->cost = {};
    const auto jobs = driver();
    const std::string id = jobs->add(order()).value();
    ASSERT_TRUE(jobs->runUntilDone({id}, {}));
    for (auto next = jobs->advance({}).value(); next; next = jobs->advance({}).value()) clock->jump(*next);
    EXPECT_EQ(cloud->calls[Call::Cost], options.costTries);
}

}  // namespace
}  // namespace qstore
