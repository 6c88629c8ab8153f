// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/block_plan.h"

#include <algorithm>
#include <map>

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

/// What a sweep holds before its flip masks are known.
struct SweepLayer {
    std::vector<std::size_t> phases;  ///< in BlockPlan::terms
    std::vector<Rotation> turns;
};

class SweepBuilder {
public:
    SweepBuilder(const std::vector<RotationLayer>& layers, std::size_t memoryBits, std::size_t laneBits,
                 std::size_t blockBits)
        : m_layers(layers),
          m_memoryBits(memoryBits),
          m_laneBits(laneBits),
          m_blockBits(std::min(memoryBits, blockBits)),
          m_memoryMask((std::uint64_t{1} << memoryBits) - 1) {}

    std::vector<Sweep> run() {
        open();
        std::size_t firstTerm = 0;
        for (const RotationLayer& layer : m_layers) {
            addLayer(layer, firstTerm);
            firstTerm += layer.phases.size();
        }
        close();
        return std::move(m_sweeps);
    }

private:
    void open() {
        m_flips = BitSpace();
        m_pending.clear();
        // Runs of neighbours; all there are where one block holds the state.
        const std::size_t run = m_blockBits == m_memoryBits ? m_blockBits : std::size_t{2};
        for (std::size_t bit = 0; bit < run; ++bit) m_flips.add(std::uint64_t{1} << bit);
    }

    void addLayer(const RotationLayer& layer, std::size_t firstTerm) {
        SweepLayer pending;
        for (std::size_t t = 0; t < layer.phases.size(); ++t) pending.phases.push_back(firstTerm + t);
        m_zOfTerm.resize(firstTerm + layer.phases.size());
        for (std::size_t t = 0; t < layer.phases.size(); ++t) m_zOfTerm[firstTerm + t] = layer.phases[t].z;
        std::vector<Rotation> left = layer.turns;
        while (true) {
            left = take(std::move(left), pending.turns);
            if (!pending.phases.empty() || !pending.turns.empty()) m_pending.push_back(std::move(pending));
            pending = {};
            if (left.empty()) return;
            close();
            open();
        }
    }

    /// Moves the turns that fit the block and commute with those that stay before them.
    std::vector<Rotation> take(std::vector<Rotation> turns, std::vector<Rotation>& taken) {
        std::vector<Rotation> stay;
        for (Rotation& turn : turns) {
            const std::uint64_t x = turn.x & m_memoryMask;
            const bool fits = m_flips.contains(x) || m_flips.size() < m_blockBits;
            const bool isFree = std::all_of(
                stay.begin(), stay.end(), [&](const Rotation& other) { return turn.commutesWith(other); });
            if (fits && isFree) {
                m_flips.add(x);
                m_reached.add(x);
                taken.push_back(std::move(turn));
            } else {
                stay.push_back(std::move(turn));
            }
        }
        return stay;
    }

    void close() {
        if (m_pending.empty()) return;
        for (std::size_t bit = 0; m_flips.size() < m_blockBits; ++bit) m_flips.add(std::uint64_t{1} << bit);
        Sweep sweep;
        sweep.flips = m_flips.vectors();
        sweep.cosets = Cosets(m_flips);
        sweep.inPlace = m_blockBits == m_memoryBits;
        localise(sweep);
        BitSpace reached = m_reached;
        for (const std::uint64_t flip : sweep.flips) reached.add(flip);
        sweep.reached = reached.vectors();
        m_sweeps.push_back(std::move(sweep));
        m_pending.clear();
    }

    /// The mask on coordinates, lane bits behind.
    std::uint64_t localMask(std::uint64_t mask) const {
        std::uint64_t result = (mask >> m_memoryBits) << m_blockBits;
        for (std::size_t j = 0; j < m_blockBits; ++j)
            result |= static_cast<std::uint64_t>(isOdd(mask & m_memoryMask & m_flips.vectors()[j])) << j;
        return result;
    }

