// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "core/simulation/pauli_kernels.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

/// The adjoint method (Jones and Gacon, arXiv:2009.02823): from |ψ⟩ = U_n…U_1|0⟩ and the co-state
/// |λ⟩ = Σ cotangent_k O_k|ψ⟩ both are walked back through the circuit, and every angle's derivative
/// is 2 Re⟨λ|∂U|ψ⟩ with |λ⟩ after and |ψ⟩ before its gate.
template <class Real>
class AdjointSweep {
public:
    AdjointSweep(const PlanData& data, GradientRequest request)
        : m_data(data), m_wanted(data.steps.size()), m_slotGradient(data.slots()) {
        std::size_t largest = 0;
        for (std::size_t i = 0; i < data.steps.size(); ++i) {
            m_wanted[i] = isWanted(data.steps[i], request);
            if (m_wanted[i]) largest = std::max(largest, data.steps[i].matrixSize);
        }
        m_correlation.resize(largest);
        const auto first = std::find(m_wanted.begin(), m_wanted.end(), true);
        m_first = static_cast<std::size_t>(first - m_wanted.begin());
    }

    bool isNeeded() const { return m_first < m_data.steps.size(); }

    /// Leaves the gradient in slots(); `state` and `coState` are used up. False when stopped.
    bool run(const Workspace<Real>& workspace, Amplitudes<Real>& state, Amplitudes<Real>& coState,
             const std::stop_token& stop) {
        std::fill(m_slotGradient.begin(), m_slotGradient.end(), 0.0);
        const bool large = m_data.qubits() >= kParallelStateQubits;
        for (std::size_t i = m_data.steps.size(); i-- > m_first;) {
            if (large && stop.stop_requested()) return false;
            const Step& step = m_data.steps[i];
            const Amplitude<Real>* matrix = workspace.matrixOf(step);
            applyGate(step.kernel, step.layout, matrix, true, state.data());
            if (m_wanted[i]) addStep(step, workspace, state, coState);
            if (i > m_first) applyGate(step.kernel, step.layout, matrix, true, coState.data());
        }
        return true;
    }

    std::span<const double> slots() const { return m_slotGradient; }

private:
    bool isWanted(const Step& step, GradientRequest request) const {
        return std::any_of(step.angles.begin(), step.angles.end(), [&](const AngleProgram& angle) {
            const auto& slots = angle.slots();
            return std::any_of(slots.begin(), slots.end(), [&](std::size_t slot) {
                return slot < m_data.weights() ? request.weights : request.inputs;
            });
        });
    }

    void addStep(const Step& step, const Workspace<Real>& workspace, const Amplitudes<Real>& state,
                 const Amplitudes<Real>& coState) {
        const auto correlation = std::span(m_correlation).first(step.matrixSize);
        correlate(step.layout, step.diagonal, coState.data(), state.data(), correlation);
        for (std::size_t j = 0; j < step.angles.size(); ++j) {
            if (step.angles[j].isConstant()) continue;
            const auto derivative = workspace.derivativeOf(step, j);
            double sum = 0.0;
            for (std::size_t m = 0; m < derivative.size(); ++m)
                sum += derivative[m].real() * correlation[m].real() -
                       derivative[m].imag() * correlation[m].imag();
            step.angles[j].accumulateGradient(workspace.slots, 2.0 * sum, m_slotGradient);
        }
    }

    const PlanData& m_data;
    std::vector<bool> m_wanted;
    std::size_t m_first = 0;
    std::vector<double> m_slotGradient;
    std::vector<std::complex<double>> m_correlation;
};

/// What one chunk of samples needs and writes.
template <class Real>
class GradientChunk {
public:
    GradientChunk(const PlanData& data, const Bindings& bindings, GradientRequest request,
                  const Binder<Real>& binder, const Cotangent& cotangent, const std::stop_token& stop)
        : m_data(data),
          m_bindings(bindings),
          m_request(request),
          m_binder(binder),
          m_cotangent(cotangent),
          m_stop(stop),
          m_sweep(data, request),
          m_workspace(binder.workspace()),
          m_state(std::size_t{1} << data.qubits()),
          m_factors(data.observables.size()) {
        if (m_sweep.isNeeded()) m_coState.resize(m_state.size());
    }

