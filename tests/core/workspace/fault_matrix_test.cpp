// SPDX-License-Identifier: Apache-2.0
// Every fault of the practice cloud × what is being done when it strikes × how often, judged by the
// server's own books: nothing is run twice, nothing is lost, and what cannot be healed says what to do.
#include "fault_matrix.h"

namespace qstore {
namespace {

struct Cell {
    FaultStage stage = FaultStage::Any;
    std::string fault;
    bool processed = false;  ///< carried out all the same, so that the client does not know
    /// A person cancels as soon as the job was sent; faults of polling then strike the look-up of a job
    /// whose id was lost.
    bool cancelled = false;

    bool is(std::string_view name) const { return fault == name; }
    Fault of(std::optional<std::uint64_t> times) const {
        Fault made = findFault(fault == "429-after" ? "429" : fault).value();
        made.stage = stage;
        made.processed = made.processed || processed;
        made.times = times;
        if (made.kind == FaultKind::Slow) made.delayMs = 20;
        if (fault == "429-after") made.retryAfterSeconds = 90;
        return made;
    }
};

std::string_view stageName(FaultStage stage) {
    for (const std::string_view name : {"submit", "poll", "fetch", "cancel", "token"})
        if (findFaultStage(name) == stage) return name;
    return "any";
}

void PrintTo(const Cell& cell, std::ostream* out) {
    *out << stageName(cell.stage) << ' ' << cell.fault << (cell.processed ? " processed" : "")
         << (cell.cancelled ? " cancelled" : "");
}

/// Where the server may have done what was asked before the fault struck.
bool mayHideSuccess(const Fault& fault) {
    if (fault.processed) return false;  // it always does
    return fault.kind == FaultKind::HttpStatus ? fault.status >= 500 : fault.kind != FaultKind::Deleted;
}

std::vector<Cell> cells() {
    std::vector<std::string> names = faultNames();
    names.emplace_back("429-after");
    std::vector<Cell> made;
    for (const FaultStage stage :
         {FaultStage::Submit, FaultStage::Poll, FaultStage::Fetch, FaultStage::Cancel, FaultStage::Token})
        for (const std::string& name : names) {
            const bool cancels = stage == FaultStage::Cancel;
            made.push_back({stage, name, false, cancels});
            const bool changes = stage == FaultStage::Submit || cancels;
            if (changes && mayHideSuccess(made.back().of(1))) made.push_back({stage, name, true, cancels});
            if (stage != FaultStage::Submit && stage != FaultStage::Poll) continue;
            made.push_back({stage, name, false, true});
            if (changes && mayHideSuccess(made.back().of(1))) made.push_back({stage, name, true, true});
        }
    return made;
}

std::string nameOf(const ::testing::TestParamInfo<Cell>& info) {
    std::string name = ::testing::PrintToString(info.param);
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == ' ' || c == '-'; }, '_');
    return name;
}

class FaultMatrix : public ScratchTest, public ::testing::WithParamInterface<Cell> {
protected:
    const std::shared_ptr<Workspace> workspace = open();
    std::map<Wire, std::vector<CircuitOutcome>> undisturbed;

    const std::vector<CircuitOutcome>& expectedOf(Wire wire) {
        const auto known = undisturbed.find(wire);
        if (known != undisturbed.end()) return known->second;
        FaultBench bench(workspace, wire);
        const std::string id = bench.addJob();
        EXPECT_TRUE(bench.drive(id));
        return undisturbed[wire] = bench.outcomes(id);
    }
    bool applies(Wire wire) const {
        const Cell& cell = GetParam();
        if (cell.stage == FaultStage::Token) return wire == Wire::Ibm;
        return wire != Wire::IonqSeptember || cell.stage == FaultStage::Fetch;
    }
    /// A refusal is for good, whether or not the server would change its mind.
    static bool isRefusal(const Cell& cell) {
        if (cell.stage == FaultStage::Token) return cell.is("403") || cell.is("404");
        return cell.is("400") || cell.is("403") || (cell.is("404") && cell.stage == FaultStage::Submit);
    }
    /// The server says that the job is not there, and more than once.
    static bool isGone(const Cell& cell, std::optional<std::uint64_t> times) {
        if (cell.stage == FaultStage::Submit || cell.stage == FaultStage::Token) return false;
        if (cell.is("deleted")) return true;
        return cell.is("404") && cell.stage != FaultStage::Fetch && times.value_or(9) > 1;
    }

