// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_plan.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "core/simulation/bit_space.h"

namespace qstore {
namespace {

/// More turns than this in one pass gain nothing.
constexpr std::size_t kMaxPassTurns = 64;

/// The conditions of a turn split between memory and lanes. Sums of conditions hold where they hold, so
/// that at most laneBits of them look at lanes.
struct SplitConditions {
    std::vector<ParityCondition> memoryOnly;
    std::vector<ParityCondition> withLanes;  ///< independent lane parts
};

class Planner {
public:
    Planner(const RotationProgram& program, std::size_t laneBits, LaneTables tables)
        : m_program(program), m_tables(tables) {
        m_plan.laneBits = laneBits;
        const std::size_t bits = std::max(program.bits, laneBits + kForwardBits);
        m_plan.memoryBits = bits - laneBits;
        m_memoryMask = (std::uint64_t{1} << m_plan.memoryBits) - 1;
    }

    LanePlan run() {
        m_plan.tableOfLayer.assign(m_program.layers.size(), kNoTable);
        for (std::size_t layer = 0; layer < m_program.layers.size(); ++layer) addLayer(layer);
        return std::move(m_plan);
    }

private:
    void addLayer(std::size_t index) {
        const RotationLayer& layer = m_program.layers[index];
        if (!layer.phases.empty()) {
            m_plan.tableOfLayer[index] = m_plan.tables.size();
            m_plan.tables.push_back(makeTable(index, layer.phases));
        }
        const std::size_t first = m_plan.turns.size();
        for (const Rotation& turn : layer.turns) addBinding(turn);
        std::size_t grown = 0;
        if (m_tables == LaneTables::OverIndices && index == 0 && layer.phases.empty())
            grown = growFrom(layer.turns, first);
        if (m_tables != LaneTables::OverVectors)
            addPasses<kForwardBits>(index, first, grown, m_plan.forward);
        if (m_tables != LaneTables::Elsewhere) addPasses<kBackwardBits>(index, first, 0, m_plan.backward);
    }

    std::uint64_t lanePart(std::uint64_t mask) const { return mask >> m_plan.memoryBits; }
    std::uint64_t memoryPart(std::uint64_t mask) const { return mask & m_memoryMask; }

    SplitConditions split(const std::vector<ParityCondition>& conditions) const {
        SplitConditions result;
        BitSpace lanes;
        for (ParityCondition condition : conditions) {
            const auto parts = lanes.coordinates(lanePart(condition.mask));
            if (!parts) {
                lanes.add(lanePart(condition.mask));
                result.withLanes.push_back(condition);
                continue;
            }
            for (std::size_t j = 0; j < result.withLanes.size(); ++j) {
                if (((*parts >> j) & 1U) == 0) continue;
                condition.mask ^= result.withLanes[j].mask;
                condition.isOdd ^= result.withLanes[j].isOdd;
            }
            result.memoryOnly.push_back(condition);
        }
        return result;
    }

    void addBinding(const Rotation& turn) {
        TurnBinding binding;
        binding.angle = turn.angle;
        binding.laneSigns = lanePart(turn.z);
        binding.lanePermutation = lanePart(turn.x);
        for (const ParityCondition& condition : split(turn.conditions).withLanes)
            binding.laneConditions.push_back({lanePart(condition.mask), condition.isOdd});
        binding.firstVector = m_plan.turnVectors;
        m_plan.turnVectors += kTurnVectors * binding.variants();
        m_plan.turns.push_back(std::move(binding));
    }

    /// How many of the first turns only spread |0…0⟩ over further indices.
    std::size_t growFrom(const std::vector<Rotation>& turns, std::size_t first) {
        BitSpace reached;
        std::size_t count = 0;
        for (; count < turns.size(); ++count) {
            const Rotation& turn = turns[count];
            if (!turn.conditions.empty() || lanePart(turn.x) != 0 || !reached.add(turn.x)) break;
            m_plan.grow.push_back({first + count, turn.x, memoryPart(turn.z),
                                   turn.kind == RotationKind::Real, turn.isNegative});
        }
        return count;
    }

