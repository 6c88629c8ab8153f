// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan.h"

#include <new>

#include "core/base/parallel.h"
#include "core/base/random.h"
#include "core/simulation/branching.h"
#include "core/simulation/lane_engine.h"
#include "core/simulation/lane_metric.h"
#include "core/simulation/pauli_kernels.h"
#include "core/simulation/plan_binding.h"
#include "core/simulation/plan_bytes.h"
#include "core/simulation/plan_data.h"
#include "core/simulation/shot_sampling.h"
#include "core/simulation/state_engine.h"
#include "core/simulation/state_storage.h"

namespace qstore {
namespace {

/// Calls a template of the plan's precision.
#define QSTORE_BY_PRECISION(data, function, ...)                                   \
    ((data).options.precision == Precision::Double ? function<double>(__VA_ARGS__) \
                                                   : function<float>(__VA_ARGS__))

Status checkObservables(const PlanData& data) {
    for (std::size_t k = 0; k < data.observables.size(); ++k) {
        const std::uint64_t support = pauliSupport(data.observables[k]);
        for (std::size_t qubit = 0; qubit < 64; ++qubit) {
            if (((support >> qubit) & 1U) == 0 || qubit < data.qubits()) continue;
            return fail(ErrorCode::InvalidArgument,
                        "observable " + std::to_string(k) + " acts on qubit " + std::to_string(qubit) +
                            ", but the circuit has only " + std::to_string(data.qubits()) + " qubits",
                        "Qubits are counted from 0.");
        }
    }
    return {};
}

template <class Real>
Result<std::vector<double>> planExpectations(const PlanData& data, const Bindings& bindings,
                                             const RunControl& control) {
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, false));
    const std::size_t count = data.observables.size();
    std::vector<double> result(bindings.samples * count);
    QSTORE_CHECK(forSampleChunks(
        data, bindings.samples, control, [&](std::size_t, std::size_t first, std::size_t last) -> Status {
            Workspace<Real> workspace = binder.workspace();
            Amplitudes<Real> state(std::size_t{1} << data.qubits());
            for (std::size_t sample = first; sample < last; ++sample) {
                QSTORE_CHECK(binder.bindSample(sample, workspace));
                resetToZero(state);
                if (!applySteps(data, workspace, 0, data.steps.size(), state, control.stop))
                    return cancelled();
                for (std::size_t k = 0; k < count; ++k)
                    result[sample * count + k] = pauliExpectation(data.observables[k], state);
            }
            return {};
        }));
    return result;
}

template <class Real>
Result<State> planRun(const PlanData& data, const Bindings& bindings, const RunControl& control) {
    QSTORE_TRY(const auto binder, Binder<Real>::create(data, bindings, false));
    Workspace<Real> workspace = binder.workspace();
    QSTORE_CHECK(binder.bindSample(0, workspace));
    Amplitudes<Real> state(std::size_t{1} << data.qubits());
    resetToZero(state);
    if (!applySteps(data, workspace, 0, data.steps.size(), state, control.stop)) return cancelled();
    return makeState<Real>(data.qubits(), std::move(state));
}

Result<State> runData(const PlanData& data, std::span<const double> weights, std::span<const double> inputs,
                      const RunControl& control) {
    QSTORE_CHECK(requireDeterministic(data, "the final state"));
    const Bindings bindings{weights, inputs, 1, false};
    QSTORE_CHECK(checkBindings(data, bindings));
    return QSTORE_BY_PRECISION(data, planRun, data, bindings, control);
}

/// What was promised to fit can still be taken away by other programs in the meantime.
template <class Run>
auto withoutExhaustion(const Run& run) -> decltype(run()) {
    try {
        return run();
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::ResourceExhausted, "memory ran out during the simulation",
                    "Close other programs, or use fewer qubits or fewer samples at a time.");
    }
}

/// Below, many samples at a time are faster than one state at a time.
constexpr std::size_t kSampledByEngine = 13;

