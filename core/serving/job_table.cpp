// SPDX-License-Identifier: Apache-2.0
#include "core/serving/job_table.h"

#include <algorithm>
#include <chrono>

#include "core/serving/key_ring.h"

namespace qstore {
namespace {

/// How long the worker sleeps at most before it looks at the clock again, which may be one that jumps.
constexpr std::chrono::milliseconds kLook{5};
/// IBM's machines take about so long for one shot.
constexpr double kSecondsPerShot = 250e-6;

std::string_view stateName(PracticeState state) {
    switch (state) {
        case PracticeState::Submitted: return "submitted";
        case PracticeState::Ready: return "ready";
        case PracticeState::Started: return "started";
        case PracticeState::Completed: return "completed";
        case PracticeState::Failed: return "failed";
        case PracticeState::Cancelled: return "canceled";
    }
    return "";
}

std::string tokenOf(const PracticeJob& job) {
    for (const auto& [name, value] : job.metadata)
        if (name.find("token") != std::string::npos) return value;
    for (const std::string& tag : job.tags)
        if (tag.find("token") != std::string::npos) return tag;
    return {};
}

std::uint64_t shotsOf(const PracticeCircuit& circuit) {
    if (circuit.task.observables.empty()) return circuit.task.shots;
    const double precision = circuit.task.precision;
    return precision > 0.0 ? static_cast<std::uint64_t>(1.0 / (precision * precision)) : 0;
}

/// Of the circuits that ran, or of all.
PracticeUse useOf(const PracticeJob& job, bool all) {
    PracticeUse use;
    use.mitigated = job.mitigated;
    for (const PracticeCircuit& circuit : job.circuits) {
        if (!all && circuit.runs == 0) continue;
        use.oneQubitGateShots += circuit.oneQubitGates * job.shots;
        use.twoQubitGateShots += circuit.twoQubitGates * job.shots;
        use.seconds += kSecondsPerShot * static_cast<double>(shotsOf(circuit));
    }
    return use;
}

std::string failureCodeOf(const Error& error) {
    switch (error.code) {
        case ErrorCode::ResourceExhausted: return "QuantumCircuitComplexityError";
        case ErrorCode::Unsupported: return "UnsupportedGate";
        default: return "SimulationError";
    }
}

}  // namespace

struct JobTable::Entry {
    PracticeJob job;
    std::size_t ledgerPlace = 0;
    bool cancelWanted = false;
    bool taken = false;
    bool removed = false;
};

JobTable::JobTable(std::shared_ptr<Clock> clock, std::int64_t queueMs)
    : m_clock(std::move(clock)),
      m_queueMs(queueMs),
      m_worker([this](const std::stop_token& stop) { work(stop); }) {}

JobTable::~JobTable() {
    m_worker.request_stop();
    m_changed.notify_all();
    if (m_worker.joinable()) m_worker.join();
}

PracticeJobPtr JobTable::submit(PracticeJob job) {
    const std::unique_lock lock(m_mutex);
    auto entry = std::make_shared<Entry>();
    job.id = newUuid();
    for (PracticeCircuit& circuit : job.circuits) circuit.id = job.multi ? newUuid() : job.id;
    job.submittedMs = m_clock->unixMs();
    job.submittedAt = m_clock->steadyMs();
    job.estimatedUsd = priceOf(*job.device, useOf(job, true));
    LedgerJob row;
    row.id = job.id;
    row.token = tokenOf(job);
    row.device = job.device->name;
    row.state = stateName(job.state);
    row.metadata = job.metadata;
    row.tags = job.tags;
    for (const PracticeCircuit& circuit : job.circuits)
        row.circuits.push_back({circuit.hash, shotsOf(circuit), 0, false});
    entry->ledgerPlace = m_ledger.jobs.size();
    m_ledger.jobs.push_back(std::move(row));
    entry->job = std::move(job);
    PracticeJob& stored = entry->job;
    if (stored.multi)
        for (std::size_t index = 0; index < stored.circuits.size(); ++index)
            m_circuits.emplace(stored.circuits[index].id, std::make_pair(stored.id, index));
    if (isOver(stored.state)) finish(*entry, stored.state);
    m_jobs.emplace(stored.id, entry);
    m_order.push_back(entry);
    m_changed.notify_all();
    return copyOf(*entry, false);
}

void JobTable::advance(Entry& entry) const {
    PracticeJob& job = entry.job;
    if (isOver(job.state) || job.state == PracticeState::Started) return;
    if (m_clock->steadyMs() - job.submittedAt >= m_queueMs / 2) job.state = PracticeState::Ready;
}

PracticeJobPtr JobTable::copyOf(const Entry& entry, bool circuits) const {
    if (circuits) return std::make_shared<const PracticeJob>(entry.job);
    const PracticeJob& job = entry.job;
    auto copy = std::make_shared<PracticeJob>();
    copy->id = job.id;
    copy->type = job.type;
    copy->name = job.name;
    copy->named = job.named;
    copy->provider = job.provider;
    copy->device = job.device;
    copy->metadata = job.metadata;
    copy->hasMetadata = job.hasMetadata;
    copy->tags = job.tags;
    copy->sessionId = job.sessionId;
    copy->shots = job.shots;
    copy->noiseModel = job.noiseModel;
    copy->noiseSeed = job.noiseSeed;
    copy->dryRun = job.dryRun;
    copy->mitigated = job.mitigated;
    copy->multi = job.multi;
    copy->extra = job.extra;
    copy->qubits = job.qubits;
    for (const PracticeCircuit& circuit : job.circuits) {
        PracticeCircuit outline;
        outline.id = circuit.id;
        outline.name = circuit.name;
        outline.oneQubitGates = circuit.oneQubitGates;
        outline.twoQubitGates = circuit.twoQubitGates;
        outline.runs = circuit.runs;
        copy->circuits.push_back(std::move(outline));
    }
    copy->state = job.state;
    copy->failureCode = job.failureCode;
    copy->failureMessage = job.failureMessage;
    copy->submittedMs = job.submittedMs;
    copy->startedMs = job.startedMs;
    copy->completedMs = job.completedMs;
    copy->estimatedUsd = job.estimatedUsd;
    copy->costUsd = job.costUsd;
    copy->seconds = job.seconds;
    return copy;
}

PracticeJobPtr JobTable::find(const std::string& id, bool circuits) {
    const std::unique_lock lock(m_mutex);
    m_changed.notify_all();
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) return nullptr;
    advance(*found->second);
    return copyOf(*found->second, circuits);
}

