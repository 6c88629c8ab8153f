// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/simulation/plan.h"

namespace qstore {

/// What a PlanCache has done so far and holds now.
struct PlanCacheStatistics {
    std::uint64_t hits = 0;       ///< requests that found a plan, or waited for the one being made
    std::uint64_t misses = 0;     ///< requests that compiled; those that failed too
    std::uint64_t evictions = 0;  ///< plans that made room for others
    std::size_t entries = 0;
    std::size_t bytes = 0;  ///< as Plan::bytes(), with what past runs left in them
    std::size_t limitBytes = 0;

    std::uint64_t requests() const { return hits + misses; }
    /// hits / requests; nothing before the first request.
    QSTORE_EXPORT std::optional<double> hitRate() const;
};

/// The circuit cache: plans by the hash of what they were compiled from. Circuits that differ only in the
/// values of their parameters share a plan, so that new values cost their angles alone.
///
/// Thread-safe. Where the plans together exceed the limit, those that were not asked for longest go; a plan
/// in use lives on with its users. What a run keeps for the next one counts from the next request on.
class QSTORE_EXPORT PlanCache {
public:
    static constexpr std::size_t kDefaultLimitBytes = std::size_t{64} << 20U;

    /// With a limit of 0 nothing is kept.
    explicit PlanCache(std::size_t limitBytes = kDefaultLimitBytes);
    ~PlanCache();
    PlanCache(const PlanCache&) = delete;
    PlanCache& operator=(const PlanCache&) = delete;

    /// Like Plan::compile(), whose errors it passes on and does not remember. The plan's circuit() has
    /// neither name nor parameter values: they belong to the caller's circuit. A plan larger than the limit
    /// is returned and not kept. Of several callers that ask for the same new plan at once, one compiles
    /// and the others wait; so never call this from the body of a parallelFor().
    Result<std::shared_ptr<const Plan>> compile(const Circuit& circuit,
                                                const std::vector<PauliSum>& observables = {},
                                                PlanOptions options = {});

    PlanCacheStatistics statistics() const;
    /// Plans beyond a lower limit go at once.
    void setLimitBytes(std::size_t limitBytes);
    /// Lets all plans go. Requests are counted on.
    void clear();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// Through `cache`, or without one where it is null.
QSTORE_EXPORT Result<std::shared_ptr<const Plan>> compileThrough(
    PlanCache* cache, const Circuit& circuit, const std::vector<PauliSum>& observables = {},
    PlanOptions options = {});

}  // namespace qstore
