// SPDX-License-Identifier: Apache-2.0
#include "core/backends/circuit_runner.h"
#include "core/base/random.h"
#include "core/simulation/density_matrix.h"
#include "core/simulation/plan.h"
#include "core/simulation/trajectories.h"

namespace qstore {
namespace {

/// One circuit after the other, each with a seed of its own.
class OneByOne : public CircuitRunner {
public:
    Result<std::vector<CircuitOutcome>> run(const std::vector<Circuit>& circuits, std::uint64_t shots,
                                            std::uint64_t seed, const std::string& /*purpose*/,
                                            const RunControl& control) const override {
        if (shots == 0)
            return fail(ErrorCode::InvalidArgument, "0 shots give no outcome", "take at least one shot");
        std::vector<CircuitOutcome> outcomes;
        outcomes.reserve(circuits.size());
        RandomStream seeds(seed, "circuits");
        const RunControl inner{control.stop, {}};
        for (const Circuit& circuit : circuits) {
            if (control.stop.stop_requested()) return cancelled();
            QSTORE_TRY(Counts counts, sample(circuit, shots, seeds.nextU64(), inner));
            outcomes.push_back(outcomeOf(std::move(counts), shots, keyBits(circuit)));
            control.report(outcomes.size(), circuits.size());
        }
        return outcomes;
    }

private:
    virtual Result<Counts> sample(const Circuit& circuit, std::uint64_t shots, std::uint64_t seed,
                                  const RunControl& control) const = 0;
};

class LocalRunner final : public OneByOne {
    Result<Counts> sample(const Circuit& circuit, std::uint64_t shots, std::uint64_t seed,
                          const RunControl& control) const override {
        QSTORE_TRY(const auto plan, Plan::compile(circuit));
        QSTORE_TRY(auto counts, plan->sample({}, shots, seed, control));
        return std::move(counts.front());
    }
};

class NoisyRunner final : public OneByOne {
public:
    NoisyRunner(NoiseModel noise, std::size_t maxDensityQubits)
        : m_noise(std::move(noise)), m_maxDensityQubits(std::min(maxDensityQubits, kMaxDensityQubits)) {}

private:
    Result<Counts> sample(const Circuit& circuit, std::uint64_t shots, std::uint64_t seed,
                          const RunControl& control) const override {
        if (circuit.qubits() <= m_maxDensityQubits) {
            QSTORE_TRY(const DensityResult result, simulateDensity(circuit, m_noise, {}, control));
            return sampleOutcomes(result.outcomes, shots, seed, control);
        }
        TrajectoryOptions options;
        options.trajectories = shots;
        options.seed = seed;
        QSTORE_TRY(TrajectoryResult result, simulateTrajectories(circuit, m_noise, {}, options, control));
        return std::move(result.counts);
    }

    NoiseModel m_noise;
    std::size_t m_maxDensityQubits;
};

}  // namespace

std::size_t keyBits(const Circuit& circuit) {
    return circuit.measures() ? circuit.bits() : circuit.qubits();
}

CircuitOutcome outcomeOf(Counts counts, std::uint64_t shots, std::size_t bits) {
    CircuitOutcome outcome;
    outcome.shots = shots;
    outcome.bits = bits;
    for (const auto& [key, count] : counts)
        outcome.probabilities[key] = static_cast<double>(count) / static_cast<double>(shots);
    outcome.counts = std::move(counts);
    return outcome;
}

std::shared_ptr<const CircuitRunner> makeLocalRunner() {
    return std::make_shared<LocalRunner>();
}

std::shared_ptr<const CircuitRunner> makeNoisyRunner(NoiseModel noise, std::size_t maxDensityQubits) {
    return std::make_shared<NoisyRunner>(std::move(noise), maxDensityQubits);
}

}  // namespace qstore
