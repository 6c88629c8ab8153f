// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_metric.h"

#include <algorithm>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/lane_binding.h"
#include "core/simulation/metric_kernels.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_bytes.h"

namespace qstore {
namespace {

/// Beyond, the states of a group of samples leave the caches.
constexpr std::size_t kMaxMetricBits = 10;
/// Of one thread: a state for each weight and each layer's phases, and sample of a group.
constexpr std::size_t kMaxStateBytes = std::size_t{64} << 20U;
/// Samples whose sum is one piece of work: some groups, whatever the number of lanes.
constexpr std::size_t kMetricChunk = 16;

/// An angle that a weight moves, where it is used in a pass.
struct WeightedUse {
    std::size_t index = 0;  ///< in the pass's turns, or in its table's terms
    AngleUse angle;
    std::vector<std::size_t> weights;
};

/// A pass, and what derivatives by the weights of its own angles need instead.
struct MetricPass {
    ForwardPass whole;
    ForwardPass tableOnly;            ///< the phases alone
    std::vector<ForwardPass> single;  ///< turn by turn
    std::vector<WeightedUse> phases;
    std::vector<WeightedUse> turns;
    std::vector<std::size_t> touched;  ///< weights that turn something here
};

std::size_t useBytes(const WeightedUse& use) {
    return heldBytes(use.weights);
}

std::size_t passesBytes(const std::vector<MetricPass>& passes) {
    std::size_t sum = blockBytes(passes.capacity() * sizeof(MetricPass));
    for (const MetricPass& pass : passes) {
        sum += heldBytes(pass.whole) + heldBytes(pass.tableOnly) + heldBytes(pass.single) +
               heldBytes(pass.touched);
        for (const auto* uses : {&pass.phases, &pass.turns}) {
            sum += blockBytes(uses->capacity() * sizeof(WeightedUse));
            for (const WeightedUse& use : *uses) sum += useBytes(use);
        }
    }
    return sum;
}

std::vector<MetricPass> makePasses(const PlanData& data, const LanePlan& plan, const LaneAngles& angles) {
    const auto useOf = [&](std::size_t index, const AngleUse& angle) {
        WeightedUse use{index, angle, {}};
        if (angle.angle == kNoAngle) return use;
        for (const std::size_t slot : angles.angles[angle.angle].program().slots()) {
            if (slot < data.weights()) use.weights.push_back(slot);
        }
        return use;
    };
    std::vector<MetricPass> passes;
    for (const ForwardPass& whole : plan.forward) {
        MetricPass& pass = passes.emplace_back();
        pass.whole = pass.tableOnly = whole;
        pass.tableOnly.turns.clear();
        pass.tableOnly.isSimple = true;
        const std::size_t table = plan.tableOfLayer[whole.layer];
        if (whole.startsLayer && table != kNoTable) {
            const auto& terms = plan.tables[table].terms;
            for (std::size_t t = 0; t < terms.size(); ++t) {
                terms[t].forAngles([&](const AngleUse& angle) {
                    WeightedUse use = useOf(t, angle);
                    if (!use.weights.empty()) pass.phases.push_back(std::move(use));
                });
            }
        }
        for (std::size_t t = 0; t < whole.turns.size(); ++t) {
            ForwardPass& single = pass.single.emplace_back(whole);
            single.turns = {whole.turns[t]};
            single.isSimple = false;
            WeightedUse use = useOf(t, plan.turns[whole.turns[t].turn].angle);
            pass.touched.insert(pass.touched.end(), use.weights.begin(), use.weights.end());
            if (!use.weights.empty()) pass.turns.push_back(std::move(use));
        }
        std::sort(pass.touched.begin(), pass.touched.end());
        pass.touched.erase(std::unique(pass.touched.begin(), pass.touched.end()), pass.touched.end());
    }
    return passes;
}

template <class Real>
class LaneMetricOf final : public LaneMetric {
public:
    LaneMetricOf(const PlanData& data, const RotationProgram& program)
        : m_data(data),
          m_kernels(laneKernels<Real>()),
          m_metric(metricKernels<Real>()),
          m_plan(forwardPlan(program)),
          m_angles(data, m_plan),
          m_passes(makePasses(data, m_plan, m_angles)),
          m_generators(m_plan.turnVectors * m_kernels.lanes),
          m_zeros(kTurnVectors * m_kernels.lanes) {
        // A turn's derivative by its angle is the turn by a quarter more; alone, it is one by π/2, and
        // nothing where its conditions fail.
        fillTurnSigns(m_plan, m_kernels.lanes, m_generators.data());
        const Real cosine = 0;
        const Real sine = 1;
        for (const TurnBinding& turn : m_plan.turns)
            fillTurn(turn, m_kernels.lanes, &cosine, &sine, 0, m_generators.data());
    }

