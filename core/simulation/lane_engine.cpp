// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/lane_engine.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/base/memory.h"
#include "core/simulation/block_run.h"
#include "core/simulation/engine_choice.h"
#include "core/simulation/lane_run.h"
#include "core/simulation/pauli_form.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_bytes.h"
#include "core/simulation/simd.h"

namespace qstore {
namespace {

/// Beyond, the states of a group of samples leave the caches: samples run one after the other.
constexpr std::size_t kMaxSampleBits = 10;
/// Offsets within a state fit 32 bits.
constexpr std::size_t kMaxBits = 32;
/// From so many samples on, lanes are samples.
constexpr std::size_t kManySamples = 4;
constexpr std::size_t kMaxTableBytes = std::size_t{256} << 20U;
/// Signs that are looked at to fill tables of observables: some seconds' worth.
constexpr std::size_t kMaxTableSigns = std::size_t{1} << 31U;
/// Vector instructions that are worth handing to another thread.
constexpr double kChunkInstructions = 2e5;

template <class Real>
class LaneEngineOf final : public LaneEngine {
public:
    LaneEngineOf(const PlanData& data, RotationProgram program)
        : m_data(data), m_program(std::move(program)) {
        const auto laneBits = static_cast<std::size_t>(std::countr_zero(laneKernels<Real>().lanes));
        auto blocks = makeBlockPlan(m_program, laneBits, data.options.blockBits, true);
        if (blocks) m_state = std::make_unique<BlockRunner<Real>>(data, m_program, std::move(*blocks));
        if (m_program.bits <= kMaxSampleBits && LaneRunner<Real>::scratchBytes(m_program) <= kMaxTableBytes)
            m_samples = std::make_unique<LaneRunner<Real>>(data, m_program);
        makePauliForm();
        m_fixedBytes = blockBytes(sizeof(LaneEngineOf)) + heldBytes(m_program);
    }

    std::size_t bytes() const override {
        return m_fixedBytes + (m_samples ? m_samples->bytes() : 0) + (m_state ? m_state->bytes() : 0) +
               (m_pauli ? m_pauli->heldBytes() : 0);
    }

    bool canRun() const { return m_state || m_samples; }

    Result<std::vector<double>> expectations(const Bindings& bindings,
                                             const RunControl& control) const override {
        QSTORE_TRY(VectorJacobian result, run(bindings, nullptr, {false, false}, control));
        return std::move(result.expectations);
    }

    Result<VectorJacobian> forwardBackward(const Bindings& bindings, const Cotangent& cotangent,
                                           GradientRequest request,
                                           const RunControl& control) const override {
        return run(bindings, &cotangent, request, control);
    }

    std::string description() const override {
        std::string text = "expectations and gradients (" + simdTarget() +
                           "): " + std::to_string(m_program.turns()) + " turns and " +
                           std::to_string(m_program.phases()) + " phases in " +
                           std::to_string(m_program.layers.size()) + " layers over " +
                           std::to_string(m_program.bits) + " index bits; ";
        if (m_samples) text += "lanes over samples";
        if (m_samples && m_state) text += ", below " + std::to_string(kManySamples) + " samples ";
        if (m_state)
            text += "one state in " + std::to_string(m_state->forwardSweeps()) + " sweeps and " +
                    std::to_string(m_state->backwardSweeps()) + " back";
        return text + "\n" + pauliText();
    }

private:
    Result<VectorJacobian> run(const Bindings& bindings, const Cotangent* cotangent,
                               GradientRequest request, const RunControl& control) const {
        if (usesPauli(bindings, request)) return m_pauli->run(bindings, cotangent, request, control);
        const bool single = m_state && (!m_samples || bindings.samples < kManySamples);
        if (single) return m_state->run(bindings, cotangent, request, chunkSamples(true), control);
        return m_samples->run(bindings, cotangent, request, chunkSamples(false), control);
    }

    void makePauliForm() {
        auto encoded = makeEncodedProgram(m_data, m_program, m_withoutPauli);
        if (!encoded) return;
        m_pauli = std::make_unique<PauliForm<Real>>(m_data, std::move(*encoded));
        if (m_pauli->bytes() > kMaxTableBytes) {
            m_withoutPauli = "its observables would take " + bytesText(m_pauli->bytes());
            m_pauli.reset();
            return;
        }
        // One choice for both questions: a gradient's values are those of the values alone.
        m_pauliFrom = std::max(pauliFasterFrom(true), pauliFasterFrom(false));
    }