    /// Takes turns in order, and later ones that commute with all they overtake, while their flip masks fit
    /// the pass.
    template <std::size_t R>
    void addPasses(std::size_t layerIndex, std::size_t first, std::size_t skip,
                   std::vector<LanePass<R>>& passes) {
        const std::vector<Rotation>& turns = m_program.layers[layerIndex].turns;
        std::vector<std::size_t> left;
        for (std::size_t i = skip; i < turns.size(); ++i) left.push_back(i);
        bool starts = true;
        const bool needsTable = m_plan.tableOfLayer[layerIndex] != kNoTable;
        while (!left.empty() || (starts && needsTable)) {
            BitSpace flips;
            std::vector<std::size_t> taken;
            std::vector<std::size_t> rest;
            for (const std::size_t i : left) {
                const std::uint64_t x = memoryPart(turns[i].x);
                const bool fits =
                    m_tables == LaneTables::Elsewhere
                        ? staysSimple(turns, taken, i, flips, R)
                        : taken.size() < kMaxPassTurns && (flips.contains(x) || flips.size() < R);
                const bool overtakes = std::all_of(rest.begin(), rest.end(), [&](std::size_t other) {
                    return turns[i].commutesWith(turns[other]);
                });
                if (fits && overtakes) {
                    flips.add(x);
                    taken.push_back(i);
                } else {
                    rest.push_back(i);
                }
            }
            passes.push_back(makePass<R>(turns, first, taken, flips));
            passes.back().layer = layerIndex;
            passes.back().startsLayer = starts;
            starts = false;
            left = std::move(rest);
        }
    }

    /// In the first-level cache another pass costs less than one that is not simple. Turns across lanes,
    /// and those with conditions, have passes to themselves.
    bool staysSimple(const std::vector<Rotation>& turns, const std::vector<std::size_t>& taken,
                     std::size_t next, const BitSpace& flips, std::size_t most) const {
        const auto isPlain = [&](const Rotation& turn) {
            return lanePart(turn.x) == 0 && turn.conditions.empty();
        };
        const Rotation& turn = turns[next];
        const std::uint64_t x = memoryPart(turn.x);
        if (!taken.empty() && isPlain(turns[taken.front()]) != isPlain(turn)) return false;
        if (!isPlain(turn))
            return taken.size() < kMaxPassTurns && (flips.contains(x) || flips.size() < most);
        // Each turn has one sign at all pairs that the others' flips lead to.
        return flips.size() < most && !flips.contains(x) &&
               std::all_of(taken.begin(), taken.end(), [&](std::size_t other) {
                   return !isOdd(turn.z & memoryPart(turns[other].x)) && !isOdd(turns[other].z & x);
               });
    }

    template <std::size_t R>
    LanePass<R> makePass(const std::vector<Rotation>& turns, std::size_t first,
                         const std::vector<std::size_t>& taken, BitSpace flips) const {
        for (std::size_t bit = 0; bit < m_plan.memoryBits && flips.size() < R; ++bit)
            flips.add(neutralFlip(std::uint64_t{1} << bit, turns, taken));
        LanePass<R> pass;
        std::uint64_t pivots = flips.pivots();
        for (std::size_t j = 0; j < R; ++j) {
            pass.lowMasks[j] = (pivots & (~pivots + 1)) - 1;
            pivots &= pivots - 1;
        }
        for (std::size_t m = 0; m < pass.offsets.size(); ++m) {
            for (std::size_t j = 0; j < R; ++j) {
                if (((m >> j) & 1U) != 0) pass.offsets[m] ^= flips.vectors()[j];
            }
        }
        for (const std::size_t i : taken) addToPass(pass, turns[i], first + i, flips);
        pass.isSimple = isSimple(pass);
        return pass;
    }

    /// `flip` and some of those of the turns, so that the real ones have the same sign on both sides of it:
    /// on both sides of its own flip a real turn has opposite ones. Imaginary turns cannot be helped this
    /// way.
    std::uint64_t neutralFlip(std::uint64_t flip, const std::vector<Rotation>& turns,
                              const std::vector<std::size_t>& taken) const {
        std::uint64_t result = flip;
        for (const std::size_t i : taken) {
            if (isOdd(turns[i].z & flip)) result ^= memoryPart(turns[i].x);
        }
        return result;
    }

