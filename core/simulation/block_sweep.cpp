// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <bit>
#include <cstring>

#include "core/base/parallel.h"
#include "core/simulation/block_run_impl.h"

namespace qstore {
namespace {

constexpr std::size_t kLineBytes = 64;
/// Vectors ahead of which memory is asked for: their places follow no pattern that the processor knows.
constexpr std::size_t kAhead = 12;

template <class Real>
void copyLines(const Real* from, std::size_t size, Real* to) {
    constexpr std::size_t line = kLineBytes / sizeof(Real);
    for (std::size_t j = 0; j < size; j += line) std::memcpy(to + j, from + j, kLineBytes);
}

template <class Real>
void prefetchLines(const Real* at, std::size_t size) {
    constexpr std::size_t line = kLineBytes / sizeof(Real);
    for (std::size_t j = 0; j < size; j += line) __builtin_prefetch(at + j);
}

/// Copies the vectors of a block, `size` numbers each, out of a state, or back.
template <class Real>
void gather(const Sweep& sweep, std::size_t first, std::size_t size, const Real* state, Real* block) {
    const auto& offsets = sweep.cosets.offsets();
    const std::size_t count = offsets.size();
    for (std::size_t i = 0; i < count; ++i) {
        if (i + kAhead < count) prefetchLines(state + size * (first ^ offsets[i + kAhead]), size);
        copyLines(state + size * (first ^ offsets[i]), size, block + size * i);
    }
}
template <class Real>
void scatter(const Sweep& sweep, std::size_t first, std::size_t size, const Real* block, Real* state) {
    const auto& offsets = sweep.cosets.offsets();
    for (std::size_t i = 0; i < offsets.size(); ++i)
        copyLines(block + size * i, size, state + size * (first ^ offsets[i]));
}

/// Gives the pass the signs of the block that starts at `first`. `to` is a copy of `from`.
template <std::size_t R>
void setSigns(const LanePass<R>& from, const Round& round, std::size_t first, LanePass<R>& to) {
    const auto signed8 = [&](std::uint8_t signs, std::uint64_t mask) {
        return static_cast<std::uint8_t>(isOdd(mask & first) ? signs ^ 0xFFU : signs);
    };
    for (std::size_t t = 0; t < to.turns.size(); ++t) {
        const LaneTurn& turn = from.turns[t];
        const BlockMasks& masks = round.masks[turn.turn];
        to.turns[t].signs = signed8(turn.signs, masks.z);
        for (std::size_t j = turn.firstCondition; j < turn.firstCondition + turn.conditions; ++j)
            to.conditions[j].local =
                signed8(from.conditions[j].local, masks.conditions[j - turn.firstCondition]);
    }
}

}  // namespace

template <class Real>
void BlockRunner<Real>::forwardSweep(const Sweep& sweep, const RoundTurns& turns, Sample& work) const {
    BitSpace reached;
    for (const std::uint64_t flip : sweep.reached) reached.add(flip);
    const std::size_t count = sweep.cosets.count(m_plan.memoryBits);
    parallelFor(count, [&](std::size_t index) {
        const std::size_t first = sweep.cosets.first(index);
        if (!reached.contains(first)) return;
        Lease<Block> block(m_mutex, m_idleBlocks, [&] { return makeBlock(); });
        (*block).aheadFirst = first;
        (*block).aheadBegin = sweep.lead;
        (*block).aheadEnd = sweep.order.size();
        // The same thread's next block, most likely.
        (*block).nextFirst = sweep.cosets.first(std::min(index + 1, count - 1));
        for (std::size_t round = 0; round < sweep.rounds.size(); ++round)
            forwardRound(sweep, round, first, turns[round].data(), work, *block);
    });
}

/// One inner block after the other.
template <class Real>
void BlockRunner<Real>::forwardRound(const Sweep& sweep, std::size_t index, std::size_t first,
                                     const Real* turns, Sample& work, Block& block) const {
    const Round& round = sweep.rounds[index];
    const auto& offsets = sweep.cosets.offsets();
    const std::size_t count = round.cosets.count(sweep.flips.size());
    std::copy(round.plan.forward.begin(), round.plan.forward.end(), block.forward.begin());
    LaneMove<Real> move;
    move.from.vectors = work.state.data();
    move.from.places = round.memory.data();
    if (!round.lanes.empty()) move.lanes = round.lanes.data();
    for (std::size_t inner = 0; inner < count; ++inner) {
        move.from.first = first ^ offsets[round.cosets.first(inner)];
        if (move.lanes != nullptr)
            move.firstLanes = static_cast<std::uint8_t>(round.change.of(move.from.first));
        move.to = move.from;
        forwardPasses(sweep, round, turns, move, work, block);
    }
}

/// What a pass asks for: the rest of this block, then the beginning of the next.
template <class Real>
void BlockRunner<Real>::askAhead(const Sweep& sweep, const Round& round, Sample& work, Block& block,
                                 LaneMove<Real>& move) const {
    const std::size_t groups = round.memory.size() >> kForwardBits;
    if (block.aheadBegin + groups > block.aheadEnd) {
        if (block.aheadFirst == block.nextFirst) return;
        block.aheadFirst = block.nextFirst;
        block.aheadBegin = 0;
        block.aheadEnd = sweep.lead;
    }
    move.aheadCount = std::min(round.aheadCount, (block.aheadEnd - block.aheadBegin) / groups);
    move.ahead = {work.state.data(), block.aheadFirst, sweep.order.data() + block.aheadBegin};
    block.aheadBegin += move.aheadCount * groups;
}

/// All passes of a round on one inner block: the first takes it out of the state, the last puts it back.
template <class Real>
void BlockRunner<Real>::forwardPasses(const Sweep& sweep, const Round& round, const Real* turns,
                                      const LaneMove<Real>& move, Sample& work, Block& block) const {
    const std::size_t first = move.from.first;
    const std::size_t vectors = round.memory.size();
    const auto bits = static_cast<std::size_t>(std::countr_zero(vectors));
    const BoundTurns<Real> bound{&round.plan, turns, m_inactive.data()};
    const LanePlaces<Real> within{block.inner.data(), 0, m_places.data()};
    const auto& passes = round.plan.forward;
    for (std::size_t p = 0; p < passes.size(); ++p) {
        LaneTable<Real> table;
        const std::size_t index = round.plan.tableOfLayer[passes[p].layer];
        if (passes[p].startsLayer && index != kNoTable) {
            const auto& phases = round.phases[index];
            m_kernels.phaseFactors({phases.data(), phases.size(), work.termFractions.data(), first}, bits,
                                   block.fractions.data(), block.table.data());
            table = {block.table.data(), true};
        }
        LaneMove<Real> own;
        own.from = own.to = within;
        if (p == 0) {
            own = move;
            own.to = within;
        }
        if (!sweep.order.empty()) askAhead(sweep, round, work, block, own);
        if (p + 1 == passes.size()) own.to = move.to;
        setSigns(passes[p], round, first, block.forward[p]);
        m_kernels.forwardMove(block.forward[p], vectors, bound, table, own);
    }
}

/// The factors of a layer on the block: the product of those of each group, with the signs of block and
/// lanes, then the table of the groups.
template <class Real>
void BlockRunner<Real>::buildTable(const Round& round, std::size_t index, std::size_t first,
                                   const Sample& work, Block& block) const {
    const std::size_t lanes = m_kernels.lanes;
    const PhaseTable& table = round.plan.tables[index];
    for (std::size_t g = 0; g < table.terms.size(); ++g) {
        std::fill_n(block.factors.data() + 2 * lanes * g, lanes, Real{1});
        std::fill_n(block.factors.data() + 2 * lanes * g + lanes, lanes, Real{0});
    }
    for (const BlockPhase& phase : round.phases[index]) {
        const bool odd = isOdd(phase.memory & first);
        Real* re = block.factors.data() + 2 * lanes * phase.group;
        Real* im = re + lanes;
        const Real cosine = work.termCosines[phase.term];
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const Real sine =
                isOdd(phase.lanes & lane) != odd ? -work.termSines[phase.term] : work.termSines[phase.term];
            const Real old = re[lane];
            re[lane] = old * cosine - im[lane] * sine;
            im[lane] = old * sine + im[lane] * cosine;
        }
    }
    m_kernels.phaseTable(table, block.factors.data(), block.table.data());
}

