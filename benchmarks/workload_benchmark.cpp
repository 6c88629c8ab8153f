// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/benchmark/benchmark_report.h"
#include "core/benchmark/workloads.h"

// The workloads of `qstore bench`. Goals are times on one Sapphire Rapids core (3.75 GHz, 120 GFLOP/s in
// double, 59 GB/s in L3, 30 GB/s in DRAM) with double amplitudes; `qstore bench` carries them over to this
// machine.

namespace {

using namespace qstore;

Precision precisionOf(const benchmark::State& state) {
    return state.range(1) == 0 ? Precision::Double : Precision::Single;
}

void time(benchmark::State& state, const Result<Workload>& workload) {
    if (!workload) return state.SkipWithError(workload.error().message.c_str());
    const ThreadScope scope(1);
    for (auto _ : state) {
        const Status status = workload->run({});
        if (!status) return state.SkipWithError(status.error().message.c_str());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(workload->unitsPerRun) * state.iterations());
}

std::size_t qubitsOf(const benchmark::State& state) {
    return static_cast<std::size_t>(state.range(0));
}

/// W1, a state: 16 qubits in 2.1 ms, 20 in 40 ms, 24 in 1.0 s (21 sweeps over its memory are 0.38 s); at
/// most 3.0 ms, 55 ms and 1.5 s. Floats take half.
void W1(benchmark::State& state) {
    time(state, stateWorkload(qubitsOf(state), precisionOf(state)));
}
BENCHMARK(W1)
    ->ArgsProduct({{10, 12, 16, 20, 24}, {0, 1}})
    ->ArgNames({"qubits", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// W2, a gradient of 8n angles, many at once (items are gradients): 0.16 us with 4 qubits, 0.70 us with
/// 6, 4.2 us with 8, 21 us with 10, 114 us with 12; at most 0.29, 1.07, 5.9, 30 and 166 us.
void W2batched(benchmark::State& state) {
    time(state, batchedGradientWorkload(qubitsOf(state), precisionOf(state)));
}
BENCHMARK(W2batched)
    ->ArgsProduct({{4, 6, 8, 10, 12}, {0, 1}})
    ->ArgNames({"qubits", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// A gate in the gradients of a variant of W2 on 8 qubits, by its place in circuitVariants() (items are
/// gates); the first is W2 itself. The next four at most twice its time, the others at most two and a half
/// times.
void variant(benchmark::State& state) {
    const VariantInfo& info = circuitVariants()[static_cast<std::size_t>(state.range(0))];
    state.SetLabel(info.name);
    time(state, variantWorkload(info, 8, Precision::Double));
}
BENCHMARK(variant)->DenseRange(0, 9)->UseRealTime()->Unit(benchmark::kMillisecond);

/// W2, one gradient: 10 us with 8 qubits, 41 us with 10, 114 us with 12, 2.4 ms with 16, 51 ms with 20; at
/// most 15, 51 and 166 us, 3.6 and 72 ms.
void W2single(benchmark::State& state) {
    time(state, singleGradientWorkload(qubitsOf(state), precisionOf(state)));
}
BENCHMARK(W2single)
    ->ArgsProduct({{8, 10, 12, 16, 20}, {0, 1}})
    ->ArgNames({"qubits", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// W3, value and gradient of 1000 samples (items are samples): 94 ns a sample with 4 qubits, 2.7 us with 8,
/// which is 1.6 times the multiply-adds it needs; at most 153 ns and 4.3 us. These are goals of the lanes;
/// the Pauli form should stay below (pauli_form_benchmark.cpp compares the two).
void W3(benchmark::State& state) {
    time(state, classifierWorkload(qubitsOf(state), precisionOf(state)));
}
BENCHMARK(W3)
    ->ArgsProduct({{4, 8}, {0, 1}})
    ->ArgNames({"qubits", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// W4, shots of a state of 20 qubits as a sorted list: 100,000 in 2.5 ms, 1,000,000 in 8.8 ms; at most 3.1
/// and 13 ms.
void W4(benchmark::State& state) {
    time(state,
         samplingWorkload(20, precisionOf(state), static_cast<std::uint64_t>(state.range(0)), false, {}));
}
BENCHMARK(W4)
    ->ArgsProduct({{100000, 1000000}, {0, 1}})
    ->ArgNames({"shots", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

/// The same as the map that Sampler gives; no goal of its own, it shows what the map costs.
void W4counted(benchmark::State& state) {
    time(state,
         samplingWorkload(20, precisionOf(state), static_cast<std::uint64_t>(state.range(0)), true, {}));
}
BENCHMARK(W4counted)
    ->ArgsProduct({{100000, 1000000}, {0, 1}})
    ->ArgNames({"shots", "float"})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
