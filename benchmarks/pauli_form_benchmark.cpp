// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "core/base/parallel.h"
#include "core/benchmark/workload_circuits.h"
#include "core/simulation/plan.h"

// The two forms of the engine on W3 (value and gradient of shared weights after one encoding), one thread.
// The constants of core/simulation/engine_choice.cpp come from these pairs. Goal: with 4 qubits and 1000
// samples the Pauli form is 1.5 times as fast as the lanes, with 8 qubits it is ahead from some 4000 on.

namespace {

using namespace qstore;

struct Batch {
    Batch(const benchmark::State& state, ExpectationForm form)
        : samples(static_cast<std::size_t>(state.range(1))) {
        const auto qubits = static_cast<std::size_t>(state.range(0));
        const Precision precision = state.range(2) == 0 ? Precision::Double : Precision::Single;
        auto compiled = Plan::compile(classifierCircuit(qubits), {PauliSum::z(0)}, {precision, 0, form});
        if (!compiled) throw std::runtime_error(compiled.error().message);
        plan = *compiled;
        weights.assign(plan->signature().weights.size(), 0.3);
        for (std::size_t i = 0; i < samples * qubits; ++i)
            inputs.push_back(0.001 * static_cast<double>(i % 3001));
    }
    Bindings bindings() const { return {weights, inputs, samples, false}; }

    std::size_t samples;
    std::shared_ptr<const Plan> plan;
    std::vector<double> weights, inputs;
};

void gradients(benchmark::State& state, ExpectationForm form) {
    const Batch batch(state, form);
    const Cotangent one = [](std::size_t, std::span<const double>, std::span<double> out) { out[0] = 1.0; };
    setThreadCount(1);
    for (auto _ : state) benchmark::DoNotOptimize(batch.plan->forwardBackward(batch.bindings(), one));
    setThreadCount(0);
    state.SetItemsProcessed(static_cast<std::int64_t>(batch.samples) * state.iterations());
}

void values(benchmark::State& state, ExpectationForm form) {
    const Batch batch(state, form);
    setThreadCount(1);
    for (auto _ : state) benchmark::DoNotOptimize(batch.plan->expectations(batch.bindings()));
    setThreadCount(0);
    state.SetItemsProcessed(static_cast<std::int64_t>(batch.samples) * state.iterations());
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgsProduct({{4, 6, 8}, {100, 1000, 10000}, {0, 1}})
        ->ArgNames({"qubits", "samples", "float"})
        ->UseRealTime()
        ->Unit(benchmark::kMicrosecond);
}

BENCHMARK_CAPTURE(gradients, lanes, ExpectationForm::Lanes)->Apply(sizes);
BENCHMARK_CAPTURE(gradients, pauli, ExpectationForm::Pauli)->Apply(sizes);
BENCHMARK_CAPTURE(values, lanes, ExpectationForm::Lanes)->Apply(sizes);
BENCHMARK_CAPTURE(values, pauli, ExpectationForm::Pauli)->Apply(sizes);

}  // namespace