    void localise(Sweep& sweep) const {
        RotationProgram local;
        local.bits = m_blockBits + m_laneBits;
        std::vector<std::vector<BlockPhase>> phases;
        for (const SweepLayer& pending : m_pending) {
            RotationLayer layer;
            if (!pending.phases.empty()) phases.push_back(groupPhases(pending.phases, layer));
            for (const Rotation& turn : pending.turns) {
                Rotation moved = turn;
                moved.x = *m_flips.coordinates(turn.x & m_memoryMask) | (turn.x >> m_memoryBits)
                                                                            << m_blockBits;
                moved.z = localMask(turn.z);
                moved.conditions = lanesFirst(turn.conditions, m_memoryBits);
                sweep.masks.push_back(masksOf(turn.z, moved.conditions));
                for (ParityCondition& condition : moved.conditions)
                    condition.mask = localMask(condition.mask);
                layer.turns.push_back(std::move(moved));
            }
            local.layers.push_back(std::move(layer));
        }
        sweep.plan = makeLanePlan(local, m_laneBits, LaneTables::OverVectors);
        // The plan sorts its terms: groups are found again by their masks, which differ.
        for (std::size_t t = 0; t < phases.size(); ++t) {
            std::map<std::uint64_t, std::size_t> groupOf;
            const PhaseTable& table = sweep.plan.tables[t];
            for (std::size_t g = 0; g < table.terms.size(); ++g) groupOf[table.terms[g].z] = g;
            for (BlockPhase& phase : phases[t]) phase.group = groupOf.at(phase.group);
        }
        sweep.phases = std::move(phases);
    }

    /// One phase of the layer for each mask on coordinates; BlockPhase::group holds that mask for now.
    std::vector<BlockPhase> groupPhases(const std::vector<std::size_t>& terms, RotationLayer& layer) const {
        std::vector<BlockPhase> phases;
        std::map<std::uint64_t, bool> seen;
        const std::uint64_t blockMask = (std::uint64_t{1} << m_blockBits) - 1;
        for (const std::size_t term : terms) {
            const std::uint64_t z = m_zOfTerm[term];
            const std::uint64_t group = localMask(z) & blockMask;
            phases.push_back({term, group, z & m_memoryMask, z >> m_memoryBits});
            if (!std::exchange(seen[group], true)) {
                Rotation phase;
                phase.z = group;
                layer.phases.push_back(std::move(phase));
            }
        }
        return phases;
    }

    /// In the order in which makeLanePlan() lists conditions: those that look at lanes come last.
    BlockMasks masksOf(std::uint64_t z, const std::vector<ParityCondition>& conditions) const {
        BlockMasks masks;
        masks.z = z & m_memoryMask;
        for (const bool lanes : {false, true}) {
            for (const ParityCondition& condition : conditions) {
                if ((condition.mask >> m_memoryBits != 0) == lanes)
                    masks.conditions.push_back(condition.mask & m_memoryMask);
            }
        }
        return masks;
    }

    const std::vector<RotationLayer>& m_layers;
    std::size_t m_memoryBits;
    std::size_t m_laneBits;
    std::size_t m_blockBits;
    std::uint64_t m_memoryMask;
    BitSpace m_flips;
    BitSpace m_reached;
    std::vector<std::uint64_t> m_zOfTerm;
    std::vector<SweepLayer> m_pending;
    std::vector<Sweep> m_sweeps;
};

}  // namespace

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
    const auto sweeps = [&](std::size_t usual) {
        const std::size_t chosen = plan.memoryBits <= kInPlaceBits
                                       ? plan.memoryBits
                                       : std::min(usual, plan.memoryBits - kSpareBits);
        const std::size_t bits = blockBits == 0 ? chosen : std::max(blockBits, kForwardBits);
        return SweepBuilder(*layers, plan.memoryBits, laneBits, bits).run();
    };
    plan.forward = sweeps(kForwardBlockBits);
    if (withBackward) plan.backward = sweeps(kBackwardBlockBits);
    return plan;
}

}  // namespace qstore
