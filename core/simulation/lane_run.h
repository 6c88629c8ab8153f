// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "core/simulation/lane_binding.h"
#include "core/simulation/lane_observable_tables.h"

namespace qstore {

/// Runs a rotation program over batches of samples, one in each lane. Thread-safe; memory of past runs is
/// kept for the next.
template <class Real>
class LaneRunner {
public:
    /// `data` and `program` must outlive the runner.
    LaneRunner(const PlanData& data, const RotationProgram& program);
    ~LaneRunner();

    /// Bytes of memory it holds, with that of past runs.
    std::size_t bytes() const;

    /// Bytes that one thread needs beside the states, at most.
    static std::size_t scratchBytes(const RotationProgram& program);

    /// Without a cotangent, expectation values alone. `chunkSamples` samples are one piece of work.
    Result<VectorJacobian> run(const Bindings& bindings, const Cotangent* cotangent,
                               GradientRequest request, std::size_t chunkSamples,
                               const RunControl& control) const;

private:
    struct Scratch;
    struct Call;
    class Lease;

    std::unique_ptr<Scratch> makeScratch() const;
    void chooseWanted(Call& call) const;
    Status runChunk(const Call& call, std::size_t chunk, Scratch& scratch) const;
    Status runGroup(const Call& call, std::size_t first, std::size_t count, std::size_t chunk,
                    Scratch& scratch) const;
    void forward(const Call& call, Scratch& scratch) const;
    /// False where no sample of the group has a slope.
    bool callCotangent(const Call& call, std::size_t first, std::size_t count, Scratch& scratch) const;
    void readExpectations(const Call& call, std::size_t first, std::size_t count, Scratch& scratch) const;
    void backward(const Call& call, Scratch& scratch) const;
    void addGroupSlopes(const Call& call, std::size_t first, std::size_t count, std::size_t chunk,
                        Scratch& scratch) const;
    void writeColumns(const Call& call, std::size_t first, std::size_t count, const Scratch& scratch) const;
    void chainPerSample(const Call& call, std::size_t first, std::size_t count, std::size_t chunk,
                        Scratch& scratch) const;
    void addSharedSlopes(const Call& call, std::size_t chunk, Scratch& scratch) const;
    void collectWeights(const Call& call, VectorJacobian& result) const;

    const PlanData& m_data;
    LaneKernels<Real> m_kernels;
    LanePlan m_plan;
    LaneAngles m_angles;
    LaneObservableTables<Real> m_observables;
    AlignedBuffer<Real> m_inactive;
    std::size_t m_scratchBytes;
    std::size_t m_fixedBytes = 0;
    mutable std::mutex m_mutex;
    mutable std::vector<std::unique_ptr<Scratch>> m_idle;
};

}  // namespace qstore
