// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "core/backends/training_evaluations.h"

namespace qstore {

/// By how many rows a circuit is asked for, and how many such circuits there are.
using Multiplicities = std::map<std::uint64_t, std::uint64_t>;

/// What some circuits need together.
struct Load {
    std::uint64_t circuits = 0, merged = 0, jobs = 0, shots = 0;
    std::uint64_t oneQubitGateShots = 0, twoQubitGateShots = 0, waits = 0;
    std::optional<double> usd = 0.0, atMostUsd = 0.0, seconds = 0.0;
};

/// Products and sums that remember when they became too large.
class Bill {
public:
    std::uint64_t times(std::uint64_t a, std::uint64_t b);
    std::uint64_t plus(std::uint64_t a, std::uint64_t b);
    bool tooLarge() const { return m_tooLarge; }

private:
    bool m_tooLarge = false;
};

/// Cuts batches into jobs and prices them; each kind of batch and of job once.
class LoadCounter {
public:
    LoadCounter(const TrainingShape& shape, const TrainingTerms& terms, const PriceTable& prices);

    std::size_t settings() const { return m_settings.size(); }
    /// A batch whose rows are each evaluated so often in every setting.
    Result<Load> loadOf(const Multiplicities& rows, std::uint64_t evaluations);
    void add(Load& sum, const Load& part, std::uint64_t times);
    const std::optional<JobPrice>& firstJob() const { return m_firstJob; }
    Bill& bill() { return m_bill; }

private:
    /// Equal jobs.
    struct Jobs {
        JobWork work;
        std::uint64_t count = 0;
    };
    Result<std::vector<Jobs>> pack(std::uint64_t circuitsPerSetting, std::uint64_t shots);
    JobPrice price(const JobWork& work);
    Multiplicities fitting(const Multiplicities& rows) const;
    void addJobs(Load& load, const std::vector<Jobs>& jobs);

    const TrainingShape& m_shape;
    const TrainingTerms& m_terms;
    const PriceTable& m_prices;
    std::vector<SettingLoad> m_settings;
    std::optional<JobPrice> m_firstJob;
    std::map<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>, JobPrice> m_knownJobs;
    std::map<std::pair<Multiplicities, std::uint64_t>, Load> m_knownLoads;
    Bill m_bill;
};

}  // namespace qstore
