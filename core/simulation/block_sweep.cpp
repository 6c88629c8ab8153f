// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
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

/// The pass with the signs of the block that starts at `first`.
template <std::size_t R>
void copyPass(const LanePass<R>& from, const Sweep& sweep, std::size_t first, LanePass<R>& to) {
    to = from;
    for (LaneTurn& turn : to.turns) {
        const BlockMasks& masks = sweep.masks[turn.turn];
        if (isOdd(masks.z & first)) turn.signs ^= 0xFFU;
        for (std::size_t j = 0; j < turn.conditions; ++j) {
            if (isOdd(masks.conditions[j] & first)) to.conditions[turn.firstCondition + j].local ^= 0xFFU;
        }
    }
}

}  // namespace

template <class Real>
void BlockRunner<Real>::forwardSweep(const Sweep& sweep, const Real* turns, Sample& work) const {
    BitSpace reached;
    for (const std::uint64_t flip : sweep.reached) reached.add(flip);
    parallelFor(sweep.cosets.count(m_plan.memoryBits), [&](std::size_t index) {
        const std::size_t first = sweep.cosets.first(index);
        if (!reached.contains(first)) return;
        Lease<Block> block(m_mutex, m_idleBlocks, [&] { return makeBlock(); });
        forwardBlock(sweep, first, turns, work, work.state.data(), *block);
    });
}

template <class Real>
void BlockRunner<Real>::forwardBlock(const Sweep& sweep, std::size_t first, const Real* turns,
                                     const Sample& work, Real* whole, Block& block) const {
    const std::size_t size = 2 * m_kernels.lanes;
    Real* state = sweep.inPlace ? whole : block.state.data();
    if (!sweep.inPlace) gather(sweep, first, size, whole, state);
    const BoundTurns<Real> bound{&sweep.plan, turns, m_inactive.data()};
    for (const ForwardPass& pass : sweep.plan.forward) {
        LaneTable<Real> table;
        const std::size_t index = sweep.plan.tableOfLayer[pass.layer];
        if (pass.startsLayer && index != kNoTable) {
            buildTable(sweep, index, first, work, block);
            table = {block.table.data(), true};
        }
        copyPass(pass, sweep, first, block.forward);
        m_kernels.forward(block.forward, sweep.plan.vectors(), bound, table, state);
    }
    if (!sweep.inPlace) scatter(sweep, first, size, state, whole);
}

/// The factors of a layer on the block: the product of those of each group, with the signs of block and
/// lanes, then the table of the groups.
template <class Real>
void BlockRunner<Real>::buildTable(const Sweep& sweep, std::size_t index, std::size_t first,
                                   const Sample& work, Block& block) const {
    const std::size_t lanes = m_kernels.lanes;
    const PhaseTable& table = sweep.plan.tables[index];
    for (std::size_t g = 0; g < table.terms.size(); ++g) {
        std::fill_n(block.factors.data() + 2 * lanes * g, lanes, Real{1});
        std::fill_n(block.factors.data() + 2 * lanes * g + lanes, lanes, Real{0});
    }
    for (const BlockPhase& phase : sweep.phases[index]) {
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
    std::size_t phases = 0;
    for (const auto& table : sweep.phases) phases += table.size();
    const std::size_t row = sweep.plan.turns.size() + phases;
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
    for (const TurnBinding& turn : sweep.plan.turns) {
        if (call.isWanted(turn.angle))
            work.angleSlopes[turn.angle.angle] += 2.0 * turn.angle.scale * work.blockSlopes[j];
        ++j;
    }
    for (const auto& table : sweep.phases) {
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
    for (std::size_t t = 0; t < sweep.plan.turns.size(); ++t)
        block.wanted[t] = call.isWanted(sweep.plan.turns[t].angle) ? 1 : 0;
    std::fill_n(block.turnSlopes.data(), lanes * sweep.plan.turns.size(), Real{0});
    const BoundTurns<Real> bound{&sweep.plan, turns, m_inactive.data()};
    for (std::size_t p = sweep.plan.backward.size(); p-- > 0;) {
        const BackwardPass& pass = sweep.plan.backward[p];
        LaneGradient<Real> out;
        out.turns = block.turnSlopes.data();
        out.wanted = block.wanted.data();
        LaneTable<Real> table;
        const std::size_t index = sweep.plan.tableOfLayer[pass.layer];
        const bool hasTable = pass.startsLayer && index != kNoTable;
        if (hasTable) {
            buildTable(sweep, index, first, work, block);
            table = {block.table.data(), true};
            out.phaseWeights = block.weights.data();
        }
        copyPass(pass, sweep, first, block.backward);
        m_kernels.backward(block.backward, sweep.plan.vectors(), bound, table, out, state, coState);
        if (hasTable) addTableSlopes(sweep, index, first, block, slopes);
    }
    for (std::size_t t = 0; t < sweep.plan.turns.size(); ++t) {
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
void BlockRunner<Real>::addTableSlopes(const Sweep& sweep, std::size_t index, std::size_t first,
                                       Block& block, double* slopes) const {
    const std::size_t lanes = m_kernels.lanes;
    m_kernels.phaseSums(sweep.plan.tables[index], block.weights.data(), block.scratch.data(),
                        block.sums.data());
    double* at = slopes + sweep.plan.turns.size();
    for (std::size_t t = 0; t < index; ++t) at += sweep.phases[t].size();
    for (const BlockPhase& phase : sweep.phases[index]) {
        const Real* sums = block.sums.data() + lanes * phase.group;
        double sum = 0.0;
        for (std::size_t lane = 0; lane < lanes; ++lane)
            sum += isOdd(phase.lanes & lane) ? -sums[lane] : sums[lane];
        *at++ = isOdd(phase.memory & first) ? -sum : sum;
    }
}

#define QSTORE_INSTANTIATE(Real)                                                             \
    template void BlockRunner<Real>::forwardSweep(const Sweep&, const Real*, Sample&) const; \
    template void BlockRunner<Real>::backwardSweep(const Call&, const Sweep&, const Real*, Sample&) const

QSTORE_INSTANTIATE(double);
QSTORE_INSTANTIATE(float);

}  // namespace qstore
