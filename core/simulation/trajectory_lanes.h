// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <stop_token>
#include <vector>

#include "core/observables/pauli.h"
#include "core/simulation/lane_kernels.h"
#include "core/simulation/lane_observable_tables.h"
#include "core/simulation/noisy_program.h"
#include "core/simulation/trajectory_state.h"

namespace qstore {

/// Follows a trajectory in each vector lane. Every lane has its own random numbers, classical bits and
/// choices, and draws what `runTrajectory` would: results agree with it up to rounding. Thread-safe.
class LaneTrajectories {
public:
    struct Work;

    /// `program` must outlive it.
    LaneTrajectories(const NoisyProgram& program, const std::vector<PauliSum>& observables);

    std::size_t lanes() const { return m_kernels.lanes; }
    std::size_t observables() const { return m_observables.view().count; }

    /// Bytes that each thread needs, those of the observables' tables, and those of the program's matrices;
    /// all threads share the latter two.
    static std::size_t workBytes(std::size_t qubits, std::size_t observables);
    static std::size_t tableBytes(const std::vector<PauliSum>& observables, std::size_t qubits);
    static std::size_t programBytes(const NoisyProgram& program);

    /// Memory of one thread, for any number of runs.
    std::shared_ptr<Work> makeWork() const;

    struct Group {
        std::uint64_t first = 0;  ///< number of the first trajectory
        std::size_t count = 0;    ///< trajectories, at most lanes()
        std::uint64_t seed = 0;
        bool counts = true;  ///< one shot of each
    };
    /// Follows a group of trajectories. False when asked to stop on the way; `work` then holds nothing.
    bool run(const Group& group, const std::stop_token& stop, Work& work) const;

    /// Of the last run: the expectation value of observable k and the key of the shot, of its trajectory
    /// `lane`.
    double expectation(const Work& work, std::size_t k, std::size_t lane) const;
    std::uint64_t key(const Work& work, std::size_t lane) const;

private:
    static constexpr std::size_t kMostLanes = kMostTrajectoryLanes;
    using Choices = std::array<const Complex*, kMostLanes>;

    void start(const Group& group, Work& work) const;
    unsigned activeLanes(const NoisyStep& step, const Work& work) const;
    void step(std::size_t index, unsigned active, Work& work) const;
    void applyGate(std::size_t index, unsigned active, Work& work) const;
    void applyChannel(std::size_t index, unsigned active, Work& work) const;
    void drawFromMixture(const Channel& channel, unsigned active, Work& work) const;
    void drawByWeight(std::size_t index, unsigned active, Work& work) const;
    void findWeights(std::size_t index, Work& work) const;
    void applyDrawn(std::size_t index, unsigned active, Work& work) const;
    void lengthenShort(Qubit qubit, unsigned active, Work& work) const;
    void collapse(std::size_t index, unsigned active, Work& work) const;
    void turnPerLane(const Choices& choices, Qubit qubit, TrajectoryState::Map map, Work& work) const;
    void applyPerLane(const Choices& choices, std::size_t index, TrajectoryState::Map map,
                      Work& work) const;
    void finish(const Group& group, Work& work) const;

    /// A matrix that is the same in all lanes: `turn` where it acts on one qubit without controls.
    struct Shared {
        QubitMap turn;
        LaneMatrix matrix;
    };
    struct PreparedChannel {
        std::vector<ComplexMatrix> operators;
        std::vector<Shared> shared;  ///< the same ones
        bool diagonal = false;       ///< K†K is, for every K
        TrajectoryState::Map map = TrajectoryState::Map::Any;
    };
    Shared share(const ComplexMatrix& matrix, bool turns) const;
    /// In all lanes, at the place of a step.
    void applyShared(const Shared& shared, std::size_t index, TrajectoryState::Map map, Work& work) const;
    bool turns(std::size_t index) const;

    const NoisyProgram& m_program;
    TrajectoryKernels m_kernels;
    decltype(LaneKernels<double>::expectations) m_expectations;
    std::size_t m_vectors;
    LaneObservableTables<double> m_observables;
    std::vector<GateLayout> m_layouts;  ///< of each step
    std::vector<Shared> m_gates;        ///< of each step
    std::vector<PreparedChannel> m_channels;
};

}  // namespace qstore