std::pair<PracticeJobPtr, std::size_t> JobTable::findCircuit(const std::string& id) {
    std::pair<std::string, std::size_t> place;
    {
        const std::unique_lock lock(m_mutex);
        const auto found = m_circuits.find(id);
        if (found == m_circuits.end()) return {nullptr, 0};
        place = found->second;
    }
    return {find(place.first), place.second};
}

std::vector<PracticeJobPtr> JobTable::list() {
    const std::unique_lock lock(m_mutex);
    m_changed.notify_all();
    std::vector<PracticeJobPtr> jobs;
    for (const auto& entry : m_order) {
        advance(*entry);
        jobs.push_back(copyOf(*entry, false));
    }
    return jobs;
}

std::optional<PracticeState> JobTable::cancel(const std::string& id) {
    const std::unique_lock lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) return std::nullopt;
    Entry& entry = *found->second;
    if (isOver(entry.job.state)) return entry.job.state;
    entry.cancelWanted = true;
    // What the worker is at is billed when it has let go of it.
    if (entry.taken) {
        entry.job.state = PracticeState::Cancelled;
    } else {
        finish(entry, PracticeState::Cancelled);
    }
    m_changed.notify_all();
    return PracticeState::Cancelled;
}

bool JobTable::remove(const std::string& id) {
    const std::unique_lock lock(m_mutex);
    const auto found = m_jobs.find(id);
    if (found == m_jobs.end()) return false;
    const std::shared_ptr<Entry> entry = found->second;
    entry->removed = true;
    if (!isOver(entry->job.state)) {
        entry->cancelWanted = true;
        if (!entry->taken) finish(*entry, PracticeState::Cancelled);
    }
    for (const PracticeCircuit& circuit : entry->job.circuits) m_circuits.erase(circuit.id);
    m_jobs.erase(found);
    m_order.erase(std::find(m_order.begin(), m_order.end(), entry));
    m_changed.notify_all();
    return true;
}

