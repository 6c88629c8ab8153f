// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/base/clock.h"
#include "core/serving/practice_ledger.h"
#include "core/serving/practice_run.h"

namespace qstore {

enum class PracticeState : std::uint8_t { Submitted, Ready, Started, Completed, Failed, Cancelled };
inline bool isOver(PracticeState state) {
    return state >= PracticeState::Completed;
}

struct PracticeCircuit {
    std::string id, name;
    std::string hash;  ///< of what is asked: gates, shots, device
    std::uint64_t oneQubitGates = 0, twoQubitGates = 0;
    PracticeTask task;
    std::string qasm;  ///< as it can be read back; empty = written from the circuit when asked for
    std::uint64_t runs = 0;
    PracticeOutcome outcome;
};

/// A job of either provider. What only one of them knows is in `extra`, as JSON.
struct PracticeJob {
    std::string id, type, name;
    bool named = false;
    PracticeProvider provider = PracticeProvider::Ionq;
    const PracticeDevice* device = nullptr;
    std::map<std::string, std::string> metadata;
    bool hasMetadata = false;
    std::vector<std::string> tags;
    std::string sessionId;
    std::uint64_t shots = 0;
    std::string noiseModel;
    std::optional<std::uint64_t> noiseSeed;
    bool dryRun = false, mitigated = false, multi = false;
    std::string extra;
    std::size_t qubits = 0;
    std::vector<PracticeCircuit> circuits;

    PracticeState state = PracticeState::Submitted;
    std::string failureCode, failureMessage;
    std::int64_t submittedMs = 0, startedMs = 0, completedMs = 0;  ///< Unix
    std::int64_t submittedAt = 0;                                  ///< steady
    double estimatedUsd = 0.0, costUsd = 0.0, seconds = 0.0;
};
using PracticeJobPtr = std::shared_ptr<const PracticeJob>;

/// All jobs of the practice account and the one worker that runs them, in the order of submission. A job
/// waits `queueMs` of the clock's steady time before it may start. Thread-safe; what it hands out does not
/// change any more.
class JobTable {
public:
    JobTable(std::shared_ptr<Clock> clock, std::int64_t queueMs);
    ~JobTable();
    JobTable(const JobTable&) = delete;
    JobTable& operator=(const JobTable&) = delete;

    /// Fills in the id, the circuits' ids, and the times; a job that failed already stays so.
    PracticeJobPtr submit(PracticeJob job);
    /// A copy as it is now; null when there is none of that id. With `circuits` false without them.
    PracticeJobPtr find(const std::string& id, bool circuits = true);
    /// The job that holds a circuit of that id, and its place; null when there is none.
    std::pair<PracticeJobPtr, std::size_t> findCircuit(const std::string& id);
    /// Oldest first, without circuits.
    std::vector<PracticeJobPtr> list();
    /// The state after; nothing when there is no such job. What is over stays what it is.
    std::optional<PracticeState> cancel(const std::string& id);
    bool remove(const std::string& id);
    /// Jobs that wait or run.
    std::size_t waiting();

    PracticeLedger ledger();
    /// Blocks until nothing that may start is left to do.
    void waitIdle();
    void setQueueMs(std::int64_t queueMs);

private:
    struct Entry;
    void work(const std::stop_token& stop);
    std::shared_ptr<Entry> nextDue();
    void run(Entry& entry, std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    void finish(Entry& entry, PracticeState state);
    void advance(Entry& entry) const;
    PracticeJobPtr copyOf(const Entry& entry, bool circuits) const;

    std::shared_ptr<Clock> m_clock;
    std::int64_t m_queueMs;
    std::mutex m_mutex;
    std::condition_variable_any m_changed;
    std::map<std::string, std::shared_ptr<Entry>> m_jobs;
    std::map<std::string, std::pair<std::string, std::size_t>> m_circuits;
    std::vector<std::shared_ptr<Entry>> m_order;
    PracticeLedger m_ledger;
    std::jthread m_worker;
};

}  // namespace qstore
