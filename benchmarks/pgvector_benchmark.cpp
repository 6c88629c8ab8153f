// SPDX-License-Identifier: GPL-3.0-or-later
// Pushing to PostgreSQL, next to what psql does with the same rows. Needs a server:
//   QSTORE_PGVECTOR=postgresql://user@localhost/db?sslmode=disable QSTORE_PGVECTOR_KEY=… qstore_bench
//   --benchmark_filter=Pgvector
// Goal: as many rows a second as at least 70 % of psql's \copy and merge of the same rows.
#ifdef QSTORE_WITH_PGVECTOR
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <string>

#include "core/base/random.h"
#include "plugins/pgvector/pgvector_driver.h"

namespace qstore {
namespace {

constexpr std::size_t kPoints = 100000;
constexpr std::size_t kDimension = 128;
constexpr std::size_t kBatch = 10000;

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

std::vector<Point> batchAt(std::size_t from) {
    RandomStream random(1, "points", from);
    std::vector<Point> points(kBatch);
    for (std::size_t i = 0; i < kBatch; ++i) {
        points[i].id = "point " + std::to_string(from + i);
        points[i].vector.resize(kDimension);
        for (float& component : points[i].vector) component = static_cast<float>(random.uniform());
        points[i].payload = {{"row", static_cast<std::int64_t>(from + i)}};
    }
    return points;
}

/// What went wrong; empty for nothing.
std::string push(VectorStore& store, benchmark::State& state) {
    CollectionSpec spec;
    spec.name = "benchmark";
    spec.dimension = kDimension;
    if (const auto made = store.createCollection(spec, {}); !made) return made.error().message;
    for (std::size_t from = 0; from < kPoints; from += kBatch) {
        state.PauseTiming();
        std::vector<Point> batch = batchAt(from);
        state.ResumeTiming();
        if (const auto done = store.upsert(spec.name, std::move(batch), {}); !done)
            return done.error().message;
    }
    return {};
}

void pgvectorPush(benchmark::State& state) {
    StoreConnection connection;
    connection.name = "benchmark";
    connection.kind = "pgvector";
    connection.endpoint = variable("QSTORE_PGVECTOR");
    if (connection.endpoint.empty()) return state.SkipWithError("QSTORE_PGVECTOR names no server");
    const auto store = PgvectorDriver().open(connection, Secret(variable("QSTORE_PGVECTOR_KEY")));
    if (!store) return state.SkipWithError(store.error().message.c_str());
    for ([[maybe_unused]] auto round : state) {
        static_cast<void>((*store)->dropCollection("benchmark", {}));
        if (const std::string why = push(**store, state); !why.empty())
            return state.SkipWithError(why.c_str());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(kPoints) *
                            static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(pgvectorPush)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

}  // namespace
}  // namespace qstore
#endif
