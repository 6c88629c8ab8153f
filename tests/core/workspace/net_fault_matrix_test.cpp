// SPDX-License-Identifier: Apache-2.0
// What fails below HTTP × what is being done × how often, with the real clients against the practice cloud:
// by the server's own books nothing is run twice, and what cannot be healed says what to do.
#include "fault_matrix.h"

namespace qstore {
namespace {

struct NetCell {
    FaultStage stage = FaultStage::Submit;
    NetFault fault = NetFault::Reset;
    bool processed = false;
};

std::string_view stageName(FaultStage stage) {
    for (const std::string_view name : {"submit", "poll", "fetch", "cancel", "token"})
        if (findFaultStage(name) == stage) return name;
    return "any";
}

void PrintTo(const NetCell& cell, std::ostream* out) {
    *out << stageName(cell.stage) << ' ' << netFaultName(cell.fault)
         << (cell.processed ? " processed" : "");
}

std::vector<NetCell> cells() {
    std::vector<NetCell> made;
    for (const FaultStage stage :
         {FaultStage::Submit, FaultStage::Poll, FaultStage::Fetch, FaultStage::Cancel, FaultStage::Token})
        for (int fault = 0; fault < static_cast<int>(NetFault::Cancelled); ++fault) {
            made.push_back({stage, static_cast<NetFault>(fault), false});
            if (mayBeReceived(made.back().fault))
                made.push_back({stage, static_cast<NetFault>(fault), true});
        }
    return made;
}

std::string nameOf(const ::testing::TestParamInfo<NetCell>& info) {
    std::string name = ::testing::PrintToString(info.param);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return name;
}

class NetFaultMatrix : public ScratchTest, public ::testing::WithParamInterface<NetCell> {
protected:
    const std::shared_ptr<Workspace> workspace = open();

    static std::vector<Wire> wires() {
        if (GetParam().stage == FaultStage::Token) return {Wire::Ibm};
        return {Wire::IonqMay, Wire::Ibm};
    }
    std::vector<CircuitOutcome> undisturbed(Wire wire) const {
        FaultBench bench(workspace, wire);
        const std::string id = bench.addJob();
        EXPECT_TRUE(bench.drive(id));
        return bench.outcomes(id);
    }
    static bool cancels() { return GetParam().stage == FaultStage::Cancel; }
    std::string started(FaultBench& bench, std::optional<std::uint64_t> times) const {
        bench.network().strike(NetStrike{GetParam().stage, GetParam().fault, GetParam().processed, times});
        const std::string id = bench.addJob();
        if (!cancels()) return id;
        EXPECT_TRUE(bench.driver().advance({}));
        EXPECT_TRUE(bench.driver().requestCancel(id));
        return id;
    }
    void expectHonest(FaultBench& bench, const std::string& id, Wire wire) const {
        bench.network().strike({});
        bench.drain();
        const JobRecord record = bench.record(id);
        ASSERT_TRUE(isFinal(record.state)) << jobStateName(record.state) << ": " << record.errorMessage;
        const auto booked = bench.booked(id);
        if (record.state == JobState::Completed) {
            expectSame(bench.outcomes(id), undisturbed(wire));
            ASSERT_TRUE(booked.has_value());
        }
        if (record.state == JobState::Failed) {
            EXPECT_FALSE(record.errorCode.empty());
            EXPECT_FALSE(record.errorHint.empty()) << record.errorMessage;
        }
        if (!booked) return;
        for (const LedgerCircuit& circuit : booked->circuits) {
            EXPECT_LE(circuit.runs, 1U);
            EXPECT_EQ(circuit.billed, circuit.runs == 1);
            if (record.state == JobState::Completed) {
                EXPECT_EQ(circuit.runs, 1U);
            }
        }
    }
    /// An address that cannot be sent is a fault of ours, which no second try heals.
    JobState healedState() const {
        const bool sends = GetParam().stage == FaultStage::Submit || GetParam().stage == FaultStage::Token;
        if (sends && GetParam().fault == NetFault::BadRequest) return JobState::Failed;
        return cancels() ? JobState::Cancelled : JobState::Completed;
    }
};

TEST_P(NetFaultMatrix, HealedNothingIsLostAndNothingPaidTwice) {
    for (const Wire wire : wires())
        for (const std::uint64_t times : {1U, 3U}) {
            SCOPED_TRACE(wireName(wire) + ", " + std::to_string(times) + " times");
            FaultBench bench(workspace, wire, cancels() ? anHour : 20'000);
            const std::string id = started(bench, times);
            const Status status = bench.drive(id);
            EXPECT_TRUE(status.has_value()) << status.error().message;
            EXPECT_GE(bench.network().hits(), 1U);
            EXPECT_EQ(jobStateName(bench.record(id).state), jobStateName(healedState()))
                << bench.record(id).errorMessage;
            expectHonest(bench, id, wire);
        }
}

TEST_P(NetFaultMatrix, ForGoodEndsWithACureOrWaitsAndGoesOn) {
    for (const Wire wire : wires()) {
        SCOPED_TRACE(wireName(wire));
        FaultBench bench(workspace, wire, cancels() ? anHour : 20'000);
        bench.patienceMs = 600'000;
        bench.newDriver();
        const std::string id = started(bench, {});
        const Status status = bench.drive(id);
        EXPECT_GE(bench.network().hits(), 1U);
        if (!isFinal(bench.record(id).state)) {
            ASSERT_FALSE(status.has_value());
            EXPECT_FALSE(status.error().hint.empty());
            bench.network().strike({});
            EXPECT_TRUE(bench.drive(id));
        }
        expectHonest(bench, id, wire);
    }
}

INSTANTIATE_TEST_SUITE_P(All, NetFaultMatrix, ::testing::ValuesIn(cells()), nameOf);

}  // namespace
}  // namespace qstore
