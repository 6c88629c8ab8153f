// SPDX-License-Identifier: GPL-3.0-or-later
#include <benchmark/benchmark.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/stores/local_store.h"

namespace {

using namespace qstore;

constexpr std::size_t kCount = 100'000;
constexpr std::size_t kDimension = 128;
constexpr std::size_t kBatch = 10'000;
constexpr std::size_t kQueries = 200;

/// Keeps nothing: the benchmark asks only what is in memory.
class NoStorage : public PointStorage {
public:
    Result<std::vector<StoredCollection>> collections() override { return m_all; }
    Status createCollection(const CollectionSpec& spec) override {
        m_all.push_back({spec, 0, m_revision});
        return {};
    }
    Status dropCollection(const std::string&, const PointRevision&) override { return {}; }
    Result<PointRevision> putBatch(const std::string&, const PointRevision&,
                                   std::span<const Point>) override {
        return wrote();
    }
    Result<PointRevision> removeBatch(const std::string&, const PointRevision&,
                                      std::span<const std::string>) override {
        return wrote();
    }
    Result<PointRevision> revision(const std::string&) override { return m_revision; }
    Result<PointRevision> forEach(const std::string&, const Chunk&) override { return m_revision; }

private:
    PointRevision wrote() { return m_revision = m_revision.next(); }
    std::vector<StoredCollection> m_all;
    PointRevision m_revision;
};

/// Vectors as encoders make them: many components, few of them free (`latent` directions and a little
/// noise); with as many directions as components they are independent, which no data is and no index can
/// use.
class Vectors {
public:
    explicit Vectors(std::size_t latent) : m_random(11, "vectors"), m_latent(latent) {
        m_mixing.resize(latent * kDimension);
        for (float& x : m_mixing) x = static_cast<float>(m_random.normal());
    }
    std::vector<float> next() {
        std::vector<float> vector(kDimension);
        for (float& x : vector) x = 0.1F * static_cast<float>(m_random.normal());
        for (std::size_t j = 0; j < m_latent; ++j) {
            const auto factor = static_cast<float>(m_random.normal());
            for (std::size_t i = 0; i < kDimension; ++i) vector[i] += factor * m_mixing[kDimension * j + i];
        }
        return vector;
    }

private:
    RandomStream m_random;
    std::size_t m_latent;
    std::vector<float> m_mixing;
};

/// A filled collection and queries that are not in it; made once for each kind.
struct Filled {
    Filled(IndexKind index, std::size_t latent) : store(std::make_shared<NoStorage>()) {
        CollectionSpec spec;
        spec.name = "bench";
        spec.dimension = kDimension;
        spec.metric = Metric::Cosine;
        spec.index = index;
        Vectors vectors(latent);
        ok = store.createCollection(spec, {}).has_value();
        for (std::size_t first = 0; first < kCount; first += kBatch) {
            std::vector<Point> points(kBatch);
            for (std::size_t i = 0; i < kBatch; ++i) {
                points[i].id = std::to_string(first + i);
                points[i].vector = vectors.next();
                points[i].payload["n"] = static_cast<std::int64_t>(first + i);
            }
            ok = ok && store.upsert(spec.name, std::move(points), {}).has_value();
        }
        queries.resize(kQueries);
        for (Query& query : queries) query.vector = vectors.next();
    }
    static Filled& of(IndexKind index, std::size_t latent) {
        static std::map<std::pair<IndexKind, std::size_t>, std::unique_ptr<Filled>> all;
        auto& filled = all[{index, latent}];
        if (!filled) filled = std::make_unique<Filled>(index, latent);
        return *filled;
    }

    LocalStore store;
    std::vector<Query> queries;
    bool ok = false;
};

double recallOf(Filled& filled, std::size_t ef) {
    std::size_t found = 0;
    std::size_t wanted = 0;
    for (Query query : filled.queries) {
        query.exact = true;
        const auto truth = filled.store.query("bench", query, {});
        query.exact = false;
        query.ef = ef;
        const auto answer = filled.store.query("bench", query, {});
        if (!truth || !answer) return 0.0;
        std::set<std::string> nearest;
        for (const Hit& hit : truth->hits) nearest.insert(hit.id);
        wanted += nearest.size();
        for (const Hit& hit : answer->hits) found += nearest.count(hit.id);
    }
    return static_cast<double>(found) / static_cast<double>(wanted);
}

void ask(benchmark::State& state, Filled& filled, const std::optional<Filter>& filter, bool exact,
         std::size_t ef) {
    if (!filled.ok) return state.SkipWithError("the collection was not filled");
    std::vector<Query> queries = filled.queries;
    for (Query& query : queries) {
        query.filter = filter;
        query.exact = exact;
        query.ef = ef;
    }
    std::size_t at = 0;
    for (auto _ : state) {
        const auto answer = filled.store.query("bench", queries[at++ % queries.size()], {});
        if (!answer) return state.SkipWithError(answer.error().message.c_str());
        if (answer->exact != exact) return state.SkipWithError("the other way was taken");
        benchmark::DoNotOptimize(answer->hits.size());
    }
}

/// Goal: below 10 ms on two cores.
void exactQuery(benchmark::State& state) {
    ask(state, Filled::of(IndexKind::Exact, 16), {}, true, 0);
}
BENCHMARK(exactQuery)->UseRealTime()->Unit(benchmark::kMillisecond);

/// One point in a hundred passes.
void exactFilteredQuery(benchmark::State& state) {
    ask(state, Filled::of(IndexKind::Exact, 16), *parseFilter("n < 1000"), true, 0);
}
BENCHMARK(exactFilteredQuery)->UseRealTime()->Unit(benchmark::kMillisecond);

/// Goal: below 1 ms at a recall of 0.95 or more, for ten of a hundred thousand. Arguments: free directions
/// of the data, ef (0: the store's choice).
void hnswQuery(benchmark::State& state) {
    Filled& filled = Filled::of(IndexKind::Hnsw, static_cast<std::size_t>(state.range(0)));
    const auto ef = static_cast<std::size_t>(state.range(1));
    ask(state, filled, {}, false, ef);
    state.counters["recall"] = recallOf(filled, ef);
}
BENCHMARK(hnswQuery)
    ->Args({16, 0})
    ->Args({16, 64})
    ->Args({128, 0})
    ->Args({128, 1000})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

}  // namespace