template <class Real>
void BlockRunner<Real>::backwardSweep(const Call& call, const Sweep& sweep, const Real* turns,
                                      Sample& work) const {
    const Round& round = sweep.rounds.front();
    std::size_t phases = 0;
    for (const auto& table : round.phases) phases += table.size();
    const std::size_t row = round.plan.turns.size() + phases;
    const std::size_t blocks = sweep.cosets.count(m_plan.memoryBits);
    work.blockSlopes.assign(blocks * row, 0.0);
    parallelFor(blocks, [&](std::size_t index) {
        Lease<Block> block(m_mutex, m_idleBlocks, [&] { return makeBlock(); });
        backwardBlock(call, sweep, sweep.cosets.first(index), turns, work, work.state.data(),
                      work.coState.data(), *block, work.blockSlopes.data() + index * row);
    });
    // In the order of the blocks, whoever computed them.
    for (std::size_t index = 1; index < blocks; ++index) {
        for (std::size_t j = 0; j < row; ++j) work.blockSlopes[j] += work.blockSlopes[index * row + j];
    }
    std::size_t j = 0;
    for (const TurnBinding& turn : round.plan.turns) {
        if (call.isWanted(turn.angle))
            work.angleSlopes[turn.angle.angle] += 2.0 * turn.angle.scale * work.blockSlopes[j];
        ++j;
    }
    for (const auto& table : round.phases) {
        for (const BlockPhase& phase : table) {
            const AngleUse& use = m_plan.terms[phase.term];
            if (call.isWanted(use)) work.angleSlopes[use.angle] -= 2.0 * use.scale * work.blockSlopes[j];
            ++j;
        }
    }
}

