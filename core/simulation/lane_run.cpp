// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_run.h"

#include <algorithm>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/lane_tables_flat.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_bytes.h"

namespace qstore {

/// What one thread works with.
template <class Real>
struct LaneRunner<Real>::Scratch {
    typename LaneBinder<Real>::Group group;
    AlignedBuffer<Real> state, coState;
    AlignedBuffer<Real> values, factors;  ///< a vector per observable
    AlignedBuffer<Real> turnSlopes;       ///< a vector per turn: dE/d(2φ)
    std::vector<AlignedBuffer<Real>> phaseWeights;
    AlignedBuffer<Real> sums, sumScratch;
    std::vector<double> flatSums, flatScratch, laneSums;
    std::vector<std::uint32_t> indices;
    std::vector<double> angleSlopes;  ///< angles × samples of the group
    std::vector<double> cotangent;
    std::vector<double> slotGradient;
    std::vector<double> slotColumns;  ///< slots × samples of the group

    std::size_t bytes() const {
        std::size_t sum = blockBytes(sizeof(Scratch));
        const auto add = [&sum](const auto&... members) { sum += (heldBytes(members) + ...); };
        add(group.slots, group.values, group.phases, group.cosines, group.sines, group.factors);
        add(group.vectors.turns, group.vectors.tables, state, coState, values, factors, turnSlopes);
        add(phaseWeights, sums, sumScratch, flatSums, flatScratch, laneSums, indices, angleSlopes);
        add(cotangent, slotGradient, slotColumns);
        return sum;
    }
};

/// What all threads read, and the rows they write.
template <class Real>
struct LaneRunner<Real>::Call {
    const Bindings& bindings;
    const Cotangent* cotangent = nullptr;
    GradientRequest request;
    std::size_t chunkSamples = 1;
    const std::stop_token& stop;
    LaneBinder<Real> binder;
    VectorJacobian& result;

    std::vector<std::uint8_t> wantedAngles{};
    std::vector<std::uint8_t> wantedTurns{};
    std::vector<std::uint8_t> wantedTables{};
    bool wantsGroupAngles = false;    ///< some angle that differs from sample to sample is wanted
    std::size_t firstWantedPass = 0;  ///< all passes where nothing is wanted
    // Every chunk writes its own rows.
    mutable std::vector<double> sharedSlopes{};  ///< chunks × angles
    mutable std::vector<double> weightRows{};    ///< chunks × weights, from angles that differ by sample

