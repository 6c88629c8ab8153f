// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/block_run_impl.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/base/parallel.h"
#include "core/simulation/euler_fusion.h"
#include "core/simulation/kept_memory.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/state_exit.h"
#include "core/simulation/whole_turns.h"

namespace qstore {
namespace {

/// Vectors of a piece of work over a whole state.
constexpr std::size_t kRangeVectors = std::size_t{1} << 12U;
std::size_t roundedUp(std::size_t count) {
    return (count + 15) / 16 * 16;
}

/// An angle as a share of a whole turn.
template <class Real>
TurnFraction<Real> turnFraction(double angle) {
    constexpr int bits = static_cast<int>(8 * sizeof(Real)) - 2;
    const double turns = withoutWholeTurns(angle) / (2.0 * std::numbers::pi);
    const auto shifted = static_cast<std::uint64_t>(std::llrint(std::ldexp(turns, bits)));
    return static_cast<TurnFraction<Real>>(shifted << 2U);
}

/// −x, where half a turn is its own negative.
template <class Fraction>
Fraction negated(Fraction fraction) {
    return static_cast<Fraction>(std::uint64_t{0} - static_cast<std::uint64_t>(fraction));
}

/// Room for a copy of any of these passes: what a block holds then does not depend on which came before.
template <class Pass>
void reserveFor(const std::vector<Pass>& passes, Pass& room) {
    std::size_t turns = 0;
    std::size_t conditions = 0;
    for (const Pass& pass : passes) {
        turns = std::max(turns, pass.turns.size());
        conditions = std::max(conditions, pass.conditions.size());
    }
    room.turns.reserve(turns);
    room.conditions.reserve(conditions);
}

}  // namespace

template <class Real>
BlockRunner<Real>::BlockRunner(const PlanData& data, const RotationProgram& program, BlockPlan plan)
    : m_data(data),
      m_kernels(laneKernels<Real>()),
      m_plan(std::move(plan)),
      m_products(program.products),
      m_observables(program, {m_plan.memoryBits, m_kernels.lanes}),
      m_inactive(kTurnVectors * m_kernels.lanes) {
    std::fill_n(m_inactive.data(), m_kernels.lanes, Real{1});
    for (const Step& step : data.steps) {
        for (std::size_t j = 0; j < step.angles.size(); ++j) m_angles.push_back({&step, j});
    }
    for (const auto* sweeps : {&m_plan.forward, &m_plan.backward}) {
        for (const Sweep& sweep : *sweeps) m_parallelBlocks |= !sweep.inPlace;
    }
    for (const Sweep& sweep : m_plan.forward) {
        for (const Round& round : sweep.rounds)
            m_innerVectors = std::max(m_innerVectors, round.memory.size());
    }
    for (const Sweep& sweep : m_plan.backward) {
        m_bufferVectors = std::max(m_bufferVectors, std::size_t{1} << sweep.flips.size());
        for (const PhaseTable& table : sweep.rounds.front().plan.tables)
            m_terms = std::max(m_terms, table.terms.size());
    }
    m_places.resize(m_innerVectors);
    std::iota(m_places.begin(), m_places.end(), std::uint32_t{0});
    makeTermLanes();
    m_fixedBytes = blockBytes(sizeof(BlockRunner)) + heldBytes(m_plan) + heldBytes(m_angles) +
                   heldBytes(m_products) + m_observables.bytes() + heldBytes(m_inactive) +
                   heldBytes(m_places) + heldBytes(m_termLanes);
}

template <class Real>
void BlockRunner<Real>::makeTermLanes() {
    m_termLanes.resize(m_plan.terms.size());
    for (const Sweep& sweep : m_plan.forward) {
        for (const Round& round : sweep.rounds) {
            for (const auto& phases : round.phases) {
                for (const BlockPhase& phase : phases) m_termLanes[phase.term] = phase.lanes;
            }
        }
    }
}

template <class Real>
BlockRunner<Real>::~BlockRunner() = default;

template <class Real>
std::size_t BlockRunner<Real>::bytes() const {
    const std::scoped_lock lock(m_mutex);
    std::size_t sum = m_fixedBytes + blockBytes(m_idleSamples.capacity() * sizeof(m_idleSamples[0])) +
                      blockBytes(m_idleBlocks.capacity() * sizeof(m_idleBlocks[0]));
    for (const auto& sample : m_idleSamples) sum += sample->bytes();
    for (const auto& block : m_idleBlocks) sum += block->bytes();
    return sum;
}

template <class Real>
std::unique_ptr<typename BlockRunner<Real>::Sample> BlockRunner<Real>::makeSample() const {
    auto work = std::make_unique<Sample>();
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t observables = m_data.observables.size();
    work->state = AlignedBuffer<Real>(2 * lanes * m_plan.vectors());
    work->slots.resize(m_data.slots());
    work->values.resize(m_data.angleCount + 3 * m_products.size());
    std::size_t turns = 0;
    const auto prepare = [&](const std::vector<Sweep>& sweeps, SweepTurns& vectors) {
        for (const Sweep& sweep : sweeps) {
            auto& ofSweep = vectors.emplace_back();
            for (const Round& round : sweep.rounds) {
                turns = std::max(turns, round.plan.turns.size());
                ofSweep.emplace_back(round.plan.turnVectors * lanes);
                fillTurnSigns(round.plan, lanes, ofSweep.back().data());
            }
        }
    };
    prepare(m_plan.forward, work->forwardTurns);
    prepare(m_plan.backward, work->backwardTurns);
    const std::size_t count = roundedUp(std::max(turns, m_plan.terms.size()));
    work->phases = AlignedBuffer<double>(count);
    work->cosines = AlignedBuffer<Real>(count);
    work->sines = AlignedBuffer<Real>(count);
    work->termCosines = AlignedBuffer<Real>(count);
    work->termSines = AlignedBuffer<Real>(count);
    work->termFractions = AlignedBuffer<TurnFraction<Real>>(lanes * m_plan.terms.size());
    work->expectations.resize(observables);
    work->cotangent.resize(observables);
    work->factors = AlignedBuffer<Real>(lanes * observables);
    work->angleSlopes.resize(m_data.angleCount);
    work->slotGradient.resize(m_data.slots());
    return work;
}

template <class Real>
std::unique_ptr<typename BlockRunner<Real>::Block> BlockRunner<Real>::makeBlock() const {
    auto block = std::make_unique<Block>();
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t vectors = m_bufferVectors;
    block->inner = AlignedBuffer<Real>(2 * lanes * m_innerVectors);
    block->fractions = AlignedBuffer<TurnFraction<Real>>(lanes * m_innerVectors);
    block->table = AlignedBuffer<Real>(2 * lanes * std::max(m_innerVectors, vectors));
    for (const Sweep& sweep : m_plan.forward) {
        for (const Round& round : sweep.rounds) {
            const auto& passes = round.plan.forward;
            if (block->forward.size() < passes.size()) block->forward.resize(passes.size());
        }
    }
    for (ForwardPass& room : block->forward) {
        for (const Sweep& sweep : m_plan.forward) {
            for (const Round& round : sweep.rounds) reserveFor(round.plan.forward, room);
        }
    }
    for (const Sweep& sweep : m_plan.backward)
        reserveFor(sweep.rounds.front().plan.backward, block->backward);
    if (m_data.observables.empty()) return block;
    block->weights = AlignedBuffer<Real>(lanes * std::max(vectors, kRangeVectors));
    block->values = AlignedBuffer<Real>(lanes * m_data.observables.size());
    if (m_plan.backward.empty()) return block;
    if (m_parallelBlocks) {
        block->state = AlignedBuffer<Real>(2 * lanes * vectors);
        block->coState = AlignedBuffer<Real>(2 * lanes * vectors);
    }
    block->scratch = AlignedBuffer<Real>(lanes * vectors);
    block->factors = AlignedBuffer<Real>(2 * lanes * std::max<std::size_t>(m_terms, 1));
    block->sums = AlignedBuffer<Real>(lanes * std::max<std::size_t>(m_terms, 1));
    std::size_t turns = 1;
    for (const Sweep& sweep : m_plan.backward)
        turns = std::max(turns, sweep.rounds.front().plan.turns.size());
    block->turnSlopes = AlignedBuffer<Real>(lanes * turns);
    block->wanted.resize(turns);
    return block;
}

template <class Real>
Result<VectorJacobian> BlockRunner<Real>::run(const Bindings& bindings, const Cotangent* cotangent,
                                              GradientRequest request, std::size_t chunkSamples,
                                              const RunControl& control) const {
    VectorJacobian result;
    Call call{bindings, cotangent, request, control.stop, result};
    for (const PlanAngle& angle : m_angles) {
        bool wanted = false;
        for (const std::size_t slot : angle.program().slots())
            wanted |= slot < m_data.weights() ? request.weights : request.inputs;
        call.wantedAngles.push_back(wanted ? 1 : 0);
    }
    const std::size_t weights = m_data.weights();
    const bool sumWeights = request.weights && !bindings.weightsPerSample;
    const std::size_t perChunk = m_parallelBlocks ? 1 : chunkSamples;
    const std::size_t chunks = (bindings.samples + perChunk - 1) / perChunk;
    result.expectations.resize(bindings.samples * m_data.observables.size());
    if (request.inputs) result.inputs.resize(bindings.samples * m_data.inputs());
    if (request.weights && bindings.weightsPerSample) result.weights.resize(bindings.samples * weights);
    if (sumWeights) call.weightRows.resize(chunks * weights);
    std::vector<Status> statuses(chunks);
    const auto runChunk = [&](std::size_t chunk) {
        Lease<Sample> work(m_mutex, m_idleSamples, [&] { return makeSample(); });
        const std::size_t end = std::min((chunk + 1) * perChunk, bindings.samples);
        for (std::size_t sample = chunk * perChunk; sample < end && statuses[chunk]; ++sample)
            statuses[chunk] = runSample(call, sample, chunk, *work);
        if (!isKept(((*work).state.size() + (*work).coState.size()) * sizeof(Real))) work.drop();
    };
    if (m_parallelBlocks) {
        for (std::size_t chunk = 0; chunk < chunks; ++chunk) {
            runChunk(chunk);
            QSTORE_CHECK(std::move(statuses[chunk]));
            control.report(chunk + 1, chunks);
        }
    } else {
        parallelFor(chunks, runChunk);
        for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    }
    if (sumWeights) {
        result.weights.assign(weights, 0.0);
        for (std::size_t i = 0; i < call.weightRows.size(); ++i)
            result.weights[i % weights] += call.weightRows[i];
    }
    return result;
}

template <class Real>
Status BlockRunner<Real>::bind(const Call& call, std::size_t sample, Sample& work) const {
    const std::size_t weights = m_data.weights();
    const std::size_t inputs = m_data.inputs();
    const std::size_t row = call.bindings.weightsPerSample ? sample : 0;
    std::copy_n(call.bindings.weights.data() + row * weights, weights, work.slots.data());
    std::copy_n(call.bindings.inputs.data() + sample * inputs, inputs, work.slots.data() + weights);
    for (std::size_t a = 0; a < m_angles.size(); ++a) {
        work.values[a] = m_angles[a].program().evaluate(work.slots);
        QSTORE_CHECK(checkAngle(*m_angles[a].step, m_angles[a].index, work.values[a]));
    }
    for (std::size_t k = 0; k < m_products.size(); ++k) {
        const auto angles = eulerAngles(m_products[k], work.values);
        std::copy(angles.begin(), angles.end(),
                  work.values.begin() + static_cast<std::ptrdiff_t>(m_data.angleCount + 3 * k));
    }
    bindSweeps(m_plan.forward, work, work.forwardTurns);
    if (call.cotangent != nullptr) bindSweeps(m_plan.backward, work, work.backwardTurns);
    const std::size_t count = m_plan.terms.size();
    for (std::size_t t = 0; t < count; ++t) work.phases[t] = m_plan.terms[t].valueWith(work.values);
    if (call.cotangent != nullptr)
        m_kernels.sinCos(work.phases.data(), roundedUp(count), work.termCosines.data(),
                         work.termSines.data());
    const std::size_t lanes = m_kernels.lanes;
    for (std::size_t t = 0; t < count; ++t) {
        const auto fraction = turnFraction<Real>(work.phases[t]);
        for (std::size_t lane = 0; lane < lanes; ++lane)
            work.termFractions[t * lanes + lane] =
                isOdd(m_termLanes[t] & lane) ? negated(fraction) : fraction;
    }
    return {};
}

template <class Real>
void BlockRunner<Real>::bindSweeps(const std::vector<Sweep>& sweeps, Sample& work,
                                   SweepTurns& turns) const {
    for (std::size_t s = 0; s < sweeps.size(); ++s) {
        for (std::size_t r = 0; r < sweeps[s].rounds.size(); ++r)
            bindRound(sweeps[s].rounds[r].plan, work, turns[s][r]);
    }
}

template <class Real>
void BlockRunner<Real>::bindRound(const LanePlan& plan, Sample& work, AlignedBuffer<Real>& turns) const {
    const std::size_t count = plan.turns.size();
    for (std::size_t t = 0; t < count; ++t) work.phases[t] = plan.turns[t].angle.valueWith(work.values);
    m_kernels.sinCos(work.phases.data(), roundedUp(count), work.cosines.data(), work.sines.data());
    for (std::size_t t = 0; t < count; ++t)
        fillTurn(plan.turns[t], m_kernels.lanes, &work.cosines[t], &work.sines[t], 0, turns.data());
}

template <class Real>
void BlockRunner<Real>::clear(Amplitude<Real> first, Sample& work) const {
    const std::size_t size = work.state.size();
    const std::size_t range = 2 * m_kernels.lanes * kRangeVectors;
    const auto clearRange = [&](std::size_t piece) {
        const std::size_t begin = piece * range;
        std::fill_n(work.state.data() + begin, std::min(range, size - begin), Real{0});
    };
    if (!std::exchange(work.isFresh, false)) parallelFor((size + range - 1) / range, clearRange);
    work.state[0] = first.real();
    work.state[m_kernels.lanes] = first.imag();
}

template <class Real>
Result<Amplitudes<Real>> BlockRunner<Real>::state(const Bindings& bindings, const StateExit& exit,
                                                  const StateMemory<Real>& memory,
                                                  const RunControl& control) const {
    VectorJacobian unused;
    const Call call{bindings, nullptr, {false, false}, control.stop, unused};
    Lease<Sample> lease(m_mutex, m_idleSamples, [&] { return makeSample(); });
    Sample& work = *lease;
    QSTORE_CHECK(bind(call, 0, work));
    double phase = std::numbers::pi / 4 * exit.phase;
    for (const AngleUse& use : m_plan.globalPhases) phase += use.valueWith(work.values);
    clear(Amplitude<Real>(std::polar(1.0, phase)), work);
    for (std::size_t s = 0; s < m_plan.forward.size(); ++s) {
        if (control.stop.stop_requested()) return cancelled();
        forwardSweep(m_plan.forward[s], work.forwardTurns[s], work);
    }
    Amplitudes<Real> amplitudes = memory.take(std::size_t{1} << m_data.qubits());
    writeState(exit, work.state.data(), m_plan.memoryBits, m_kernels.lanes, amplitudes);
    if (!isKept(work.state.size() * sizeof(Real))) lease.drop();
    return amplitudes;
}

template <class Real>
Status BlockRunner<Real>::runSample(const Call& call, std::size_t sample, std::size_t chunk,
                                    Sample& work) const {
    QSTORE_CHECK(bind(call, sample, work));
    clear(Real{1}, work);
    for (std::size_t s = 0; s < m_plan.forward.size(); ++s) {
        if (call.stop.stop_requested()) return cancelled();
        forwardSweep(m_plan.forward[s], work.forwardTurns[s], work);
    }
    readExpectations(call, sample, work);
    if (call.cotangent == nullptr) return {};
    std::fill(work.cotangent.begin(), work.cotangent.end(), 0.0);
    (*call.cotangent)(sample, work.expectations, work.cotangent);
    const bool flat =
        std::all_of(work.cotangent.begin(), work.cotangent.end(), [](double c) { return c == 0.0; });
    const auto isWanted = [&](const Sweep& sweep) {
        const Round& round = sweep.rounds.front();
        return std::any_of(round.plan.turns.begin(), round.plan.turns.end(),
                           [&](const TurnBinding& turn) { return call.isWanted(turn.angle); }) ||
               std::any_of(round.phases.begin(), round.phases.end(), [&](const auto& phases) {
                   return std::any_of(phases.begin(), phases.end(), [&](const BlockPhase& phase) {
                       return call.isWanted(m_plan.terms[phase.term]);
                   });
               });
    };
    const auto first = std::find_if(m_plan.backward.begin(), m_plan.backward.end(), isWanted);
    if (flat || first == m_plan.backward.end()) return {};
    if (work.coState.size() == 0) work.coState = AlignedBuffer<Real>(work.state.size());
    makeCoState(work);
    std::fill(work.angleSlopes.begin(), work.angleSlopes.end(), 0.0);
    const auto last = static_cast<std::size_t>(first - m_plan.backward.begin());
    for (std::size_t s = m_plan.backward.size(); s-- > last;) {
        if (call.stop.stop_requested()) return cancelled();
        backwardSweep(call, m_plan.backward[s], work.backwardTurns[s].front().data(), work);
    }
    chain(call, sample, chunk, work);
    return {};
}

template <class Real>
void BlockRunner<Real>::readExpectations(const Call& call, std::size_t sample, Sample& work) const {
    const std::size_t observables = m_data.observables.size();
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t ranges = (m_plan.vectors() + kRangeVectors - 1) / kRangeVectors;
    work.rangeSums.assign(ranges * observables, 0.0);
    parallelFor(ranges, [&](std::size_t range) {
        Lease<Block> block(m_mutex, m_idleBlocks, [&] { return makeBlock(); });
        const std::size_t begin = range * kRangeVectors;
        const VectorRange vectors{begin, std::min(begin + kRangeVectors, m_plan.vectors())};
        m_kernels.expectations(m_observables.view(), vectors, work.state.data(), (*block).weights.data(),
                               (*block).values.data());
        for (std::size_t k = 0; k < observables; ++k) {
            double sum = 0.0;
            for (std::size_t lane = 0; lane < lanes; ++lane) sum += (*block).values[lanes * k + lane];
            work.rangeSums[range * observables + k] = sum;
        }
    });
    std::fill(work.expectations.begin(), work.expectations.end(), 0.0);
    for (std::size_t i = 0; i < work.rangeSums.size(); ++i)
        work.expectations[i % observables] += work.rangeSums[i];
    std::copy(work.expectations.begin(), work.expectations.end(),
              call.result.expectations.begin() + static_cast<std::ptrdiff_t>(sample * observables));
}

template <class Real>
void BlockRunner<Real>::makeCoState(Sample& work) const {
    const std::size_t lanes = m_kernels.lanes;
    for (std::size_t k = 0; k < work.cotangent.size(); ++k)
        std::fill_n(work.factors.data() + lanes * k, lanes, static_cast<Real>(work.cotangent[k]));
    parallelFor((m_plan.vectors() + kRangeVectors - 1) / kRangeVectors, [&](std::size_t range) {
        const std::size_t begin = range * kRangeVectors;
        m_kernels.coState(m_observables.view(), {begin, std::min(begin + kRangeVectors, m_plan.vectors())},
                          work.state.data(), work.factors.data(), work.coState.data());
    });
}

/// From angles to weights and inputs.
template <class Real>
void BlockRunner<Real>::chain(const Call& call, std::size_t sample, std::size_t chunk, Sample& work) const {
    const std::size_t weights = m_data.weights();
    const std::size_t inputs = m_data.inputs();
    std::fill(work.slotGradient.begin(), work.slotGradient.end(), 0.0);
    for (std::size_t a = 0; a < m_angles.size(); ++a) {
        if (call.wantedAngles[a] != 0)
            m_angles[a].program().accumulateGradient(work.slots, work.angleSlopes[a], work.slotGradient);
    }
    if (call.request.weights) {
        double* out = call.bindings.weightsPerSample ? call.result.weights.data() + sample * weights
                                                     : call.weightRows.data() + chunk * weights;
        for (std::size_t w = 0; w < weights; ++w) out[w] += work.slotGradient[w];
    }
    if (call.request.inputs)
        std::copy_n(work.slotGradient.data() + weights, inputs,
                    call.result.inputs.data() + sample * inputs);
}

template class BlockRunner<double>;
template class BlockRunner<float>;

}  // namespace qstore
