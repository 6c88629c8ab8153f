// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "core/circuit/circuit_structure.h"
#include "core/circuit/templates.h"
#include "core/simulation/plan_cache.h"

namespace {

using namespace qstore;

constexpr std::size_t kQubits = 6;

Circuit sixQubits() {
    const auto circuit = makeTemplate("hardware-efficient", kQubits, {{"layers", "4"}});
    if (!circuit) throw std::runtime_error(circuit.error().message);
    return *circuit;
}

std::vector<PauliSum> everyZ() {
    std::vector<PauliSum> observables;
    for (std::size_t qubit = 0; qubit < kQubits; ++qubit) observables.push_back(PauliSum::z(qubit));
    return observables;
}

/// The circuit with other values, as after a step of a slider.
std::vector<Circuit> moved(const Circuit& circuit) {
    std::vector<Circuit> circuits;
    for (int step = 0; step < 8; ++step) {
        CircuitParts parts = circuit.parts();
        for (Parameter& parameter : parts.parameters) parameter.value = 0.1 * step;
        circuits.push_back(Circuit::of(std::move(parts)));
    }
    return circuits;
}

std::vector<double> weightsOf(const Circuit& circuit) {
    std::vector<double> weights;
    for (const Parameter& parameter : circuit.parameters())
        weights.push_back(parameter.value.value_or(0.0));
    return weights;
}

/// What an edit without the cache costs: compile, bind, run.
void compileAndRun(benchmark::State& state) {
    const std::vector<Circuit> circuits = moved(sixQubits());
    const std::vector<PauliSum> observables = everyZ();
    std::size_t at = 0;
    for (auto _ : state) {
        const Circuit& circuit = circuits[at++ % circuits.size()];
        const auto plan = Plan::compile(circuit, observables).value();
        benchmark::DoNotOptimize(plan->expectations({weightsOf(circuit), {}}));
    }
}
BENCHMARK(compileAndRun)->Unit(benchmark::kMicrosecond);

/// The same through the cache: find, bind, run. Goal: below a fifth of compileAndRun.
void findAndRun(benchmark::State& state) {
    const std::vector<Circuit> circuits = moved(sixQubits());
    const std::vector<PauliSum> observables = everyZ();
    PlanCache cache;
    std::size_t at = 0;
    for (auto _ : state) {
        const Circuit& circuit = circuits[at++ % circuits.size()];
        const auto plan = cache.compile(circuit, observables).value();
        benchmark::DoNotOptimize(plan->expectations({weightsOf(circuit), {}}));
    }
    state.counters["hitRate"] = cache.statistics().hitRate().value_or(0.0);
}
BENCHMARK(findAndRun)->Unit(benchmark::kMicrosecond);

/// The part of it that is the circuit's name.
void structureHashSixQubits(benchmark::State& state) {
    const Circuit circuit = sixQubits();
    for (auto _ : state) benchmark::DoNotOptimize(structureHash(circuit));
}
BENCHMARK(structureHashSixQubits)->Unit(benchmark::kMicrosecond);

}  // namespace