    std::size_t chunks() const { return (bindings.samples + chunkSamples - 1) / chunkSamples; }
};

/// Idle scratch memory, or new; goes back at the end.
template <class Real>
class LaneRunner<Real>::Lease {
public:
    explicit Lease(const LaneRunner& runner) : m_runner(runner) {
        const std::scoped_lock lock(runner.m_mutex);
        // Room to come back to: returning must not allocate.
        if (runner.m_idle.capacity() < kMaxIdle) runner.m_idle.reserve(kMaxIdle);
        if (runner.m_idle.empty()) return;
        m_scratch = std::move(runner.m_idle.back());
        runner.m_idle.pop_back();
    }
    ~Lease() {
        if (!m_scratch || m_runner.m_scratchBytes > kKeptBytes) return;
        const std::scoped_lock lock(m_runner.m_mutex);
        if (m_runner.m_idle.size() < m_runner.m_idle.capacity())
            m_runner.m_idle.push_back(std::move(m_scratch));
    }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Scratch& scratch() {
        if (!m_scratch) m_scratch = m_runner.makeScratch();
        return *m_scratch;
    }

private:
    static constexpr std::size_t kMaxIdle = 64;
    static constexpr std::size_t kKeptBytes = std::size_t{16} << 20U;
    const LaneRunner& m_runner;
    std::unique_ptr<Scratch> m_scratch;
};

template <class Real>
LaneRunner<Real>::LaneRunner(const PlanData& data, const RotationProgram& program)
    : m_data(data),
      m_kernels(laneKernels<Real>()),
      m_plan(makeLanePlan(program, 0)),
      m_angles(data, m_plan),
      m_observables(program, {m_plan.memoryBits, 1}),
      m_inactive(kTurnVectors * m_kernels.lanes),
      m_scratchBytes(scratchBytes(program)) {
    std::fill_n(m_inactive.data(), m_kernels.lanes, Real{1});
    m_fixedBytes = blockBytes(sizeof(LaneRunner)) + heldBytes(m_plan) + m_angles.heldBytes() +
                   m_observables.bytes() + heldBytes(m_inactive);
}

template <class Real>
LaneRunner<Real>::~LaneRunner() = default;

template <class Real>
std::size_t LaneRunner<Real>::bytes() const {
    const std::scoped_lock lock(m_mutex);
    std::size_t sum = m_fixedBytes + blockBytes(m_idle.capacity() * sizeof(m_idle[0]));
    for (const auto& scratch : m_idle) sum += scratch->bytes();
    return sum;
}

template <class Real>
std::size_t LaneRunner<Real>::scratchBytes(const RotationProgram& program) {
    // A vector has 64 bytes; a table and its weights three vectors for each index.
    std::size_t tables = 0;
    for (const RotationLayer& layer : program.layers)
        tables += static_cast<std::size_t>(!layer.phases.empty());
    const std::size_t vectors = saturatingMultiply(3 * tables + 6, std::size_t{1} << program.bits);
    return saturatingMultiply(saturatingAdd(vectors, 8 * program.turns()), 64);
}

template <class Real>
std::unique_ptr<typename LaneRunner<Real>::Scratch> LaneRunner<Real>::makeScratch() const {
    auto scratch = std::make_unique<Scratch>();
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t vectors = m_plan.vectors();
    const std::size_t observables = m_data.observables.size();
    std::size_t terms = 0;
    for (const PhaseTable& table : m_plan.tables) terms = std::max(terms, table.terms.size());
    LaneBinder<Real>::prepare(m_data, m_plan, m_angles, lanes, scratch->group);
    scratch->state = AlignedBuffer<Real>(2 * lanes * vectors);
    scratch->coState = AlignedBuffer<Real>(2 * lanes * vectors);
    scratch->values = AlignedBuffer<Real>(lanes * observables);
    scratch->factors = AlignedBuffer<Real>(lanes * observables);
    scratch->turnSlopes = AlignedBuffer<Real>(lanes * std::max<std::size_t>(m_plan.turns.size(), 1));
    scratch->phaseWeights.resize(m_plan.tables.size());
    scratch->sums = AlignedBuffer<Real>(lanes * terms);
    scratch->sumScratch = AlignedBuffer<Real>(lanes * vectors / 2);
    scratch->flatSums.resize(terms);
    scratch->flatScratch.resize(vectors);
    scratch->laneSums.resize(vectors);
    scratch->indices.resize(vectors);
    scratch->angleSlopes.resize(m_data.angleCount * lanes);
    scratch->cotangent.resize(observables);
    scratch->slotGradient.resize(m_data.slots());
    scratch->slotColumns.resize(m_data.slots() * lanes);
    return scratch;
}

template <class Real>
Result<VectorJacobian> LaneRunner<Real>::run(const Bindings& bindings, const Cotangent* cotangent,
                                             GradientRequest request, std::size_t chunkSamples,
                                             const RunControl& control) const {
    VectorJacobian result;
    Call call{bindings,     cotangent,    request,
              chunkSamples, control.stop, LaneBinder<Real>(m_data, m_plan, m_angles, m_kernels, bindings),
              result};
    QSTORE_CHECK(call.binder.bindShared());
    result.expectations.resize(bindings.samples * m_data.observables.size());
    if (request.inputs) result.inputs.resize(bindings.samples * m_data.inputs());
    if (request.weights && bindings.weightsPerSample)
        result.weights.resize(bindings.samples * m_data.weights());
    chooseWanted(call);
    std::vector<Status> statuses(call.chunks());
    parallelFor(call.chunks(), [&](std::size_t chunk) {
        Lease lease(*this);
        statuses[chunk] = runChunk(call, chunk, lease.scratch());
    });
    for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    if (request.weights && !bindings.weightsPerSample) collectWeights(call, result);
    return result;
}

template <class Real>
void LaneRunner<Real>::chooseWanted(Call& call) const {
    for (const PlanAngle& angle : m_angles.angles) {
        bool wanted = false;
        for (const std::size_t slot : angle.program().slots())
            wanted |= slot < m_data.weights() ? call.request.weights : call.request.inputs;
        call.wantedAngles.push_back(wanted ? 1 : 0);
    }
    const auto& own = call.binder.groupAngles();
    call.wantsGroupAngles = std::any_of(own.begin(), own.end(),
                                        [&](std::size_t angle) { return call.wantedAngles[angle] != 0; });
    const auto isWanted = [&](const AngleUse& use) {
        return use.angle != kNoAngle && call.wantedAngles[use.angle] != 0;
    };
    for (const TurnBinding& turn : m_plan.turns) call.wantedTurns.push_back(isWanted(turn.angle) ? 1 : 0);
    for (const PhaseTable& table : m_plan.tables) {
        const bool wanted = std::any_of(table.terms.begin(), table.terms.end(), [&](const PhaseTerm& term) {
            return isWanted(term.angle) || std::any_of(term.added.begin(), term.added.end(), isWanted);
        });
        call.wantedTables.push_back(wanted ? 1 : 0);
    }
    const auto first =
        std::find_if(m_plan.backward.begin(), m_plan.backward.end(), [&](const BackwardPass& pass) {
            const std::size_t table = m_plan.tableOfLayer[pass.layer];
            return (pass.startsLayer && table != kNoTable && call.wantedTables[table] != 0) ||
                   std::any_of(pass.turns.begin(), pass.turns.end(),
                               [&](const LaneTurn& turn) { return call.wantedTurns[turn.turn] != 0; });
        });
    call.firstWantedPass = static_cast<std::size_t>(first - m_plan.backward.begin());
    call.sharedSlopes.resize(call.chunks() * m_data.angleCount);
    call.weightRows.resize(call.chunks() * m_data.weights());
}

template <class Real>
Status LaneRunner<Real>::runChunk(const Call& call, std::size_t chunk, Scratch& scratch) const {
    call.binder.startGroups(scratch.group);
    std::fill_n(scratch.turnSlopes.data(), scratch.turnSlopes.size(), Real{0});
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (call.wantedTables[t] == 0) continue;
        const std::size_t size = m_kernels.lanes * m_plan.vectors();
        if (scratch.phaseWeights[t].size() == 0) scratch.phaseWeights[t] = AlignedBuffer<Real>(size);
        std::fill_n(scratch.phaseWeights[t].data(), size, Real{0});
    }
    const std::size_t end = std::min((chunk + 1) * call.chunkSamples, call.bindings.samples);
    const std::size_t group = call.binder.groupSize();
    for (std::size_t first = chunk * call.chunkSamples; first < end; first += group) {
        if (call.stop.stop_requested()) return cancelled();
        QSTORE_CHECK(runGroup(call, first, std::min(group, end - first), chunk, scratch));
    }
    addSharedSlopes(call, chunk, scratch);
    return {};
}

