// SPDX-License-Identifier: Apache-2.0
#include "core/retrieval/hybrid_search.h"

#include <algorithm>
#include <chrono>
#include <limits>

#include "core/base/number_text.h"

namespace qstore {
namespace {

class Stopwatch {
public:
    double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count();
    }

private:
    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

Status check(const FidelityKernel& kernel, const std::vector<float>& query, std::size_t topK,
             const RetrievalMode& mode) {
    if (query.size() != kernel.dimension())
        return fail(ErrorCode::InvalidArgument,
                    "the query has " + std::to_string(query.size()) + " numbers, the encoder reads " +
                        std::to_string(kernel.dimension()),
                    "take an encoder for vectors of that length");
    if (topK == 0) return fail(ErrorCode::InvalidArgument, "no hits are asked for", "ask for 1 or more");
    if (!(mode.diversity >= 0.0 && mode.diversity <= 1.0))
        return fail(ErrorCode::InvalidArgument,
                    "the diversity is " + numberToText(mode.diversity) + ", not from 0 to 1");
    return {};
}

Result<QueryAnswer> candidatesOf(VectorStore& store, const std::string& collection,
                                 const std::vector<float>& query, std::size_t topK,
                                 const RetrievalMode& mode, const std::optional<Filter>& filter,
                                 const RunControl& control) {
    Query question;
    question.vector = query;
    question.topK = std::max(topK, mode.pool);
    question.filter = filter;
    question.exact = mode.exact;
    question.ef = mode.exact ? 0 : std::max(mode.ef, question.topK);
    question.withVectors = true;
    return store.query(collection, question, control);
}

/// By fidelity, equal ones in the order they came in.
std::vector<std::size_t> byFidelity(const std::vector<double>& fidelities, std::size_t count) {
    std::vector<std::size_t> order(fidelities.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return fidelities[a] > fidelities[b]; });
    order.resize(std::min(count, order.size()));
    return order;
}

/// By maximal marginal relevance.
Result<std::vector<std::size_t>> byVariety(const FidelityKernel& kernel, const std::vector<State>& states,
                                           const std::vector<double>& fidelities, std::size_t count,
                                           double diversity, const RunControl& control) {
    std::vector<double> nearest(states.size(), 0.0);  // to any that is chosen
    std::vector<bool> chosen(states.size(), false);
    std::vector<std::size_t> order;
    while (order.size() < std::min(count, states.size())) {
        std::size_t best = states.size();
        double highest = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < states.size(); ++i) {
            const double worth = (1.0 - diversity) * fidelities[i] - diversity * nearest[i];
            if (chosen[i] || worth <= highest) continue;
            highest = worth;
            best = i;
        }
        chosen[best] = true;
        order.push_back(best);
        QSTORE_TRY(const std::vector<double> likeness, kernel.against(states[best], states, control));
        for (std::size_t i = 0; i < states.size(); ++i) nearest[i] = std::max(nearest[i], likeness[i]);
    }
    return order;
}

}  // namespace

const std::vector<RetrievalMode>& retrievalModes() {
    static const std::vector<RetrievalMode> modes{{"precise", true, 200, 0, 0.0},
                                                  {"balanced", false, 50, 0, 0.0},
                                                  {"exploratory", false, 200, 0, 0.5}};
    return modes;
}

Result<RetrievalMode> retrievalModeOf(std::string_view name) {
    std::string names;
    for (const RetrievalMode& mode : retrievalModes()) {
        if (mode.name == name) return mode;
        names += (names.empty() ? "" : ", ") + mode.name;
    }
    return fail(ErrorCode::InvalidArgument, "there is no mode '" + std::string(name) + "'",
                "the modes are " + names);
}

Result<RetrievalAnswer> hybridSearch(VectorStore& store, const std::string& collection,
                                     const FidelityKernel& kernel, const std::vector<float>& query,
                                     std::size_t topK, const RetrievalMode& mode,
                                     const std::optional<Filter>& filter, const RunControl& control) {
    QSTORE_CHECK(check(kernel, query, topK, mode));
    const RunControl quiet{control.stop, {}};
    RetrievalAnswer answer;
    const Stopwatch searching;
    QSTORE_TRY(QueryAnswer found, candidatesOf(store, collection, query, topK, mode, filter, quiet));
    answer.candidatesExact = found.exact;
    answer.stages.push_back({"candidates", 0, found.hits.size(), searching.seconds()});

    const Stopwatch encoding;
    std::vector<std::vector<float>> vectors{query};
    for (const Hit& hit : found.hits) vectors.push_back(hit.vector);
    QSTORE_TRY(std::vector<State> states, kernel.encode(vectors, quiet));
    const State asked = states.front();
    states.erase(states.begin());
    answer.stages.push_back({"encode", vectors.size(), vectors.size(), encoding.seconds()});

    const Stopwatch ranking;
    QSTORE_TRY(const std::vector<double> fidelities, kernel.against(asked, states, quiet));
    std::vector<std::size_t> order;
    if (mode.diversity > 0.0) {
        QSTORE_TRY(order, byVariety(kernel, states, fidelities, topK, mode.diversity, quiet));
    } else {
        order = byFidelity(fidelities, topK);
    }
    for (const std::size_t i : order) answer.hits.push_back({std::move(found.hits[i]), i, fidelities[i]});
    answer.stages.push_back({"rank", states.size(), answer.hits.size(), ranking.seconds()});
    return answer;
}

}  // namespace qstore