    void expectPaidOnce(FaultBench& bench, const std::string& id) {
        const auto booked = bench.booked(id);
        ASSERT_TRUE(booked.has_value());
        for (const LedgerCircuit& circuit : booked->circuits) {
            EXPECT_EQ(circuit.runs, 1U);
            EXPECT_TRUE(circuit.billed);
        }
        expectPrice(bench, id, booked->billedUsd);
    }
    void expectPrice(FaultBench& bench, const std::string& id, double billedUsd) {
        const auto cost = bench.record(id).costUsd;
        // A price that a broken server has told is as wrong as the server is.
        if (!cost || GetParam().is("bad-sum")) return;
        EXPECT_NEAR(*cost, billedUsd, 1e-9);
    }
    void expectCure(const JobRecord& record) {
        EXPECT_FALSE(record.errorCode.empty());
        EXPECT_FALSE(record.errorMessage.empty());
        EXPECT_FALSE(record.errorHint.empty());
        EXPECT_GT(record.finishedMs, 0);
    }
    /// What holds of every job that is over, whatever happened to it.
    void expectHonest(FaultBench& bench, const std::string& id, Wire wire) {
        // What was given up here may still run there; the books are read when nothing is asked any more.
        bench.drain();
        const JobRecord record = bench.record(id);
        ASSERT_TRUE(isFinal(record.state)) << jobStateName(record.state) << ": " << record.errorMessage;
        if (record.state == JobState::Completed) {
            expectSame(bench.outcomes(id), expectedOf(wire));
            expectPaidOnce(bench, id);
            EXPECT_EQ(record.errorMessage, "");
            return;
        }
        if (record.state == JobState::Failed) expectCure(record);
        const auto booked = bench.booked(id);
        if (!booked) return;
        for (const LedgerCircuit& circuit : booked->circuits) {
            EXPECT_LE(circuit.runs, 1U);
            EXPECT_EQ(circuit.billed, circuit.runs == 1);
        }
        expectPrice(bench, id, booked->billedUsd);
    }
    std::string started(FaultBench& bench, std::optional<std::uint64_t> times) {
        FaultPlan plan{0, {GetParam().of(times)}};
        if (GetParam().cancelled && GetParam().stage == FaultStage::Poll) {
            // The job's id is lost, so that it has to be looked up before it can be cancelled.
            Fault lost = findFault("reset").value();
            lost.stage = FaultStage::Submit;
            lost.processed = true;
            lost.times = 1;
            plan.faults.push_back(lost);
        }
        bench.cloud().setFaults(plan);
        const std::string id = bench.addJob();
        if (!GetParam().cancelled) return id;
        EXPECT_TRUE(bench.driver().advance({}));
        const bool over = isFinal(bench.record(id).state);
        EXPECT_EQ(bench.driver().requestCancel(id).has_value(), !over);
        return id;
    }
    /// A token service says with 400 that the key is wrong.
    std::size_t tokenRefusals(std::uint64_t times) const {
        return GetParam().stage == FaultStage::Token && GetParam().is("400") ? times : 0;
    }
    JobState healedState(std::uint64_t times) const {
        const Cell& cell = GetParam();
        const bool refused = isRefusal(cell);
        if (cell.stage == FaultStage::Cancel)
            return refused ? JobState::Completed : JobState::Cancelled;  // refused: it runs on
        if (refused) return JobState::Failed;
        if (cell.cancelled) return JobState::Cancelled;
        return isGone(cell, times) ? JobState::Failed : JobState::Completed;
    }
};

