// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include "core/data/csv.h"

namespace {

/// Goal: at least 20 MB/s, so that a hundred megabytes open in five seconds.
void readCsv(benchmark::State& state) {
    const auto bytes = static_cast<std::size_t>(state.range(0));
    std::string text = "a,b,c,d,e\n";
    while (text.size() < bytes) text += "12.345678,-0.00012345,red,1e-5,123456\n3.25,7.5,blue,2,9\n";
    for (auto _ : state) {
        const auto table = qstore::parseCsv(text, {});
        if (!table) return state.SkipWithError(table.error().message.c_str());
        benchmark::DoNotOptimize(table->rows());
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(text.size()) * state.iterations());
}
BENCHMARK(readCsv)->Arg(1'000'000)->Arg(100'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
