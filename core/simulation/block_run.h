// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/simulation/block_plan.h"
#include "core/simulation/lane_binding.h"
#include "core/simulation/lane_observable_tables.h"
#include "core/simulation/state_memory.h"

namespace qstore {

/// Runs a rotation program on one state at a time, sweep by sweep. Thread-safe; memory of past runs on
/// small states is kept for the next.
template <class Real>
class BlockRunner {
public:
    /// `data` and `program` must outlive the runner.
    BlockRunner(const PlanData& data, const RotationProgram& program, BlockPlan plan);
    ~BlockRunner();

    /// Without a cotangent, expectation values alone. States of one block are shared out among the threads,
    /// `chunkSamples` at a time; of larger ones, the blocks.
    Result<VectorJacobian> run(const Bindings& bindings, const Cotangent* cotangent,
                               GradientRequest request, std::size_t chunkSamples,
                               const RunControl& control) const;

    /// The final state of one binding, in `memory`; `exit` is that of the runner's program.
    Result<Amplitudes<Real>> state(const Bindings& bindings, const StateExit& exit,
                                   const StateMemory<Real>& memory, const RunControl& control) const;

    /// Bytes of memory it holds, with that of past runs.
    std::size_t bytes() const;

    std::size_t forwardSweeps() const { return m_plan.forward.size(); }
    std::size_t backwardSweeps() const { return m_plan.backward.size(); }

private:
    struct Call;
    struct Sample;
    struct Block;
    template <class T>
    class Lease;

    std::unique_ptr<Sample> makeSample() const;
    std::unique_ptr<Block> makeBlock() const;
    Status bind(const Call& call, std::size_t sample, Sample& work) const;
    /// Vectors of the turns, per sweep and round.
    using RoundTurns = std::vector<AlignedBuffer<Real>>;
    using SweepTurns = std::vector<RoundTurns>;

    void makeTermLanes();
    void bindSweeps(const std::vector<Sweep>& sweeps, Sample& work, SweepTurns& turns) const;
    void bindRound(const LanePlan& plan, Sample& work, AlignedBuffer<Real>& turns) const;
    Status runSample(const Call& call, std::size_t sample, std::size_t chunk, Sample& work) const;
    void clear(Amplitude<Real> first, Sample& work) const;
    void forwardSweep(const Sweep& sweep, const RoundTurns& turns, Sample& work) const;
    void backwardSweep(const Call& call, const Sweep& sweep, const Real* turns, Sample& work) const;
    void forwardRound(const Sweep& sweep, std::size_t round, std::size_t first, const Real* turns,
                      Sample& work, Block& block) const;
    void forwardPasses(const Sweep& sweep, const Round& round, const Real* turns,
                       const LaneMove<Real>& move, Sample& work, Block& block) const;
    void backwardBlock(const Call& call, const Sweep& sweep, std::size_t first, const Real* turns,
                       const Sample& work, Real* state, Real* coState, Block& block, double* slopes) const;
    void askAhead(const Sweep& sweep, const Round& round, Sample& work, Block& block,
                  LaneMove<Real>& move) const;
    void buildTable(const Round& round, std::size_t table, std::size_t first, const Sample& work,
                    Block& block) const;
    void addTableSlopes(const Round& round, std::size_t table, std::size_t first, Block& block,
                        double* slopes) const;
    void readExpectations(const Call& call, std::size_t sample, Sample& work) const;
    void makeCoState(Sample& work) const;
    void chain(const Call& call, std::size_t sample, std::size_t chunk, Sample& work) const;

    const PlanData& m_data;
    LaneKernels<Real> m_kernels;
    BlockPlan m_plan;
    std::vector<EulerProduct> m_products;
    std::vector<PlanAngle> m_angles;
    LaneObservableTables<Real> m_observables;
    AlignedBuffer<Real> m_inactive;
    std::vector<std::uint32_t> m_places;     ///< of an inner block's members in a buffer of their own
    std::vector<std::uint64_t> m_termLanes;  ///< per phase: the part of its mask over lane bits
    std::size_t m_bufferVectors = 0;         ///< of the largest block on the way back
    std::size_t m_innerVectors = 0;          ///< of the largest inner block
    std::size_t m_terms = 0;                 ///< of the largest table
    bool m_parallelBlocks = false;
    std::size_t m_fixedBytes = 0;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Sample>> m_idleSamples;
    mutable std::vector<std::unique_ptr<Block>> m_idleBlocks;
};

}  // namespace qstore
