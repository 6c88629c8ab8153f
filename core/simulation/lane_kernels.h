// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "core/simulation/lane_plan.h"

namespace qstore {

struct BlockPhase;

/// Vectors of a state: amplitude vector i is 2·lanes numbers, first the real parts of its lanes.

/// A layer's factors e^{iφ}: for each index a pair of vectors, or one pair of numbers for all lanes.
template <class Real>
struct LaneTable {
    const Real* values = nullptr;  ///< null: the layer has no phases
    bool inLanes = false;
};

template <class Real>
struct BoundTurns {
    const LanePlan* plan = nullptr;
    const Real* vectors = nullptr;   ///< plan->turnVectors of them
    const Real* inactive = nullptr;  ///< kTurnVectors of a turn by zero
};

/// What a backward pass adds to.
template <class Real>
struct LaneGradient {
    Real* turns = nullptr;                 ///< a vector per turn: dE/d(2φ)
    const std::uint8_t* wanted = nullptr;  ///< per turn
    /// Im(conj(λ_i)·ψ_i) of the pass's layer: a vector for each index, added to if `addsWeights`.
    Real* phaseWeights = nullptr;
    bool addsWeights = false;
    bool storesStates = true;  ///< false in the last pass
};

/// One flip mask of an observable: f_i with (O ψ)_i = Σ f_i ψ_{i^x}, as numbers for all lanes or vectors.
template <class Real>
struct LaneObservableGroup {
    std::size_t observable = 0;
    std::uint64_t x = 0;
    std::uint8_t permutation = 0;
    const Real* re = nullptr;  ///< null: zero everywhere
    const Real* im = nullptr;
};

template <class Real>
struct LaneObservables {
    std::size_t count = 0;
    const Real* const* diagonals = nullptr;  ///< per observable; null: zero everywhere
    const LaneObservableGroup<Real>* groups = nullptr;
    std::size_t groupCount = 0;
    bool inLanes = false;
};

/// Vectors [begin, end) of a state; both multiples of four.
struct VectorRange {
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Where vectors lie: vector i at `first` ^ `places`[i]. Places are linear: that of i ^ j is that of i ^
/// that of j.
template <class Real>
struct LanePlaces {
    Real* vectors = nullptr;
    std::uint64_t first = 0;
    const std::uint32_t* places = nullptr;
};

/// A pass that reads vectors here and writes them there.
template <class Real>
struct LaneMove {
    LanePlaces<Real> from;
    LanePlaces<Real> to;
    /// Vectors that are wanted some time later, asked for as the pass goes along: `aheadCount` for each
    /// group of eight, from ahead.places[0] on.
    LanePlaces<Real> ahead;
    std::size_t aheadCount = 0;
    /// Lane l of vector i goes to lane l ^ lanes[i] ^ firstLanes; null: all stay.
    const std::uint8_t* lanes = nullptr;
    std::uint8_t firstLanes = 0;
};

/// A share of a whole turn: 2^64, or 2^32, of them are one. Sums wrap where angles do.
template <class Real>
using TurnFraction = std::conditional_t<sizeof(Real) == sizeof(double), std::int64_t, std::int32_t>;

/// Phases of a round, to be summed up for an inner block.
template <class Real>
struct LanePhases {
    const BlockPhase* phases = nullptr;
    std::size_t count = 0;
    const TurnFraction<Real>* fractions = nullptr;  ///< a vector for each term
    std::uint64_t first = 0;                        ///< index of the inner block's first member
};

/// The loops of the lane engine for the best instruction set of this machine.
template <class Real>
struct LaneKernels {
    std::size_t lanes = 0;
    /// Cosine and sine of `count` angles; `count` a multiple of 16.
    void (*sinCos)(const double* angles, std::size_t count, Real* cosines, Real* sines);
    void (*grow)(const LanePlan& plan, const Real* turnVectors, std::uint32_t* indices, Real* state);
    void (*forward)(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                    const LaneTable<Real>& table, Real* state);
    /// `table` is over the vectors in the order of their coordinates, wherever they lie.
    void (*forwardMove)(const ForwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                        const LaneTable<Real>& table, const LaneMove<Real>& move);
    void (*backward)(const BackwardPass& pass, std::size_t vectors, const BoundTurns<Real>& turns,
                     const LaneTable<Real>& table, const LaneGradient<Real>& out, Real* state,
                     Real* coState);
    /// The factors e^{iφ} of 2^bits vectors, φ the sum of all phases with their signs; `scratch` holds a
    /// vector for each.
    void (*phaseFactors)(const LanePhases<Real>& phases, std::size_t bits, TurnFraction<Real>* scratch,
                         Real* values);
    /// `factors`: cosine and sine vector of each term's angle; the table's masks must not look at lanes.
    void (*phaseTable)(const PhaseTable& table, const Real* factors, Real* values);
    /// A vector per term: Σ_i ± weights_i, where the term's sign and conditions decide; `scratch` holds
    /// half as many vectors as `weights`. As above for masks.
    void (*phaseSums)(const PhaseTable& table, const Real* weights, Real* scratch, Real* sums);
    /// out_i = Σ over the lanes of vector i.
    void (*sumLanes)(const Real* vectors, std::size_t count, double* out);
    /// A vector per observable: the sum over the vectors of `range`; `scratch` holds a vector for each.
    void (*expectations)(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
                         Real* scratch, Real* values);
    /// λ = Σ_k factor_k O_k ψ in `range`, with a vector of factors per observable.
    void (*coState)(const LaneObservables<Real>& observables, VectorRange range, const Real* state,
                    const Real* factors, Real* coState);
};

template <class Real>
LaneKernels<Real> laneKernels();

}  // namespace qstore
