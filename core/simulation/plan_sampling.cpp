// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "core/simulation/branching.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_data.h"
#include "core/simulation/shot_sampling.h"

namespace qstore {
namespace {

/// A person who cancels waits for at most so many shots.
constexpr std::uint64_t shotsBetweenStops = std::uint64_t{1} << 22U;

/// All shots of one sample. Shots share a state until a measurement parts them: the smaller group
/// goes on with a copy, the larger one with the original, so that at most log₂(shots) copies live.
template <class Real>
class ShotTree {
public:
    ShotTree(const PlanData& data, const Workspace<Real>& workspace, RandomStream random,
             const std::stop_token& stop)
        : m_data(data), m_workspace(workspace), m_random(random), m_stop(stop) {}

    Status follow(Amplitudes<Real>& state, std::size_t begin, std::uint64_t bits, std::uint64_t shots) {
        for (std::size_t i = begin; i < m_data.steps.size(); ++i) {
            if (m_stop.stop_requested()) return cancelled();
            const Step& step = m_data.steps[i];
            if (!holds(step.conditions, bits)) continue;
            if (step.kind == StepKind::Gate) {
                applyGate(step.kernel, step.layout, m_workspace.matrixOf(step), false, state.data());
                continue;
            }
            const double one = std::clamp(probabilityOfOne(state, step.qubit), 0.0, 1.0);
            const std::uint64_t ones = drawOnes(shots, one);
            const bool larger = 2 * ones >= shots;
            const std::uint64_t fewer = larger ? shots - ones : ones;
            if (fewer > 0) {
                QSTORE_CHECK(requireMemory(stateVectorBytes(m_data.qubits(), m_data.options.precision),
                                           "another branch of a measured state"));
                Amplitudes<Real> copy = state;
                collapse(copy, step, !larger, one);
                QSTORE_CHECK(follow(copy, i + 1, recorded(bits, step, !larger), fewer));
            }
            collapse(state, step, larger, one);
            bits = recorded(bits, step, larger);
            shots -= fewer;
        }
        for (std::uint64_t left = shots; left > 0;) {
            if (m_stop.stop_requested()) return cancelled();
            const std::uint64_t batch = std::min(left, shotsBetweenStops);
            sampleBasisStates(state, batch, m_random, [&](std::uint64_t index, std::uint64_t times) {
                m_counts[outcomeKey(m_data, index, bits)] += times;
            });
            left -= batch;
        }
        return {};
    }

    Counts takeCounts() { return std::move(m_counts); }

private:
    std::uint64_t drawOnes(std::uint64_t shots, double one) {
        std::uint64_t ones = 0;
        for (std::uint64_t shot = 0; shot < shots; ++shot) {
            // The caller looks again at the next step, before anything is made of the number.
            if (shot % shotsBetweenStops == 0 && m_stop.stop_requested()) break;
            ones += m_random.uniform() < one ? 1U : 0U;
        }
        return ones;
    }

    const PlanData& m_data;
    const Workspace<Real>& m_workspace;
    RandomStream m_random;
    std::stop_token m_stop;
    Counts m_counts;
};

}  // namespace

Status requireKeys(const PlanData& data) {
    if (data.circuit.bits() <= 64 || !data.assignsBits) return {};
    return fail(ErrorCode::Unsupported,
                "shots are keyed by at most 64 classical bits, but the circuit has " +
                    std::to_string(data.circuit.bits()));
}

template <class Real>
Result<std::vector<Counts>> planSample(const PlanData& data, const Bindings& bindings, std::uint64_t shots,
                                       std::uint64_t seed, const RunControl& control) {
    QSTORE_CHECK(requireKeys(data));
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, false));
    std::vector<Counts> result(bindings.samples);
    if (shots == 0) return result;
    QSTORE_CHECK(forSampleChunks(
        data, bindings.samples, control, [&](std::size_t, std::size_t first, std::size_t last) -> Status {
            Workspace<Real> workspace = binder.workspace();
            Amplitudes<Real> state(std::size_t{1} << data.qubits());
            for (std::size_t sample = first; sample < last; ++sample) {
                QSTORE_CHECK(binder.bindSample(sample, workspace));
                resetToZero(state);
                // The sample's number is the substream: its counts do not depend on its neighbours.
                ShotTree<Real> tree(data, workspace, RandomStream(seed, "shots", sample), control.stop);
                QSTORE_CHECK(tree.follow(state, 0, 0, shots));
                result[sample] = tree.takeCounts();
            }
            return {};
        }));
    return result;
}

template Result<std::vector<Counts>> planSample<double>(const PlanData&, const Bindings&, std::uint64_t,
                                                        std::uint64_t, const RunControl&);
template Result<std::vector<Counts>> planSample<float>(const PlanData&, const Bindings&, std::uint64_t,
                                                       std::uint64_t, const RunControl&);

}  // namespace qstore
