// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/trajectories.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/pauli_kernels.h"
#include "core/simulation/shot_sampling.h"
#include "core/simulation/state.h"
#include "core/simulation/trajectory_lanes.h"
#include "core/simulation/trajectory_steps.h"

namespace qstore {
namespace {

/// Trajectories of one batch; a property of the problem, never of the machine.
constexpr std::uint64_t kBatch = 32;
/// Batches whose results wait for being added in order.
constexpr std::uint64_t kTrajectoryBatchesInFlight = 256;

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

/// Tables of observables beyond this would cost more than they save.
constexpr std::size_t kMostTableBytes = std::size_t{64} << 20U;

/// Trajectories [first, last).
struct Batch {
    std::uint64_t first = 0, last = 0;
};

/// What follows the trajectories of a batch.
class BatchRunner {
public:
    BatchRunner() = default;
    virtual ~BatchRunner() = default;
    BatchRunner(const BatchRunner&) = delete;
    BatchRunner& operator=(const BatchRunner&) = delete;

    /// Threads share each state, not the batches.
    virtual bool sharesStates() const { return false; }
    /// In the order of trajectories, whatever was asked for; incomplete when asked to stop.
    virtual BatchResult run(Batch batch, const TrajectoryOptions& options,
                            const std::stop_token& stop) const = 0;
};

/// One trajectory after the other.
class SingleBatches final : public BatchRunner {
public:
    SingleBatches(TrajectoryProgram program, const std::vector<PauliSum>& observables)
        : m_program(std::move(program)), m_observables(observables) {}

    bool sharesStates() const override { return m_program.noisy.qubits >= kParallelStateQubits; }

    BatchResult run(Batch batch, const TrajectoryOptions& options,
                    const std::stop_token& stop) const override {
        BatchResult result;
        result.moments.resize(m_observables.size());
        Amplitudes<double> state(std::size_t{1} << m_program.noisy.qubits);
        for (std::uint64_t trajectory = batch.first; trajectory < batch.last; ++trajectory) {
            if (stop.stop_requested()) return result;
            // The trajectory's number is the substream: it does not depend on its neighbours.
            RandomStream random(options.seed, "noise", trajectory);
            const std::uint64_t bits = runTrajectory(m_program, state, random, stop);
            for (std::size_t k = 0; k < m_observables.size(); ++k)
                result.moments[k].add(pauliExpectation(m_observables[k], state));
            if (options.counts) ++result.counts[shot(state, bits, random)];
        }
        return result;
    }

private:
    std::uint64_t shot(const Amplitudes<double>& state, std::uint64_t bits, RandomStream& random) const {
        const NoisyProgram& noisy = m_program.noisy;
        std::uint64_t index = 0;
        if (!noisy.flow.assignsBits || !noisy.flow.finalMeasurements.empty())
            sampleBasisStates(state, 1, random, [&](std::uint64_t seen, std::uint64_t) { index = seen; });
        return noisy.key(index, bits, [&](Qubit qubit, bool one) {
            return readOnce(noisy.readout[qubit], one, random);
        });
    }

    TrajectoryProgram m_program;
    const std::vector<PauliSum>& m_observables;
};

/// As many trajectories side by side as there are lanes.
class LaneBatches final : public BatchRunner {
public:
    LaneBatches(NoisyProgram program, const std::vector<PauliSum>& observables)
        : m_program(std::move(program)), m_lanes(m_program, observables) {}

    BatchResult run(Batch batch, const TrajectoryOptions& options,
                    const std::stop_token& stop) const override {
        BatchResult result;
        result.moments.resize(m_lanes.observables());
        const Lease lease(*this);
        LaneTrajectories::Work& work = lease.work();
        while (batch.first < batch.last) {
            const auto count = static_cast<std::size_t>(
                std::min<std::uint64_t>(m_lanes.lanes(), batch.last - batch.first));
            if (!m_lanes.run({batch.first, count, options.seed, options.counts}, stop, work)) return result;
            for (std::size_t lane = 0; lane < count; ++lane) {
                for (std::size_t k = 0; k < result.moments.size(); ++k)
                    result.moments[k].add(m_lanes.expectation(work, k, lane));
                if (options.counts) ++result.counts[m_lanes.key(work, lane)];
            }
            batch.first += count;
        }
        return result;
    }

private:
    /// Memory of a batch that is done serves the next one.
    class Lease {
    public:
        explicit Lease(const LaneBatches& batches) : m_batches(batches) {
            {
                const std::scoped_lock lock(batches.m_mutex);
                // Room to come back to: returning must not allocate.
                if (batches.m_idle.capacity() < kMostIdle) batches.m_idle.reserve(kMostIdle);
                if (!batches.m_idle.empty()) {
                    m_work = std::move(batches.m_idle.back());
                    batches.m_idle.pop_back();
                }
            }
            if (!m_work) m_work = batches.m_lanes.makeWork();
        }
        ~Lease() {
            const std::scoped_lock lock(m_batches.m_mutex);
            if (m_batches.m_idle.size() < m_batches.m_idle.capacity())
                m_batches.m_idle.push_back(std::move(m_work));
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        LaneTrajectories::Work& work() const { return *m_work; }

    private:
        static constexpr std::size_t kMostIdle = 64;
        const LaneBatches& m_batches;
        std::shared_ptr<LaneTrajectories::Work> m_work;
    };

