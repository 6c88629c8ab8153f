// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

#include "core/stores/distance_kernels.h"
#include "core/stores/nearest.h"

namespace qstore {

/// Distances of a query to rows, smaller is nearer: minus the cosine, minus the dot product, or the squared
/// Euclidean distance.
class RowDistances {
public:
    RowDistances(const VectorRows& rows, const QueryRow& query)
        : m_rows(rows), m_query(query), m_kernels(distanceKernels()) {}

    /// Of `count` rows from `first`, all in one block.
    void of(Slot first, std::size_t count, float* out) const;
    float of(Slot slot) const {
        float distance = 0.0F;
        of(slot, 1, &distance);
        return distance;
    }

private:
    const VectorRows& m_rows;
    const QueryRow& m_query;
    DistanceKernels m_kernels;
};

/// The `most` nearest live rows that `accept` lets pass, nearest first, equal ones by id. Looks at every
/// row; blocks of rows in parallel. `accept` is asked only about rows near enough to be kept. Cancelled.
Result<std::vector<Candidate>> searchExactly(const PointTable& table, const QueryRow& query,
                                             std::size_t most, const Accept& accept,
                                             const std::stop_token& stop);

}  // namespace qstore
