// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/backends/job_driver.h"
#include "fake_provider.h"
#include "memory_job_store.h"

namespace qstore {

/// An account, a store and a clock; drivers come and go.
class DriverTest : public ::testing::Test {
protected:
    const std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    const std::shared_ptr<FakeProvider> cloud = std::make_shared<FakeProvider>(clock);
    const std::shared_ptr<MemoryJobStore> store = std::make_shared<MemoryJobStore>();
    DriverOptions options = [] {
        DriverOptions made;
        made.profile = "lab";
        return made;
    }();

    std::unique_ptr<JobDriver> driver() const {
        return std::make_unique<JobDriver>(cloud, store, clock, options);
    }
    static NewJob order(std::size_t circuits = 2, std::uint64_t shots = 10) {
        NewJob job;
        job.request.device = "simulator";
        job.request.name = "test";
        job.request.shots = shots;
        for (std::size_t index = 0; index < circuits; ++index)
            job.request.circuits.push_back(showing(index + 1));
        return job;
    }
    JobRecord record(const std::string& id) const { return store->job(id).value(); }
    JobState state(const std::string& id) const { return record(id).state; }
    std::vector<JobState> statesOf(const std::string& id) const {
        std::vector<JobState> states;
        const auto events = store->jobEvents(id).value();
        for (const JobEvent& event : events)
            if (states.empty() || states.back() != event.state) states.push_back(event.state);
        return states;
    }
    /// Drives until `wanted` is the job's state; fails the test when it never is.
    void driveUntil(JobDriver& jobs, const std::string& id, JobState wanted) const {
        for (int round = 0; round < 200 && state(id) != wanted; ++round) {
            const auto next = jobs.advance({});
            ASSERT_TRUE(next.has_value());
            if (state(id) == wanted) return;
            clock->jump(next->value_or(1000));
        }
        ASSERT_EQ(jobStateName(state(id)), jobStateName(wanted));
    }
    void expectResults(const std::string& id, std::size_t circuits = 2, std::uint64_t shots = 10) const {
        EXPECT_EQ(jobStateName(state(id)), "completed");
        const auto outcomes = store->jobOutcomes(id);
        ASSERT_TRUE(outcomes.has_value());
        ASSERT_EQ(outcomes->size(), circuits);
        for (std::size_t index = 0; index < circuits; ++index)
            EXPECT_EQ((*outcomes)[index].counts, (Counts{{index + 1, shots}}));
    }
};

}  // namespace qstore