template <class Real>
void BlockRunner<Real>::backwardBlock(const Call& call, const Sweep& sweep, std::size_t first,
                                      const Real* turns, const Sample& work, Real* wholeState,
                                      Real* wholeCoState, Block& block, double* slopes) const {
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t size = 2 * lanes;
    Real* state = sweep.inPlace ? wholeState : block.state.data();
    Real* coState = sweep.inPlace ? wholeCoState : block.coState.data();
    if (!sweep.inPlace) {
        gather(sweep, first, size, wholeState, state);
        gather(sweep, first, size, wholeCoState, coState);
    }
    const Round& round = sweep.rounds.front();
    for (std::size_t t = 0; t < round.plan.turns.size(); ++t)
        block.wanted[t] = call.isWanted(round.plan.turns[t].angle) ? 1 : 0;
    std::fill_n(block.turnSlopes.data(), lanes * round.plan.turns.size(), Real{0});
    const BoundTurns<Real> bound{&round.plan, turns, m_inactive.data()};
    for (std::size_t p = round.plan.backward.size(); p-- > 0;) {
        const BackwardPass& pass = round.plan.backward[p];
        LaneGradient<Real> out;
        out.turns = block.turnSlopes.data();
        out.wanted = block.wanted.data();
        LaneTable<Real> table;
        const std::size_t index = round.plan.tableOfLayer[pass.layer];
        const bool hasTable = pass.startsLayer && index != kNoTable;
        if (hasTable) {
            buildTable(round, index, first, work, block);
            table = {block.table.data(), true};
            out.phaseWeights = block.weights.data();
        }
        block.backward = pass;
        setSigns(pass, round, first, block.backward);
        m_kernels.backward(block.backward, round.plan.vectors(), bound, table, out, state, coState);
        if (hasTable) addTableSlopes(round, index, first, block, slopes);
    }
    for (std::size_t t = 0; t < round.plan.turns.size(); ++t) {
        double sum = 0.0;
        for (std::size_t lane = 0; lane < lanes; ++lane) sum += block.turnSlopes[lanes * t + lane];
        slopes[t] = sum;
    }
    if (!sweep.inPlace) {
        scatter(sweep, first, size, state, wholeState);
        scatter(sweep, first, size, coState, wholeCoState);
    }
}

template <class Real>
void BlockRunner<Real>::addTableSlopes(const Round& round, std::size_t index, std::size_t first,
                                       Block& block, double* slopes) const {
    const std::size_t lanes = m_kernels.lanes;
    m_kernels.phaseSums(round.plan.tables[index], block.weights.data(), block.scratch.data(),
                        block.sums.data());
    double* at = slopes + round.plan.turns.size();
    for (std::size_t t = 0; t < index; ++t) at += round.phases[t].size();
    for (const BlockPhase& phase : round.phases[index]) {
        const Real* sums = block.sums.data() + lanes * phase.group;
        double sum = 0.0;
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sum += isOdd(phase.lanes & lane) ? -sums[lane] : sums[lane];
        *at++ = isOdd(phase.memory & first) ? -sum : sum;
    }
}

#define QSTORE_INSTANTIATE(Real)                                                     \
    template void BlockRunner<Real>::forwardSweep(                                   \
        const Sweep&, const typename BlockRunner<Real>::RoundTurns&, Sample&) const; \
    template void BlockRunner<Real>::backwardSweep(const Call&, const Sweep&, const Real*, Sample&) const

QSTORE_INSTANTIATE(double);
QSTORE_INSTANTIATE(float);

}  // namespace qstore
