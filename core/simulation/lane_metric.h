// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "core/base/progress.h"
#include "core/simulation/plan_data.h"

namespace qstore {

/// The Fubini-Study metric of small circuits: the state and its derivatives by all weights walk through one
/// rotation program, a sample in each SIMD lane. Thread-safe.
class LaneMetric {
public:
    /// Null where it is not the right one. `data` must outlive it.
    static std::unique_ptr<const LaneMetric> create(const PlanData& data);
    virtual ~LaneMetric() = default;

    /// Re(⟨∂i|∂j⟩ − ⟨∂i|ψ⟩⟨ψ|∂j⟩), averaged over the samples: weights × weights. `bindings` must have been
    /// checked, and have a sample at least. The same bits for any number of threads.
    virtual Result<std::vector<double>> run(const Bindings& bindings, const RunControl& control) const = 0;
    /// Bytes of memory it holds.
    virtual std::size_t bytes() const = 0;
};

}  // namespace qstore
