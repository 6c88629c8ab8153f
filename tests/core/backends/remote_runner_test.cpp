// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_runner.h"

#include "driver_fixture.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

class Runner : public DriverTest {
protected:
    RemoteRunnerOptions device = [] {
        RemoteRunnerOptions made;
        made.device = "simulator";
        made.limits.maxCircuits = 3;
        made.run = "r1";
        made.seeded = true;
        return made;
    }();
    RemoteRunner runner() const { return {driver(), device}; }
    static std::vector<Circuit> circuits(const std::vector<std::uint64_t>& values) {
        std::vector<Circuit> list;
        for (const std::uint64_t value : values) list.push_back(showing(value));
        return list;
    }
    static void expectShown(const Result<std::vector<CircuitOutcome>>& outcomes,
                            const std::vector<std::uint64_t>& values, std::uint64_t shots) {
        ASSERT_TRUE(outcomes.has_value()) << outcomes.error().message;
        ASSERT_EQ(outcomes->size(), values.size());
        for (std::size_t index = 0; index < values.size(); ++index)
            EXPECT_EQ((*outcomes)[index].counts, (Counts{{values[index], shots}})) << index;
    }
};

TEST_F(Runner, KeepsTheOrderOverJobsAndMerges) {
    const std::vector<std::uint64_t> values = {9, 4, 9, 1, 2, 3, 4, 4, 17};
    expectShown(runner().run(circuits(values), 20, 1, "step 1", {}), values, 20);
    // 1, 2, 3, 17 once each (two jobs of at most three), 9 twice, 4 three times.
    EXPECT_EQ(cloud->accepted.size(), 4U);
    std::size_t sent = 0, merged = 0;
    std::uint64_t shots = 0;
    for (const FakeProvider::Job& job : cloud->accepted) {
        sent += job.request.circuits.size();
        shots += job.request.circuits.size() * job.request.shots;
        EXPECT_THAT(job.request.name, HasSubstr("step 1"));
        EXPECT_TRUE(job.request.seed.has_value());
    }
    EXPECT_EQ(sent, 6U);
    EXPECT_EQ(shots, values.size() * 20U) << "what was asked for, no more and no less";
    const auto records = store->jobs().value();
    for (const JobRecord& record : records) {
        merged += record.merged;
        EXPECT_EQ(record.run, "r1");
        EXPECT_EQ(record.purpose, "step 1");
    }
    EXPECT_EQ(merged, 3U);
}

TEST_F(Runner, NeverMergesAcrossBatches) {
    device.run.clear();
    const RemoteRunner run = runner();
    expectShown(run.run(circuits({5}), 10, 1, "same", {}), {5}, 10);
    expectShown(run.run(circuits({5}), 10, 1, "same", {}), {5}, 10);
    EXPECT_EQ(cloud->accepted.size(), 2U);
}

TEST_F(Runner, CutsByTheSizeOfTheBody) {
    device.limits.maxCircuits = 100;
    device.limits.maxBodyBytes = 25;  // two circuits of the fake's bodies
    expectShown(runner().run(circuits({1, 2, 3, 4, 5}), 10, 1, "", {}), {1, 2, 3, 4, 5}, 10);
    for (const FakeProvider::Job& job : cloud->accepted) EXPECT_LE(job.request.circuits.size(), 2U);
    EXPECT_EQ(runner().plan(circuits({1, 2, 3, 4, 5}), 10)->jobs.size(), cloud->accepted.size());
}

