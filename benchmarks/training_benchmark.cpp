// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/simulation/plan.h"

#include <benchmark/benchmark.h>

#include <numbers>

namespace qstore {
namespace {

struct Model {
    std::shared_ptr<const Plan> plan;
    std::vector<double> weights;
    std::vector<double> inputs;
    Bindings bindings;
};

std::vector<double> angles(std::size_t count) {
    RandomStream random(1, "benchmark");
    std::vector<double> values(count);
    for (double& value : values) value = random.uniform() * std::numbers::pi;
    return values;
}

/// Angle encoding of one column per qubit, then `layers` of RY and RZ on every qubit and a ring of CX;
/// Z of every qubit is observed. The shape of nearly every trained circuit.
std::unique_ptr<Model> classifier(std::size_t qubits, std::size_t layers, std::size_t samples,
                                  Precision precision = Precision::Double) {
    CircuitParts parts;
    parts.qubits = qubits;
    for (Qubit q = 0; q < qubits; ++q) {
        const std::string name = "x" + std::to_string(q);
        parts.parameters.push_back({name, ParameterRole::Column, {}, name});
        parts.operations.push_back(Operation::gateOn("ry", {q}, {Angle::symbol(name)}));
    }
    for (std::size_t layer = 0; layer < layers; ++layer) {
        for (Qubit q = 0; q < qubits; ++q) {
            for (const char* gate : {"ry", "rz"}) {
                const std::string name = "w" + std::to_string(parts.parameters.size());
                parts.parameters.push_back({name, ParameterRole::Trainable, {}, ""});
                parts.operations.push_back(Operation::gateOn(gate, {q}, {Angle::symbol(name)}));
            }
        }
        for (Qubit q = 0; q < qubits; ++q)
            parts.operations.push_back(Operation::gateOn("cx", {q, (q + 1) % qubits}));
    }
    std::vector<PauliSum> observables;
    for (Qubit q = 0; q < qubits; ++q) observables.push_back(PauliSum::z(q));
    auto model = std::make_unique<Model>();
    model->plan = Plan::compile(Circuit::of(std::move(parts)), observables, {precision}).value();
    model->weights = angles(2 * qubits * layers);
    model->inputs = angles(qubits * samples);
    model->bindings = {model->weights, model->inputs, samples, false};
    return model;
}

void countSamples(benchmark::State& state, std::size_t samples) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(samples));
}

// Goal: one epoch of gradients over iris (150 rows, 4 qubits, 2 layers) in under 5 ms on two cores, so that
// editing the circuit retrains while you watch.
void irisEpoch(benchmark::State& state) {
    const auto model = classifier(4, 2, 150);
    for (auto _ : state) {
        benchmark::DoNotOptimize(model->plan->forwardBackward(
            model->bindings, [](std::size_t, std::span<const double> values, std::span<double> cotangent) {
                for (std::size_t k = 0; k < values.size(); ++k) cotangent[k] = 2.0 * values[k];
            }));
    }
    countSamples(state, 150);
}
BENCHMARK(irisEpoch)->UseRealTime()->Unit(benchmark::kMillisecond);

// Goal: 1,000 rows on 8 qubits and 3 layers, forward only, in under 100 ms on two cores.
void forwardEightQubits(benchmark::State& state) {
    const auto model = classifier(8, 3, 1000);
    for (auto _ : state) benchmark::DoNotOptimize(model->plan->expectations(model->bindings));
    countSamples(state, 1000);
}
BENCHMARK(forwardEightQubits)->UseRealTime()->Unit(benchmark::kMillisecond);

// Goal: 20 qubits, 2 layers (100 gates, 16 MiB) forward in under 2 s on two cores; single precision not
// slower.
void forwardTwentyQubits(benchmark::State& state) {
    const auto precision = state.range(0) == 0 ? Precision::Double : Precision::Single;
    const auto model = classifier(20, 2, 1, precision);
    for (auto _ : state) benchmark::DoNotOptimize(model->plan->expectations(model->bindings));
}
BENCHMARK(forwardTwentyQubits)->Arg(0)->Arg(1)->UseRealTime()->Unit(benchmark::kMillisecond);

// Goal: compiling the circuit of irisEpoch in under 1 ms: it happens at every edit.
void compileFourQubits(benchmark::State& state) {
    const auto model = classifier(4, 2, 1);
    for (auto _ : state)
        benchmark::DoNotOptimize(Plan::compile(model->plan->circuit(), model->plan->observables()));
}
BENCHMARK(compileFourQubits)->Unit(benchmark::kMicrosecond);

// Goal: 10,000 shots of 10 qubits in under 5 ms.
void tenThousandShots(benchmark::State& state) {
    const auto model = classifier(10, 2, 1);
    for (auto _ : state) benchmark::DoNotOptimize(model->plan->sample(model->bindings, 10000, 1));
}
BENCHMARK(tenThousandShots)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace qstore
