// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "core/stores/point_table.h"

namespace qstore {

/// A row and how far it is, in a number that orders as the metric does: smaller is nearer.
struct Candidate {
    float distance = 0.0F;
    Slot slot = 0;
};

/// Whether a live row may be an answer; empty: every one may. Called from several threads.
using Accept = std::function<bool(Slot)>;

/// Nearer first, equal distances by id.
struct NearerThan {
    const PointTable* table;
    bool operator()(const Candidate& a, const Candidate& b) const {
        if (a.distance != b.distance) return a.distance < b.distance;
        return table->id(a.slot) < table->id(b.slot);
    }
};

/// The `most` nearest of the candidates seen so far. The order is total, so the answer does not depend on
/// the order in which they come.
class Nearest {
public:
    Nearest(const PointTable& table, std::size_t most) : m_nearer{&table}, m_most(most) {}

    bool wouldKeep(const Candidate& candidate) const {
        return m_kept.size() < m_most || m_nearer(candidate, m_kept.front());
    }
    void add(const Candidate& candidate) {
        if (m_kept.size() == m_most) {
            std::pop_heap(m_kept.begin(), m_kept.end(), m_nearer);
            m_kept.back() = candidate;
        } else {
            m_kept.push_back(candidate);
        }
        std::push_heap(m_kept.begin(), m_kept.end(), m_nearer);
    }
    void addIfNear(const Candidate& candidate) {
        if (wouldKeep(candidate)) add(candidate);
    }
    const std::vector<Candidate>& kept() const { return m_kept; }
    /// Nearest first.
    std::vector<Candidate> sorted() && {
        std::sort_heap(m_kept.begin(), m_kept.end(), m_nearer);
        return std::move(m_kept);
    }

private:
    NearerThan m_nearer;
    std::size_t m_most;
    std::vector<Candidate> m_kept;  ///< a heap with the farthest in front
};

}  // namespace qstore
