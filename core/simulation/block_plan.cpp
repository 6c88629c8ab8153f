// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/block_plan.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace qstore {
namespace {

/// A phase under k conditions is 2^k without.
constexpr std::size_t kMaxPhaseConditions = 4;

/// Σ over subsets of the conditions of ± a phase on the sum of their masks.
bool expandConditions(const Rotation& phase, std::vector<Rotation>& out, std::vector<AngleUse>& global) {
    const std::size_t conditions = phase.conditions.size();
    if (conditions > kMaxPhaseConditions) return false;
    const std::size_t subsets = std::size_t{1} << conditions;
    const double share = (phase.isNegative ? -1.0 : 1.0) / static_cast<double>(subsets);
    for (std::size_t subset = 0; subset < subsets; ++subset) {
        Rotation part = phase;
        part.conditions.clear();
        part.isNegative = false;
        double factor = share;
        for (std::size_t j = 0; j < conditions; ++j) {
            if (((subset >> j) & 1U) == 0) continue;
            part.z ^= phase.conditions[j].mask;
            if (phase.conditions[j].isOdd) factor = -factor;
        }
        part.angle.scale *= factor;
        part.angle.offset *= factor;
        if (part.z == 0) {
            global.push_back(part.angle);
        } else {
            out.push_back(std::move(part));
        }
    }
    return true;
}

std::optional<std::vector<RotationLayer>> withoutPhaseConditions(const RotationProgram& program,
                                                                 std::vector<AngleUse>& global) {
    std::vector<RotationLayer> layers;
    for (const RotationLayer& layer : program.layers) {
        RotationLayer result;
        for (const Rotation& phase : layer.phases) {
            if (!expandConditions(phase, result.phases, global)) return std::nullopt;
        }
        result.turns = layer.turns;
        layers.push_back(std::move(result));
    }
    return layers;
}

/// Conditions that look at lanes first, as few as there are lane bits; the others do not.
std::vector<ParityCondition> lanesFirst(const std::vector<ParityCondition>& conditions,
                                        std::size_t memoryBits) {
    BitSpace lanes;
    std::vector<ParityCondition> first;
    std::vector<ParityCondition> rest;
    for (ParityCondition condition : conditions) {
        const auto parts = lanes.coordinates(condition.mask >> memoryBits);
        if (!parts) {
            lanes.add(condition.mask >> memoryBits);
            first.push_back(condition);
            continue;
        }
        for (std::size_t j = 0; j < first.size(); ++j) {
            if (((*parts >> j) & 1U) == 0) continue;
            condition.mask ^= first[j].mask;
            condition.isOdd ^= first[j].isOdd;
        }
        rest.push_back(condition);
    }
    first.insert(first.end(), rest.begin(), rest.end());
    return first;
}

/// Phases, then turns.
struct PartLayer {
    std::vector<std::size_t> phases;  ///< in BlockPlan::terms
    std::vector<Rotation> turns;
};

/// Layers, or what of them the span of few flip masks allows.
struct Part {
    BitSpace flips;
    std::vector<PartLayer> layers;
};

/// Cuts layers into parts whose turns flip at most `bits` independent masks over vectors.
class PartBuilder {
public:
    /// `given`: masks that every part has.
    PartBuilder(std::size_t bits, std::uint64_t memoryMask, std::vector<std::uint64_t> given)
        : m_bits(bits), m_memoryMask(memoryMask), m_given(std::move(given)) {}

    std::vector<Part> run(const std::vector<PartLayer>& layers) {
        open();
        for (const PartLayer& layer : layers) add(layer);
        close();
        return std::move(m_parts);
    }

private:
    void open() {
        m_part = Part();
        for (const std::uint64_t vector : m_given) m_part.flips.add(vector);
    }
    void close() {
        if (!m_part.layers.empty()) m_parts.push_back(std::move(m_part));
    }

    void add(const PartLayer& layer) {
        PartLayer pending;
        pending.phases = layer.phases;
        std::vector<Rotation> left = layer.turns;
        while (true) {
            left = take(std::move(left), pending.turns);
            if (!pending.phases.empty() || !pending.turns.empty())
                m_part.layers.push_back(std::exchange(pending, {}));
            if (left.empty()) return;
            close();
            open();
        }
    }

    /// Moves the turns that fit and commute with those that stay before them.
    std::vector<Rotation> take(std::vector<Rotation> turns, std::vector<Rotation>& taken) {
        std::vector<Rotation> stay;
        for (Rotation& turn : turns) {
            const std::uint64_t x = turn.x & m_memoryMask;
            const bool fits = m_part.flips.contains(x) || m_part.flips.size() < m_bits;
            const bool isFree = std::all_of(
                stay.begin(), stay.end(), [&](const Rotation& other) { return turn.commutesWith(other); });
            if (fits && isFree) {
                m_part.flips.add(x);
                taken.push_back(std::move(turn));
            } else {
                stay.push_back(std::move(turn));
            }
        }
        return stay;
    }

