// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_data.h"

namespace qstore {
namespace {

/// Carries |ψ⟩ and |∂ψ/∂w⟩ of every weight forward through the circuit.
template <class Real>
class TangentStates {
public:
    explicit TangentStates(const PlanData& data)
        : m_data(data),
          m_state(std::size_t{1} << data.qubits()),
          m_tangents(data.weights(), Amplitudes<Real>(m_state.size())),
          m_started(data.weights()),
          m_chain(data.slots()) {}

    /// False when stopped.
    bool run(const Workspace<Real>& workspace, const std::stop_token& stop) {
        resetToZero(m_state);
        std::fill(m_started.begin(), m_started.end(), false);
        for (const Step& step : m_data.steps) {
            if (stop.stop_requested()) return false;
            const Amplitude<Real>* matrix = workspace.matrixOf(step);
            for (std::size_t w = 0; w < m_tangents.size(); ++w) {
                if (m_started[w]) applyGate(step.kernel, step.layout, matrix, false, m_tangents[w].data());
            }
            addDerivatives(step, workspace);
            applyGate(step.kernel, step.layout, matrix, false, m_state.data());
        }
        return true;
    }

    /// Adds Re(⟨∂i|∂j⟩ − ⟨∂i|ψ⟩⟨ψ|∂j⟩).
    void addMetric(std::span<double> metric) const {
        const std::size_t count = m_tangents.size();
        std::vector<std::complex<double>> onState(count);
        for (std::size_t i = 0; i < count; ++i) {
            if (m_started[i]) onState[i] = innerProduct(m_state, m_tangents[i]);
        }
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = i; j < count && m_started[i]; ++j) {
                if (!m_started[j]) continue;
                const double value = innerProduct(m_tangents[i], m_tangents[j]).real() -
                                     (std::conj(onState[i]) * onState[j]).real();
                metric[i * count + j] += value;
                if (i != j) metric[j * count + i] += value;
            }
        }
    }

private:
    void addDerivatives(const Step& step, const Workspace<Real>& workspace) {
        for (std::size_t j = 0; j < step.angles.size(); ++j) {
            const auto& slots = step.angles[j].slots();
            if (slots.empty()) continue;
            std::fill(m_chain.begin(), m_chain.end(), 0.0);
            step.angles[j].accumulateGradient(workspace.slots, 1.0, m_chain);
            for (const std::size_t slot : slots) {
                if (slot < m_tangents.size()) addDerivative(step, workspace.derivativeOf(step, j), slot);
            }
        }
    }

    void addDerivative(const Step& step, std::span<const std::complex<double>> derivative,
                       std::size_t slot) {
        if (!m_started[slot]) {
            std::fill(m_tangents[slot].begin(), m_tangents[slot].end(), Amplitude<Real>{});
            m_started[slot] = true;
        }
        m_matrix.assign(derivative.begin(), derivative.end());
        for (auto& entry : m_matrix) entry *= m_chain[slot];
        accumulateGate<Real>(step.layout, step.diagonal, m_matrix, m_state.data(), m_tangents[slot].data());
    }

    const PlanData& m_data;
    Amplitudes<Real> m_state;
    std::vector<Amplitudes<Real>> m_tangents;
    std::vector<bool> m_started;
    std::vector<double> m_chain;
    std::vector<std::complex<double>> m_matrix;
};

Status requireTangentMemory(const PlanData& data, std::size_t samples) {
    const std::size_t one = stateVectorBytes(data.qubits(), data.options.precision);
    const std::size_t together =
        data.qubits() < kParallelStateQubits
            ? std::min(threadCount(), std::max<std::size_t>(chunkCount(samples), 1))
            : 1;
    const std::size_t states = (data.weights() + 1) * together;
    return requireMemory(one > SIZE_MAX / states ? SIZE_MAX : one * states,
                         "the metric of " + std::to_string(data.weights()) + " weights on " +
                             std::to_string(data.qubits()) + " qubits");
}

}  // namespace

template <class Real>
Result<std::vector<double>> planMetric(const PlanData& data, const Bindings& bindings,
                                       const RunControl& control) {
    if (bindings.samples == 0) {
        return fail(ErrorCode::InvalidArgument,
                    "the metric is an average over samples, but there are none");
    }
    QSTORE_CHECK(requireTangentMemory(data, bindings.samples));
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, true));
    const std::size_t size = data.weights() * data.weights();
    std::vector<double> rows(chunkCount(bindings.samples) * size);
    QSTORE_CHECK(forSampleChunks(data, bindings.samples, control,
                                 [&](std::size_t chunk, std::size_t first, std::size_t last) -> Status {
                                     Workspace<Real> workspace = binder.workspace();
                                     TangentStates<Real> tangents(data);
                                     for (std::size_t sample = first; sample < last; ++sample) {
                                         QSTORE_CHECK(binder.bindSample(sample, workspace));
                                         if (!tangents.run(workspace, control.stop)) return cancelled();
                                         tangents.addMetric(std::span(rows).subspan(chunk * size, size));
                                     }
                                     return {};
                                 }));
    std::vector<double> metric(size);
    for (std::size_t i = 0; i < rows.size(); ++i) metric[i % size] += rows[i];
    for (double& value : metric) value /= static_cast<double>(bindings.samples);
    return metric;
}

template Result<std::vector<double>> planMetric<double>(const PlanData&, const Bindings&,
                                                        const RunControl&);
template Result<std::vector<double>> planMetric<float>(const PlanData&, const Bindings&, const RunControl&);

}  // namespace qstore
