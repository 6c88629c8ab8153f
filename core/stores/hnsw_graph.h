// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "core/stores/nearest.h"
#include "core/stores/vector_store.h"

namespace qstore {

/// The graph of Malkov & Yashunin (IEEE TPAMI 42, 824 (2020)) by hnswlib, over rows that it refers to and
/// does not copy. It only grows: a row that is in it keeps its vector until the graph is dropped. The same
/// rows in the same order give the same graph. Searches may run at once, everything else alone.
///
/// hnswlib's own marks of deletion are not used. Its version 0.6 leaves marked points out of the links of
/// new ones and, where it meets nothing else, links to none (undefined behaviour); its author came to think
/// that adding should ignore the marks (nmslib/hnswlib issue 308). Here removed points go on leading the
/// way and are left out of the answers.
class HnswGraph {
public:
    HnswGraph(const VectorRows& rows, Metric metric, const HnswSettings& settings);
    ~HnswGraph();
    HnswGraph(const HnswGraph&) = delete;
    HnswGraph& operator=(const HnswGraph&) = delete;

    /// Room for `points` points in all. ResourceExhausted before anything is taken.
    Status reserve(std::size_t points);
    /// Links a row that is not in it yet. After an error the graph is of no use.
    Status add(Slot slot);
    /// About the `ef` nearest rows, removed ones among them, in no order.
    Result<std::vector<Candidate>> search(const QueryRow& query, std::size_t ef) const;

    std::size_t size() const;
    std::size_t bytes() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore
