// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/pauli_form.h"

#include <algorithm>

#include "core/base/memory.h"
#include "core/base/parallel.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_bytes.h"

namespace qstore {
namespace {

/// A chunk has so many samples, or more where there would be too many chunks: each keeps sums of its own.
constexpr std::size_t kMinChunk = 256;
constexpr std::size_t kMaxChunks = 256;
constexpr std::size_t kMaxSumsBytes = std::size_t{64} << 20U;

std::size_t roundedUp(std::size_t count, std::size_t step) {
    return (count + step - 1) / step * step;
}

}  // namespace

/// What one thread works with: arrays over the samples of a tile.
template <class Real>
struct PauliForm<Real>::Scratch {
    Scratch(const PlanData& data, const PauliFeatures& features)
        : slots(data.slots()),
          values(data.angleCount * kTile),
          phases(features.uses.size() * kTile),
          cosines(features.uses.size() * kTile),
          sines(features.uses.size() * kTile),
          a(features.a.count * kTile),
          b(features.b.count * kTile),
          aRows(roundedUp(features.a.count, 16) * kTile),
          bRows(features.stride * kTile),
          results(data.observables.size() * kTile),
          factors(data.observables.size() * kTile),
          cotangent(data.observables.size()) {}

    static constexpr std::size_t kTile = kTileSamples<Real>;
    std::vector<double> slots;
    std::vector<double> values;  ///< angles × samples
    AlignedBuffer<double> phases;
    AlignedBuffer<Real> cosines, sines;
    AlignedBuffer<Real> a, b;          ///< features × samples
    AlignedBuffer<Real> aRows, bRows;  ///< samples × features
    AlignedBuffer<Real> results, factors;
    std::vector<double> cotangent;
};

template <class Real>
struct PauliForm<Real>::Call {
    const Bindings& bindings;
    const Cotangent* cotangent = nullptr;
    bool wantsWeights = false;
    std::size_t chunkSamples = 1;
    const std::stop_token& stop;
    const PauliWalk& walk;

    std::vector<double> slots{};                   ///< the weights; inputs are zero
    AlignedBuffer<double> cosines{}, sines{};      ///< per turn of the walk
    std::vector<AlignedBuffer<double>> strings{};  ///< per observable: coefficients before all turns
    AlignedBuffer<Real> matrices{};                ///< per observable: of the features
    mutable AlignedBuffer<Real> sums{};            ///< per chunk and observable: slopes of the matrices
    mutable VectorJacobian result{};