template <class Real>
Status LaneRunner<Real>::runGroup(const Call& call, std::size_t first, std::size_t count, std::size_t chunk,
                                  Scratch& scratch) const {
    QSTORE_CHECK(call.binder.bindGroup(first, count, scratch.group));
    forward(call, scratch);
    m_kernels.expectations(m_observables.view(), {0, m_plan.vectors()}, scratch.state.data(),
                           scratch.coState.data(), scratch.values.data());
    readExpectations(call, first, count, scratch);
    if (call.cotangent == nullptr || !callCotangent(call, first, count, scratch)) return {};
    if (call.firstWantedPass == m_plan.backward.size()) return {};
    m_kernels.coState(m_observables.view(), {0, m_plan.vectors()}, scratch.state.data(),
                      scratch.factors.data(), scratch.coState.data());
    backward(call, scratch);
    addGroupSlopes(call, first, count, chunk, scratch);
    return {};
}

template <class Real>
void LaneRunner<Real>::forward(const Call& call, Scratch& scratch) const {
    m_kernels.grow(m_plan, scratch.group.vectors.turns.data(), scratch.indices.data(),
                   scratch.state.data());
    const BoundTurns<Real> turns{&m_plan, scratch.group.vectors.turns.data(), m_inactive.data()};
    for (const ForwardPass& pass : m_plan.forward) {
        const auto table =
            pass.startsLayer ? call.binder.table(pass.layer, scratch.group) : LaneTable<Real>{};
        m_kernels.forward(pass, m_plan.vectors(), turns, table, scratch.state.data());
    }
}

