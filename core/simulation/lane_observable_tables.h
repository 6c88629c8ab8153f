// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
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
    /// Bytes the tables of `program` take; saturates.
    static std::size_t bytes(const RotationProgram& program);

    LaneObservableTables(const RotationProgram& program, LaneIndexing indexing);
    LaneObservables<Real> view() const;

private:
    void addGroup(const std::vector<ObservableTerm>& terms, std::uint64_t x, std::size_t observable,
                  std::size_t size, LaneIndexing indexing);

    bool m_inLanes = false;
    std::vector<AlignedBuffer<Real>> m_tables;
    std::vector<const Real*> m_diagonals;
    std::vector<LaneObservableGroup<Real>> m_groups;
};

}  // namespace qstore
