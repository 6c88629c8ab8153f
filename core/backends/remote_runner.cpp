// SPDX-License-Identifier: Apache-2.0
#include "core/backends/remote_runner.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/random.h"
#include "core/circuit/transpile.h"

namespace qstore {
namespace {

/// So that keys survive a placement on other qubits.
Result<Circuit> measuredOnAll(const Circuit& circuit) {
    if (circuit.measures()) return circuit;
    CircuitParts parts = circuit.parts();
    parts.bits = parts.qubits;
    parts.bitRegisters.clear();
    for (Qubit qubit = 0; qubit < parts.qubits; ++qubit)
        parts.operations.push_back(Operation::measure(qubit, qubit));
    return Circuit::create(std::move(parts));
}

/// The same question to the same device, whatever its token and its words for people.
bool asksTheSame(const JobRequest& a, const JobRequest& b) {
    const auto equal = [](const Circuit& first, const Circuit& second) {
        return first.contentHash() == second.contentHash();
    };
    return a.device == b.device && a.shots == b.shots && a.noiseModel == b.noiseModel && a.seed == b.seed &&
           a.native == b.native && a.errorMitigation == b.errorMitigation &&
           std::equal(a.circuits.begin(), a.circuits.end(), b.circuits.begin(), b.circuits.end(), equal);
}

/// Seeds that fit wherever a provider keeps them.
constexpr std::uint64_t seedMask = 0x7FFF'FFFF;

bool isNative(const std::vector<Circuit>& circuits, const TranspileTarget& target) {
    const auto fits = [&](const TranspileTarget& gates) {
        return std::all_of(circuits.begin(), circuits.end(),
                           [&](const Circuit& circuit) { return checkNative(circuit, gates).has_value(); });
    };
    return fits(target) && !fits({target.name, GateSetKind::IonqQis, target.qubits, {}});
}

}  // namespace

/// What a call is made of.
struct RemoteRunner::Batch {
    std::vector<Circuit> circuits;
    BatchPlan plan;
};

RemoteRunner::RemoteRunner(std::shared_ptr<JobDriver> driver, RemoteRunnerOptions options)
    : m_driver(std::move(driver)), m_options(std::move(options)) {}

JobRequest RemoteRunner::requestOf(const Batch& batch, const BatchJob& job) const {
    JobRequest request;
    request.device = m_options.device;
    request.name = m_options.name;
    request.shots = job.shots;
    request.noiseModel = m_options.noiseModel;
    request.native = m_options.native;
    request.errorMitigation = m_options.errorMitigation;
    request.dialect = m_options.dialect;
    for (const BatchCircuit& circuit : job.circuits)
        request.circuits.push_back(batch.circuits[circuit.askers.front()]);
    if (m_options.nativeTarget)
        request.native = request.native || isNative(request.circuits, *m_options.nativeTarget);
    return request;
}

Result<RemoteRunner::Batch> RemoteRunner::prepared(const std::vector<Circuit>& circuits,
                                                   std::uint64_t shots) const {
    Batch batch;
    std::unordered_map<std::string, std::size_t> known;
    for (const Circuit& circuit : circuits) {
        if (!m_options.prepare) {
            batch.circuits.push_back(circuit);
            continue;
        }
        const auto [found, fresh] = known.try_emplace(circuit.contentHash(), batch.circuits.size());
        if (!fresh) {
            batch.circuits.push_back(batch.circuits[found->second]);
            continue;
        }
        QSTORE_TRY(const Circuit measured, measuredOnAll(circuit));
        QSTORE_TRY(Circuit placed, m_options.prepare(measured));
        batch.circuits.push_back(std::move(placed));
    }
    const BodyBytes bodyBytes = [&](const BatchJob& job) -> Result<std::size_t> {
        const auto body = m_driver->provider().jobBody(requestOf(batch, job));
        if (!body) return tl::unexpected<Error>(body.error().error);
        return body->size();
    };
    QSTORE_TRY(batch.plan, planBatch(batch.circuits, shots, m_options.limits, bodyBytes));
    return batch;
}

Result<BatchPlan> RemoteRunner::plan(const std::vector<Circuit>& circuits, std::uint64_t shots) const {
    QSTORE_TRY(Batch batch, prepared(circuits, shots));
    return std::move(batch.plan);
}

Result<std::vector<std::string>> RemoteRunner::jobsOf(const Batch& batch, std::uint64_t seed,
                                                      const std::string& purpose) const {
    std::vector<JobRecord> earlier;
    if (!m_options.run.empty()) {
        QSTORE_TRY(earlier, m_driver->store().jobsFor(m_options.run, purpose));
    }
    std::vector<std::string> ids;
    std::vector<std::pair<std::size_t, NewJob>> fresh;
    for (const BatchJob& job : batch.plan.jobs) {
        NewJob made;
        made.request = requestOf(batch, job);
        made.request.name += purpose.empty() ? "" : ", " + purpose;
        if (m_options.seeded)
            made.request.seed = RandomStream(seed, "jobs", ids.size()).nextU64() & seedMask;
        auto found = earlier.begin();
        for (; found != earlier.end(); ++found) {
            if (found->state == JobState::Failed || found->state == JobState::Cancelled) continue;
            QSTORE_TRY(const JobRequest asked, m_driver->store().jobRequest(found->id));
            if (asksTheSame(asked, made.request)) break;
        }
        if (found != earlier.end()) {
            QSTORE_CHECK(m_driver->resume(found->id));
            ids.push_back(found->id);
            earlier.erase(found);
            continue;
        }
        made.run = m_options.run;
        made.purpose = purpose;
        made.merged = job.merged();
        fresh.emplace_back(ids.size(), std::move(made));
        ids.emplace_back();
    }
    for (auto& [place, job] : fresh) {
        if (!m_options.approve) continue;
        QSTORE_TRY(job.estimatedUsd, m_options.approve(job.request));
    }
    for (auto& [place, job] : fresh) {
        QSTORE_TRY(ids[place], m_driver->add(std::move(job)));
    }
    return ids;
}

Result<std::vector<CircuitOutcome>> RemoteRunner::outcomesOf(const std::string& id) const {
    QSTORE_TRY(const JobRecord record, m_driver->store().job(id));
    switch (record.state) {
        case JobState::Completed: return m_driver->store().jobOutcomes(id);
        case JobState::Failed:
            return fail(ErrorCode::Failed, "job " + id + " failed: " + record.errorMessage,
                        record.errorHint);
        case JobState::Cancelled:
            return fail(ErrorCode::Failed, "job " + id + " was cancelled before it was done",
                        "run it again; results that are there already are kept");
        default:
            return fail(ErrorCode::Busy, "job " + id + " was taken over by another program",
                        "wait until it is done there, then run this again");
    }
}

Result<std::vector<CircuitOutcome>> RemoteRunner::run(const std::vector<Circuit>& circuits,
                                                      std::uint64_t shots, std::uint64_t seed,
                                                      const std::string& purpose,
                                                      const RunControl& control) const {
    if (circuits.empty()) return std::vector<CircuitOutcome>();
    QSTORE_TRY(const Batch batch, prepared(circuits, shots));
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(const auto ids, jobsOf(batch, seed, purpose));
    // Jobs that waited for a key are tried once more: whoever asks again may have given a new one.
    m_driver->keyRenewed();
    QSTORE_CHECK(m_driver->runUntilDone(ids, control));
    std::vector<std::vector<CircuitOutcome>> outcomes;
    for (const std::string& id : ids) {
        QSTORE_TRY(auto ofJob, outcomesOf(id));
        outcomes.push_back(std::move(ofJob));
    }
    return dealOutcomes(batch.plan, outcomes, seed);
}

}  // namespace qstore
