// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "core/benchmark/workload_circuits.h"
#include "core/circuit/templates.h"
#include "core/simulation/plan.h"
#include "core/simulation/trajectories.h"

namespace {

using namespace qstore;

std::shared_ptr<const Plan> planFor(std::size_t qubits) {
    const auto circuit = makeTemplate("hardware-efficient", qubits, {{"layers", "4"}});
    if (!circuit) throw std::runtime_error(circuit.error().message);
    std::vector<PauliSum> observables;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) observables.push_back(PauliSum::z(qubit));
    auto plan = Plan::compile(*circuit, std::move(observables));
    if (!plan) throw std::runtime_error(plan.error().message);
    return *plan;
}

/// Binding and running one circuit. Goal: a window that redraws while a slider moves, so below 16 ms at
/// 16 qubits.
void runState(benchmark::State& state) {
    const auto plan = planFor(static_cast<std::size_t>(state.range(0)));
    const std::vector<double> weights(plan->signature().weights.size(), 0.3);
    for (auto _ : state) benchmark::DoNotOptimize(plan->run(weights, {}));
}
BENCHMARK(runState)->DenseRange(4, 20, 4)->Unit(benchmark::kMillisecond);

/// Expectations of a batch of 64 samples with weights of their own. Goal: training that a person can watch.
void batchExpectations(benchmark::State& state) {
    const auto plan = planFor(static_cast<std::size_t>(state.range(0)));
    constexpr std::size_t samples = 64;
    const std::vector<double> weights(samples * plan->signature().weights.size(), 0.3);
    for (auto _ : state) benchmark::DoNotOptimize(plan->expectations({weights, {}, samples, true}));
    state.SetItemsProcessed(static_cast<std::int64_t>(samples) * state.iterations());
}
BENCHMARK(batchExpectations)->DenseRange(2, 10, 4)->Unit(benchmark::kMillisecond);

/// Adjoint gradient of all weights. Goal: below six times the forward run, whatever the number of weights.
void adjointGradient(benchmark::State& state) {
    const auto plan = planFor(static_cast<std::size_t>(state.range(0)));
    const std::vector<double> weights(plan->signature().weights.size(), 0.3);
    const Cotangent ones = [](std::size_t, std::span<const double>, std::span<double> cotangent) {
        for (double& value : cotangent) value = 1.0;
    };
    for (auto _ : state) benchmark::DoNotOptimize(plan->forwardBackward({weights, {}}, ones));
}
BENCHMARK(adjointGradient)->DenseRange(4, 16, 4)->Unit(benchmark::kMillisecond);

/// The Fubini-Study metric of the weights of W3 for a batch. Goal: below a hundred gradients of the batch,
/// so that natural gradients are worth their steps.
void metric(benchmark::State& state) {
    const auto plan = Plan::compile(classifierCircuit(static_cast<std::size_t>(state.range(0)))).value();
    const auto samples = static_cast<std::size_t>(state.range(1));
    const std::vector<double> weights(plan->signature().weights.size(), 0.3);
    const std::vector<double> inputs(samples * plan->signature().inputs.size(), 0.2);
    for (auto _ : state)
        benchmark::DoNotOptimize(plan->fubiniStudyMetric({weights, inputs, samples, false}));
    state.SetItemsProcessed(static_cast<std::int64_t>(samples) * state.iterations());
}
BENCHMARK(metric)
    ->ArgsProduct({{4, 8, 10}, {1, 32}})
    ->ArgNames({"qubits", "samples"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// What a device of today does: errors of gates, and energy that leaks away meanwhile.
NoiseModel weakNoise() {
    NoiseModel noise;
    const auto add = [&](Result<Channel> channel, std::size_t arity) {
        const Status added = channel ? noise.add({*channel, nullptr, arity, {}}) : Status{};
        if (!channel || !added) throw std::runtime_error("a channel was refused");
    };
    add(Channel::depolarizing(0.001), 1);
    add(Channel::depolarizing(0.01, 2), 2);
    add(Channel::amplitudeDamping(0.002), 2);
    return noise;
}

/// A thousand trajectories of a circuit of four layers with ⟨Z⟩ of each qubit and shots. Goal: less time
/// than a person waits, and the lanes (path 1) several times faster than single trajectories (path 2).
void trajectories(benchmark::State& state) {
    const auto qubits = static_cast<std::size_t>(state.range(0));
    auto circuit = makeTemplate("hardware-efficient", qubits, {{"layers", "4"}});
    if (!circuit) throw std::runtime_error(circuit.error().message);
    std::vector<std::pair<std::string, double>> values;
    for (const auto& parameter : circuit->parameters()) values.emplace_back(parameter.name, 0.3);
    const Circuit bound = circuit->bound(values).value();
    std::vector<PauliSum> observables;
    for (std::size_t qubit = 0; qubit < qubits; ++qubit) observables.push_back(PauliSum::z(qubit));
    const NoiseModel noise = weakNoise();
    TrajectoryOptions options;
    options.path = static_cast<TrajectoryPath>(state.range(1));
    for (auto _ : state) benchmark::DoNotOptimize(simulateTrajectories(bound, noise, observables, options));
    state.SetItemsProcessed(static_cast<std::int64_t>(options.trajectories) * state.iterations());
}
BENCHMARK(trajectories)
    ->ArgNames({"qubits", "path"})
    ->ArgsProduct({{4, 8, 12}, {1, 2}})
    ->Unit(benchmark::kMillisecond);

}  // namespace