    std::size_t chunks() const { return (bindings.samples + chunkSamples - 1) / chunkSamples; }
};

template <class Real>
PauliForm<Real>::PauliForm(const PlanData& data, EncodedProgram program)
    : m_data(data),
      m_program(std::move(program)),
      m_features(m_program),
      m_shape{m_features.a.count, m_features.b.count, m_features.stride},
      m_doubles(laneKernels<double>()),
      m_lanes(laneKernels<Real>()),
      m_kernels(pauliFormKernels<Real>()) {
    for (const Step& step : data.steps) {
        for (std::size_t j = 0; j < step.angles.size(); ++j) m_angles.push_back({&step, j});
    }
    for (std::size_t a = 0; a < m_angles.size(); ++a) {
        const auto& slots = m_angles[a].program().slots();
        const bool readsInputs = std::any_of(slots.begin(), slots.end(),
                                             [&](std::size_t slot) { return slot >= data.weights(); });
        if (!readsInputs) continue;
        m_inputAngles.push_back(a);
        m_bare &= m_angles[a].program().isBareSlot();
    }
    m_heldBytes = blockBytes(sizeof(PauliForm)) + qstore::heldBytes(m_program) +
                  qstore::heldBytes(m_features) + qstore::heldBytes(m_angles) +
                  qstore::heldBytes(m_inputAngles);
}

template <class Real>
bool PauliForm<Real>::answers(const Bindings& bindings, GradientRequest request) {
    return !bindings.weightsPerSample && !request.inputs;
}

/// Of one chunk.
template <class Real>
std::size_t PauliForm<Real>::sumsBytes() const {
    return m_data.observables.size() * m_features.matrixSize() * sizeof(Real);
}

template <class Real>
std::size_t PauliForm<Real>::maxChunks() const {
    return std::clamp<std::size_t>(kMaxSumsBytes / sumsBytes(), 4, kMaxChunks);
}

template <class Real>
std::size_t PauliForm<Real>::chunkSamples(std::size_t samples) const {
    const std::size_t chunks = maxChunks();
    return std::max(kMinChunk, roundedUp((samples + chunks - 1) / chunks, kTileSamples<Real>));
}

template <class Real>
std::size_t PauliForm<Real>::bytes() const {
    const std::size_t strings = m_data.observables.size() * StringIndexing::of(m_program).strings();
    // Each turn mixes at most every block of eight strings with another.
    const std::size_t entries =
        saturatingMultiply(m_program.turns.size(), StringIndexing::of(m_program).strings() / 16);
    return saturatingAdd(saturatingAdd((maxChunks() + 1) * sumsBytes(), 2 * sizeof(double) * strings),
                         saturatingMultiply(entries, sizeof(WalkEntry)));
}

template <class Real>
const PauliWalk& PauliForm<Real>::walk() const {
    std::call_once(m_once, [this] {
        m_links = m_features.links(m_program);
        m_walk = std::make_unique<const PauliWalk>(m_program, m_links);
        m_heldBytes +=
            qstore::heldBytes(m_links) + blockBytes(sizeof(PauliWalk)) + qstore::heldBytes(*m_walk);
    });
    return *m_walk;
}

template <class Real>
Result<VectorJacobian> PauliForm<Real>::run(const Bindings& bindings, const Cotangent* cotangent,
                                            GradientRequest request, const RunControl& control) const {
    Call call{
        bindings,     cotangent, cotangent != nullptr && request.weights, chunkSamples(bindings.samples),
        control.stop, walk()};
    const std::size_t observables = m_data.observables.size();
    QSTORE_CHECK(bindShared(call));
    call.result.expectations.resize(bindings.samples * observables);
    QSTORE_CHECK(carryBack(call));
    if (call.wantsWeights)
        call.sums = AlignedBuffer<Real>(call.chunks() * observables * m_features.matrixSize());
    std::vector<Status> statuses(call.chunks());
    parallelFor(call.chunks(), [&](std::size_t chunk) { statuses[chunk] = runChunk(call, chunk); });
    for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    if (call.wantsWeights) QSTORE_CHECK(collectWeights(call));
    return std::move(call.result);
}

template <class Real>
Status PauliForm<Real>::bindShared(Call& call) const {
    call.slots.resize(m_data.slots());
    std::copy(call.bindings.weights.begin(), call.bindings.weights.end(), call.slots.begin());
    std::vector<double> values(m_angles.size());
    auto input = m_inputAngles.begin();
    for (std::size_t a = 0; a < m_angles.size(); ++a) {
        if (input != m_inputAngles.end() && *input == a) {
            ++input;
            continue;
        }
        values[a] = m_angles[a].program().evaluate(call.slots);
        QSTORE_CHECK(checkAngle(*m_angles[a].step, m_angles[a].index, values[a]));
    }
    const auto& turns = call.walk.turns();
    const std::size_t count = roundedUp(turns.size(), 16);
    AlignedBuffer<double> phases(count);
    for (std::size_t t = 0; t < turns.size(); ++t) {
        const AngleUse& use = turns[t].angle;
        phases[t] = use.angle == kNoAngle ? use.offset : use.offset + use.scale * values[use.angle];
    }
    call.cosines = AlignedBuffer<double>(count);
    call.sines = AlignedBuffer<double>(count);
    m_doubles.sinCos(phases.data(), count, call.cosines.data(), call.sines.data());
    return {};
}

/// Every observable in the strings before all turns.
template <class Real>
Status PauliForm<Real>::carryBack(Call& call) const {
    const StringIndexing index = StringIndexing::of(m_program);
    const std::size_t observables = m_data.observables.size();
    call.strings.resize(observables);
    call.matrices = AlignedBuffer<Real>(observables * m_features.matrixSize());
    parallelFor(observables, [&](std::size_t k) {
        AlignedBuffer<double>& strings = call.strings[k];
        strings = AlignedBuffer<double>(index.strings());
        for (const auto& term : m_program.observables[k])
            strings[index(term.x, term.z)] += term.coefficient;
        const auto& turns = call.walk.turns();
        for (std::size_t t = 0; t < turns.size() && !call.stop.stop_requested(); ++t)
            m_kernels.turn(turns[t], call.walk.entries(turns[t]), call.cosines[t], call.sines[t],
                           strings.data());
        gather(call, k);
    });
    if (call.stop.stop_requested()) return cancelled();
    return {};
}

template <class Real>
void PauliForm<Real>::gather(Call& call, std::size_t observable) const {
    const AlignedBuffer<double>& strings = call.strings[observable];
    Real* matrix = call.matrices.data() + observable * m_features.matrixSize();
    // Links of one feature follow each other.
    for (std::size_t l = 0; l < m_links.size();) {
        const std::uint32_t feature = m_links[l].feature;
        double sum = 0.0;
        for (; l < m_links.size() && m_links[l].feature == feature; ++l)
            sum += m_links[l].factor * strings[m_links[l].string];
        matrix[feature] = static_cast<Real>(sum);
    }
}

template <class Real>
Status PauliForm<Real>::runChunk(const Call& call, std::size_t chunk) const {
    Scratch scratch(m_data, m_features);
    const std::size_t size = m_data.observables.size() * m_features.matrixSize();
    Real* sums = call.wantsWeights ? call.sums.data() + chunk * size : nullptr;
    const std::size_t end = std::min((chunk + 1) * call.chunkSamples, call.bindings.samples);
    for (std::size_t first = chunk * call.chunkSamples; first < end; first += Scratch::kTile) {
        if (call.stop.stop_requested()) return cancelled();
        QSTORE_CHECK(runTile(call, first, std::min(Scratch::kTile, end - first), sums, scratch));
    }
    return {};
}

template <class Real>
Status PauliForm<Real>::runTile(const Call& call, std::size_t first, std::size_t count, Real* sums,
                                Scratch& scratch) const {
    QSTORE_CHECK(bindTile(call, first, count, scratch));
    m_kernels.features(m_features.a, scratch.cosines.data(), scratch.sines.data(), scratch.a.data());
    const std::size_t ownUses = m_features.usesOfA * Scratch::kTile;
    m_kernels.features(m_features.b, scratch.cosines.data() + ownUses, scratch.sines.data() + ownUses,
                       scratch.b.data());
    const std::size_t observables = m_data.observables.size();
    for (std::size_t k = 0; k < observables; ++k) {
        Real* results = scratch.results.data() + k * Scratch::kTile;
        m_kernels.values(m_shape, call.matrices.data() + k * m_features.matrixSize(), scratch.a.data(),
                         scratch.b.data(), results);
        for (std::size_t s = 0; s < count; ++s)
            call.result.expectations[(first + s) * observables + k] = results[s];
    }
    if (call.cotangent == nullptr || !callCotangent(call, first, count, scratch)) return {};
    if (sums != nullptr) addSums(scratch, sums);
    return {};
}

template <class Real>
Status PauliForm<Real>::bindTile(const Call& call, std::size_t first, std::size_t count,
                                 Scratch& scratch) const {
    constexpr std::size_t kTile = Scratch::kTile;
    const std::size_t inputs = m_data.inputs();
    if (!m_bare) QSTORE_CHECK(evaluateTile(call, first, count, scratch));
    for (std::size_t u = 0; u < m_features.uses.size(); ++u) {
        const AngleUse& use = m_features.uses[u];
        double* phases = scratch.phases.data() + u * kTile;
        if (m_bare) {
            const std::size_t slot = m_angles[use.angle].program().slots()[0];
            const double* column = call.bindings.inputs.data() + first * inputs + (slot - m_data.weights());
            for (std::size_t s = 0; s < count; ++s) phases[s] = use.offset + use.scale * column[s * inputs];
        } else {
            const double* values = scratch.values.data() + use.angle * kTile;
            for (std::size_t s = 0; s < count; ++s) phases[s] = use.offset + use.scale * values[s];
        }
        // Places beyond the last sample repeat it.
        std::fill(phases + count, phases + kTile, phases[count - 1]);
    }
    m_lanes.sinCos(scratch.phases.data(), scratch.phases.size(), scratch.cosines.data(),
                   scratch.sines.data());
    return {};
}

template <class Real>
Status PauliForm<Real>::evaluateTile(const Call& call, std::size_t first, std::size_t count,
                                     Scratch& scratch) const {
    const std::size_t inputs = m_data.inputs();
    std::copy(call.slots.begin(), call.slots.end(), scratch.slots.begin());
    for (std::size_t s = 0; s < count; ++s) {
        std::copy_n(call.bindings.inputs.data() + (first + s) * inputs, inputs,
                    scratch.slots.data() + m_data.weights());
        for (const std::size_t a : m_inputAngles) {
            const double value = m_angles[a].program().evaluate(scratch.slots);
            QSTORE_CHECK(checkAngle(*m_angles[a].step, m_angles[a].index, value));
            scratch.values[a * Scratch::kTile + s] = value;
        }
    }
    return {};
}

/// False where no sample of the tile has a slope.
template <class Real>
bool PauliForm<Real>::callCotangent(const Call& call, std::size_t first, std::size_t count,
                                    Scratch& scratch) const {
    const std::size_t observables = m_data.observables.size();
    bool any = false;
    for (std::size_t s = 0; s < count; ++s) {
        std::fill(scratch.cotangent.begin(), scratch.cotangent.end(), 0.0);
        const auto values = std::span<const double>(call.result.expectations)
                                .subspan((first + s) * observables, observables);
        (*call.cotangent)(first + s, values, scratch.cotangent);
        for (std::size_t k = 0; k < observables; ++k) {
            const auto factor = static_cast<Real>(scratch.cotangent[k]);
            any |= factor != Real{0};
            scratch.factors[k * Scratch::kTile + s] = factor;
        }
    }
    for (std::size_t k = 0; k < observables; ++k) {
        Real* factors = scratch.factors.data() + k * Scratch::kTile;
        std::fill(factors + count, factors + Scratch::kTile, Real{0});
    }
    return any;
}

template <class Real>
void PauliForm<Real>::addSums(Scratch& scratch, Real* sums) const {
    const std::size_t aStride = roundedUp(m_shape.rows, 16);
    m_kernels.transpose(scratch.b.data(), m_shape.columns, nullptr, m_shape.stride, scratch.bRows.data());
    for (std::size_t k = 0; k < m_data.observables.size(); ++k) {
        m_kernels.transpose(scratch.a.data(), m_shape.rows, scratch.factors.data() + k * Scratch::kTile,
                            aStride, scratch.aRows.data());
        m_kernels.accumulate(m_shape, scratch.aRows.data(), aStride, scratch.bRows.data(),
                             sums + k * m_features.matrixSize());
    }
}

/// Observables may go in parallel; their slopes are summed in order, then one chain rule for all samples.
template <class Real>
Status PauliForm<Real>::collectWeights(Call& call) const {
    const std::size_t observables = m_data.observables.size();
    std::vector<std::vector<double>> slopes(observables, std::vector<double>(m_data.angleCount));
    std::vector<Status> statuses(observables);
    parallelFor(observables, [&](std::size_t k) { statuses[k] = carrySlopes(call, k, slopes[k]); });
    for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    std::vector<double> gradient(m_data.slots());
    auto input = m_inputAngles.begin();
    for (std::size_t a = 0; a < m_angles.size(); ++a) {
        if (input != m_inputAngles.end() && *input == a) {
            ++input;
            continue;
        }
        double slope = 0.0;
        for (std::size_t k = 0; k < observables; ++k) slope += slopes[k][a];
        m_angles[a].program().accumulateGradient(call.slots, slope, gradient);
    }
    gradient.resize(m_data.weights());
    call.result.weights = std::move(gradient);
    return {};
}

template <class Real>
Status PauliForm<Real>::carrySlopes(Call& call, std::size_t observable, std::vector<double>& slopes) const {
    const std::size_t size = m_features.matrixSize();
    std::vector<double> sums(size);
    for (std::size_t chunk = 0; chunk < call.chunks(); ++chunk) {
        const Real* own = call.sums.data() + (chunk * m_data.observables.size() + observable) * size;
        for (std::size_t i = 0; i < size; ++i) sums[i] += own[i];
    }
    AlignedBuffer<double> ofStrings(call.walk.strings());
    for (const FeatureLink& link : m_links) ofStrings[link.string] += link.factor * sums[link.feature];
    const auto& turns = call.walk.turns();
    for (std::size_t t = turns.size(); t-- > 0;) {
        if (call.stop.stop_requested()) return cancelled();
        const double slope =
            m_kernels.turnBack(turns[t], call.walk.entries(turns[t]), call.cosines[t], call.sines[t],
                               call.strings[observable].data(), ofStrings.data());
        const AngleUse& use = turns[t].angle;
        if (use.angle != kNoAngle) slopes[use.angle] += use.scale * slope;
    }
    return {};
}

template class PauliForm<double>;
template class PauliForm<float>;

}  // namespace qstore
