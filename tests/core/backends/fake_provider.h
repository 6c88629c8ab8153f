// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <deque>
#include <map>
#include <string>
#include <vector>

#include "core/backends/circuit_runner.h"
#include "core/backends/provider.h"
#include "fake_clock.h"

namespace qstore {

enum class Call { Submit, Find, Jobs, Results, Cancel, Cost };

/// One exchange that goes wrong.
struct Mishap {
    RemoteError error;
    bool carriedOut = false;  ///< the server did it, only the reply is lost
};

inline RemoteError remoteErrorOf(RemoteFault fault, int httpStatus = 0, bool maybeAccepted = false) {
    RemoteError error;
    error.fault = fault;
    error.error = {ErrorCode::Failed, "the provider's reason (" + std::string(remoteFaultName(fault)) + ")",
                   "the provider's cure"};
    error.httpStatus = httpStatus;
    error.maybeAccepted = maybeAccepted;
    return error;
}

/// An account in memory that follows a script, and keeps its own books.
class FakeProvider final : public Provider {
public:
    struct Job {
        std::string id;
        JobRequest request;
        RemoteState state = RemoteState::Queued;
        std::int64_t acceptedMs = 0;
        bool deleted = false;
    };

    explicit FakeProvider(std::shared_ptr<FakeClock> clock) : m_clock(std::move(clock)) {}

    mutable std::map<Call, std::deque<Mishap>> script;
    mutable std::vector<Job> accepted;          ///< the books: every POST that made a job
    mutable std::map<Call, std::size_t> calls;  ///< exchanges
    mutable std::size_t mostInFlight = 0;
    std::int64_t listLagMs = 0;  ///< a job is in the list only so long after it was accepted
    RemoteState endState = RemoteState::Completed;
    bool stuck = false;  ///< jobs stay queued
    std::optional<double> cost = 0.25;
    std::function<std::vector<CircuitOutcome>(const JobRequest&)> answer = runLocally;

    std::size_t submissionsOf(const std::string& token) const {
        return static_cast<std::size_t>(std::count_if(
            accepted.begin(), accepted.end(), [&](const Job& job) { return job.request.token == token; }));
    }
    void fails(Call call, RemoteFault fault, std::size_t times = 1, int status = 0) {
        for (std::size_t time = 0; time < times; ++time)
            script[call].push_back({remoteErrorOf(fault, status)});
    }
    /// The server does it and the reply never comes.
    void losesReply(Call call) {
        script[call].push_back({remoteErrorOf(RemoteFault::Transient, 0, true), true});
    }

