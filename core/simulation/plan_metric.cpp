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

/// Chunks whose sums are kept at a time; the result does not depend on it.
std::size_t chunksTogether(const PlanData& data, std::size_t samples) {
    if (data.qubits() >= kParallelStateQubits) return 1;
    return std::min(std::max<std::size_t>(threadCount(), 1), std::max<std::size_t>(chunkCount(samples), 1));
}

/// A state and its tangents for each chunk at work, a sum for each chunk, and three more matrices: the
/// result, and what solving with it takes.
Status requireMetricMemory(const PlanData& data, std::size_t together) {
    const std::size_t states = saturatingMultiply(data.weights() + 1, together);
    const std::size_t stateBytes =
        saturatingMultiply(stateVectorBytes(data.qubits(), data.options.precision), states);
    const std::size_t entries = saturatingMultiply(data.weights(), data.weights());
    const std::size_t matrixBytes =
        saturatingMultiply(saturatingMultiply(entries, sizeof(double)), together + 3);
    return requireMemory(saturatingAdd(stateBytes, matrixBytes),
                         "the metric of " + std::to_string(data.weights()) + " weights on " +
                             std::to_string(data.qubits()) + " qubits",
                         "use another optimizer, fewer weights or fewer qubits");
}

}  // namespace

template <class Real>
Result<std::vector<double>> planMetric(const PlanData& data, const Bindings& bindings,
                                       const RunControl& control) {
    const std::size_t together = chunksTogether(data, bindings.samples);
    QSTORE_CHECK(requireMetricMemory(data, together));
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, true));
    const std::size_t size = data.weights() * data.weights();
    std::vector<double> metric(size);
    std::vector<double> rows(together * size);
    // A few chunks at a time, each group's sums added in the order of the chunks: the order of all
    // additions is the same whatever the number of threads.
    for (std::size_t begin = 0; begin < bindings.samples; begin += together * kChunkSamples) {
        const std::size_t count = std::min(together * kChunkSamples, bindings.samples - begin);
        std::fill(rows.begin(), rows.end(), 0.0);
        const RunControl quiet{control.stop, {}};
        QSTORE_CHECK(forSampleChunks(
            data, count, quiet, [&](std::size_t chunk, std::size_t first, std::size_t last) -> Status {
                Workspace<Real> workspace = binder.workspace();
                TangentStates<Real> tangents(data);
                for (std::size_t sample = begin + first; sample < begin + last; ++sample) {
                    QSTORE_CHECK(binder.bindSample(sample, workspace));
                    if (!tangents.run(workspace, control.stop)) return cancelled();
                    tangents.addMetric(std::span(rows).subspan(chunk * size, size));
                }
                return {};
            }));
        for (std::size_t chunk = 0; chunk < chunkCount(count); ++chunk)
            for (std::size_t i = 0; i < size; ++i) metric[i] += rows[chunk * size + i];
        control.report(begin + count, bindings.samples);
    }
    for (double& value : metric) value /= static_cast<double>(bindings.samples);
    return metric;
}

template Result<std::vector<double>> planMetric<double>(const PlanData&, const Bindings&,
                                                        const RunControl&);
template Result<std::vector<double>> planMetric<float>(const PlanData&, const Bindings&, const RunControl&);

}  // namespace qstore
