// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/simulation/plan_data.h"

namespace qstore {

/// Expectation values and gradients of small circuits: the rotation program of a plan on SIMD lanes, which
/// are samples where there are many, or amplitudes of one state where there are few.
class LaneEngine {
public:
    /// Null where it is not the right one; `reason` then says why, unless no question could be asked of it
    /// (random steps, no observables). `data` must outlive the engine.
    static std::unique_ptr<const LaneEngine> create(const PlanData& data, std::string& reason);
    virtual ~LaneEngine() = default;

    /// `bindings` must have been checked.
    virtual Result<std::vector<double>> expectations(const Bindings& bindings,
                                                     const RunControl& control) const = 0;
    virtual Result<VectorJacobian> forwardBackward(const Bindings& bindings, const Cotangent& cotangent,
                                                   GradientRequest request,
                                                   const RunControl& control) const = 0;
    /// Bytes of memory it holds, with what finished runs left for the next.
    virtual std::size_t bytes() const = 0;
    /// One line for `circuit info`.
    virtual std::string description() const = 0;
};

}  // namespace qstore