    std::string_view kind() const override { return "ionq"; }
    Remote<Identity> identity(const RunControl&) const override { return Identity{}; }
    Remote<std::vector<DeviceInfo>> devices(const RunControl&) const override {
        return std::vector<DeviceInfo>{};
    }
    Remote<std::vector<Calibration>> calibrations(const std::string&, std::size_t,
                                                  const RunControl&) const override {
        return std::vector<Calibration>{};
    }
    Remote<ProviderEstimate> estimate(const EstimateRequest&, const RunControl&) const override {
        return ProviderEstimate{};
    }
    /// Ten bytes a circuit.
    Remote<std::string> jobBody(const JobRequest& request) const override {
        return std::string(10 * request.circuits.size(), 'x');
    }
    Remote<std::string> submit(const JobRequest& request, const RunControl&) const override {
        const auto mishap = next(Call::Submit);
        if (mishap && !mishap->carriedOut) return tl::unexpected<RemoteError>(mishap->error);
        accepted.push_back({"remote-" + std::to_string(accepted.size()), request, RemoteState::Queued,
                            m_clock->steadyMs()});
        mostInFlight = std::max(mostInFlight, inFlight());
        if (mishap) return tl::unexpected<RemoteError>(mishap->error);
        return accepted.back().id;
    }
    Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                 const RunControl&) const override {
        if (const auto mishap = next(Call::Find)) return tl::unexpected<RemoteError>(mishap->error);
        for (const Job& job : accepted)
            if (job.request.token == token && !job.deleted &&
                m_clock->steadyMs() - job.acceptedMs >= listLagMs)
                return std::optional<RemoteJob>(remoteOf(job));
        return std::optional<RemoteJob>();
    }
    Remote<RemoteJob> job(const std::string& id, const RunControl&) const override {
        if (Job* found = find(id)) return remoteOf(*found);
        return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id);
    }
    std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>& ids,
                                        const RunControl&) const override {
        const auto mishap = next(Call::Jobs);
        std::vector<Remote<RemoteJob>> replies;
        for (const std::string& id : ids) {
            Job* found = find(id);
            if (mishap)
                replies.emplace_back(tl::unexpected<RemoteError>(mishap->error));
            else if (found == nullptr)
                replies.emplace_back(
                    remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id));
            else {
                workOn(*found);
                replies.emplace_back(remoteOf(*found));
            }
        }
        return replies;
    }
    Remote<std::vector<CircuitOutcome>> results(const std::string& id, const std::vector<Circuit>&,
                                                std::uint64_t, const RunControl&) const override {
        if (const auto mishap = next(Call::Results)) return tl::unexpected<RemoteError>(mishap->error);
        Job* found = find(id);
        if (found == nullptr) return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id);
        return answer(found->request);
    }
    Remote<RemoteState> cancel(const std::string& id, const RunControl&) const override {
        const auto mishap = next(Call::Cancel);
        if (mishap && !mishap->carriedOut) return tl::unexpected<RemoteError>(mishap->error);
        Job* found = find(id);
        if (found == nullptr) return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id);
        const bool open = found->state == RemoteState::Queued || found->state == RemoteState::Running;
        if (open) found->state = RemoteState::Cancelled;
        if (mishap) return tl::unexpected<RemoteError>(mishap->error);
        return found->state;
    }
    Remote<std::optional<double>> costUsd(const std::string&, const RunControl&) const override {
        if (const auto mishap = next(Call::Cost)) return tl::unexpected<RemoteError>(mishap->error);
        return cost;
    }
    Remote<JobRequest> fetchRequest(const std::string& id, const RunControl&) const override {
        if (Job* found = find(id)) return found->request;
        return remoteFail(RemoteFault::NotFound, ErrorCode::NotFound, "no job " + id);
    }

    static std::vector<CircuitOutcome> runLocally(const JobRequest& request) {
        return makeLocalRunner()
            ->run(request.circuits, request.shots, request.seed.value_or(7), "", {})
            .value();
    }

private:
    std::optional<Mishap> next(Call call) const {
        ++calls[call];
        auto& queue = script[call];
        if (queue.empty()) return {};
        Mishap mishap = queue.front();
        queue.pop_front();
        return mishap;
    }
    Job* find(const std::string& id) const {
        for (Job& job : accepted)
            if (job.id == id && !job.deleted) return &job;
        return nullptr;
    }
    /// Every look at a job brings it one step further.
    void workOn(Job& job) const {
        if (stuck) return;
        if (job.state == RemoteState::Queued)
            job.state = RemoteState::Running;
        else if (job.state == RemoteState::Running)
            job.state = endState;
    }
    std::size_t inFlight() const {
        return static_cast<std::size_t>(std::count_if(accepted.begin(), accepted.end(), [](const Job& job) {
            return job.state == RemoteState::Queued || job.state == RemoteState::Running;
        }));
    }
    static RemoteJob remoteOf(const Job& job) {
        RemoteJob remote;
        remote.id = job.id;
        remote.state = job.state;
        remote.device = job.request.device;
        remote.name = job.request.name;
        remote.token = job.request.token;
        if (job.state == RemoteState::Failed) {
            remote.failureCode = "TooManyGates";
            remote.failureReason = "the circuit has too many gates";
        }
        return remote;
    }

    std::shared_ptr<FakeClock> m_clock;
};

/// Leaves `value` on as many qubits as it needs, so that results tell whose they are.
inline Circuit showing(std::uint64_t value, std::size_t qubits = 6) {
    CircuitParts parts;
    parts.qubits = qubits;
    for (Qubit qubit = 0; qubit < qubits; ++qubit)
        if (((value >> qubit) & 1U) != 0) parts.operations.push_back(Operation::gateOn("x", {qubit}));
    return Circuit::of(parts);
}

}  // namespace qstore
