// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "core/simulation/plan_data.h"

namespace qstore {

/// Final states of circuits without random steps, by sweeps over the rotation program.
class StateEngine {
public:
    /// Null where it is not the right one: random steps, or so few qubits that nothing is gained. `data`
    /// must outlive the engine.
    static std::unique_ptr<const StateEngine> create(const PlanData& data);
    virtual ~StateEngine() = default;

    /// True when the working copy fits beside the state.
    bool fitsMemory() const;
    /// Bytes of memory it holds, with what finished runs left for the next.
    virtual std::size_t bytes() const = 0;
    /// The state of the first sample. `bindings` must have been checked.
    virtual Result<State> run(const Bindings& bindings, const RunControl& control) const = 0;

protected:
    explicit StateEngine(const PlanData& data) : m_data(data) {}
    const PlanData& m_data;
};

}  // namespace qstore
