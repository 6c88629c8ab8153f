// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <stop_token>
#include <utility>
#include <vector>

#include "core/stores/hnsw_graph.h"
#include "core/stores/nearest.h"

namespace qstore {

/// Candidates, nearest first, and whether every live row was looked at for them.
struct IndexAnswer {
    std::vector<Candidate> nearest;
    bool exact = true;
};

/// The rows of a table that are in a graph, those that are not yet, and the search over both. Searches may
/// run at once, everything else alone.
class HnswIndex {
public:
    HnswIndex(const PointTable& table, Metric metric, const HnswSettings& settings);

    /// A new row, to be linked by link().
    void add(Slot slot) { m_waiting.push_back(slot); }
    /// The points of these rows are gone from the table. A row in the graph stays in it until most of them
    /// are gone; then the graph is dropped and all rows wait.
    void remove(const std::vector<Slot>& slots);
    /// Slots that nothing here refers to any more, to be released by the table.
    std::vector<Slot> takeFreed() { return std::exchange(m_freed, {}); }

    /// Room in the graph for the waiting rows and `points` more.
    Status reserveMore(std::size_t points);
    /// Links up to `most` waiting rows. On an error the graph is dropped and all rows wait.
    Status link(std::size_t most);

    std::size_t waiting() const { return m_waiting.size(); }
    /// Live rows in the graph.
    std::size_t linked() const { return m_linked - m_dead.size(); }
    std::size_t bytes() const;

    /// The `most` nearest live rows that `accept` lets pass. `ef` candidates come from the graph, and twice
    /// as many again while too few of them pass; where looking at every row costs less, that is done.
    Result<IndexAnswer> search(const QueryRow& query, std::size_t most, std::size_t ef,
                               const Accept& accept, const std::stop_token& stop) const;

private:
    bool isScanCheaper(std::size_t ef) const;
    Result<std::vector<Candidate>> searchGraph(const QueryRow& query, std::size_t most, std::size_t ef,
                                               const Accept& accept, const std::stop_token& stop,
                                               bool& enough) const;
    /// An empty graph, for which every live row waits.
    void startOver();

    const PointTable& m_table;
    Metric m_metric;
    HnswSettings m_settings;
    std::unique_ptr<HnswGraph> m_graph;
    std::vector<bool> m_isLinked;  ///< by slot
    std::vector<Slot> m_waiting;   ///< in the order they came
    std::vector<Slot> m_dead;      ///< in the graph, their points gone
    std::vector<Slot> m_freed;
    std::size_t m_linked = 0;  ///< in the graph, dead ones among them
};

}  // namespace qstore
