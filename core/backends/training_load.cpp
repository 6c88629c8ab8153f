// SPDX-License-Identifier: Apache-2.0
#include "core/backends/training_load.h"

#include <algorithm>
#include <limits>

namespace qstore {
namespace {

/// Every number of a bill stays below this, so that no product of a few overflows.
constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;

void addMoney(std::optional<double>& sum, const std::optional<double>& part, std::uint64_t times) {
    if (sum && part)
        sum = *sum + *part * static_cast<double>(times);
    else if (times != 0)
        sum.reset();
}

}  // namespace

std::uint64_t Bill::times(std::uint64_t a, std::uint64_t b) {
    if (a != 0 && b > kMost / a) {
        m_tooLarge = true;
        return kMost;
    }
    return a * b;
}

std::uint64_t Bill::plus(std::uint64_t a, std::uint64_t b) {
    if (a > kMost - std::min(b, kMost)) m_tooLarge = true;
    return std::min(a + std::min(b, kMost), kMost);
}

LoadCounter::LoadCounter(const TrainingShape& shape, const TrainingTerms& terms, const PriceTable& prices)
    : m_shape(shape), m_terms(terms), m_prices(prices), m_settings(settingsOf(shape)) {}

JobPrice LoadCounter::price(const JobWork& work) {
    const auto kind = std::make_tuple(work.oneQubitGates, work.twoQubitGates, work.circuits, work.shots);
    if (const auto known = m_knownJobs.find(kind); known != m_knownJobs.end()) return known->second;
    JobPrice price = m_prices.priceOfJob(m_terms.provider, m_terms.device.name, work, m_terms.plan);
    if (m_terms.estimate) price = withEstimate(std::move(price), m_terms.estimate(work));
    if (!price.seconds && m_terms.times) {
        const ExecutionTimes& times = *m_terms.times;
        price.seconds = static_cast<double>(work.shots) *
                        (static_cast<double>(work.circuits) * times.shotSeconds +
                         static_cast<double>(work.oneQubitGates) * times.oneQubitGateSeconds +
                         static_cast<double>(work.twoQubitGates) * times.twoQubitGateSeconds);
    }
    return m_knownJobs.emplace(kind, std::move(price)).first->second;
}

/// Fills job after job, setting by setting, to the device's limits.
Result<std::vector<LoadCounter::Jobs>> LoadCounter::pack(std::uint64_t circuitsPerSetting,
                                                         std::uint64_t shots) {
    constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t mostCircuits = m_terms.device.maxCircuits == 0 ? 1 : m_terms.device.maxCircuits;
    const std::uint64_t mostGates =
        m_terms.device.maxGatesPerJob == 0 ? unlimited : m_terms.device.maxGatesPerJob;
    std::vector<Jobs> jobs;
    JobWork open{0, 0, shots, 0, m_shape.mitigation, {}};
    const auto close = [&] {
        if (open.circuits != 0) jobs.push_back({open, 1});
        open = {0, 0, shots, 0, m_shape.mitigation, {}};
    };
    for (const SettingLoad& setting : m_settings) {
        const std::uint64_t gates = setting.gates.all();
        if (gates > mostGates)
            return fail(ErrorCode::Unsupported,
                        "a circuit of " + std::to_string(gates) + " gates is more than a job of '" +
                            m_terms.device.name + "' takes, " + std::to_string(mostGates),
                        "Use a smaller circuit, or optimise it.");
        const auto fitting = [&](std::uint64_t used, std::uint64_t usedGates) {
            const std::uint64_t byGates = gates == 0 ? unlimited : (mostGates - usedGates) / gates;
            return std::min(mostCircuits - used, byGates);
        };
        const std::uint64_t full = fitting(0, 0);
        for (std::uint64_t left = circuitsPerSetting; left != 0;) {
            const bool whole = open.circuits == 0 && left >= full;
            const std::uint64_t fits =
                whole ? full : fitting(open.circuits, open.oneQubitGates + open.twoQubitGates);
            const std::uint64_t take = std::min(fits, left);
            if (take == 0) {
                close();
                continue;
            }
            open.circuits += take;
            open.oneQubitGates =
                m_bill.plus(open.oneQubitGates, m_bill.times(take, setting.gates.oneQubit));
            open.twoQubitGates =
                m_bill.plus(open.twoQubitGates, m_bill.times(take, setting.gates.twoQubit));
            left -= take;
            if (!whole) continue;
            jobs.push_back({open, 1 + left / full});
            left %= full;
            open.circuits = 0;
            close();
        }
    }
    close();
    return jobs;
}

/// Shots of equal circuits are added up as far as the device allows.
Multiplicities LoadCounter::fitting(const Multiplicities& rows) const {
    const std::uint64_t together = std::max<std::uint64_t>(1, m_terms.device.maxShots / m_shape.shots);
    Multiplicities result;
    for (const auto& [askers, circuits] : rows) {
        if (const std::uint64_t whole = askers / together; whole != 0) result[together] += whole * circuits;
        if (const std::uint64_t rest = askers % together; rest != 0) result[rest] += circuits;
    }
    return result;
}

void LoadCounter::addJobs(Load& load, const std::vector<Jobs>& jobs) {
    for (const Jobs& some : jobs) {
        const JobPrice one = price(some.work);
        if (!m_firstJob) m_firstJob = one;
        load.jobs = m_bill.plus(load.jobs, some.count);
        const std::uint64_t shots = m_bill.times(some.count, some.work.shots);
        load.oneQubitGateShots =
            m_bill.plus(load.oneQubitGateShots, m_bill.times(shots, some.work.oneQubitGates));
        load.twoQubitGateShots =
            m_bill.plus(load.twoQubitGateShots, m_bill.times(shots, some.work.twoQubitGates));
        addMoney(load.usd, one.usd, some.count);
        addMoney(load.atMostUsd, one.atMostUsd, some.count);
        addMoney(load.seconds, one.seconds, some.count);
    }
}

Result<Load> LoadCounter::loadOf(const Multiplicities& rows, std::uint64_t evaluations) {
    const auto kind = std::make_pair(rows, evaluations);
    if (const auto known = m_knownLoads.find(kind); known != m_knownLoads.end()) return known->second;
    Load load;
    for (const auto& [askers, circuits] : fitting(rows)) {
        // Repeats of a circuit are runs of their own: they are there because more shots do not fit.
        const std::uint64_t perSetting = m_bill.times(m_bill.times(circuits, evaluations), m_shape.repeats);
        const std::uint64_t shots = m_bill.times(askers, m_shape.shots);
        QSTORE_TRY(const std::vector<Jobs> jobs, pack(perSetting, shots));
        const std::uint64_t run = m_bill.times(perSetting, m_settings.size());
        load.circuits = m_bill.plus(load.circuits, run);
        load.merged = m_bill.plus(load.merged, m_bill.times(run, askers - 1));
        load.shots = m_bill.plus(load.shots, m_bill.times(run, shots));
        addJobs(load, jobs);
    }
    const std::uint64_t together = std::max<std::uint64_t>(1, m_terms.concurrentJobs);
    load.waits = load.jobs / together + (load.jobs % together == 0 ? 0 : 1);
    return m_knownLoads.emplace(kind, load).first->second;
}

void LoadCounter::add(Load& sum, const Load& part, std::uint64_t times) {
    const auto more = [&](std::uint64_t& total, std::uint64_t each) {
        total = m_bill.plus(total, m_bill.times(each, times));
    };
    more(sum.circuits, part.circuits);
    more(sum.merged, part.merged);
    more(sum.jobs, part.jobs);
    more(sum.shots, part.shots);
    more(sum.oneQubitGateShots, part.oneQubitGateShots);
    more(sum.twoQubitGateShots, part.twoQubitGateShots);
    more(sum.waits, part.waits);
    addMoney(sum.usd, part.usd, times);
    addMoney(sum.atMostUsd, part.atMostUsd, times);
    addMoney(sum.seconds, part.seconds, times);
}

}  // namespace qstore