    std::size_t bytes() const override {
        return blockBytes(sizeof(LaneMetricOf)) + heldBytes(m_plan) + m_angles.heldBytes() +
               passesBytes(m_passes) + heldBytes(m_generators) + heldBytes(m_zeros);
    }

    Result<std::vector<double>> run(const Bindings& bindings, const RunControl& control) const override {
        const std::size_t chunks = (bindings.samples + kMetricChunk - 1) / kMetricChunk;
        const std::size_t together = std::min(chunks, std::max<std::size_t>(threadCount(), 1));
        const std::size_t size = m_data.weights() * m_data.weights();
        QSTORE_CHECK(requireRoom(together));
        Binder binder(m_data, m_plan, m_angles, m_kernels, bindings);
        QSTORE_CHECK(binder.bindShared());
        std::vector<Scratch> scratch;
        for (std::size_t k = 0; k < together; ++k) scratch.push_back(makeScratch());
        std::vector<double> metric(size);
        std::vector<Status> statuses(together);
        // A few chunks at a time, whose sums are added in their order: it does not matter who computed
        // them.
        for (std::size_t begin = 0; begin < chunks; begin += together) {
            const std::size_t count = std::min(together, chunks - begin);
            parallelFor(count, [&](std::size_t k) {
                statuses[k] = runChunk(binder, bindings.samples, begin + k, control.stop, scratch[k]);
            });
            for (std::size_t k = 0; k < count; ++k) {
                QSTORE_CHECK(std::move(statuses[k]));
                for (std::size_t i = 0; i < size; ++i) metric[i] += scratch[k].sums[i];
            }
            control.report(std::min((begin + count) * kMetricChunk, bindings.samples), bindings.samples);
        }
        return finished(std::move(metric), bindings.samples);
    }

private:
    using Binder = LaneBinder<Real>;

    static LanePlan forwardPlan(const RotationProgram& program) {
        LanePlan plan = makeLanePlan(program, 0);
        plan.backward = {};
        return plan;
    }

    /// What a chunk works with.
    struct Scratch {
        typename Binder::Group group;
        AlignedBuffer<Real> state, derivative, tangents, overlaps, factors;
        std::vector<std::uint8_t> started;  ///< per weight; others have not moved yet
        std::vector<double> chain, sums, products;
        std::vector<const Real*> rows;
        std::vector<std::size_t> weights;  ///< of the rows
    };

    std::size_t stateNumbers() const { return 2 * m_kernels.lanes * m_plan.vectors(); }

    /// The states, tables and sums of all chunks at work, the result, and what solving with it takes.
    Status requireRoom(std::size_t together) const {
        constexpr std::size_t always = std::size_t{1} << 20U;  // asking the system takes longer
        const std::size_t weights = m_data.weights();
        const std::size_t tables = m_plan.tables.size();
        const std::size_t states =
            saturatingMultiply((weights + tables + 2) * stateNumbers(), sizeof(Real));
        const std::size_t matrix = saturatingMultiply(saturatingMultiply(weights, weights), sizeof(double));
        const std::size_t own = saturatingAdd(states, saturatingMultiply(2, matrix));
        const std::size_t bytes =
            saturatingAdd(saturatingMultiply(together, own), saturatingMultiply(3, matrix));
        if (bytes <= always) return {};
        return requireMemory(bytes,
                             "the metric of " + std::to_string(weights) + " weights on " +
                                 std::to_string(m_data.qubits()) + " qubits",
                             "use another optimizer, fewer weights or fewer qubits");
    }

    Scratch makeScratch() const {
        Scratch scratch;
        const std::size_t weights = m_data.weights();
        Binder::prepare(m_data, m_plan, m_angles, m_kernels.lanes, scratch.group);
        scratch.state = AlignedBuffer<Real>(stateNumbers());
        scratch.derivative = AlignedBuffer<Real>(stateNumbers());
        scratch.tangents = AlignedBuffer<Real>(weights * stateNumbers());
        scratch.overlaps = AlignedBuffer<Real>(2 * m_kernels.lanes * weights);
        scratch.factors = AlignedBuffer<Real>(m_kernels.lanes);
        scratch.started.resize(weights);
        scratch.chain.resize(m_data.slots());
        scratch.sums.resize(weights * weights);
        return scratch;
    }