TEST_F(Runner, TakesUpWhatItsRunHasSubmittedAlready) {
    const std::vector<std::uint64_t> values = {1, 2, 3, 4, 5};
    std::stop_source stop;
    clock->onWait = [&] { stop.request_stop(); };
    const auto stopped = runner().run(circuits(values), 10, 1, "step 7", {stop.get_token(), {}});
    ASSERT_FALSE(stopped.has_value());
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_EQ(cloud->accepted.size(), 2U);
    clock->onWait = {};
    expectShown(runner().run(circuits(values), 10, 1, "step 7", {}), values, 10);
    // And once more after everything is there: no exchange at all.
    const std::size_t polls = cloud->calls[Call::Jobs];
    expectShown(runner().run(circuits(values), 10, 1, "step 7", {}), values, 10);
    EXPECT_EQ(cloud->accepted.size(), 2U);
    EXPECT_EQ(cloud->calls[Call::Jobs], polls);
    // Another step, other circuits or another seed are another question.
    expectShown(runner().run(circuits(values), 10, 1, "step 8", {}), values, 10);
    EXPECT_EQ(cloud->accepted.size(), 4U);
    expectShown(runner().run(circuits({1, 2, 6}), 10, 1, "step 7", {}), {1, 2, 6}, 10);
    EXPECT_EQ(cloud->accepted.size(), 5U);
    expectShown(runner().run(circuits({1, 2, 3}), 10, 2, "step 7", {}), {1, 2, 3}, 10);
    EXPECT_EQ(cloud->accepted.size(), 6U);
}

TEST_F(Runner, OnlyTheJobThatFailedIsSubmittedAgain) {
    cloud->fails(Call::Submit, RemoteFault::QuotaExceeded);
    const auto failed = runner().run(circuits({1, 2, 3, 4, 5}), 10, 1, "step", {});
    ASSERT_FALSE(failed.has_value());
    EXPECT_THAT(failed.error().message, HasSubstr("the provider's reason"));
    EXPECT_THAT(failed.error().hint, HasSubstr("the provider's cure"));
    EXPECT_EQ(cloud->accepted.size(), 1U) << "the other job was run and its results are kept";
    expectShown(runner().run(circuits({1, 2, 3, 4, 5}), 10, 1, "step", {}), {1, 2, 3, 4, 5}, 10);
    EXPECT_EQ(cloud->accepted.size(), 2U);
}

TEST_F(Runner, ARefusalMakesNoJobAtAll) {
    std::size_t asked = 0;
    device.approve = [&](const JobRequest& request) -> Result<std::optional<double>> {
        if (++asked == 2) return fail(ErrorCode::ResourceExhausted, "the cap of 1 USD is reached");
        return static_cast<double>(request.circuits.size()) * 0.1;
    };
    const auto refused = runner().run(circuits({1, 2, 3, 4, 5}), 10, 1, "step", {});
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::ResourceExhausted);
    EXPECT_TRUE(store->jobs()->empty());
    EXPECT_TRUE(cloud->accepted.empty());
    expectShown(runner().run(circuits({1, 2, 3, 4, 5}), 10, 1, "step", {}), {1, 2, 3, 4, 5}, 10);
    EXPECT_DOUBLE_EQ(store->jobs()->front().estimatedUsd.value(), 0.3);
}

TEST_F(Runner, PreparesEqualCircuitsOnceAndMeasuresEveryQubit) {
    std::size_t prepared = 0;
    // Onto a larger device, its qubits turned round: the bits keep the keys.
    device.prepare = [&](const Circuit& circuit) -> Result<Circuit> {
        ++prepared;
        CircuitParts parts = circuit.parts();
        parts.qubits = 10;
        parts.qubitRegisters.clear();
        for (Operation& operation : parts.operations)
            for (Qubit& qubit : operation.targets) qubit = 9 - qubit;
        return Circuit::create(std::move(parts));
    };
    expectShown(runner().run(circuits({9, 4, 9, 1}), 20, 1, "", {}), {9, 4, 9, 1}, 20);
    EXPECT_EQ(prepared, 3U);
    EXPECT_EQ(cloud->accepted.front().request.circuits.front().qubits(), 10U);
}

TEST_F(Runner, AnswersNoCircuitsWithoutAsking) {
    EXPECT_TRUE(runner().run({}, 10, 1, "", {})->empty());
    EXPECT_TRUE(cloud->calls.empty());
}

}  // namespace
}  // namespace qstore