    template <std::size_t R>
    void addToPass(LanePass<R>& pass, const Rotation& turn, std::size_t index,
                   const BitSpace& flips) const {
        LaneTurn item;
        item.turn = index;
        item.firstVector = m_plan.turns[index].firstVector;
        item.flips = static_cast<std::uint8_t>(*flips.coordinates(memoryPart(turn.x)));
        item.z = memoryPart(turn.z);
        item.signs = localParities(pass, item.z);
        if (turn.isNegative) item.signs ^= 0xFFU;
        item.firstCondition = pass.conditions.size();
        const SplitConditions conditions = split(turn.conditions);
        for (const ParityCondition& condition : conditions.memoryOnly)
            pass.conditions.push_back(
                {condition.mask, localParities(pass, condition.mask), condition.isOdd, -1});
        for (std::size_t j = 0; j < conditions.withLanes.size(); ++j) {
            const std::uint64_t mask = memoryPart(conditions.withLanes[j].mask);
            pass.conditions.push_back({mask, localParities(pass, mask), false, static_cast<int>(j)});
        }
        item.conditions = pass.conditions.size() - item.firstCondition;
        unsigned code = item.flips;
        if (turn.kind == RotationKind::Real) code |= kCodeReal;
        if (item.conditions > 0) code |= kCodeConditional;
        item.permutation = static_cast<std::uint8_t>(lanePart(turn.x));
        if (item.permutation != 0) code |= kCodePermuted;
        if ((code & kCodeConditional) == 0 && hasOneSign(item, pass.offsets.size())) code |= kCodeUniform;
        // Across lanes there are two kernels only.
        if ((code & (kCodePermuted | kCodeUniform)) == kCodePermuted) code |= kCodeConditional;
        item.code = static_cast<std::uint8_t>(code);
        pass.turns.push_back(item);
    }

    /// At the first place of every pair.
    static bool hasOneSign(const LaneTurn& turn, std::size_t places) {
        const unsigned lowest = turn.flips & (~static_cast<unsigned>(turn.flips) + 1U);
        for (unsigned m = 0; m < places; ++m) {
            if ((m & lowest) == 0 && (((turn.signs >> m) ^ turn.signs) & 1U) != 0) return false;
        }
        return true;
    }

    template <std::size_t R>
    static bool isSimple(const LanePass<R>& pass) {
        if (pass.turns.size() > R) return false;
        for (std::size_t j = 0; j < pass.turns.size(); ++j) {
            const LaneTurn& turn = pass.turns[j];
            if (turn.code != ((1U << j) | (turn.code & kCodeReal) | kCodeUniform)) return false;
        }
        return true;
    }

    template <std::size_t R>
    static std::uint8_t localParities(const LanePass<R>& pass, std::uint64_t mask) {
        unsigned result = 0;
        for (std::size_t m = 0; m < pass.offsets.size(); ++m)
            result |= static_cast<unsigned>(isOdd(mask & pass.offsets[m])) << m;
        return static_cast<std::uint8_t>(result);
    }

    PhaseTable makeTable(std::size_t layer, const std::vector<Rotation>& phases) const {
        PhaseTable table;
        table.layer = layer;
        if (m_tables == LaneTables::Elsewhere) return table;
        BitSpace masks;
        std::vector<PhaseTerm> dependent;
        for (PhaseTerm& term : mergedTerms(phases)) {
            if (term.conditions.empty() && masks.add(term.z)) {
                table.terms.push_back(std::move(term));
            } else {
                dependent.push_back(std::move(term));
            }
        }
        table.independent = table.terms.size();
        sortPlaces(table, dependent, masks);
        for (PhaseTerm& term : dependent) {
            if (term.conditions.empty()) term.places = *masks.coordinates(term.z);
        }
        auto groups = takeGroups(dependent);
        for (PhaseTerm& term : dependent) table.terms.push_back(std::move(term));
        table.dependents = table.terms.size();
        for (auto& [terms, space] : groups) {
            table.groups.push_back({table.terms.size(), terms.size(), dualOrder(std::move(space))});
            for (PhaseTerm& term : terms) table.terms.push_back(std::move(term));
        }
        table.order = dualOrder(std::move(masks));
        return table;
    }

