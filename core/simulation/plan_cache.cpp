// SPDX-License-Identifier: Apache-2.0
#include "core/simulation/plan_cache.h"

#include <future>
#include <list>
#include <mutex>
#include <string>
#include <unordered_map>

#include "core/base/hash.h"
#include "core/circuit/circuit_structure.h"
#include "core/simulation/simd.h"

namespace qstore {
namespace {

using SharedPlan = std::shared_ptr<const Plan>;
using Outcome = Result<SharedPlan>;

/// Everything that Plan::compile() looks at.
std::string planKey(const Circuit& circuit, const std::vector<PauliSum>& observables, PlanOptions options) {
    std::string key = structureHash(circuit) + ' ' + simdTarget() + ' ' +
                      std::to_string(static_cast<int>(options.precision)) + ' ' +
                      std::to_string(options.blockBits) + ' ' +
                      std::to_string(static_cast<int>(options.form));
    Sha256 sha;
    for (const PauliSum& observable : observables) {
        sha.add(std::to_string(observable.terms.size()) + ';');
        for (const PauliTerm& term : observable.terms) {
            sha.add(std::span<const double>(&term.coefficient, 1));
            sha.add(std::to_string(term.string.x) + ',' + std::to_string(term.string.z) + ';');
        }
    }
    return key + ' ' + sha.finish();
}

}  // namespace

std::optional<double> PlanCacheStatistics::hitRate() const {
    if (requests() == 0) return std::nullopt;
    return static_cast<double>(hits) / static_cast<double>(requests());
}

struct PlanCache::State {
    struct Entry {
        std::string key;
        SharedPlan plan;
        std::size_t bytes = 0;
    };
    using Entries = std::list<Entry>;

    mutable std::mutex mutex;
    Entries entries;  ///< the one asked for last comes first
    std::unordered_map<std::string, Entries::iterator> byKey;
    std::unordered_map<std::string, std::shared_future<Outcome>> pending;
    PlanCacheStatistics statistics;  ///< entries and bytes are filled in when it is asked for

    /// What the cache itself spends on an entry is small beside the smallest plan.
    static void measure(Entry& entry) { entry.bytes = entry.plan->bytes(); }

    std::size_t bytes() const {
        std::size_t sum = 0;
        for (const Entry& entry : entries) sum += entry.bytes;
        return sum;
    }

    void drop(Entries::iterator entry) {
        byKey.erase(entry->key);
        entries.erase(entry);
        ++statistics.evictions;
    }

    /// A plan that exceeds the limit by itself goes first: for its sake all others would have to.
    void enforceLimit() {
        for (auto entry = entries.begin(); entry != entries.end();) {
            const auto at = entry++;
            if (at->bytes > statistics.limitBytes) drop(at);
        }
        std::size_t sum = bytes();
        while (sum > statistics.limitBytes) {
            sum -= entries.back().bytes;
            drop(std::prev(entries.end()));
        }
    }

    SharedPlan find(const std::string& key) {
        const auto found = byKey.find(key);
        if (found == byKey.end()) return nullptr;
        entries.splice(entries.begin(), entries, found->second);
        SharedPlan plan = entries.front().plan;
        // Since the last request it may have been run, which leaves memory for the next run.
        measure(entries.front());
        enforceLimit();
        return plan;
    }

    void keep(const std::string& key, const SharedPlan& plan) {
        if (plan->bytes() > statistics.limitBytes) return;
        for (Entry& entry : entries) measure(entry);
        entries.push_front({key, plan, plan->bytes()});
        byKey.emplace(key, entries.begin());
        enforceLimit();
    }
};

PlanCache::PlanCache(std::size_t limitBytes) : m_state(std::make_unique<State>()) {
    m_state->statistics.limitBytes = limitBytes;
}
PlanCache::~PlanCache() = default;

Outcome PlanCache::compile(const Circuit& circuit, const std::vector<PauliSum>& observables,
                           PlanOptions options) {
    const std::string key = planKey(circuit, observables, options);
    std::promise<Outcome> promise;
    {
        std::unique_lock lock(m_state->mutex);
        if (SharedPlan plan = m_state->find(key)) {
            ++m_state->statistics.hits;
            return plan;
        }
        if (const auto found = m_state->pending.find(key); found != m_state->pending.end()) {
            ++m_state->statistics.hits;
            const std::shared_future<Outcome> future = found->second;
            lock.unlock();
            return future.get();
        }
        ++m_state->statistics.misses;
        m_state->pending.emplace(key, promise.get_future().share());
    }
    try {
        Outcome outcome = Plan::compile(withoutValues(circuit), observables, options);
        {
            const std::scoped_lock lock(m_state->mutex);
            if (outcome) m_state->keep(key, *outcome);
            m_state->pending.erase(key);
        }
        promise.set_value(outcome);
        return outcome;
    } catch (...) {
        {
            const std::scoped_lock lock(m_state->mutex);
            m_state->pending.erase(key);
        }
        promise.set_exception(std::current_exception());
        throw;
    }
}

PlanCacheStatistics PlanCache::statistics() const {
    const std::scoped_lock lock(m_state->mutex);
    PlanCacheStatistics statistics = m_state->statistics;
    statistics.entries = m_state->entries.size();
    for (State::Entry& entry : m_state->entries) State::measure(entry);
    statistics.bytes = m_state->bytes();
    return statistics;
}

void PlanCache::setLimitBytes(std::size_t limitBytes) {
    const std::scoped_lock lock(m_state->mutex);
    m_state->statistics.limitBytes = limitBytes;
    for (State::Entry& entry : m_state->entries) State::measure(entry);
    m_state->enforceLimit();
}

void PlanCache::clear() {
    const std::scoped_lock lock(m_state->mutex);
    m_state->byKey.clear();
    m_state->entries.clear();
}

Outcome compileThrough(PlanCache* cache, const Circuit& circuit, const std::vector<PauliSum>& observables,
                       PlanOptions options) {
    return cache != nullptr ? cache->compile(circuit, observables, options)
                            : Plan::compile(circuit, observables, options);
}

}  // namespace qstore
