// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/simulation/aligned_buffer.h"
#include "core/simulation/lane_kernels.h"

namespace qstore {

/// Where the numbers of index i lie: with several lanes, these are the highest index bits.
struct LaneIndexing {
    std::size_t memoryBits = 0;
    std::size_t lanes = 1;

    std::size_t vectorOf(std::size_t index) const { return index & ((std::size_t{1} << memoryBits) - 1); }
    std::size_t laneOf(std::size_t index) const { return index >> memoryBits; }
};

/// The observables of a rotation program, their strings grouped by flip mask: one table and one pass for
/// each mask, however many strings share it.
template <class Real>
class LaneObservableTables {
public:
    /// Bytes that the tables of `program` take, and how many signs are looked at to fill them; both
    /// saturate.
    struct Cost {
        std::size_t bytes = 0;
        std::size_t signs = 0;
    };
    static Cost cost(const RotationProgram& program);

    LaneObservableTables(const RotationProgram& program, LaneIndexing indexing);
    LaneObservables<Real> view() const;
    /// Bytes on the heap.
    std::size_t bytes() const;

private:
    void addGroup(const std::vector<ObservableTerm>& terms, std::uint64_t x, std::size_t observable,
                  std::size_t size, LaneIndexing indexing);

    static void fill(const std::vector<std::pair<std::uint64_t, double>>& terms, LaneIndexing indexing,
                     AlignedBuffer<Real>& table);

    bool m_inLanes = false;
    std::vector<AlignedBuffer<Real>> m_tables;
    std::vector<const Real*> m_diagonals;
    std::vector<LaneObservableGroup<Real>> m_groups;
};

}  // namespace qstore
