// SPDX-License-Identifier: Apache-2.0
#include "core/backends/circuit_batch.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "core/base/random.h"

namespace qstore {
namespace {

/// QPUs answer with probabilities that are counts over shots, written with fewer digits than a double has.
constexpr double countTolerance = 1e-3;

std::size_t gatesOf(const Circuit& circuit) {
    const Circuit flat = circuit.parts().definitions.empty() ? circuit : circuit.flattened();
    const auto& operations = flat.operations();
    return static_cast<std::size_t>(
        std::count_if(operations.begin(), operations.end(),
                      [](const Operation& each) { return each.kind == OperationKind::Gate; }));
}

/// Who asks for the same circuit, at most `together` of them side by side; in order of first appearance.
std::vector<BatchCircuit> mergeEqual(std::span<const Circuit> circuits, std::size_t together) {
    std::vector<BatchCircuit> merged;
    std::unordered_map<std::string, std::size_t> open;
    for (std::size_t index = 0; index < circuits.size(); ++index) {
        const auto [found, fresh] = open.try_emplace(circuits[index].contentHash(), merged.size());
        if (!fresh && merged[found->second].askers.size() < together) {
            merged[found->second].askers.push_back(index);
            continue;
        }
        found->second = merged.size();
        merged.push_back({{index}});
    }
    return merged;
}

tl::unexpected<Error> tooLarge(std::size_t circuit, const std::string& what, std::size_t has,
                               std::size_t limit) {
    return fail(ErrorCode::ResourceExhausted,
                "circuit " + std::to_string(circuit) + " of the batch has " + std::to_string(has) + " " +
                    what + "; a job takes at most " + std::to_string(limit),
                "make the circuit smaller, or choose another device");
}

/// The first job that fits, and so on, by number of circuits and gates.
Result<std::vector<BatchJob>> cutBySize(std::span<const Circuit> circuits, std::uint64_t shots,
                                        std::vector<BatchCircuit> entries, const BatchLimits& limits) {
    std::vector<BatchJob> jobs;
    std::size_t gates = 0;
    for (BatchCircuit& entry : entries) {
        const std::size_t first = entry.askers.front();
        const std::size_t more = limits.maxGatesPerJob == 0 ? 0 : gatesOf(circuits[first]);
        if (limits.maxGatesPerJob != 0 && more > limits.maxGatesPerJob)
            return tooLarge(first, "gates", more, limits.maxGatesPerJob);
        const bool full = jobs.empty() ||
                          (limits.maxCircuits != 0 && jobs.back().circuits.size() >= limits.maxCircuits) ||
                          (limits.maxGatesPerJob != 0 && gates + more > limits.maxGatesPerJob);
        if (full) {
            jobs.push_back({shots * entry.askers.size(), {}});
            gates = 0;
        }
        gates += more;
        jobs.back().circuits.push_back(std::move(entry));
    }
    return jobs;
}

/// Appends the job, halved until its body fits.
Status appendFitting(BatchJob job, const BatchLimits& limits, const BodyBytes& bodyBytes,
                     std::vector<BatchJob>& jobs) {
    std::size_t bytes = 0;
    if (limits.maxBodyBytes != 0 && bodyBytes) {
        QSTORE_TRY(bytes, bodyBytes(job));
    }
    if (bytes <= limits.maxBodyBytes) {
        jobs.push_back(std::move(job));
        return {};
    }
    if (job.circuits.size() == 1)
        return tooLarge(job.circuits.front().askers.front(), "bytes as a body", bytes, limits.maxBodyBytes);
    const auto middle = job.circuits.begin() + static_cast<std::ptrdiff_t>(job.circuits.size() / 2);
    BatchJob rest{job.shots,
                  {std::make_move_iterator(middle), std::make_move_iterator(job.circuits.end())}};
    job.circuits.erase(middle, job.circuits.end());
    QSTORE_CHECK(appendFitting(std::move(job), limits, bodyBytes, jobs));
    return appendFitting(std::move(rest), limits, bodyBytes, jobs);
}

Status checkShots(std::uint64_t shots, const BatchLimits& limits) {
    if (shots >= std::max<std::uint64_t>(limits.minShots, 1) && shots <= limits.maxShots) return {};
    return fail(ErrorCode::InvalidArgument,
                std::to_string(shots) + " shots are not possible here: a circuit takes from " +
                    std::to_string(std::max<std::uint64_t>(limits.minShots, 1)) + " to " +
                    std::to_string(limits.maxShots),
                "choose a number in between");
}

Status checkOutcome(const CircuitOutcome& outcome, std::uint64_t shots) {
    std::uint64_t sum = 0;
    for (const auto& [key, count] : outcome.counts) sum += count;
    if (outcome.shots == shots && sum == shots) return {};
    return fail(
        ErrorCode::Corrupt,
        "a result holds " + std::to_string(sum) + " shots where " + std::to_string(shots) + " were run",
        "fetch the job again");
}

bool isCounted(const CircuitOutcome& outcome) {
    return std::all_of(outcome.probabilities.begin(), outcome.probabilities.end(), [&](const auto& each) {
        const auto count = outcome.counts.find(each.first);
        const double seen = count == outcome.counts.end() ? 0.0 : static_cast<double>(count->second);
        return std::abs(each.second * static_cast<double>(outcome.shots) - seen) < countTolerance;
    });
}

/// Deals the shots of one merged circuit to its askers.
void deal(const CircuitOutcome& outcome, const BatchCircuit& circuit, std::uint64_t shots,
          std::uint64_t seed, std::vector<CircuitOutcome>& results) {
    if (circuit.askers.size() == 1) {
        results[circuit.askers.front()] = outcome;
        return;
    }
    std::vector<std::uint64_t> keys;
    std::vector<std::size_t> cards;
    for (const auto& [key, count] : outcome.counts) {
        cards.insert(cards.end(), static_cast<std::size_t>(count), keys.size());
        keys.push_back(key);
    }
    RandomStream stream(seed, "merged shots", circuit.askers.front());
    stream.shuffle(cards);
    const bool counted = isCounted(outcome);
    auto next = cards.begin();
    for (const std::size_t asker : circuit.askers) {
        CircuitOutcome& part = results[asker];
        part.shots = shots;
        part.bits = outcome.bits;
        for (std::uint64_t shot = 0; shot < shots; ++shot) ++part.counts[keys[*next++]];
        if (!counted) part.probabilities = outcome.probabilities;
        for (const auto& [key, count] : part.counts)
            if (counted) part.probabilities[key] = static_cast<double>(count) / static_cast<double>(shots);
    }
}

}  // namespace

BatchLimits BatchLimits::of(const DeviceInfo& device) {
    return {device.minShots, device.maxShots, device.maxCircuits, device.maxGatesPerJob,
            device.maxBodyBytes};
}

std::size_t BatchJob::merged() const {
    std::size_t count = 0;
    for (const BatchCircuit& circuit : circuits) count += circuit.askers.size() - 1;
    return count;
}

std::size_t BatchPlan::merged() const {
    std::size_t count = 0;
    for (const BatchJob& job : jobs) count += job.merged();
    return count;
}

Result<BatchPlan> planBatch(std::span<const Circuit> circuits, std::uint64_t shots,
                            const BatchLimits& limits, const BodyBytes& bodyBytes) {
    QSTORE_CHECK(checkShots(shots, limits));
    BatchPlan plan{circuits.size(), shots, {}};
    // All circuits of a job have the same number of shots, so those that as many ask for go together.
    std::map<std::size_t, std::vector<BatchCircuit>> byMultiplicity;
    for (BatchCircuit& entry : mergeEqual(circuits, static_cast<std::size_t>(limits.maxShots / shots)))
        byMultiplicity[entry.askers.size()].push_back(std::move(entry));
    for (auto& [multiplicity, entries] : byMultiplicity) {
        QSTORE_TRY(auto jobs, cutBySize(circuits, shots, std::move(entries), limits));
        for (BatchJob& job : jobs)
            QSTORE_CHECK(appendFitting(std::move(job), limits, bodyBytes, plan.jobs));
    }
    return plan;
}

Result<std::vector<CircuitOutcome>> dealOutcomes(const BatchPlan& plan,
                                                 const std::vector<std::vector<CircuitOutcome>>& outcomes,
                                                 std::uint64_t seed) {
    std::vector<CircuitOutcome> results(plan.circuits);
    bool fits = outcomes.size() == plan.jobs.size();
    for (std::size_t job = 0; fits && job < outcomes.size(); ++job)
        fits = outcomes[job].size() == plan.jobs[job].circuits.size();
    if (!fits)
        return fail(ErrorCode::Corrupt, "the results of the batch are not as many as its circuits",
                    "fetch its jobs again");
    for (std::size_t job = 0; job < outcomes.size(); ++job) {
        const BatchJob& planned = plan.jobs[job];
        for (std::size_t index = 0; index < planned.circuits.size(); ++index) {
            QSTORE_CHECK(checkOutcome(outcomes[job][index], planned.shots));
            deal(outcomes[job][index], planned.circuits[index], plan.shots, seed, results);
        }
    }
    return results;
}

}  // namespace qstore
