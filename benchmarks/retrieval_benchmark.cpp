// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/circuit/circuit.h"
#include "core/retrieval/fidelity_kernel.h"

namespace {

using namespace qstore;

constexpr std::size_t kQubits = 6;
constexpr std::size_t kCandidates = 1000;

/// Two layers of turns by the columns with a ring of entanglers between them.
Circuit encoder() {
    CircuitParts parts;
    parts.qubits = kQubits;
    for (std::size_t i = 0; i < kQubits; ++i) {
        const std::string name = "x" + std::to_string(i);
        parts.parameters.push_back({name, ParameterRole::Column, {}, name});
    }
    for (int layer = 0; layer < 2; ++layer) {
        for (std::size_t i = 0; i < kQubits; ++i)
            parts.operations.push_back(
                Operation::gateOn("ry", {static_cast<Qubit>(i)}, {Angle::symbol("x" + std::to_string(i))}));
        for (std::size_t i = 0; i < kQubits; ++i)
            parts.operations.push_back(Operation::gateOn(
                "cx", {static_cast<Qubit>(i), static_cast<Qubit>((i + 1) % kQubits)}, {}));
    }
    return Circuit::of(std::move(parts));
}

/// Goal: below 5 ms for 1,000 candidates on 6 qubits, encoding included.
void reranking(benchmark::State& state) {
    const auto kernel = FidelityKernel::create(encoder());
    if (!kernel) return state.SkipWithError(kernel.error().message.c_str());
    RandomStream random(5, "candidates");
    std::vector<std::vector<float>> vectors(kCandidates + 1, std::vector<float>(kQubits));
    for (std::vector<float>& vector : vectors)
        for (float& x : vector) x = static_cast<float>(3.0 * random.uniform());
    for (auto _ : state) {
        const auto states = (*kernel)->encode(vectors);
        if (!states) return state.SkipWithError(states.error().message.c_str());
        const auto found = (*kernel)->against(states->back(), *states);
        if (!found) return state.SkipWithError(found.error().message.c_str());
        benchmark::DoNotOptimize(found->data());
    }
}
BENCHMARK(reranking)->UseRealTime()->Unit(benchmark::kMillisecond);

}  // namespace