    std::size_t m_bits;
    std::uint64_t m_memoryMask;
    std::vector<std::uint64_t> m_given;
    Part m_part;
    std::vector<Part> m_parts;
};

void fillUp(BitSpace& flips, std::size_t bits, const std::vector<std::uint64_t>& vectors) {
    for (const std::uint64_t vector : vectors) {
        if (flips.size() < bits) flips.add(vector);
    }
}

std::vector<std::uint64_t> unitVectors(std::size_t bits) {
    std::vector<std::uint64_t> vectors;
    for (std::size_t bit = 0; bit < bits; ++bit) vectors.push_back(std::uint64_t{1} << bit);
    return vectors;
}

struct BlockShape {
    std::size_t memoryBits = 0;
    std::size_t laneBits = 0;
    std::size_t blockBits = 0;
    std::size_t innerBits = 0;  ///< 0: one round, whose inner block is the block
};

class SweepBuilder {
public:
    SweepBuilder(const std::vector<RotationLayer>& layers, const BlockShape& shape)
        : m_shape(shape),
          m_memoryMask((std::uint64_t{1} << shape.memoryBits) - 1),
          m_natural(shape.memoryBits, shape.laneBits),
          m_frame(m_natural) {
        for (const RotationLayer& layer : layers) {
            PartLayer& part = m_layers.emplace_back();
            part.turns = layer.turns;
            for (const Rotation& phase : layer.phases) {
                part.phases.push_back(m_zOfTerm.size());
                m_zOfTerm.push_back(phase.z);
            }
        }
    }

    std::vector<Sweep> run() {
        const bool inPlace = m_shape.blockBits == m_shape.memoryBits;
        // Runs of neighbours; all there are where one block holds the state.
        const std::size_t run = m_shape.memoryBits < kLongRunsFrom ? kRunBits : kLongRunBits;
        const auto given = unitVectors(inPlace ? m_shape.blockBits : std::min(run, m_shape.blockBits - 1));
        std::vector<Sweep> sweeps;
        BitSpace reached;
        std::vector<Part> parts = PartBuilder(m_shape.blockBits, m_memoryMask, given).run(m_layers);
        for (Part& part : parts) {
            fillUp(part.flips, m_shape.blockBits, unitVectors(m_shape.memoryBits));
            for (const std::uint64_t flip : part.flips.vectors()) reached.add(flip);
            Sweep& sweep = sweeps.emplace_back();
            sweep.flips = part.flips.vectors();
            sweep.cosets = Cosets(part.flips);
            sweep.inPlace = inPlace;
            sweep.reached = reached.vectors();
            addRounds(part, sweep, sweeps.size() == parts.size());
            if (!inPlace && m_shape.innerBits != 0) planAhead(sweep);
        }
        return sweeps;
    }

private:
    /// At one rate through all passes. What the later rounds ask for is the beginning of the next block, at
    /// least two inner blocks.
    static void planAhead(Sweep& sweep) {
        constexpr std::size_t groupVectors = std::size_t{1} << kForwardBits;
        const std::vector<std::uint32_t>& offsets = sweep.cosets.offsets();
        const Round& first = sweep.rounds.front();
        for (std::size_t inner = 0; sweep.order.size() < offsets.size(); ++inner) {
            for (const std::uint32_t place : first.memory)
                sweep.order.push_back(offsets[first.cosets.first(inner)] ^ place);
        }
        std::size_t passes = 0;
        for (const Round& round : sweep.rounds) passes += round.plan.forward.size();
        const std::size_t later = passes - first.plan.forward.size();
        sweep.lead =
            std::min(std::max(offsets.size() * later / passes, 2 * first.memory.size()), offsets.size());
        for (Round& round : sweep.rounds) round.aheadCount = (groupVectors + passes - 1) / passes;
    }

    void addRounds(const Part& part, Sweep& sweep, bool isLast) {
        if (m_shape.innerBits == 0) {
            sweep.rounds.push_back(makeRound(part, sweep, part.flips, LaneTables::OverVectors));
            return;
        }
        const std::size_t flips = std::min(m_shape.innerBits, kRoundFlips);
        std::vector<Part> parts = PartBuilder(flips, m_memoryMask, {}).run(part.layers);
        for (Part& inner : parts) {
            fillUp(inner.flips, m_shape.innerBits, part.flips.vectors());
            const LaneFrame before = m_frame;
            const bool isEnd = isLast && sweep.rounds.size() + 1 == parts.size();
            m_frame = isEnd ? m_natural : frameFor(inner);
            Round round = makeRound(inner, sweep, part.flips, LaneTables::Elsewhere);
            // |0…0⟩ is at the same place in all frames.
            if (!std::exchange(m_isStart, false)) changeFrame(before ^ m_frame, round);
            sweep.rounds.push_back(std::move(round));
        }
    }