    Status runChunk(const Binder& binder, std::size_t samples, std::size_t chunk,
                    const std::stop_token& stop, Scratch& scratch) const {
        binder.startGroups(scratch.group);
        std::fill(scratch.sums.begin(), scratch.sums.end(), 0.0);
        const std::size_t end = std::min((chunk + 1) * kMetricChunk, samples);
        for (std::size_t first = chunk * kMetricChunk; first < end; first += m_kernels.lanes) {
            if (stop.stop_requested()) return cancelled();
            const std::size_t count = std::min(m_kernels.lanes, end - first);
            QSTORE_CHECK(binder.bindGroup(first, count, scratch.group));
            // Lanes without a sample stay zero, and so do their derivatives.
            std::fill_n(scratch.state.data(), stateNumbers(), Real{0});
            std::fill_n(scratch.state.data(), count, Real{1});
            std::fill(scratch.started.begin(), scratch.started.end(), std::uint8_t{0});
            for (const MetricPass& pass : m_passes) advance(binder, pass, scratch);
            addMetric(scratch);
        }
        return {};
    }

    Real* tangent(std::size_t weight, Scratch& scratch) const {
        return scratch.tangents.data() + weight * stateNumbers();
    }

    void forward(const ForwardPass& pass, const LaneTable<Real>& table, Scratch& scratch,
                 Real* state) const {
        const BoundTurns<Real> turns{&m_plan, scratch.group.vectors.turns.data(), m_inactive.data()};
        m_kernels.forward(pass, m_plan.vectors(), turns, table, state);
    }

    void advance(const Binder& binder, const MetricPass& pass, Scratch& scratch) const {
        LaneTable<Real> table;
        if (pass.whole.startsLayer) table = binder.table(pass.whole.layer, scratch.group);
        for (const WeightedUse& use : pass.phases) addPhase(binder, pass, use, scratch);
        for (std::size_t w = 0; w < scratch.started.size(); ++w) {
            if (scratch.started[w] != 0 && !std::binary_search(pass.touched.begin(), pass.touched.end(), w))
                forward(pass.whole, table, scratch, tangent(w, scratch));
        }
        if (pass.turns.empty()) {
            forward(pass.whole, table, scratch, scratch.state.data());
            return;
        }
        if (table.values != nullptr) together(pass, pass.tableOnly, table, scratch);
        auto use = pass.turns.begin();
        for (std::size_t t = 0; t < pass.single.size(); ++t) {
            together(pass, pass.single[t], {}, scratch);
            if (use != pass.turns.end() && use->index == t) addTurn(binder, pass, *use++, scratch);
        }
    }

    /// The state, and the derivatives by the weights that turn something in this pass.
    void together(const MetricPass& pass, const ForwardPass& part, const LaneTable<Real>& table,
                  Scratch& scratch) const {
        forward(part, table, scratch, scratch.state.data());
        for (const std::size_t w : pass.touched) {
            if (scratch.started[w] != 0) forward(part, table, scratch, tangent(w, scratch));
        }
    }

    /// Of e^{iφf}: it commutes with all phases of its layer, so that it may come first.
    void addPhase(const Binder& binder, const MetricPass& pass, const WeightedUse& use,
                  Scratch& scratch) const {
        const PhaseTable& table = m_plan.tables[m_plan.tableOfLayer[pass.whole.layer]];
        for (const std::size_t w : use.weights) {
            start(w, scratch);
            fillFactors(binder, use, w, scratch);
            m_metric.addPhase(table.terms[use.index], m_plan.vectors(), scratch.factors.data(),
                              scratch.state.data(), tangent(w, scratch));
        }
    }

    void addTurn(const Binder& binder, const MetricPass& pass, const WeightedUse& use,
                 Scratch& scratch) const {
        std::copy_n(scratch.state.data(), stateNumbers(), scratch.derivative.data());
        const BoundTurns<Real> generators{&m_plan, m_generators.data(), m_zeros.data()};
        m_kernels.forward(pass.single[use.index], m_plan.vectors(), generators, {},
                          scratch.derivative.data());
        for (const std::size_t w : use.weights) {
            start(w, scratch);
            fillFactors(binder, use, w, scratch);
            m_metric.addScaled(m_plan.vectors(), scratch.factors.data(), scratch.derivative.data(),
                               tangent(w, scratch));
        }
    }

    void start(std::size_t weight, Scratch& scratch) const {
        if (std::exchange(scratch.started[weight], std::uint8_t{1}) == 0)
            std::fill_n(tangent(weight, scratch), stateNumbers(), Real{0});
    }

