// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/base/export.h"
#include "core/simulation/bit_space.h"
#include "core/simulation/lane_plan.h"

namespace qstore {

/// A rotation program laid out for one state whose lanes are its highest index bits, as a list of sweeps
/// over memory. A sweep runs several passes on one block after the other, in the second-level cache; a
/// block is the vectors that differ by sums of the sweep's flip masks. On the way back it is taken out of
/// the state and put back. On the way there it stays where it is, and the passes come in rounds: a round
/// cuts the block once more, into inner blocks that are in the first-level cache from its first pass to its
/// last.
///
/// Within an inner block an index is coordinates with regard to the round's flip masks. A parity on an
/// index is the parity on its coordinates and that on the inner block's first index, which is one sign for
/// all.

/// Block bits of a sweep over one state, and over state and co-state: half of a second-level cache.
inline constexpr std::size_t kInPlaceBits = 12;  ///< up to here, one block without copies is faster
inline constexpr std::size_t kForwardBlockBits = 11;
inline constexpr std::size_t kBackwardBlockBits = 11;
/// Neighbours that a block takes together: more of them where the state is in memory, not in a cache.
inline constexpr std::size_t kRunBits = 1;
inline constexpr std::size_t kLongRunBits = 2;
inline constexpr std::size_t kLongRunsFrom = 20;  ///< index bits of vectors
inline constexpr std::size_t kInnerBits = 7;      ///< 16 KiB of state, and as much of factors
inline constexpr std::size_t kRoundFlips = 2 * kForwardBits;
/// A state that is cut up is cut into 2^kSpareBits blocks at least, so that threads have something to
/// share.
inline constexpr std::size_t kSpareBits = 3;

/// A phase within a round.
struct BlockPhase {
    std::size_t term = 0;      ///< in BlockPlan::terms
    std::size_t group = 0;     ///< forward: its mask on coordinates; backward: the term of the plan's table
    std::uint64_t memory = 0;  ///< mask over vectors
    std::uint64_t lanes = 0;   ///< mask over lane bits
};

/// Masks over vectors that a block's first index decides.
struct BlockMasks {
    std::uint64_t z = 0;
    std::vector<std::uint64_t> conditions;  ///< in the order of LanePass::conditions
};

/// Which lane of its vector an index lies in: (m, l), m over vectors, in lane l ^ L(m). Every round has a
/// linear map L of its own, so chosen that few of its turns go across lanes: L(x_m) = x_l for their flip
/// masks.
class QSTORE_EXPORT LaneFrame {
public:
    LaneFrame() = default;
    /// L is zero.
    LaneFrame(std::size_t memoryBits, std::size_t laneBits) : m_memoryBits(memoryBits), m_rows(laneBits) {}

    /// L(memory).
    std::uint64_t of(std::uint64_t memory) const;
    std::uint64_t flip(std::uint64_t x) const { return x ^ of(x & memoryMask()) << m_memoryBits; }
    /// A mask on indices as one on places.
    std::uint64_t mask(std::uint64_t z) const;
    /// Changes L by `value` on all m whose product with `dual` is odd.
    void change(std::uint64_t dual, std::uint64_t value);
    /// L ^ other's.
    LaneFrame operator^(const LaneFrame& other) const;
    bool isZero() const;

    std::size_t heldBytes() const { return qstore::heldBytes(m_rows); }

private:
    std::uint64_t memoryMask() const { return (std::uint64_t{1} << m_memoryBits) - 1; }

    std::size_t m_memoryBits = 0;
    std::vector<std::uint64_t> m_rows;  ///< bit b of L(m) is the parity of m_rows[b] & m
};

struct Round {
    // Not on the way back, where the inner block is the block.
    Cosets cosets;                      ///< the inner blocks, in coordinates of the block
    std::vector<std::uint32_t> memory;  ///< places of an inner block's members in the state

    LaneFrame change;                             ///< from the frame of the round before
    std::vector<std::uint8_t> lanes;              ///< what it gives them; empty where it is zero
    LanePlan plan;                                ///< on coordinates
    std::vector<BlockMasks> masks;                ///< per turn of the plan
    std::vector<std::vector<BlockPhase>> phases;  ///< per table of the plan
    std::size_t aheadCount = 0;                   ///< vectors to ask for with each group of a pass
};

struct Sweep {
    std::vector<std::uint64_t> flips;  ///< the block's masks over vectors
    Cosets cosets;                     ///< the blocks
    bool inPlace = false;              ///< one block, in the state's own order
    std::vector<Round> rounds;         ///< on the way back, one
    /// The block's vectors in the order in which the first round reads them; empty where nothing is asked
    /// for ahead of its use.
    std::vector<std::uint32_t> order;
    /// So many of them are asked for while the block before is being worked on, the others in the first
    /// round.
    std::size_t lead = 0;
    /// Flip masks of this sweep and all before it: other blocks are still zero.
    std::vector<std::uint64_t> reached;
};

struct BlockPlan {
    std::size_t laneBits = 0;
    std::size_t memoryBits = 0;
    std::vector<AngleUse> terms;  ///< phases without conditions; sign included in scale and offset
    std::vector<AngleUse> globalPhases;
    std::vector<Sweep> forward;
    std::vector<Sweep> backward;  ///< in the order of the circuit

    std::size_t vectors() const { return std::size_t{1} << memoryBits; }
};

/// `blockBits` (at least 3) replaces the sizes above. Nothing where the program has too few bits for lanes,
/// or phases under more conditions than are worth writing out.
QSTORE_EXPORT std::optional<BlockPlan> makeBlockPlan(const RotationProgram& program, std::size_t laneBits,
                                                     std::size_t blockBits, bool withBackward);

}  // namespace qstore