template <class Real>
void LaneRunner<Real>::readExpectations(const Call& call, std::size_t first, std::size_t count,
                                        Scratch& scratch) const {
    const std::size_t observables = m_data.observables.size();
    const std::size_t lanes = m_kernels.lanes;
    for (std::size_t k = 0; k < observables; ++k) {
        const Real* values = scratch.values.data() + lanes * k;
        for (std::size_t s = 0; s < count; ++s)
            call.result.expectations[(first + s) * observables + k] = values[s];
    }
}

template <class Real>
bool LaneRunner<Real>::callCotangent(const Call& call, std::size_t first, std::size_t count,
                                     Scratch& scratch) const {
    const std::size_t observables = m_data.observables.size();
    const std::size_t lanes = m_kernels.lanes;
    std::fill_n(scratch.factors.data(), scratch.factors.size(), Real{0});
    bool any = false;
    for (std::size_t s = 0; s < count; ++s) {
        std::fill(scratch.cotangent.begin(), scratch.cotangent.end(), 0.0);
        const auto values = std::span<const double>(call.result.expectations)
                                .subspan((first + s) * observables, observables);
        (*call.cotangent)(first + s, values, scratch.cotangent);
        for (std::size_t k = 0; k < observables; ++k) {
            const auto factor = static_cast<Real>(scratch.cotangent[k]);
            any |= factor != Real{0};
            scratch.factors[lanes * k + s] = factor;
        }
    }
    return any;
}

template <class Real>
void LaneRunner<Real>::backward(const Call& call, Scratch& scratch) const {
    const std::size_t lanes = m_kernels.lanes;
    for (std::size_t t = 0; t < m_plan.turns.size(); ++t) {
        const std::size_t angle = m_plan.turns[t].angle.angle;
        if (angle != kNoAngle && call.binder.isPerSample(angle))
            std::fill_n(scratch.turnSlopes.data() + lanes * t, lanes, Real{0});
    }
    const BoundTurns<Real> turns{&m_plan, scratch.group.vectors.turns.data(), m_inactive.data()};
    for (std::size_t p = m_plan.backward.size(); p-- > call.firstWantedPass;) {
        const BackwardPass& pass = m_plan.backward[p];
        LaneGradient<Real> out;
        out.turns = scratch.turnSlopes.data();
        out.wanted = call.wantedTurns.data();
        out.storesStates = p > call.firstWantedPass;
        LaneTable<Real> table;
        const std::size_t index = m_plan.tableOfLayer[pass.layer];
        if (pass.startsLayer && index != kNoTable) {
            table = call.binder.table(pass.layer, scratch.group);
            if (call.wantedTables[index] != 0) out.phaseWeights = scratch.phaseWeights[index].data();
            out.addsWeights = !call.binder.isTablePerSample(index);
        }
        m_kernels.backward(pass, m_plan.vectors(), turns, table, out, scratch.state.data(),
                           scratch.coState.data());
    }
}