/// planSample() for circuits with one final state: the same numbers drawn from the same streams.
Result<std::vector<Counts>> sampleStates(const PlanData& data, const StateEngine& states,
                                         const Bindings& bindings, std::uint64_t shots, std::uint64_t seed,
                                         const RunControl& control) {
    QSTORE_CHECK(requireKeys(data));
    const std::size_t weights = bindings.weightsPerSample ? data.weights() : 0;
    std::vector<Counts> result(bindings.samples);
    const auto run = [&](std::size_t sample) -> Status {
        const Bindings own{bindings.weights.subspan(sample * weights, data.weights()),
                           bindings.inputs.subspan(sample * data.inputs(), data.inputs()), 1, false};
        QSTORE_TRY(const State state, states.run(own, control));
        RandomStream random(seed, "shots", sample);
        const auto count = [&](std::uint64_t index, std::uint64_t times) {
            result[sample][outcomeKey(data, index, 0)] += times;
        };
        std::visit(
            [&](const auto& amplitudes) {
                for (std::uint64_t left = shots; left > 0 && !control.stop.stop_requested();) {
                    const std::uint64_t batch = std::min(left, kShotsPerPass);
                    sampleBasisStates(amplitudes, batch, random, count);
                    left -= batch;
                }
            },
            state.storage().amplitudes);
        if (control.stop.stop_requested()) return cancelled();
        return {};
    };
    std::vector<Status> statuses(bindings.samples);
    if (data.qubits() < kParallelStateQubits) {
        parallelFor(bindings.samples, [&](std::size_t sample) { statuses[sample] = run(sample); });
    } else {
        for (std::size_t sample = 0; sample < bindings.samples; ++sample) {
            QSTORE_CHECK(run(sample));
            control.report(sample + 1, bindings.samples);
        }
    }
    for (Status& status : statuses) QSTORE_CHECK(std::move(status));
    return result;
}

}  // namespace

Plan::Impl::Impl() = default;
Plan::Impl::~Impl() = default;

const StateEngine* Plan::Impl::states() const {
    std::call_once(m_statesOnce, [this] {
        m_states = StateEngine::create(*this);
        m_statesMade = m_states.get();
    });
    return m_states.get();
}

const LaneMetric* Plan::Impl::metric() const {
    std::call_once(m_metricOnce, [this] {
        m_metric = LaneMetric::create(*this);
        m_metricMade = m_metric.get();
    });
    return m_metric.get();
}

std::size_t Plan::Impl::bytes() const {
    const StateEngine* states = m_statesMade;
    const LaneMetric* metric = m_metricMade;
    return fixedBytes + (lanes ? lanes->bytes() : 0) + (states != nullptr ? states->bytes() : 0) +
           (metric != nullptr ? metric->bytes() : 0);
}