    /// A property of circuit, batch and question alone.
    bool usesPauli(const Bindings& bindings, GradientRequest request) const {
        const ExpectationForm form = m_data.options.form;
        if (!m_pauli || form == ExpectationForm::Lanes || !m_pauli->answers(bindings, request))
            return false;
        return form == ExpectationForm::Pauli || bindings.samples >= m_pauliFrom;
    }

    std::size_t pauliFasterFrom(bool gradient) const {
        const PauliFeatures& features = m_pauli->features();
        const FormQuestion question{gradient, m_data.options.precision, features.uses.size()};
        const PauliFormSize size{m_program.bits, m_pauli->turns(), features.a.count, features.b.count,
                                 m_program.observables.size()};
        return fasterFrom(laneCost(m_program, question, chunkSamples(false)),
                          pauliFormCost(size, question, m_pauli->chunkSamples(1)));
    }

    std::string pauliText() const {
        if (!m_pauli) return m_data.inputs() == 0 ? "" : "no Pauli form, since " + m_withoutPauli + "\n";
        const PauliFeatures& features = m_pauli->features();
        const std::string from = m_pauliFrom == kNeverFaster
                                     ? "would not be faster"
                                     : "from " + std::to_string(m_pauliFrom) + " samples on";
        return "Pauli form " + from + ": " + std::to_string(features.a.count) + " x " +
               std::to_string(features.b.count) + " features, " + std::to_string(m_pauli->turns()) +
               " turns; not for weights per sample or gradients to inputs\n";
    }

    /// A property of the circuit alone, so that sums have the same order on every machine.
    std::size_t chunkSamples(bool single) const {
        double perVector = 18.0 * static_cast<double>(m_program.layers.size() + 1);
        perVector += 14.0 * static_cast<double>(m_program.turns());
        const double perSample = std::ldexp(perVector, static_cast<int>(m_program.bits)) / 8.0;
        const auto samples = static_cast<std::size_t>(std::ceil(kChunkInstructions / perSample));
        return single ? samples : (samples + 15) / 16 * 16;
    }

    const PlanData& m_data;
    RotationProgram m_program;
    std::unique_ptr<LaneRunner<Real>> m_samples;
    std::unique_ptr<BlockRunner<Real>> m_state;
    std::unique_ptr<PauliForm<Real>> m_pauli;
    std::string m_withoutPauli;
    std::size_t m_pauliFrom = kNeverFaster;
    std::size_t m_fixedBytes = 0;
};

/// Tables beyond twice the states would cost more memory than they save time.
template <class Real>
std::string tooLarge(const RotationProgram& program) {
    const auto cost = LaneObservableTables<Real>::cost(program);
    const std::size_t states = saturatingMultiply(4 * sizeof(Real), std::size_t{1} << program.bits);
    if (cost.signs > kMaxTableSigns)
        return "its observables have too many terms for tables on " + std::to_string(program.bits) +
               " index bits";
    if (cost.bytes > std::max(kMaxTableBytes, saturatingMultiply(2, states)))
        return "tables of its observables would take " + bytesText(cost.bytes);
    if (cost.bytes + states > kMaxTableBytes && saturatingAdd(cost.bytes, states) > availableMemoryBytes())
        return "states and tables would take " + bytesText(saturatingAdd(cost.bytes, states));
    return {};
}

template <class Real>
std::unique_ptr<const LaneEngine> createEngine(const PlanData& data, RotationProgram program,
                                               std::string& reason) {
    reason = tooLarge<Real>(program);
    if (!reason.empty()) return nullptr;
    const std::size_t bits = program.bits;
    auto engine = std::make_unique<LaneEngineOf<Real>>(data, std::move(program));
    if (engine->canRun()) return engine;
    reason = laneKernels<Real>().lanes == 1
                 ? "plain kernels run at most " + std::to_string(kMaxSampleBits) +
                       " index bits on lanes, not " + std::to_string(bits)
                 : "phases under more than four controls have no form in blocks";
    return nullptr;
}

}  // namespace

std::unique_ptr<const LaneEngine> LaneEngine::create(const PlanData& data, std::string& reason) {
    if (!data.isDeterministic() || data.observables.empty()) return nullptr;
    RotationProgram program = makeRotationProgram(data);
    if (program.bits > kMaxBits) {
        reason = std::to_string(program.bits) + " index bits are too many";
        return nullptr;
    }
    return data.options.precision == Precision::Double
               ? createEngine<double>(data, std::move(program), reason)
               : createEngine<float>(data, std::move(program), reason);
}

}  // namespace qstore
