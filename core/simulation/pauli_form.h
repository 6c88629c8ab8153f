// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <memory>
#include <mutex>

#include "core/simulation/lane_binding.h"
#include "core/simulation/pauli_form_kernels.h"

namespace qstore {

/// Expectation values and gradients of circuits that read their inputs first and then only weights which
/// all samples share: observables are carried back through the weights once per batch, and each sample
/// costs two small products of matrices. Thread-safe.
template <class Real>
class PauliForm {
public:
    /// `data` must outlive it.
    PauliForm(const PlanData& data, EncodedProgram program);

    /// Shared weights, and no slope of an input is asked for.
    static bool answers(const Bindings& bindings, GradientRequest request);
    /// Bytes that a call takes at most, but for the tiles of its threads.
    std::size_t bytes() const;
    /// Bytes that it keeps between calls, its own size included.
    std::size_t heldBytes() const { return m_heldBytes; }
    /// Samples that one thread takes at a time: a property of circuit and batch.
    std::size_t chunkSamples(std::size_t samples) const;
    const PauliFeatures& features() const { return m_features; }
    /// Turns about Pauli strings, conditions written out.
    std::size_t turns() const { return m_program.turns.size(); }

    /// Without a cotangent, expectation values alone. The question must be one it answers.
    Result<VectorJacobian> run(const Bindings& bindings, const Cotangent* cotangent,
                               GradientRequest request, const RunControl& control) const;

private:
    struct Call;
    struct Scratch;

    const PauliWalk& walk() const;
    std::size_t sumsBytes() const;
    std::size_t maxChunks() const;
    Status bindShared(Call& call) const;
    Status carryBack(Call& call) const;
    void gather(Call& call, std::size_t observable) const;
    Status runChunk(const Call& call, std::size_t chunk) const;
    Status runTile(const Call& call, std::size_t first, std::size_t count, Real* sums,
                   Scratch& scratch) const;
    Status bindTile(const Call& call, std::size_t first, std::size_t count, Scratch& scratch) const;
    Status evaluateTile(const Call& call, std::size_t first, std::size_t count, Scratch& scratch) const;
    bool callCotangent(const Call& call, std::size_t first, std::size_t count, Scratch& scratch) const;
    void addSums(Scratch& scratch, Real* sums) const;
    Status collectWeights(Call& call) const;
    Status carrySlopes(Call& call, std::size_t observable, std::vector<double>& slopes) const;

    const PlanData& m_data;
    EncodedProgram m_program;
    PauliFeatures m_features;
    FeatureShape m_shape;
    std::vector<PlanAngle> m_angles;
    std::vector<std::size_t> m_inputAngles;  ///< those that read inputs
    bool m_bare = true;                      ///< each of them is one input
    LaneKernels<double> m_doubles;
    LaneKernels<Real> m_lanes;
    PauliFormKernels<Real> m_kernels;
    // What takes a while is made when it is first needed.
    mutable std::once_flag m_once;
    mutable std::vector<FeatureLink> m_links;
    mutable std::unique_ptr<const PauliWalk> m_walk;
    mutable std::atomic<std::size_t> m_heldBytes;
};

}  // namespace qstore
