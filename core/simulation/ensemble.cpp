// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/ensemble.h"

#include "core/simulation/branching.h"
#include "core/simulation/kernels.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/state_storage.h"

namespace qstore {
namespace {

/// An outcome less likely than this is rounding, not physics.
constexpr double impossible = 1e-14;

/// Follows every outcome of every measurement and reset, each with its probability.
class OutcomeTree {
public:
    OutcomeTree(const PlanData& data, const Workspace<double>& workspace, std::size_t maxBranches,
                const std::stop_token& stop)
        : m_data(data), m_workspace(workspace), m_maxBranches(maxBranches), m_stop(stop) {
        m_result.probabilities.resize(std::size_t{1} << data.qubits());
        m_result.bloch.resize(data.qubits());
    }

    Status follow(Amplitudes<double>& state, std::size_t begin, std::uint64_t bits, double weight) {
        for (std::size_t i = begin; i < m_data.steps.size(); ++i) {
            if (m_stop.stop_requested()) return cancelled();
            const Step& step = m_data.steps[i];
            if (!holds(step.conditions, bits)) continue;
            if (step.kind == StepKind::Gate) {
                applyGate(step.kernel, step.layout, m_workspace.matrixOf(step), false, state.data());
                continue;
            }
            const double one = std::clamp(probabilityOfOne(state, step.qubit), 0.0, 1.0);
            const bool likelier = one >= 0.5;
            const double other = likelier ? 1.0 - one : one;
            if (other > impossible) {
                QSTORE_CHECK(requireMemory(stateVectorBytes(m_data.qubits(), Precision::Double),
                                           "another branch of a measured state"));
                Amplitudes<double> copy = state;
                collapse(copy, step, !likelier, one);
                QSTORE_CHECK(follow(copy, i + 1, recorded(bits, step, !likelier), weight * other));
            }
            collapse(state, step, likelier, one);
            bits = recorded(bits, step, likelier);
            weight *= 1.0 - other;
        }
        return add(state, bits, weight);
    }

    OutcomeEnsemble takeResult() { return std::move(m_result); }

private:
    Status add(const Amplitudes<double>& amplitudes, std::uint64_t bits, double weight) {
        if (++m_result.branches > m_maxBranches)
            return fail(ErrorCode::ResourceExhausted,
                        "the measurements and resets of this circuit have more than " +
                            std::to_string(m_maxBranches) + " outcomes",
                        "sample it with shots instead");
        for (std::size_t index = 0; index < amplitudes.size(); ++index) {
            const double probability = weight * squaredModulus(amplitudes[index]);
            if (probability == 0.0) continue;
            m_result.probabilities[index] += probability;
            m_result.outcomes[outcomeKey(m_data, index, bits)] += probability;
        }
        const State state = makeState<double>(m_data.qubits(), amplitudes);
        for (std::size_t qubit = 0; qubit < m_data.qubits(); ++qubit) {
            const std::array<double, 3> vector = state.bloch(qubit);
            for (std::size_t axis = 0; axis < 3; ++axis)
                m_result.bloch[qubit][axis] += weight * vector[axis];
        }
        return {};
    }

    const PlanData& m_data;
    const Workspace<double>& m_workspace;
    std::size_t m_maxBranches;
    std::stop_token m_stop;
    OutcomeEnsemble m_result;
};

}  // namespace

Result<OutcomeEnsemble> simulateEnsemble(const Circuit& circuit, std::size_t maxBranches,
                                         const RunControl& control) {
    const std::size_t bytes = stateVectorBytes(circuit.qubits(), Precision::Double);
    QSTORE_CHECK(requireMemory(bytes, "the state of " + std::to_string(circuit.qubits()) + " qubits"));
    // A probability and a node of the map take about five times as much as an amplitude.
    QSTORE_CHECK(requireMemory(5 * bytes, "the probabilities of every outcome"));
    PlanData data;
    QSTORE_CHECK(compileSteps(circuit, data));
    QSTORE_CHECK(requireKeys(data));
    const Bindings bindings{{}, {}, 1, false};
    QSTORE_CHECK(checkBindings(data, bindings));
    QSTORE_TRY(const auto binder, Binder<double>::create(data, bindings, false));
    Workspace<double> workspace = binder.workspace();
    QSTORE_CHECK(binder.bindSample(0, workspace));
    Amplitudes<double> state(std::size_t{1} << data.qubits());
    resetToZero(state);
    OutcomeTree tree(data, workspace, maxBranches, control.stop);
    QSTORE_CHECK(tree.follow(state, 0, 0, 1.0));
    return tree.takeResult();
}

}  // namespace qstore