/// What differs from sample to sample is carried to weights and inputs here; sums of the rest wait for the
/// end of the chunk.
template <class Real>
void LaneRunner<Real>::addGroupSlopes(const Call& call, std::size_t first, std::size_t count,
                                      std::size_t chunk, Scratch& scratch) const {
    const std::size_t lanes = m_kernels.lanes;
    const std::size_t samples = call.binder.groupSize();
    // Angles that are weights or inputs themselves add to those at once.
    const bool isBare = call.binder.isBare();
    std::vector<double>& sums = isBare ? scratch.slotColumns : scratch.angleSlopes;
    std::fill(sums.begin(), sums.end(), 0.0);
    const auto isOwn = [&](const AngleUse& use) {
        return use.angle != kNoAngle && call.wantedAngles[use.angle] != 0 &&
               call.binder.isPerSample(use.angle);
    };
    const auto add = [&](const AngleUse& use, double factor, const auto* values) {
        const std::size_t row = isBare ? m_angles.angles[use.angle].program().slots()[0] : use.angle;
        double* slopes = sums.data() + row * samples;
        for (std::size_t s = 0; s < samples; ++s)
            slopes[s] += factor * use.scale * static_cast<double>(values[s]);
    };
    for (std::size_t t = 0; t < m_plan.turns.size(); ++t) {
        const AngleUse& use = m_plan.turns[t].angle;
        if (!isOwn(use)) continue;
        add(use, 2.0, scratch.turnSlopes.data() + lanes * t);
    }
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (call.wantedTables[t] == 0 || !call.binder.isTablePerSample(t)) continue;
        const PhaseTable& table = m_plan.tables[t];
        m_kernels.phaseSums(table, scratch.phaseWeights[t].data(), scratch.sumScratch.data(),
                            scratch.sums.data());
        for (std::size_t j = 0; j < table.terms.size(); ++j) {
            const Real* vector = scratch.sums.data() + lanes * j;
            table.terms[j].forAngles([&](const AngleUse& use) {
                if (use.angle == kNoAngle || call.wantedAngles[use.angle] == 0) return;
                if (isOwn(use)) return add(use, -2.0, vector);
                double sum = 0.0;
                for (std::size_t s = 0; s < lanes; ++s) sum += vector[s];
                call.sharedSlopes[chunk * m_data.angleCount + use.angle] -= 2.0 * use.scale * sum;
            });
        }
    }
    if (!call.wantsGroupAngles) return;
    if (isBare)
        writeColumns(call, first, count, scratch);
    else
        chainPerSample(call, first, count, chunk, scratch);
}

/// From a column per weight and input to a row per sample.
template <class Real>
void LaneRunner<Real>::writeColumns(const Call& call, std::size_t first, std::size_t count,
                                    const Scratch& scratch) const {
    const std::size_t samples = call.binder.groupSize();
    const std::size_t weights = m_data.weights();
    const std::vector<double>& columns = scratch.slotColumns;
    const auto write = [&](std::size_t firstSlot, std::size_t slots, std::vector<double>& rows) {
        for (std::size_t s = 0; s < count; ++s) {
            double* out = rows.data() + (first + s) * slots;
            for (std::size_t j = 0; j < slots; ++j) out[j] = columns[(firstSlot + j) * samples + s];
        }
    };
    if (call.request.weights && call.bindings.weightsPerSample) write(0, weights, call.result.weights);
    if (call.request.inputs) write(weights, m_data.inputs(), call.result.inputs);
}

