// SPDX-License-Identifier: Apache-2.0
#include "core/benchmark/workloads.h"

#include <numbers>

#include "core/base/random.h"
#include "core/benchmark/workload_circuits.h"

namespace qstore {
namespace {

/// The same angles in every run, so that times and checksums compare.
std::vector<double> angles(std::size_t count, std::string_view stream) {
    RandomStream random(1, stream);
    std::vector<double> values(count);
    for (double& value : values) value = 2.0 * std::numbers::pi * random.uniform();
    return values;
}

Result<BoundPlan> boundPlan(const Circuit& circuit, std::vector<PauliSum> observables, Precision precision,
                            std::size_t samples, bool weightsPerSample) {
    BoundPlan bound;
    QSTORE_TRY(bound.plan, Plan::compile(circuit, std::move(observables), {precision}));
    const Signature& signature = bound.plan->signature();
    bound.weights = angles(signature.weights.size() * (weightsPerSample ? samples : 1), "weights");
    bound.inputs = angles(signature.inputs.size() * samples, "inputs");
    bound.samples = samples;
    bound.weightsPerSample = weightsPerSample;
    return bound;
}

/// Enough for the threads to share, few enough for a machine's memory.
std::size_t batchOf(std::size_t qubits) {
    return qubits <= 6 ? 2048 : 512;
}

/// A workload whose call is the gradient of `bound`.
Workload gradientCall(BoundPlan bound, Workload described) {
    described.qubits = bound.plan->qubits();
    described.precision = bound.plan->precision();
    described.run =
        [bound = std::make_shared<const BoundPlan>(std::move(bound))](const RunControl& control) -> Status {
        QSTORE_CHECK(bound->gradient(control));
        return {};
    };
    return described;
}

Workload stateCall(BoundPlan bound, Workload described) {
    described.qubits = bound.plan->qubits();
    described.precision = bound.plan->precision();
    described.run =
        [bound = std::make_shared<const BoundPlan>(std::move(bound))](const RunControl& control) -> Status {
        QSTORE_CHECK(bound->plan->run(bound->weights, bound->inputs, control));
        return {};
    };
    return described;
}

Workload described(std::string work, std::string variant, std::string unit, double unitsPerRun) {
    Workload workload;
    workload.work = std::move(work);
    workload.variant = std::move(variant);
    workload.unit = std::move(unit);
    workload.unitsPerRun = unitsPerRun;
    return workload;
}

}  // namespace

Result<VectorJacobian> BoundPlan::gradient(const RunControl& control) const {
    const Cotangent ones = [](std::size_t, std::span<const double>, std::span<double> cotangent) {
        for (double& value : cotangent) value = 1.0;
    };
    // Progress belongs to the list of rows, not to one call.
    return plan->forwardBackward(bindings(), ones, {}, RunControl{control.stop, {}});
}

Result<BoundPlan> gradientQuestion(std::size_t qubits, Precision precision, std::size_t samples) {
    return boundPlan(gradientCircuit(qubits), {PauliSum::z(0)}, precision, samples, samples > 1);
}

Result<BoundPlan> classifierQuestion(std::size_t qubits, Precision precision, std::size_t samples) {
    return boundPlan(classifierCircuit(qubits), {PauliSum::z(0)}, precision, samples, false);
}

Result<Workload> stateWorkload(std::size_t qubits, Precision precision) {
    QSTORE_TRY(BoundPlan bound, boundPlan(stateCircuit(qubits), {}, precision, 1, false));
    return stateCall(std::move(bound), described("W1", "", "circuit", 1.0));
}

Result<Workload> batchedGradientWorkload(std::size_t qubits, Precision precision) {
    const std::size_t samples = batchOf(qubits);
    QSTORE_TRY(BoundPlan bound, gradientQuestion(qubits, precision, samples));
    return gradientCall(std::move(bound),
                        described("W2", "batched", "gradient", static_cast<double>(samples)));
}

Result<Workload> singleGradientWorkload(std::size_t qubits, Precision precision) {
    constexpr std::size_t mostPerThread = 12;
    QSTORE_TRY(BoundPlan bound, gradientQuestion(qubits, precision, 1));
    Workload workload = gradientCall(std::move(bound), described("W2", "single", "gradient", 1.0));
    workload.isPerThread = qubits <= mostPerThread;
    return workload;
}

Result<Workload> classifierWorkload(std::size_t qubits, Precision precision) {
    QSTORE_TRY(BoundPlan bound, classifierQuestion(qubits, precision));
    const auto samples = static_cast<double>(bound.samples);
    return gradientCall(std::move(bound), described("W3", "", "sample", samples));
}

Result<Workload> samplingWorkload(std::size_t qubits, Precision precision, std::uint64_t shots,
                                  bool counted, const RunControl& control) {
    QSTORE_TRY(const BoundPlan bound, boundPlan(stateCircuit(qubits), {}, precision, 1, false));
    QSTORE_TRY(const State state,
               bound.plan->run(bound.weights, bound.inputs, RunControl{control.stop, {}}));
    Workload workload =
        described("W4", std::to_string(shots) + (counted ? " shots, counted" : " shots"), "draw", 1.0);
    workload.qubits = qubits;
    workload.precision = precision;
    workload.run = [state, shots, counted](const RunControl&) -> Status {
        const std::size_t seen =
            counted ? state.sample(shots, 1).size() : state.sampleSorted(shots, 1).size();
        if (seen == 0) return fail(ErrorCode::Failed, "no shots came out of " + std::to_string(shots));
        return {};
    };
    return workload;
}

Result<Workload> variantWorkload(const VariantInfo& variant, std::size_t qubits, Precision precision) {
    const Circuit circuit = variant.circuit(qubits);
    const std::size_t samples = qubits <= 10 ? batchOf(qubits) : 1;
    QSTORE_TRY(BoundPlan bound,
               boundPlan(circuit, {variant.observable(qubits)}, precision, samples, samples > 1));
    const auto gates = static_cast<double>(samples * circuit.operations().size());
    return gradientCall(std::move(bound), described("variants", variant.name, "gate", gates));
}

Result<Workload> stateGrowthWorkload(std::size_t qubits, Precision precision) {
    const Circuit circuit = stateCircuit(qubits, 3);
    QSTORE_TRY(BoundPlan bound, boundPlan(circuit, {}, precision, 1, false));
    return stateCall(std::move(bound), described("growth", "qubits", "gate",
                                                 static_cast<double>(circuit.operations().size())));
}

Result<Workload> batchGrowthWorkload(std::size_t qubits, Precision precision, std::size_t samples) {
    QSTORE_TRY(BoundPlan bound, classifierQuestion(qubits, precision, samples));
    const std::size_t gates = samples * bound.plan->circuit().operations().size();
    return gradientCall(std::move(bound), described("growth", "batch of " + std::to_string(samples), "gate",
                                                    static_cast<double>(gates)));
}

}  // namespace qstore