    static void changeFrame(LaneFrame change, Round& round) {
        if (change.isZero()) return;
        for (const std::uint32_t place : round.memory)
            round.lanes.push_back(static_cast<std::uint8_t>(change.of(place)));
        round.change = std::move(change);
    }

    /// The frame that keeps the turns of the part within their lanes, as far as their flip masks over
    /// vectors are independent; elsewhere the present one.
    LaneFrame frameFor(const Part& part) const {
        LaneFrame frame = m_frame;
        BitSpace flips;
        std::vector<std::uint64_t> changes;
        const auto add = [&](std::uint64_t flip, std::uint64_t change) {
            if (flips.add(flip)) changes.push_back(change);
        };
        for (const PartLayer& layer : part.layers) {
            for (const Rotation& turn : layer.turns)
                add(turn.x & m_memoryMask, m_frame.flip(turn.x) >> m_shape.memoryBits);
        }
        for (const std::uint64_t flip : part.flips.vectors()) add(flip, 0);
        // Coordinates of a vector's part in the block, from its bits at the pivots.
        const std::uint64_t pivots = flips.pivots();
        BitSpace atPivots;
        for (const std::uint64_t flip : flips.vectors()) atPivots.add(flip & pivots);
        for (std::uint64_t left = pivots; left != 0; left &= left - 1) {
            const std::uint64_t pivot = left & (~left + 1);
            const std::uint64_t coordinates = *atPivots.coordinates(pivot);
            std::uint64_t change = 0;
            for (std::size_t j = 0; j < changes.size(); ++j) {
                if (((coordinates >> j) & 1U) != 0) change ^= changes[j];
            }
            frame.change(pivot, change);
        }
        return frame;
    }

    /// `block`: the flip masks of the sweep.
    Round makeRound(const Part& part, const Sweep& sweep, const BitSpace& block, LaneTables tables) const {
        Round round;
        BitSpace flips;
        for (const std::uint64_t flip : part.flips.vectors()) flips.add(*block.coordinates(flip));
        if (tables == LaneTables::Elsewhere) {
            round.cosets = Cosets(flips);
            for (const std::uint32_t place : round.cosets.offsets())
                round.memory.push_back(sweep.cosets.offsets()[place]);
        }
        RotationProgram local;
        const std::size_t bits = part.flips.size();
        local.bits = bits + m_shape.laneBits;
        for (const PartLayer& layer : part.layers) {
            RotationLayer& moved = local.layers.emplace_back();
            if (!layer.phases.empty()) round.phases.push_back(groupPhases(layer.phases, part.flips, moved));
            for (const Rotation& turn : layer.turns)
                moved.turns.push_back(localTurn(turn, part.flips, round));
        }
        round.plan = makeLanePlan(local, m_shape.laneBits, tables);
        if (tables == LaneTables::OverVectors) findTerms(round);
        return round;
    }

    Rotation localTurn(const Rotation& turn, const BitSpace& flips, Round& round) const {
        Rotation moved = turn;
        const std::uint64_t lanes = m_frame.flip(turn.x) >> m_shape.memoryBits;
        const std::uint64_t z = m_frame.mask(turn.z);
        moved.x = *flips.coordinates(turn.x & m_memoryMask) | lanes << flips.size();
        moved.z = localMask(z, flips);
        for (ParityCondition& condition : moved.conditions) condition.mask = m_frame.mask(condition.mask);
        moved.conditions = lanesFirst(moved.conditions, m_shape.memoryBits);
        round.masks.push_back(masksOf(z, moved.conditions));
        for (ParityCondition& condition : moved.conditions)
            condition.mask = localMask(condition.mask, flips);
        return moved;
    }

    /// The mask on coordinates, lane bits behind.
    std::uint64_t localMask(std::uint64_t mask, const BitSpace& flips) const {
        std::uint64_t result = (mask >> m_shape.memoryBits) << flips.size();
        for (std::size_t j = 0; j < flips.size(); ++j)
            result |= static_cast<std::uint64_t>(isOdd(mask & m_memoryMask & flips.vectors()[j])) << j;
        return result;
    }