    /// One term for each mask under the same conditions.
    static std::vector<PhaseTerm> mergedTerms(const std::vector<Rotation>& phases) {
        std::vector<PhaseTerm> terms;
        std::map<std::uint64_t, std::vector<std::size_t>> ofMask;
        for (const Rotation& phase : phases) {
            std::vector<std::size_t>& places = ofMask[phase.z];
            const auto place = std::find_if(places.begin(), places.end(), [&](std::size_t t) {
                return terms[t].conditions == phase.conditions;
            });
            if (place == places.end()) {
                places.push_back(terms.size());
                terms.push_back({phase.z, phase.isNegative, phase.angle, {}, phase.conditions, 0});
                continue;
            }
            PhaseTerm* same = &terms[*place];
            AngleUse angle = phase.angle;
            if (same->isNegative != phase.isNegative) {
                angle.scale = -angle.scale;
                angle.offset = -angle.offset;
            }
            same->added.push_back(angle);
        }
        return terms;
    }

    /// Dependent terms that make groups, if there are enough which would take half a table each or more.
    std::vector<std::pair<std::vector<PhaseTerm>, BitSpace>> takeGroups(
        std::vector<PhaseTerm>& dependent) const {
        constexpr std::size_t enough = 3;
        std::vector<std::pair<std::vector<PhaseTerm>, BitSpace>> groups;
        const auto isDear = [bits = tableBits()](const PhaseTerm& term) {
            return term.conditions.empty() && static_cast<std::size_t>(std::bit_width(term.places)) >= bits;
        };
        // The dear ones first: where they make a group, the others come with them for nothing.
        std::stable_partition(dependent.begin(), dependent.end(), isDear);
        while (std::count_if(dependent.begin(), dependent.end(), isDear) >=
               static_cast<std::ptrdiff_t>(enough)) {
            auto& [terms, space] = groups.emplace_back();
            std::vector<PhaseTerm> left;
            for (PhaseTerm& term : dependent) {
                const bool fits =
                    term.conditions.empty() && term.places != 0 && terms.size() < kMaxGroupTerms;
                auto& to = fits && space.add(term.z) ? terms : left;
                to.push_back(std::move(term));
            }
            dependent = std::move(left);
        }
        return groups;
    }

    std::size_t tableBits() const {
        return m_plan.memoryBits + (m_tables == LaneTables::OverIndices ? m_plan.laneBits : 0);
    }

    /// The places that dependent terms look at come first: their share of a table is then the smaller part.
    static void sortPlaces(PhaseTable& table, const std::vector<PhaseTerm>& dependent, BitSpace& masks) {
        std::uint64_t used = 0;
        for (const PhaseTerm& term : dependent) {
            if (term.conditions.empty()) used |= *masks.coordinates(term.z);
        }
        std::vector<PhaseTerm> sorted;
        for (const bool first : {true, false}) {
            for (std::size_t j = 0; j < table.terms.size(); ++j) {
                if ((((used >> j) & 1U) != 0) == first) sorted.push_back(table.terms[j]);
            }
        }
        table.terms = std::move(sorted);
        masks = BitSpace();
        for (const PhaseTerm& term : table.terms) masks.add(term.z);
    }

    /// The inverse of i → (parity(z_0 & i), parity(z_1 & i), …), the masks completed to a basis.
    std::vector<std::uint32_t> dualOrder(BitSpace masks) const {
        const std::size_t bits = tableBits();
        for (std::size_t bit = 0; masks.size() < bits; ++bit) masks.add(std::uint64_t{1} << bit);
        std::vector<std::uint32_t> order(std::size_t{1} << bits);
        // Column b of the inverse of the matrix of masks: which place each index bit moves.
        std::vector<std::uint64_t> places(bits);
        for (std::size_t bit = 0; bit < bits; ++bit) {
            for (std::size_t j = 0; j < bits; ++j)
                places[bit] |= static_cast<std::uint64_t>((masks.vectors()[j] >> bit) & 1U) << j;
        }
        std::vector<std::uint64_t> placeOf(order.size());
        for (std::size_t i = 1; i < order.size(); ++i) {
            const auto low = static_cast<std::size_t>(std::countr_zero(i));
            placeOf[i] = placeOf[i & (i - 1)] ^ places[low];
            order[placeOf[i]] = static_cast<std::uint32_t>(i);
        }
        return order;
    }

    const RotationProgram& m_program;
    LaneTables m_tables;
    LanePlan m_plan;
    std::uint64_t m_memoryMask = 0;
};

}  // namespace

LanePlan makeLanePlan(const RotationProgram& program, std::size_t laneBits, LaneTables tables) {
    assert(laneBits == 0 || program.bits >= laneBits + kForwardBits);
    return Planner(program, laneBits, tables).run();
}

}  // namespace qstore