Plan::Plan(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Plan::~Plan() = default;

Result<std::shared_ptr<const Plan>> Plan::compile(const Circuit& circuit, std::vector<PauliSum> observables,
                                                  PlanOptions options) {
    QSTORE_CHECK(requireMemory(stateVectorBytes(circuit.qubits(), options.precision),
                               "the state of " + std::to_string(circuit.qubits()) + " qubits"));
    auto impl = std::make_unique<Impl>();
    impl->observables = std::move(observables);
    impl->options = options;
    QSTORE_CHECK(compileSteps(circuit, *impl));
    QSTORE_CHECK(checkObservables(*impl));
    findDeadWeights(*impl);
    impl->lanes = LaneEngine::create(*impl, impl->withoutLanes);
    impl->fixedBytes = blockBytes(sizeof(Plan)) + blockBytes(sizeof(Impl)) + heldBytes(*impl) +
                       heldBytes(impl->withoutLanes);
    return std::shared_ptr<const Plan>(new Plan(std::move(impl)));
}

const Circuit& Plan::circuit() const {
    return m_impl->circuit;
}
const std::vector<PauliSum>& Plan::observables() const {
    return m_impl->observables;
}
std::size_t Plan::qubits() const {
    return m_impl->qubits();
}
Precision Plan::precision() const {
    return m_impl->options.precision;
}
const Signature& Plan::signature() const {
    return m_impl->signature;
}
std::size_t Plan::stateBytes() const {
    return stateVectorBytes(qubits(), precision());
}
std::size_t Plan::bytes() const {
    return m_impl->bytes();
}
const std::vector<bool>& Plan::deadWeights() const {
    return m_impl->deadWeights;
}
std::string Plan::description() const {
    std::string text = describePlan(*m_impl);
    if (m_impl->lanes) text += m_impl->lanes->description();
    if (!m_impl->withoutLanes.empty())
        text += "expectations and gradients: step by step, since " + m_impl->withoutLanes + "\n";
    return text;
}

Result<std::vector<double>> Plan::expectations(const Bindings& bindings, const RunControl& control) const {
    QSTORE_CHECK(requireDeterministic(*m_impl, "an exact expectation value"));
    QSTORE_CHECK(checkBindings(*m_impl, bindings));
    QSTORE_CHECK(requireResultMemory(*m_impl, bindings, {false, false}));
    if (m_impl->lanes)
        return withoutExhaustion([&] { return m_impl->lanes->expectations(bindings, control); });
    return QSTORE_BY_PRECISION(*m_impl, planExpectations, *m_impl, bindings, control);
}

Result<std::vector<Counts>> Plan::sample(const Bindings& bindings, std::uint64_t shots, std::uint64_t seed,
                                         const RunControl& control) const {
    QSTORE_CHECK(checkBindings(*m_impl, bindings));
    constexpr std::size_t always = std::size_t{64} << 20U;
    // An outcome each, at least, beside what says how it went.
    constexpr std::size_t outcome = 64;
    const std::size_t bytes =
        saturatingMultiply(bindings.samples, sizeof(Counts) + sizeof(Status) + outcome);
    if (bytes > always)
        QSTORE_CHECK(requireMemory(bytes, "the counts of " + std::to_string(bindings.samples) + " samples",
                                   "Ask for fewer samples at a time."));
    if (shots > 0 && m_impl->isDeterministic() && qubits() >= kSampledByEngine &&
        m_impl->states() != nullptr && m_impl->states()->fitsMemory())
        return withoutExhaustion(
            [&] { return sampleStates(*m_impl, *m_impl->states(), bindings, shots, seed, control); });
    return QSTORE_BY_PRECISION(*m_impl, planSample, *m_impl, bindings, shots, seed, control);
}

Result<VectorJacobian> Plan::forwardBackward(const Bindings& bindings, const Cotangent& cotangent,
                                             GradientRequest request, const RunControl& control) const {
    QSTORE_CHECK(requireDeterministic(*m_impl, "an exact gradient"));
    QSTORE_CHECK(checkBindings(*m_impl, bindings));
    QSTORE_CHECK(requireResultMemory(*m_impl, bindings, request));
    if (m_impl->lanes) {
        QSTORE_CHECK(requireGradientMemory(*m_impl));
        QSTORE_TRY(VectorJacobian result, withoutExhaustion([&] {
                       return m_impl->lanes->forwardBackward(bindings, cotangent, request, control);
                   }));
        QSTORE_CHECK(requireFiniteGradient(*m_impl, result));
        return result;
    }
    return QSTORE_BY_PRECISION(*m_impl, planForwardBackward, *m_impl, bindings, cotangent, request,
                               control);
}

Result<std::vector<double>> Plan::fubiniStudyMetric(const Bindings& bindings,
                                                    const RunControl& control) const {
    QSTORE_CHECK(requireDeterministic(*m_impl, "the Fubini-Study metric"));
    QSTORE_CHECK(checkBindings(*m_impl, bindings));
    if (bindings.samples == 0) {
        return fail(ErrorCode::InvalidArgument,
                    "the metric is an average over samples, but there are none");
    }
    return withoutExhaustion([&]() -> Result<std::vector<double>> {
        if (m_impl->metric() != nullptr) return m_impl->metric()->run(bindings, control);
        return QSTORE_BY_PRECISION(*m_impl, planMetric, *m_impl, bindings, control);
    });
}

Result<State> Plan::run(std::span<const double> weights, std::span<const double> inputs,
                        const RunControl& control) const {
    const Bindings bindings{weights, inputs, 1, false};
    QSTORE_CHECK(requireDeterministic(*m_impl, "the final state"));
    QSTORE_CHECK(checkBindings(*m_impl, bindings));
    const StateEngine* states = m_impl->states();
    if (states != nullptr && states->fitsMemory())
        return withoutExhaustion([&] { return states->run(bindings, control); });
    return runData(*m_impl, weights, inputs, control);
}

Result<State> Plan::runPrefix(std::size_t operationCount, std::span<const double> weights,
                              std::span<const double> inputs) const {
    CircuitParts parts = circuit().parts();
    if (operationCount > parts.operations.size()) {
        return fail(ErrorCode::InvalidArgument, "the circuit has " +
                                                    std::to_string(parts.operations.size()) +
                                                    " operations, not " + std::to_string(operationCount));
    }
    parts.operations.resize(operationCount);
    QSTORE_TRY(const Circuit prefix, Circuit::create(std::move(parts)));
    Impl data;
    data.options = m_impl->options;
    QSTORE_CHECK(compileSteps(prefix, data));
    return runData(data, weights, inputs, {});
}

Result<State> simulate(const Circuit& circuit, const RunControl& control) {
    QSTORE_TRY(const auto plan, Plan::compile(circuit));
    const Signature& signature = plan->signature();
    if (!signature.weights.empty() || !signature.inputs.empty()) {
        const std::string& name = signature.weights.empty() ? signature.inputs[0] : signature.weights[0];
        return fail(ErrorCode::InvalidArgument, "the parameter '" + name + "' has no value",
                    "Bind every parameter before simulating.");
    }
    return plan->run({}, {}, control);
}

}  // namespace qstore