    /// One phase of the layer for each mask on coordinates; BlockPhase::group holds that mask.
    std::vector<BlockPhase> groupPhases(const std::vector<std::size_t>& terms, const BitSpace& flips,
                                        RotationLayer& layer) const {
        std::vector<BlockPhase> phases;
        std::set<std::uint64_t> seen;
        const std::uint64_t blockMask = (std::uint64_t{1} << flips.size()) - 1;
        for (const std::size_t term : terms) {
            const std::uint64_t z = m_frame.mask(m_zOfTerm[term]);
            const std::uint64_t group = localMask(z, flips) & blockMask;
            phases.push_back({term, group, z & m_memoryMask, z >> m_shape.memoryBits});
            if (!seen.insert(group).second) continue;
            Rotation phase;
            phase.z = group;
            layer.phases.push_back(std::move(phase));
        }
        return phases;
    }

    /// The plan sorts its terms: groups are found again by their masks, which differ.
    static void findTerms(Round& round) {
        for (std::size_t t = 0; t < round.phases.size(); ++t) {
            std::map<std::uint64_t, std::size_t> groupOf;
            const PhaseTable& table = round.plan.tables[t];
            for (std::size_t g = 0; g < table.terms.size(); ++g) groupOf[table.terms[g].z] = g;
            for (BlockPhase& phase : round.phases[t]) phase.group = groupOf.at(phase.group);
        }
    }

    /// In the order in which makeLanePlan() lists conditions: those that look at lanes come last.
    BlockMasks masksOf(std::uint64_t z, const std::vector<ParityCondition>& conditions) const {
        BlockMasks masks;
        masks.z = z & m_memoryMask;
        for (const bool lanes : {false, true}) {
            for (const ParityCondition& condition : conditions) {
                if ((condition.mask >> m_shape.memoryBits != 0) == lanes)
                    masks.conditions.push_back(condition.mask & m_memoryMask);
            }
        }
        return masks;
    }

    BlockShape m_shape;
    std::uint64_t m_memoryMask;
    LaneFrame m_natural;
    LaneFrame m_frame;  ///< of the round that is being built
    bool m_isStart = true;
    std::vector<PartLayer> m_layers;
    std::vector<std::uint64_t> m_zOfTerm;
};

}  // namespace

std::uint64_t LaneFrame::of(std::uint64_t memory) const {
    std::uint64_t lanes = 0;
    for (std::size_t b = 0; b < m_rows.size(); ++b)
        lanes |= static_cast<std::uint64_t>(isOdd(m_rows[b] & memory)) << b;
    return lanes;
}

std::uint64_t LaneFrame::mask(std::uint64_t z) const {
    for (std::size_t b = 0; b < m_rows.size(); ++b) {
        if (((z >> (m_memoryBits + b)) & 1U) != 0) z ^= m_rows[b];
    }
    return z;
}

void LaneFrame::change(std::uint64_t dual, std::uint64_t value) {
    for (std::size_t b = 0; b < m_rows.size(); ++b) {
        if (((value >> b) & 1U) != 0) m_rows[b] ^= dual;
    }
}

LaneFrame LaneFrame::operator^(const LaneFrame& other) const {
    LaneFrame sum = *this;
    for (std::size_t b = 0; b < m_rows.size(); ++b) sum.m_rows[b] ^= other.m_rows[b];
    return sum;
}

bool LaneFrame::isZero() const {
    return std::all_of(m_rows.begin(), m_rows.end(), [](std::uint64_t row) { return row == 0; });
}

std::optional<BlockPlan> makeBlockPlan(const RotationProgram& program, std::size_t laneBits,
                                       std::size_t blockBits, bool withBackward) {
    if (laneBits == 0 || program.bits < laneBits + kForwardBits) return std::nullopt;
    BlockPlan plan;
    plan.globalPhases = program.globalPhases;
    const auto layers = withoutPhaseConditions(program, plan.globalPhases);
    if (!layers) return std::nullopt;
    plan.laneBits = laneBits;
    plan.memoryBits = program.bits - laneBits;
    for (const RotationLayer& layer : *layers) {
        for (const Rotation& phase : layer.phases) plan.terms.push_back(phase.angle);
    }
    BlockShape shape{plan.memoryBits, laneBits, 0, 0};
    const auto chosenBits = [&](std::size_t usual) {
        if (blockBits != 0) return std::min(plan.memoryBits, std::max(blockBits, kForwardBits));
        return plan.memoryBits <= kInPlaceBits ? plan.memoryBits
                                               : std::min(usual, plan.memoryBits - kSpareBits);
    };
    shape.blockBits = chosenBits(kForwardBlockBits);
    shape.innerBits = blockBits == 0 ? std::min(kInnerBits, shape.blockBits)
                                     : std::max(kForwardBits, shape.blockBits / 2);
    plan.forward = SweepBuilder(*layers, shape).run();
    if (withBackward) {
        shape.blockBits = chosenBits(kBackwardBlockBits);
        shape.innerBits = 0;
        plan.backward = SweepBuilder(*layers, shape).run();
    }
    return plan;
}

}  // namespace qstore