TEST_P(FaultMatrix, HealedNothingIsLostAndNothingPaidTwice) {
    for (const Wire wire : allWires)
        for (const std::uint64_t times : {1U, 3U}) {
            if (!applies(wire)) continue;
            SCOPED_TRACE(wireName(wire) + ", " + std::to_string(times) + " times");
            // What is cancelled waits long enough for it.
            FaultBench bench(workspace, wire, GetParam().cancelled ? anHour : 20'000);
            const std::string id = started(bench, times);
            const Status status = bench.drive(id);
            EXPECT_TRUE(status.has_value()) << status.error().message;
            EXPECT_GE(bench.cloud().faultsHit(), 1U);
            EXPECT_EQ(jobStateName(bench.record(id).state), jobStateName(healedState(times)))
                << bench.record(id).errorMessage;
            expectHonest(bench, id, wire);
            if (!GetParam().is("401")) {
                EXPECT_EQ(bench.keysRenewed(), tokenRefusals(times));
            }
        }
}

TEST_P(FaultMatrix, ForGoodEndsWithACureOrWaitsAndGoesOn) {
    for (const Wire wire : allWires) {
        if (!applies(wire)) continue;
        SCOPED_TRACE(wireName(wire));
        FaultBench bench(workspace, wire, GetParam().cancelled ? anHour : 20'000);
        bench.patienceMs = 600'000;
        bench.newDriver();
        const std::string id = started(bench, {});
        const Status status = bench.drive(id);
        EXPECT_GE(bench.cloud().faultsHit(), 1U);
        const JobRecord left = bench.record(id);
        if (!isFinal(left.state)) {
            ASSERT_FALSE(status.has_value());
            EXPECT_FALSE(status.error().hint.empty());
            bench.cloud().setFaults({});
            EXPECT_TRUE(bench.drive(id));
        }
        expectHonest(bench, id, wire);
    }
}

class CancelRace : public FaultMatrix {};

TEST_P(CancelRace, EndsOnOneSide) {
    for (const Wire wire : allWires) {
        if (!applies(wire)) continue;
        SCOPED_TRACE(wireName(wire));
        FaultBench bench(workspace, wire, 1'500);
        const std::string id = started(bench, 3);
        EXPECT_TRUE(bench.drive(id));
        expectHonest(bench, id, wire);
        const JobState state = bench.record(id).state;
        EXPECT_TRUE(state == JobState::Completed || state == JobState::Cancelled) << jobStateName(state);
    }
}

std::vector<Cell> cancellingCells() {
    std::vector<Cell> made = cells();
    made.erase(std::remove_if(made.begin(), made.end(),
                              [](const Cell& cell) { return cell.stage != FaultStage::Cancel; }),
               made.end());
    return made;
}

INSTANTIATE_TEST_SUITE_P(All, FaultMatrix, ::testing::ValuesIn(cells()), nameOf);
INSTANTIATE_TEST_SUITE_P(All, CancelRace, ::testing::ValuesIn(cancellingCells()), nameOf);

class KeyMatrix : public ScratchTest {};

TEST_F(KeyMatrix, AKeyThatEndsAtAnyMomentHoldsTheJobUntilThereIsANewOne) {
    const auto workspace = open();
    for (const Wire wire : allWires)
        for (const bool renewed : {false, true})
            for (std::uint64_t requests = 0;; ++requests) {
                SCOPED_TRACE(wireName(wire) + " after " + std::to_string(requests) +
                             (renewed ? ", a new key" : ", restored"));
                FaultBench bench(workspace, wire);
                bench.cloud().expireKeyAfter(bench.cloud().key(), requests);
                const std::string id = bench.addJob();
                const Status status = bench.driver().runUntilDone({id}, {});
                if (bench.record(id).state == JobState::Completed) {
                    EXPECT_GE(requests, 3U);
                    break;
                }
                ASSERT_EQ(jobStateName(bench.record(id).state), "needs-key");
                ASSERT_FALSE(status.has_value());
                EXPECT_EQ(status.error().code, ErrorCode::Busy);
                EXPECT_FALSE(status.error().hint.empty());
                if (renewed) {
                    bench.newDriver(bench.cloud().addKey());
                    ASSERT_EQ(bench.driver().resumeAll().value(), 1U);
                } else {
                    bench.cloud().restoreKey(bench.cloud().key());
                }
                bench.driver().keyRenewed();
                QSTORE_ASSERT_OK(bench.driver().runUntilDone({id}, {}));
                EXPECT_EQ(jobStateName(bench.record(id).state), "completed");
                const auto booked = bench.booked(id);
                ASSERT_TRUE(booked.has_value());
                for (const LedgerCircuit& circuit : booked->circuits) EXPECT_EQ(circuit.runs, 1U);
                bench.drain();
            }
}

TEST_F(KeyMatrix, AWrongOrRevokedKeySendsNothing) {
    const auto workspace = open();
    for (const Wire wire : allWires)
        for (const bool revoked : {false, true}) {
            SCOPED_TRACE(wireName(wire) + (revoked ? ", revoked" : ", wrong"));
            FaultBench bench(workspace, wire);
            const std::string wrong = revoked ? bench.cloud().addKey() : "practice-wrong-0123456789abcdef";
            if (revoked) bench.cloud().revokeKey(wrong);
            bench.newDriver(wrong);
            const std::string id = bench.addJob();
            ASSERT_FALSE(bench.driver().runUntilDone({id}, {}).has_value());
            const JobRecord waiting = bench.record(id);
            EXPECT_EQ(jobStateName(waiting.state), "needs-key");
            EXPECT_EQ(waiting.errorMessage.find(wrong), std::string::npos);
            EXPECT_FALSE(bench.booked(id).has_value());
            bench.newDriver();
            ASSERT_EQ(bench.driver().resumeAll().value(), 1U);
            bench.driver().keyRenewed();
            QSTORE_ASSERT_OK(bench.drive(id));
            EXPECT_EQ(jobStateName(bench.record(id).state), "completed");
        }
}

}  // namespace
}  // namespace qstore