    /// Adds the sample's weight gradient to `weights` and writes the rest to its rows in `result`.
    Status run(std::size_t sample, std::span<double> weights, VectorJacobian& result) {
        QSTORE_CHECK(m_binder.bindSample(sample, m_workspace));
        resetToZero(m_state);
        if (!applySteps(m_data, m_workspace, 0, m_data.steps.size(), m_state, m_stop)) return cancelled();
        const std::size_t count = m_data.observables.size();
        const std::span<double> expectations =
            std::span(result.expectations).subspan(sample * count, count);
        for (std::size_t k = 0; k < count; ++k)
            expectations[k] = pauliExpectation(m_data.observables[k], m_state);
        std::fill(m_factors.begin(), m_factors.end(), 0.0);
        m_cotangent(sample, expectations, m_factors);
        const bool flat =
            std::all_of(m_factors.begin(), m_factors.end(), [](double c) { return c == 0.0; });
        if (flat || !m_sweep.isNeeded()) return {};
        applyPauliSums<Real>(m_data.observables, m_factors, m_state, m_coState);
        if (!m_sweep.run(m_workspace, m_state, m_coState, m_stop)) return cancelled();
        store(sample, weights, result);
        return {};
    }

private:
    void store(std::size_t sample, std::span<double> weights, VectorJacobian& result) const {
        const auto slots = m_sweep.slots();
        if (m_request.weights) {
            for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += slots[i];
        }
        if (m_request.inputs) {
            const auto inputs = slots.subspan(m_data.weights());
            std::copy(inputs.begin(), inputs.end(),
                      result.inputs.begin() + static_cast<std::ptrdiff_t>(sample * inputs.size()));
        }
    }

    const PlanData& m_data;
    const Bindings& m_bindings;
    GradientRequest m_request;
    const Binder<Real>& m_binder;
    const Cotangent& m_cotangent;
    const std::stop_token& m_stop;
    AdjointSweep<Real> m_sweep;
    Workspace<Real> m_workspace;
    Amplitudes<Real> m_state;
    Amplitudes<Real> m_coState;
    std::vector<double> m_factors;
};

}  // namespace

template <class Real>
Result<VectorJacobian> planForwardBackward(const PlanData& data, const Bindings& bindings,
                                           const Cotangent& cotangent, GradientRequest request,
                                           const RunControl& control) {
    QSTORE_CHECK(requireGradientMemory(data));
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, true));
    const std::size_t weights = data.weights();
    const bool perSample = bindings.weightsPerSample;
    VectorJacobian result;
    result.expectations.resize(bindings.samples * data.observables.size());
    if (request.inputs) result.inputs.resize(bindings.samples * data.inputs());
    // Rows of samples, or of chunks that are summed in order afterwards.
    std::vector<double> rows;
    if (request.weights)
        rows.resize((perSample ? bindings.samples : chunkCount(bindings.samples)) * weights);
    QSTORE_CHECK(forSampleChunks(
        data, bindings.samples, control,
        [&](std::size_t chunk, std::size_t first, std::size_t last) -> Status {
            GradientChunk<Real> work(data, bindings, request, binder, cotangent, control.stop);
            for (std::size_t sample = first; sample < last; ++sample) {
                const std::size_t row = perSample ? sample : chunk;
                const auto target =
                    request.weights ? std::span(rows).subspan(row * weights, weights) : std::span<double>();
                QSTORE_CHECK(work.run(sample, target, result));
            }
            return {};
        }));
    if (request.weights && !perSample) {
        result.weights.assign(weights, 0.0);
        for (std::size_t i = 0; i < rows.size(); ++i) result.weights[i % weights] += rows[i];
    } else {
        result.weights = std::move(rows);
    }
    QSTORE_CHECK(requireFiniteGradient(data, result));
    return result;
}

template Result<VectorJacobian> planForwardBackward<double>(const PlanData&, const Bindings&,
                                                            const Cotangent&, GradientRequest,
                                                            const RunControl&);
template Result<VectorJacobian> planForwardBackward<float>(const PlanData&, const Bindings&,
                                                           const Cotangent&, GradientRequest,
                                                           const RunControl&);

}  // namespace qstore
