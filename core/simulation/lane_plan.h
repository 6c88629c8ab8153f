// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/simulation/rotation_program.h"

namespace qstore {

/// A rotation program laid out for vectors of `lanes` numbers.
///
/// Lanes are samples (`laneBits` 0), or the 2^laneBits amplitudes of one state that differ in the highest
/// index bits. Either way the same kernels walk over 2^memoryBits pairs of vectors (real, imaginary), and a
/// pass mixes the 2^R vectors that differ by sums of its R flip masks.

inline constexpr std::size_t kForwardBits = 3;   ///< R of a pass over one state
inline constexpr std::size_t kBackwardBits = 2;  ///< R of a pass over state and co-state

/// What a turn keeps per binding: cos, +sin, −sin, and +1, −1 with the signs of its lanes.
inline constexpr std::size_t kTurnVectors = 5;

struct LaneCondition {
    std::uint64_t mask = 0;  ///< memory part
    std::uint8_t local = 0;  ///< bit m: parity of the mask on the pass's m-th offset
    bool isOdd = false;
    /// −1: the turn is off where the parity differs. Otherwise the parity is this bit of the variant, which
    /// says which lanes are on.
    int variantBit = -1;
};

/// A turn within a pass.
struct LaneTurn {
    std::size_t turn = 0;            ///< index in LanePlan::turns
    std::size_t firstVector = 0;     ///< TurnBinding::firstVector
    std::uint8_t flips = 0;          ///< which of the pass's flip masks its own is the sum of
    std::uint8_t signs = 0;          ///< bit m: sign at the pass's m-th offset, before the parity of z
    std::uint8_t code = 0;           ///< which kernel: flips and the flags below
    std::uint8_t permutation = 0;    ///< lanes are exchanged with those that differ by these bits
    std::uint64_t z = 0;             ///< memory part
    std::size_t firstCondition = 0;  ///< in LanePass::conditions
    std::size_t conditions = 0;
};

template <std::size_t R>
struct LanePass {
    std::array<std::uint64_t, R> lowMasks{};                     ///< bits below each pivot, ascending
    std::array<std::uint64_t, (std::size_t{1} << R)> offsets{};  ///< index differences of the vectors
    std::vector<LaneTurn> turns;
    std::vector<LaneCondition> conditions;
    std::size_t layer = 0;
    bool startsLayer = false;  ///< the layer's phases come before it
    /// Turn j, unconditional and within its lanes, has the j-th flip mask and the same sign at all its
    /// pairs: no other kernel is needed than the straight one for these kinds.
    bool isSimple = false;
};
using ForwardPass = LanePass<kForwardBits>;
using BackwardPass = LanePass<kBackwardBits>;

/// A turn on the state |0…0⟩ and what it has become, before the state fills its space: no pass, only the
/// amplitudes that are not zero.
struct GrowTurn {
    std::size_t turn = 0;
    std::uint64_t x = 0;
    std::uint64_t z = 0;
    bool isReal = false;
    bool isNegative = false;
};

/// What is bound for a turn.
struct TurnBinding {
    AngleUse angle;
    std::size_t firstVector = 0;  ///< its vectors, kTurnVectors for each variant
    std::uint64_t laneSigns = 0;  ///< mask over lane bits: the lane's sign is its parity
    std::uint64_t lanePermutation = 0;
    /// Conditions that look at lanes: (mask over lane bits, isOdd) for each variant bit.
    std::vector<ParityCondition> laneConditions;
    std::size_t variants() const { return std::size_t{1} << laneConditions.size(); }
};

struct PhaseTerm {
    std::uint64_t z = 0;  ///< whole index
    bool isNegative = false;
    AngleUse angle;
    std::vector<AngleUse> added;  ///< φ is the sum of all: phases with one mask are one term
    std::vector<ParityCondition> conditions;
    std::uint64_t places = 0;  ///< of dependent terms without conditions

    template <class Body>
    void forAngles(const Body& body) const {
        body(angle);
        for (const AngleUse& use : added) body(use);
    }
};

/// Terms without conditions whose masks are independent of each other, if not of all that come before: in
/// the order `order[g]` of the indices, the sign of term firstTerm + j at place g is bit j of g.
struct PhaseGroup {
    std::size_t firstTerm = 0;
    std::size_t count = 0;
    std::vector<std::uint32_t> order;
};
inline constexpr std::size_t kMaxGroupTerms = 14;

/// The phases of a layer: the first `independent` terms have independent masks and no conditions. In the
/// order `order[g]` of the indices, the sign of term j < independent at place g is bit j of g, and that of
/// any other term without conditions the parity of its `places` & g. Those from `dependents` on are in
/// groups, which take a factor of each index in one go, where one by one they would take as many.
struct PhaseTable {
    std::size_t layer = 0;
    std::vector<PhaseTerm> terms;
    std::size_t independent = 0;
    std::size_t dependents = 0;  ///< where those end that are in no group
    std::vector<std::uint32_t> order;
    std::vector<PhaseGroup> groups;
};

struct LanePlan {
    std::size_t laneBits = 0;
    std::size_t memoryBits = 0;
    std::vector<TurnBinding> turns;
    std::size_t turnVectors = 0;
    std::vector<PhaseTable> tables;
    std::vector<std::size_t> tableOfLayer;  ///< kNoTable where a layer has no phases
    std::vector<GrowTurn> grow;
    std::vector<ForwardPass> forward;
    std::vector<BackwardPass> backward;  ///< in the order of the circuit, grown turns included

    std::size_t vectors() const { return std::size_t{1} << memoryBits; }
};
inline constexpr std::size_t kNoTable = std::numeric_limits<std::size_t>::max();

/// Kernel of a turn: its flips (0 … 7), then flags. Uniform: without conditions, and the same sign at all
/// pairs of a group.
constexpr std::uint8_t kCodeReal = 8;
constexpr std::uint8_t kCodeConditional = 16;
constexpr std::uint8_t kCodePermuted = 32;
constexpr std::uint8_t kCodeUniform = 64;

/// What the tables of a plan are over: whole indices, or (masks without lane bits) the vectors alone, where
/// factors differ between lanes. The second is for the way back through blocks, whose states do not start
/// at |0…0⟩, and has no other passes. Elsewhere is for the way forth through inner blocks and has only
/// those: who runs the plan makes the factors, so that its tables have no terms, and passes are kept
/// simple, even if there are more of them then.
enum class LaneTables : std::uint8_t { OverIndices, OverVectors, Elsewhere };

/// `program.bits` must be at least laneBits + 3; makeLanePlan pads fewer with bits that stay zero where
/// laneBits is 0.
LanePlan makeLanePlan(const RotationProgram& program, std::size_t laneBits,
                      LaneTables tables = LaneTables::OverIndices);

}  // namespace qstore