std::size_t JobTable::waiting() {
    const std::unique_lock lock(m_mutex);
    return static_cast<std::size_t>(std::count_if(
        m_order.begin(), m_order.end(), [](const auto& entry) { return !isOver(entry->job.state); }));
}

void JobTable::setQueueMs(std::int64_t queueMs) {
    const std::unique_lock lock(m_mutex);
    m_queueMs = queueMs;
    m_changed.notify_all();
}

PracticeLedger JobTable::ledger() {
    const std::unique_lock lock(m_mutex);
    return m_ledger;
}

void JobTable::waitIdle() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] {
        return nextDue() == nullptr &&
               std::none_of(m_order.begin(), m_order.end(), [](const auto& entry) { return entry->taken; });
    });
}

std::shared_ptr<JobTable::Entry> JobTable::nextDue() {
    const std::int64_t now = m_clock->steadyMs();
    for (const auto& entry : m_order) {
        if (isOver(entry->job.state) || entry->taken) continue;
        if (now - entry->job.submittedAt >= m_queueMs) return entry;
    }
    return nullptr;
}

void JobTable::work(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        const std::shared_ptr<Entry> entry = nextDue();
        if (entry != nullptr) {
            run(*entry, lock, stop);
            m_changed.notify_all();
            continue;
        }
        const bool empty = std::all_of(m_order.begin(), m_order.end(),
                                       [](const auto& other) { return isOver(other->job.state); });
        if (empty) {
            m_changed.wait(lock, stop, [this] {
                return std::any_of(m_order.begin(), m_order.end(),
                                   [](const auto& other) { return !isOver(other->job.state); });
            });
        } else {
            m_changed.wait_for(lock, stop, kLook, [this] { return nextDue() != nullptr; });
        }
    }
}

void JobTable::run(Entry& entry, std::unique_lock<std::mutex>& lock, const std::stop_token& stop) {
    PracticeJob& job = entry.job;
    job.state = PracticeState::Started;
    job.startedMs = m_clock->unixMs();
    entry.taken = true;
    LedgerJob& first = m_ledger.jobs[entry.ledgerPlace];
    first.state = stateName(job.state);
    PracticeState outcome = PracticeState::Completed;
    for (std::size_t index = 0; index < job.circuits.size() && !job.dryRun; ++index) {
        if (entry.cancelWanted || stop.stop_requested()) {
            outcome = PracticeState::Cancelled;
            break;
        }
        const PracticeTask task = job.circuits[index].task;
        lock.unlock();
        auto result = runPracticeTask(task, RunControl{stop, {}});
        lock.lock();
        if (!result) {
            outcome = PracticeState::Failed;
            job.failureCode = failureCodeOf(result.error());
            job.failureMessage = result.error().message;
            break;
        }
        PracticeCircuit& circuit = job.circuits[index];
        circuit.outcome = std::move(*result);
        ++circuit.runs;
        ++m_ledger.jobs[entry.ledgerPlace].circuits[index].runs;
    }
    entry.taken = false;
    finish(entry, entry.cancelWanted ? PracticeState::Cancelled : outcome);
}

void JobTable::finish(Entry& entry, PracticeState state) {
    PracticeJob& job = entry.job;
    job.state = state;
    job.completedMs = m_clock->unixMs();
    LedgerJob& row = m_ledger.jobs[entry.ledgerPlace];
    row.state = stateName(state);
    const bool ran = std::any_of(job.circuits.begin(), job.circuits.end(),
                                 [](const PracticeCircuit& circuit) { return circuit.runs > 0; });
    // What failed is on the house.
    if (!ran || state == PracticeState::Failed) return;
    const PracticeUse use = useOf(job, false);
    job.seconds = use.seconds;
    job.costUsd = priceOf(*job.device, use);
    row.billedUsd = job.costUsd;
    for (std::size_t index = 0; index < job.circuits.size(); ++index)
        row.circuits[index].billed = job.circuits[index].runs > 0;
}

}  // namespace qstore
