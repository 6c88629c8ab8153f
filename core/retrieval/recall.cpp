// SPDX-License-Identifier: Apache-2.0
#include "core/retrieval/recall.h"

#include <algorithm>
#include <chrono>
#include <set>

namespace qstore {
namespace {

struct Everything {
    std::vector<std::string> ids;
    std::vector<State> states;
};

Result<Everything> encodeAll(VectorStore& store, const std::string& collection,
                             const FidelityKernel& kernel, const RunControl& control) {
    Everything all;
    std::vector<std::vector<float>> vectors;
    ScrollRequest request;
    request.limit =
        std::max<std::size_t>(1, std::min<std::size_t>(store.capabilities().maxPagePoints, 1000));
    request.withVectors = true;
    request.withPayload = false;
    do {
        QSTORE_TRY(Page page, store.scroll(collection, request, control));
        for (Point& point : page.points) {
            all.ids.push_back(std::move(point.id));
            vectors.push_back(std::move(point.vector));
        }
        request.cursor = std::move(page.nextCursor);
    } while (!request.cursor.empty());
    QSTORE_TRY(all.states, kernel.encode(vectors, control));
    return all;
}

/// The points of highest fidelity with the query, without an index.
Result<std::set<std::string>> bestOf(const Everything& all, const FidelityKernel& kernel,
                                     const std::vector<float>& query, std::size_t topK,
                                     const RunControl& control) {
    const std::vector<std::vector<float>> one{query};
    QSTORE_TRY(const std::vector<State> asked, kernel.encode(one, control));
    QSTORE_TRY(const std::vector<double> fidelities, kernel.against(asked.front(), all.states, control));
    std::vector<std::size_t> order(all.ids.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const std::size_t count = std::min(topK, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                      [&](std::size_t a, std::size_t b) {
                          return fidelities[a] != fidelities[b] ? fidelities[a] > fidelities[b]
                                                                : all.ids[a] < all.ids[b];
                      });
    std::set<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) ids.insert(all.ids[order[i]]);
    return ids;
}

template <class Hits, class IdOf>
double shareOf(const std::set<std::string>& wanted, const Hits& hits, const IdOf& idOf) {
    if (wanted.empty()) return 1.0;
    std::size_t found = 0;
    for (const auto& hit : hits) found += wanted.count(idOf(hit));
    return static_cast<double>(found) / static_cast<double>(wanted.size());
}

/// What the index misses of the store's own nearest.
Result<double> indexRecall(VectorStore& store, const std::string& collection,
                           const std::vector<float>& query, std::size_t topK, const RetrievalMode& mode,
                           const RunControl& control) {
    Query question;
    question.vector = query;
    question.topK = topK;
    question.withPayload = false;
    question.exact = true;
    QSTORE_TRY(const QueryAnswer exact, store.query(collection, question, control));
    question.topK = std::max(topK, mode.pool);
    question.exact = mode.exact;
    question.ef = mode.exact ? 0 : std::max(mode.ef, question.topK);
    QSTORE_TRY(const QueryAnswer candidates, store.query(collection, question, control));
    std::set<std::string> wanted;
    for (const Hit& hit : exact.hits) wanted.insert(hit.id);
    return shareOf(wanted, candidates.hits, [](const Hit& hit) { return hit.id; });
}

}  // namespace

Result<std::vector<ModeQuality>> measureModes(VectorStore& store, const std::string& collection,
                                              const FidelityKernel& kernel,
                                              const std::vector<std::vector<float>>& queries,
                                              std::size_t topK, const std::vector<RetrievalMode>& modes,
                                              const RunControl& control) {
    if (queries.empty())
        return fail(ErrorCode::InvalidArgument, "no queries are given", "give one or more to measure with");
    const RunControl quiet{control.stop, {}};
    QSTORE_TRY(const Everything all, encodeAll(store, collection, kernel, quiet));
    std::vector<ModeQuality> qualities;
    std::size_t done = 0;
    for (const RetrievalMode& mode : modes) {
        ModeQuality quality;
        quality.mode = mode.name;
        quality.queries = queries.size();
        for (const std::vector<float>& query : queries) {
            if (control.stop.stop_requested()) return cancelled();
            QSTORE_TRY(const std::set<std::string> best, bestOf(all, kernel, query, topK, quiet));
            const auto start = std::chrono::steady_clock::now();
            QSTORE_TRY(const RetrievalAnswer answer,
                       hybridSearch(store, collection, kernel, query, topK, mode, {}, quiet));
            const double seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            quality.meanSeconds += seconds;
            quality.largestSeconds = std::max(quality.largestSeconds, seconds);
            quality.recall +=
                shareOf(best, answer.hits, [](const RankedHit& ranked) { return ranked.hit.id; });
            QSTORE_TRY(const double index, indexRecall(store, collection, query, topK, mode, quiet));
            quality.candidateRecall += index;
            control.report(++done, queries.size() * modes.size());
        }
        // Divided last, so that finding all is 1 to the bit.
        for (double* sum : {&quality.recall, &quality.candidateRecall, &quality.meanSeconds})
            *sum /= static_cast<double>(queries.size());
        qualities.push_back(std::move(quality));
    }
    return qualities;
}

}  // namespace qstore
