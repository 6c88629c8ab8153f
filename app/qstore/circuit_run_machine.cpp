// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/circuit_run.h"
#include "app/qstore/command.h"

namespace qstore {
namespace {

constexpr std::uint64_t kDefaultShots = 1000;

BackendOrder orderOf(const Command& command, const RunOptions& options) {
    BackendOrder order;
    order.backend = options.backend;
    order.maxCostUsd = options.maxCostUsd;
    order.seed = command.seed.value_or(0);
    order.onJobStep = [&command](const JobRecord& job, const std::string& note) {
        command.note("job " + job.id + " " + std::string(jobStateName(job.state)) +
                     (note.empty() ? "" : ": " + note));
    };
    return order;
}

}  // namespace

Status runOnMachine(const Command& command, const Circuit& circuit,
                    const std::vector<PauliSum>& observables, const RunOptions& options,
                    nlohmann::ordered_json& document) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    const BackendOrder order = orderOf(command, options);
    const RunControl control = command.control("running");
    QSTORE_TRY(const MeasuringBackend backend,
               openBackend(order, accountOpener(command), workspace, makeSystemClock(), control));
    const std::uint64_t shots = options.shots.value_or(kDefaultShots);
    QSTORE_TRY(const auto outcomes,
               backend.runner->run({circuit}, shots, order.seed, "circuit run", control));
    std::vector<Outcome> counts;
    for (const auto& [bits, count] : outcomes.front().counts)
        counts.push_back({bits, static_cast<double>(count)});
    QSTORE_CHECK(limitOutcomes(counts, options.top));
    document["backend"] = {{"name", options.backend}, {"title", backend.device.title}};
    if (backend.practice) document["backend"]["practice"] = true;
    document["shots"] = shots;
    document["counts"] = outcomesJson(counts, outcomes.front().bits, true);
    if (observables.empty()) return {};
    const std::vector<Circuit> circuits = {circuit};
    QSTORE_TRY(const BatchExpectations values,
               backend.estimator->expectations(circuits, observables, shots, "expectations", control));
    document["expectations"] = values.values;
    document["standardErrors"] = values.standardErrors;
    return {};
}

}  // namespace qstore
