// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectories.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/pauli_kernels.h"
#include "core/simulation/shot_sampling.h"
#include "core/simulation/state.h"
#include "core/simulation/trajectory_steps.h"

namespace qstore {
namespace {

/// Trajectories of one batch; a property of the problem, never of the machine.
constexpr std::uint64_t kBatch = 32;
/// Batches whose results wait for being added in order.
constexpr std::uint64_t kBatchesInFlight = 256;

/// Mean and Σ(x − mean)² of numbers that came so far (Chan, Golub and LeVeque, Amer. Statist. 37, 242
/// (1983)).
struct Moments {
    double count = 0.0, mean = 0.0, squares = 0.0;

    void add(double value) {
        count += 1.0;
        const double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
    }
    void add(const Moments& other) {
        if (other.count == 0.0) return;
        const double total = count + other.count;
        const double delta = other.mean - mean;
        mean += delta * other.count / total;
        squares += other.squares + delta * delta * count * other.count / total;
        count = total;
    }
    double standardError() const { return std::sqrt(squares / (count - 1.0) / count); }
};

struct BatchResult {
    std::vector<Moments> moments;
    Counts counts;
};

class TrajectoryRun {
public:
    TrajectoryRun(const TrajectoryProgram& program, const std::vector<PauliSum>& observables,
                  const TrajectoryOptions& options, const RunControl& control)
        : m_program(program), m_observables(observables), m_options(options), m_control(control) {
        m_total.moments.resize(observables.size());
    }

    Result<TrajectoryResult> run() {
        const std::uint64_t batches = (m_options.trajectories + kBatch - 1) / kBatch;
        const bool large = m_program.noisy.qubits >= kParallelStateQubits;
        for (std::uint64_t first = 0; first < batches; first += kBatchesInFlight) {
            const auto count = static_cast<std::size_t>(std::min(kBatchesInFlight, batches - first));
            std::vector<BatchResult> results(count);
            const auto body = [&](std::size_t i) { results[i] = runBatch(first + i); };
            // Small states: threads share the batches. Large ones: they share each state.
            if (large)
                for (std::size_t i = 0; i < count; ++i) body(i);
            else
                parallelFor(count, body);
            if (m_control.stop.stop_requested()) return cancelled();
            for (const BatchResult& result : results) add(result);
            m_control.report(std::min((first + count) * kBatch, m_options.trajectories),
                             m_options.trajectories);
        }
        return takeResult();
    }

private:
    BatchResult runBatch(std::uint64_t batch) const {
        BatchResult result;
        result.moments.resize(m_observables.size());
        Amplitudes<double> state(std::size_t{1} << m_program.noisy.qubits);
        const std::uint64_t first = batch * kBatch;
        const std::uint64_t last = std::min(first + kBatch, m_options.trajectories);
        for (std::uint64_t trajectory = first; trajectory < last; ++trajectory) {
            if (m_control.stop.stop_requested()) return result;
            // The trajectory's number is the substream: it does not depend on its neighbours.
            RandomStream random(m_options.seed, "noise", trajectory);
            const std::uint64_t bits = runTrajectory(m_program, state, random, m_control.stop);
            for (std::size_t k = 0; k < m_observables.size(); ++k)
                result.moments[k].add(pauliExpectation(m_observables[k], state));
            if (m_options.counts) ++result.counts[shot(state, bits, random)];
        }
        return result;
    }

    std::uint64_t shot(const Amplitudes<double>& state, std::uint64_t bits, RandomStream& random) const {
        const NoisyProgram& noisy = m_program.noisy;
        std::uint64_t index = 0;
        if (!noisy.flow.assignsBits || !noisy.flow.finalMeasurements.empty())
            sampleBasisStates(state, 1, random, [&](std::uint64_t seen, std::uint64_t) { index = seen; });
        return noisy.key(index, bits, [&](Qubit qubit, bool one) {
            return readOnce(noisy.readout[qubit], one, random);
        });
    }

    void add(const BatchResult& result) {
        for (std::size_t k = 0; k < m_observables.size(); ++k) m_total.moments[k].add(result.moments[k]);
        for (const auto& [key, times] : result.counts) m_total.counts[key] += times;
    }

    TrajectoryResult takeResult() {
        TrajectoryResult result;
        result.trajectories = m_options.trajectories;
        for (const Moments& moments : m_total.moments) {
            result.expectations.push_back(moments.mean);
            result.standardErrors.push_back(moments.standardError());
        }
        result.counts = std::move(m_total.counts);
        return result;
    }

    const TrajectoryProgram& m_program;
    const std::vector<PauliSum>& m_observables;
    TrajectoryOptions m_options;
    const RunControl& m_control;
    BatchResult m_total;
};

}  // namespace

Result<TrajectoryResult> simulateTrajectories(const Circuit& circuit, const NoiseModel& noise,
                                              const std::vector<PauliSum>& observables,
                                              const TrajectoryOptions& options, const RunControl& control) {
    if (options.trajectories < (observables.empty() ? 1 : 2)) {
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(options.trajectories) + " trajectories are too few",
                    "One gives a shot; expectation values with their standard error need at least 2.");
    }
    const std::size_t n = circuit.qubits();
    QSTORE_CHECK(requireMemory(stateVectorBytes(n, Precision::Double),
                               "the state of " + std::to_string(n) + " qubits"));
    QSTORE_CHECK(checkObservables(observables, n));
    QSTORE_TRY(NoisyProgram program, compileNoisyProgram(circuit, noise));
    return TrajectoryRun(prepareTrajectories(std::move(program)), observables, options, control).run();
}

}  // namespace qstore