    /// d(angle)/d(weight) of each lane.
    void fillFactors(const Binder& binder, const WeightedUse& use, std::size_t weight,
                     Scratch& scratch) const {
        const AngleProgram& program = m_angles.angles[use.angle.angle].program();
        const std::size_t lanes = m_kernels.lanes;
        const auto slopeAt = [&](std::span<const double> slots) {
            std::fill(scratch.chain.begin(), scratch.chain.end(), 0.0);
            program.accumulateGradient(slots, use.angle.scale, scratch.chain);
            return static_cast<Real>(scratch.chain[weight]);
        };
        if (program.isBareSlot()) {
            std::fill_n(scratch.factors.data(), lanes, static_cast<Real>(use.angle.scale));
        } else if (!binder.isPerSample(use.angle.angle)) {
            std::fill_n(scratch.factors.data(), lanes, slopeAt(binder.sharedSlots()));
        } else {
            const std::size_t slots = m_data.slots();
            for (std::size_t lane = 0; lane < lanes; ++lane)
                scratch.factors[lane] =
                    slopeAt(std::span<const double>(scratch.group.slots).subspan(lane * slots, slots));
        }
    }

    void addMetric(Scratch& scratch) const {
        const std::size_t lanes = m_kernels.lanes;
        scratch.rows.clear();
        scratch.weights.clear();
        for (std::size_t w = 0; w < scratch.started.size(); ++w) {
            if (scratch.started[w] == 0) continue;
            scratch.weights.push_back(w);
            scratch.rows.push_back(tangent(w, scratch));
        }
        const std::size_t count = scratch.rows.size();
        scratch.products.assign(count * count, 0.0);
        m_metric.addProducts(scratch.rows.data(), count, stateNumbers(), 1.0, scratch.products.data());
        for (std::size_t i = 0; i < count; ++i) {
            Real* overlap = scratch.overlaps.data() + 2 * lanes * i;
            m_metric.overlap(m_plan.vectors(), scratch.state.data(), scratch.rows[i], overlap);
            scratch.rows[i] = overlap;
        }
        m_metric.addProducts(scratch.rows.data(), count, 2 * lanes, -1.0, scratch.products.data());
        for (std::size_t i = 0; i < count; ++i) {
            double* row = scratch.sums.data() + scratch.weights[i] * m_data.weights();
            for (std::size_t j = i; j < count; ++j)
                row[scratch.weights[j]] += scratch.products[i * count + j];
        }
    }

    /// The mean, and its lower half.
    std::vector<double> finished(std::vector<double> metric, std::size_t samples) const {
        const std::size_t weights = m_data.weights();
        for (std::size_t i = 0; i < weights; ++i) {
            for (std::size_t j = i; j < weights; ++j) {
                metric[i * weights + j] /= static_cast<double>(samples);
                metric[j * weights + i] = metric[i * weights + j];
            }
        }
        return metric;
    }

    const PlanData& m_data;
    LaneKernels<Real> m_kernels;
    MetricKernels<Real> m_metric;
    LanePlan m_plan;
    LaneAngles m_angles;
    std::vector<MetricPass> m_passes;
    AlignedBuffer<Real> m_generators;  ///< every turn by π/2
    AlignedBuffer<Real> m_zeros;       ///< what a generator is where its conditions fail
    AlignedBuffer<Real> m_inactive = inactiveTurn();

    AlignedBuffer<Real> inactiveTurn() const {
        AlignedBuffer<Real> vectors(kTurnVectors * m_kernels.lanes);
        std::fill_n(vectors.data(), m_kernels.lanes, Real{1});
        return vectors;
    }
};

template <class Real>
std::unique_ptr<const LaneMetric> createMetric(const PlanData& data) {
    const RotationProgram program = makeMetricProgram(data);
    if (program.bits > kMaxMetricBits) return nullptr;
    // Tables of phases have the size of states; a vector has 64 bytes at most.
    const std::size_t states =
        saturatingMultiply(data.weights() + program.layers.size() + 2, std::size_t{1} << program.bits);
    if (saturatingMultiply(states, 128) > kMaxStateBytes) return nullptr;
    return std::make_unique<LaneMetricOf<Real>>(data, program);
}

}  // namespace

std::unique_ptr<const LaneMetric> LaneMetric::create(const PlanData& data) {
    if (!data.isDeterministic()) return nullptr;
    return data.options.precision == Precision::Double ? createMetric<double>(data)
                                                       : createMetric<float>(data);
}

}  // namespace qstore