    NoisyProgram m_program;
    LaneTrajectories m_lanes;
    mutable std::mutex m_mutex;
    mutable std::vector<std::shared_ptr<LaneTrajectories::Work>> m_idle;
};

class TrajectoryRun {
public:
    TrajectoryRun(const BatchRunner& batches, std::size_t observables, const TrajectoryOptions& options,
                  const RunControl& control)
        : m_batches(batches), m_options(options), m_control(control) {
        m_total.moments.resize(observables);
    }

    Result<TrajectoryResult> run() {
        const std::uint64_t batches = (m_options.trajectories + kBatch - 1) / kBatch;
        for (std::uint64_t first = 0; first < batches; first += kTrajectoryBatchesInFlight) {
            const auto count =
                static_cast<std::size_t>(std::min(kTrajectoryBatchesInFlight, batches - first));
            std::vector<BatchResult> results(count);
            const auto body = [&](std::size_t i) {
                const std::uint64_t start = (first + i) * kBatch;
                results[i] = m_batches.run({start, std::min(start + kBatch, m_options.trajectories)},
                                           m_options, m_control.stop);
            };
            // Small states: threads share the batches. Large ones: they share each state.
            if (m_batches.sharesStates())
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
    void add(const BatchResult& result) {
        for (std::size_t k = 0; k < m_total.moments.size(); ++k) m_total.moments[k].add(result.moments[k]);
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

    const BatchRunner& m_batches;
    TrajectoryOptions m_options;
    const RunControl& m_control;
    BatchResult m_total;
};

/// Lanes for states that threads do not share. A property of the problem, never of the machine.
bool takesLanes(std::size_t qubits, const std::vector<PauliSum>& observables, TrajectoryPath path) {
    if (path != TrajectoryPath::Automatic) return path == TrajectoryPath::Lanes;
    return qubits < kParallelStateQubits &&
           LaneTrajectories::tableBytes(observables, qubits) <= kMostTableBytes;
}

/// Batches that are worked on at a time: each has its state.
std::size_t batchesAtOnce(std::uint64_t trajectories) {
    const std::uint64_t batches = (trajectories + kBatch - 1) / kBatch;
    return static_cast<std::size_t>(
        std::min<std::uint64_t>(std::max<std::size_t>(threadCount(), 1), batches));
}

Status requireStates(const NoisyProgram& program, const std::vector<PauliSum>& observables,
                     const TrajectoryOptions& options, bool lanes) {
    const std::size_t n = program.qubits;
    const bool shared = !lanes && n >= kParallelStateQubits;
    const std::size_t states = shared ? 1 : batchesAtOnce(options.trajectories);
    const std::size_t each =
        lanes ? LaneTrajectories::workBytes(n, observables.size()) : stateVectorBytes(n, Precision::Double);
    std::size_t bytes = saturatingMultiply(states, each);
    if (lanes) {
        bytes = saturatingAdd(bytes, LaneTrajectories::tableBytes(observables, n));
        bytes = saturatingAdd(bytes, LaneTrajectories::programBytes(program));
    }
    const std::string what = "the state of " + std::to_string(n) + " qubits";
    return requireMemory(bytes, lanes ? what + " in every vector lane" : what);
}

std::unique_ptr<BatchRunner> batchesFor(NoisyProgram program, const std::vector<PauliSum>& observables,
                                        bool lanes) {
    if (lanes) return std::make_unique<LaneBatches>(std::move(program), observables);
    return std::make_unique<SingleBatches>(prepareTrajectories(std::move(program)), observables);
}

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
    QSTORE_CHECK(checkObservables(observables, n));
    const bool lanes = takesLanes(n, observables, options.path);
    QSTORE_TRY(NoisyProgram program, compileNoisyProgram(circuit, noise));
    QSTORE_CHECK(requireStates(program, observables, options, lanes));
    try {
        const auto batches = batchesFor(std::move(program), observables, lanes);
        return TrajectoryRun(*batches, observables.size(), options, control).run();
    } catch (const std::bad_alloc&) {
        // What was promised to fit can still be taken away by other programs in the meantime.
        return fail(ErrorCode::ResourceExhausted, "memory ran out during the simulation",
                    "Close other programs, or use fewer qubits.");
    }
}

}  // namespace qstore