template <class Real>
void LaneRunner<Real>::chainPerSample(const Call& call, std::size_t first, std::size_t count,
                                      std::size_t chunk, Scratch& scratch) const {
    const std::size_t samples = call.binder.groupSize();
    const std::size_t slots = m_data.slots();
    const std::size_t weights = m_data.weights();
    const std::size_t inputs = m_data.inputs();
    for (std::size_t s = 0; s < count; ++s) {
        std::fill(scratch.slotGradient.begin(), scratch.slotGradient.end(), 0.0);
        for (const std::size_t a : call.binder.groupAngles()) {
            if (call.wantedAngles[a] == 0) continue;
            const AngleProgram& program = m_angles.angles[a].program();
            const double slope = scratch.angleSlopes[a * samples + s];
            if (program.isBareSlot()) {
                scratch.slotGradient[program.slots()[0]] += slope;
                continue;
            }
            const auto row = std::span<const double>(scratch.group.slots).subspan(s * slots, slots);
            program.accumulateGradient(row, slope, scratch.slotGradient);
        }
        if (call.request.weights) {
            double* out = call.bindings.weightsPerSample
                              ? call.result.weights.data() + (first + s) * weights
                              : call.weightRows.data() + chunk * weights;
            for (std::size_t w = 0; w < weights; ++w) out[w] += scratch.slotGradient[w];
        }
        if (call.request.inputs) {
            std::copy_n(scratch.slotGradient.data() + weights, inputs,
                        call.result.inputs.data() + (first + s) * inputs);
        }
    }
}

template <class Real>
void LaneRunner<Real>::addSharedSlopes(const Call& call, std::size_t chunk, Scratch& scratch) const {
    const std::size_t lanes = m_kernels.lanes;
    double* slopes = call.sharedSlopes.data() + chunk * m_data.angleCount;
    const auto isShared = [&](const AngleUse& use) {
        return use.angle != kNoAngle && call.wantedAngles[use.angle] != 0 &&
               !call.binder.isPerSample(use.angle);
    };
    const auto sumOf = [&](const Real* vector) {
        double sum = 0.0;
        for (std::size_t lane = 0; lane < lanes; ++lane) sum += vector[lane];
        return sum;
    };
    for (std::size_t t = 0; t < m_plan.turns.size(); ++t) {
        const AngleUse& use = m_plan.turns[t].angle;
        if (isShared(use))
            slopes[use.angle] += 2.0 * use.scale * sumOf(scratch.turnSlopes.data() + lanes * t);
    }
    for (std::size_t t = 0; t < m_plan.tables.size(); ++t) {
        if (call.wantedTables[t] == 0 || call.binder.isTablePerSample(t)) continue;
        const PhaseTable& table = m_plan.tables[t];
        m_kernels.sumLanes(scratch.phaseWeights[t].data(), m_plan.vectors(), scratch.laneSums.data());
        flatPhaseSums(table, scratch.laneSums, scratch.flatScratch, scratch.flatSums);
        for (std::size_t j = 0; j < table.terms.size(); ++j) {
            table.terms[j].forAngles([&](const AngleUse& use) {
                if (isShared(use)) slopes[use.angle] -= 2.0 * use.scale * scratch.flatSums[j];
            });
        }
    }
}

/// Sums in the order of the chunks, then one chain rule for all samples.
template <class Real>
void LaneRunner<Real>::collectWeights(const Call& call, VectorJacobian& result) const {
    const std::size_t angles = m_data.angleCount;
    const std::size_t weights = m_data.weights();
    std::vector<double> slopes(angles);
    for (std::size_t chunk = 0; chunk < call.chunks(); ++chunk) {
        for (std::size_t a = 0; a < angles; ++a) slopes[a] += call.sharedSlopes[chunk * angles + a];
    }
    std::vector<double> gradient(m_data.slots());
    for (std::size_t a = 0; a < angles; ++a) {
        if (!call.binder.isPerSample(a) && call.wantedAngles[a] != 0)
            m_angles.angles[a].program().accumulateGradient(call.binder.sharedSlots(), slopes[a], gradient);
    }
    for (std::size_t chunk = 0; chunk < call.chunks(); ++chunk) {
        for (std::size_t w = 0; w < weights; ++w) gradient[w] += call.weightRows[chunk * weights + w];
    }
    gradient.resize(weights);
    result.weights = std::move(gradient);
}

template class LaneRunner<double>;
template class LaneRunner<float>;

}  // namespace qstore
