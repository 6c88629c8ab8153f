// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "core/base/random.h"
#include "core/circuit/transpile.h"
#include "core/circuit/transpile_targets.h"

namespace {

using namespace qstore;

/// Half one-qubit turns, half CX between any two.
Circuit randomCircuit(std::size_t qubits, std::size_t gates) {
    RandomStream random(1, "benchmark circuit");
    CircuitParts parts;
    parts.qubits = qubits;
    for (std::size_t i = 0; i < gates; ++i) {
        const auto order = random.permutation(qubits);
        if (i % 2 == 0)
            parts.operations.push_back(Operation::gateOn("ry", {order[0]}, {Angle(random.uniform())}));
        else
            parts.operations.push_back(Operation::gateOn("cx", {order[0], order[1]}));
    }
    return Circuit::of(std::move(parts));
}

/// 20 qubits and 1,000 gates, as an editor would wait for. Goal: below 300 ms on the lattice, 20 ms for
/// IonQ.
void transpileTwentyQubits(benchmark::State& state, std::string_view name) {
    const Circuit circuit = randomCircuit(20, 1'000);
    const auto target = namedTarget(name, circuit.qubits());
    if (!target) throw std::runtime_error(target.error().message);
    CircuitMetrics after;
    for (auto _ : state) {
        const auto result = transpile(circuit, *target);
        if (!result) throw std::runtime_error(result.error().message);
        after = result->after;
    }
    state.counters["twoQubitGates"] = static_cast<double>(after.twoQubitGates);
    state.counters["depth"] = static_cast<double>(after.depth);
}
BENCHMARK_CAPTURE(transpileTwentyQubits, heavyHex, "heavy-hex")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(transpileTwentyQubits, line, "line")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(transpileTwentyQubits, ionq, "ionq")->Unit(benchmark::kMillisecond);

}  // namespace
