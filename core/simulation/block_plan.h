// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "core/simulation/bit_space.h"
#include "core/simulation/lane_plan.h"

namespace qstore {

/// A rotation program laid out for one state whose lanes are its highest index bits, as a list of sweeps
/// over memory. A sweep takes one block after the other out of the state, runs several passes on it in the
/// cache and puts it back; a block is the vectors that differ by sums of the sweep's flip masks.
///
/// Within a block an index is coordinates with regard to those masks. A parity on an index is the parity on
/// its coordinates and that on the block's first index, which is one sign for the whole block.

/// Block bits of a sweep over one state, and over state and co-state: half of a second-level cache.
inline constexpr std::size_t kInPlaceBits = 12;  ///< up to here, one block without copies is faster
inline constexpr std::size_t kForwardBlockBits = 12;
inline constexpr std::size_t kBackwardBlockBits = 11;
/// A state that is cut up is cut into 2^kSpareBits blocks at least, so that threads have something to
/// share.
inline constexpr std::size_t kSpareBits = 3;

/// A phase within a sweep: a factor of the table's term `group`, conjugated where signs say so.
struct BlockPhase {
    std::size_t term = 0;      ///< in BlockPlan::terms
    std::size_t group = 0;     ///< in the lane plan's table
    std::uint64_t memory = 0;  ///< mask over vectors
    std::uint64_t lanes = 0;   ///< mask over lane bits
};

/// Masks over vectors that a block's first index decides.
struct BlockMasks {
    std::uint64_t z = 0;
    std::vector<std::uint64_t> conditions;  ///< in the order of LanePass::conditions
};

struct Sweep {
    std::vector<std::uint64_t> flips;             ///< the block's masks over vectors
    Cosets cosets;                                ///< the blocks
    bool inPlace = false;                         ///< one block, in the state's own order
    LanePlan plan;                                ///< on coordinates
    std::vector<BlockMasks> masks;                ///< per turn of the plan
    std::vector<std::vector<BlockPhase>> phases;  ///< per table of the plan
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
std::optional<BlockPlan> makeBlockPlan(const RotationProgram& program, std::size_t laneBits,
                                       std::size_t blockBits, bool withBackward);

}  // namespace qstore
