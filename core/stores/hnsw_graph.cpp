// SPDX-License-Identifier: Apache-2.0
#include "core/stores/hnsw_graph.h"

#include <cmath>
#include <cstring>
#include <fstream>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/base/memory.h"
#include "core/stores/distance_kernels.h"

// The only file that includes hnswlib. Distances are our own kernels, so its hand-written ones are not
// wanted: with them come functions that are not inline, and prefetches that read past the lists of links.
#define NO_MANUAL_VECTORIZATION
#include <hnswlib/hnswlib.h>

namespace qstore {
namespace {

/// What hnswlib keeps of a point as its data: where its row is.
struct NodeRow {
    Slot slot = 0;
};

/// What it is handed as a query: no slot, and the query itself behind it.
struct QueryNode {
    static constexpr Slot kNoSlot = ~Slot{0};
    Slot slot = kNoSlot;
    const QueryRow* query = nullptr;
};

struct RowView {
    const float* values;
    float inverseNorm;
};

/// Distances between rows, told to hnswlib as those of a space whose points are slots.
class RowSpace : public hnswlib::SpaceInterface<float> {
public:
    RowSpace(const VectorRows& rows, Metric metric)
        : m_rows(rows), m_metric(metric), m_kernels(distanceKernels()) {}

    std::size_t get_data_size() override { return sizeof(NodeRow); }
    void* get_dist_func_param() override { return this; }
    hnswlib::DISTFUNC<float> get_dist_func() override {
        switch (m_metric) {
            case Metric::Cosine: return distance<Metric::Cosine>;
            case Metric::Dot: return distance<Metric::Dot>;
            case Metric::Euclidean: return distance<Metric::Euclidean>;
        }
        return distance<Metric::Euclidean>;
    }

private:
    // The data lies unaligned between links and labels.
    RowView view(const void* data) const {
        Slot slot = 0;
        std::memcpy(&slot, data, sizeof slot);
        if (slot != QueryNode::kNoSlot) return {m_rows.row(slot), m_rows.inverseNorm(slot)};
        const QueryRow& query = *static_cast<const QueryNode*>(data)->query;
        return {query.padded.get(), query.inverseNorm};
    }

    template <Metric kMetric>
    static float distance(const void* a, const void* b, const void* space) {
        const auto& self = *static_cast<const RowSpace*>(space);
        const RowView first = self.view(a);
        const RowView second = self.view(b);
        float sum = 0.0F;
        if constexpr (kMetric == Metric::Euclidean) {
            self.m_kernels.squaredDistances(first.values, second.values, self.m_rows.stride(), 1, &sum);
            return sum;
        }
        self.m_kernels.dots(first.values, second.values, self.m_rows.stride(), 1, &sum);
        // As RowDistances has it, so that graph and rows agree bit for bit.
        if constexpr (kMetric == Metric::Dot) return -sum;
        return sum * (-first.inverseNorm * second.inverseNorm);
    }

    const VectorRows& m_rows;
    Metric m_metric;
    DistanceKernels m_kernels;
};

/// Bytes of `points` points: links, row and label on the lowest level; a lock, the level, the list of
/// visited ones, the way from label to point; on average 1/(m - 1) of a list of links above.
std::size_t graphBytes(std::size_t points, std::size_t m) {
    constexpr std::size_t mapNode = 48;
    const std::size_t lowest =
        (2 * m + 1) * sizeof(unsigned) + sizeof(NodeRow) + sizeof(hnswlib::labeltype);
    const std::size_t beside =
        sizeof(std::mutex) + sizeof(int) + sizeof(char*) + 2 * sizeof(hnswlib::vl_type) + mapNode;
    const std::size_t above = ((m + 1) * sizeof(unsigned) + 16) / (m - 1) + 1;
    return saturatingMultiply(points, lowest + beside + above);
}

tl::unexpected<Error> graphFailed(const std::exception& exception) {
    return fail(ErrorCode::ResourceExhausted,
                std::string("the graph of the collection could not be built: ") + exception.what(),
                "Close other collections, or use an exact collection.");
}

}  // namespace

struct HnswGraph::Impl {
    Impl(const VectorRows& rows, Metric metric, const HnswSettings& wanted)
        : space(rows, metric), settings(wanted) {}

    static constexpr std::size_t kSeed = 100;  // of the levels
    RowSpace space;
    HnswSettings settings;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;
    std::size_t capacity = 0;
};

HnswGraph::HnswGraph(const VectorRows& rows, Metric metric, const HnswSettings& settings)
    : m_impl(std::make_unique<Impl>(rows, metric, settings)) {}
HnswGraph::~HnswGraph() = default;

Status HnswGraph::reserve(std::size_t points) {
    constexpr std::size_t least = 1024;
    Impl& impl = *m_impl;
    if (points <= impl.capacity) return {};
    const std::size_t capacity = std::max({points, impl.capacity + impl.capacity / 2, least});
    // Growing copies, so old and new are there at once.
    QSTORE_CHECK(requireMemory(graphBytes(capacity, impl.settings.m),
                               "a graph of " + std::to_string(capacity) + " points",
                               "Close other collections, use fewer links (m), or an exact collection."));
    try {
        if (impl.graph) {
            impl.graph->resizeIndex(capacity);
        } else {
            impl.graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(
                &impl.space, capacity, impl.settings.m, impl.settings.efConstruction, Impl::kSeed);
            // Each search says how many candidates it wants; this is only a lower bound.
            impl.graph->setEf(1);
        }
    } catch (const std::exception& exception) {
        return graphFailed(exception);
    }
    impl.capacity = capacity;
    return {};
}

Status HnswGraph::add(Slot slot) {
    QSTORE_CHECK(reserve(size() + 1));
    const NodeRow node{slot};
    try {
        m_impl->graph->addPoint(&node, slot);
    } catch (const std::exception& exception) {
        return graphFailed(exception);
    }
    return {};
}

Result<std::vector<Candidate>> HnswGraph::search(const QueryRow& query, std::size_t ef) const {
    std::vector<Candidate> found;
    if (size() == 0) return found;
    QueryNode node;
    node.query = &query;
    try {
        auto nearest = m_impl->graph->searchKnn(&node, ef);
        found.reserve(nearest.size());
        for (; !nearest.empty(); nearest.pop())
            found.push_back({nearest.top().first, static_cast<Slot>(nearest.top().second)});
    } catch (const std::exception& exception) {
        return graphFailed(exception);
    }
    return found;
}

std::size_t HnswGraph::size() const {
    return m_impl->graph ? m_impl->graph->cur_element_count : 0;
}

std::size_t HnswGraph::bytes() const {
    return graphBytes(m_impl->capacity, m_impl->settings.m);
}

}  // namespace qstore
