// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/circuit_run.h"
#include "app/qstore/command.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kDefaultShots = 1000;

/// "a/x,b/y" as its names.
Result<std::vector<std::string>> namesOf(const std::string& list) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        const std::string name = list.substr(at, end - at);
        QSTORE_CHECK(parseBackendAddress(name));
        if (std::find(names.begin(), names.end(), name) != names.end())
            return fail(ErrorCode::InvalidArgument, "'" + name + "' is named twice in '" + list + "'",
                        "name each backend once, in the order in which they are to be tried");
        names.push_back(name);
        at = end + 1;
    }
    return names;
}

/// What became of the jobs of one backend.
class JobWatch {
public:
    void see(const JobRecord& job) {
        Seen& seen = m_jobs[job.id];
        seen.state = job.state;
        seen.ran = seen.ran || job.state == JobState::Fetching || job.state == JobState::Completed;
    }
    /// A job that may still run, or whose results the provider has: another backend would be paid as well.
    std::optional<std::string> standing() const {
        for (const auto& [id, seen] : m_jobs)
            if (seen.ran || !isFinal(seen.state)) return id;
        return std::nullopt;
    }

private:
    struct Seen {
        JobState state = JobState::Prepared;
        bool ran = false;
    };
    std::map<std::string, Seen> m_jobs;
};

BackendOrder orderOf(const Command& command, const RunOptions& options, const std::string& backend,
                     const std::shared_ptr<JobWatch>& watch) {
    BackendOrder order;
    order.backend = backend;
    order.maxCostUsd = options.maxCostUsd;
    order.seed = command.seed.value_or(0);
    order.onJobStep = [&command, watch](const JobRecord& job, const std::string& note) {
        watch->see(job);
        command.note("job " + job.id + " " + std::string(jobStateName(job.state)) +
                     (note.empty() ? "" : ": " + note));
    };
    return order;
}

/// What one backend has measured.
struct Measured {
    std::string name;
    MeasuringBackend backend;
    CircuitOutcome outcome;
};

Result<Measured> measureOn(const Command& command, const Circuit& circuit, std::uint64_t shots,
                           const BackendOrder& order, const std::shared_ptr<Workspace>& workspace) {
    const RunControl control = command.control("running");
    Measured measured;
    measured.name = order.backend;
    QSTORE_TRY(measured.backend,
               openBackend(order, accountOpener(command), workspace, makeSystemClock(), control));
    QSTORE_TRY(auto outcomes,
               measured.backend.runner->run({circuit}, shots, order.seed, "circuit run", control));
    measured.outcome = std::move(outcomes.front());
    return measured;
}

Error keptJob(const std::string& job, Error error) {
    error.hint += (error.hint.empty() ? "" : "; ") +
                  std::string("no other backend is tried, because job ") + job +
                  " may still run or has run: `qstore jobs show " + job + "`";
    return error;
}

/// The first of the backends that runs it; the next one when one cannot be reached, is not available or
/// refuses for good. Never while a job is left that may be paid for.
Result<Measured> measure(const Command& command, const Circuit& circuit, std::uint64_t shots,
                         const RunOptions& options, Json& failedOver) {
    QSTORE_TRY(const auto names, namesOf(options.backend));
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    for (std::size_t place = 0; place < names.size(); ++place) {
        const auto watch = std::make_shared<JobWatch>();
        const BackendOrder order = orderOf(command, options, names[place], watch);
        auto measured = measureOn(command, circuit, shots, order, workspace);
        if (measured) return measured;
        const Error& error = measured.error();
        const bool last = place + 1 == names.size();
        if (error.code == ErrorCode::Cancelled || last) return measured;
        if (const auto job = watch->standing()) return tl::unexpected<Error>(keptJob(*job, error));
        command.note("'" + names[place] + "' does not run it: " + error.message + "; going on to '" +
                     names[place + 1] + "'");
        failedOver.push_back({{"backend", names[place]},
                              {"error", errorCodeName(error.code)},
                              {"message", error.message},
                              {"hint", error.hint}});
    }
    return fail(ErrorCode::InvalidArgument, "no backend is named", "name one with --backend");
}

}  // namespace

Status runOnMachine(const Command& command, const Circuit& circuit,
                    const std::vector<PauliSum>& observables, const RunOptions& options, Json& document) {
    const std::uint64_t shots = options.shots.value_or(kDefaultShots);
    Json failedOver = Json::array();
    QSTORE_TRY(const Measured measured, measure(command, circuit, shots, options, failedOver));
    std::vector<Outcome> counts;
    for (const auto& [bits, count] : measured.outcome.counts)
        counts.push_back({bits, static_cast<double>(count)});
    QSTORE_CHECK(limitOutcomes(counts, options.top));
    document["backend"] = {{"name", measured.name}, {"title", measured.backend.device.title}};
    if (measured.backend.practice) document["backend"]["practice"] = true;
    if (!failedOver.empty()) document["failedOver"] = failedOver;
    document["shots"] = shots;
    document["counts"] = outcomesJson(counts, measured.outcome.bits, true);
    if (observables.empty()) return {};
    const std::vector<Circuit> circuits = {circuit};
    QSTORE_TRY(const BatchExpectations values,
               measured.backend.estimator->expectations(circuits, observables, shots, "expectations",
                                                        command.control("measuring")));
    document["expectations"] = values.values;
    document["standardErrors"] = values.standardErrors;
    return {};
}

}  // namespace qstore
