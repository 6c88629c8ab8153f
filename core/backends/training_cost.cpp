// SPDX-License-Identifier: Apache-2.0
#include "core/backends/training_cost.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <tuple>

#include "core/backends/training_evaluations.h"

namespace qstore {
namespace {

constexpr std::array<std::string_view, 3> kMethods = {"parameter-shift", "spsa", "finite-difference"};
/// Every number of a bill stays below this, so that no product of a few overflows.
constexpr std::uint64_t kMost = std::uint64_t{1} << 53U;

/// Products and sums that remember when they became too large.
class Bill {
public:
    std::uint64_t times(std::uint64_t a, std::uint64_t b) {
        if (a != 0 && b > kMost / a) {
            m_tooLarge = true;
            return kMost;
        }
        return a * b;
    }
    std::uint64_t plus(std::uint64_t a, std::uint64_t b) {
        if (a > kMost - std::min(b, kMost)) m_tooLarge = true;
        return std::min(a + std::min(b, kMost), kMost);
    }
    bool tooLarge() const { return m_tooLarge; }

private:
    bool m_tooLarge = false;
};

/// Equal jobs.
struct Jobs {
    JobWork work;
    std::uint64_t count = 0;
};

/// What some circuits need together.
struct Load {
    std::uint64_t circuits = 0, merged = 0, jobs = 0, shots = 0;
    std::uint64_t oneQubitGateShots = 0, twoQubitGateShots = 0, waits = 0;
    std::optional<double> usd = 0.0, atMostUsd = 0.0, seconds = 0.0;
};

void addMoney(std::optional<double>& sum, const std::optional<double>& part, std::uint64_t times) {
    if (sum && part)
        sum = *sum + *part * static_cast<double>(times);
    else if (times != 0)
        sum.reset();
}

class Calculator {
public:
    Calculator(const TrainingShape& shape, const TrainingTerms& terms, const PriceTable& prices)
        : m_shape(shape), m_terms(terms), m_prices(prices), m_settings(settingsOf(shape)) {}

    Result<TrainingCost> calculate(const RunControl& control);

private:
    Status checkShape() const;
    /// `rows` rows of which `distinct` differ, each evaluated `evaluations` times in every setting.
    Result<Load> loadOf(std::uint64_t rows, std::uint64_t distinct, std::uint64_t evaluations);
    Result<std::vector<Jobs>> pack(std::uint64_t circuitsPerSetting);
    JobPrice price(const JobWork& work);
    void add(Load& sum, const Load& part, std::uint64_t times);
    std::uint64_t distinctOf(std::uint64_t rows) const { return std::min(rows, m_distinct.count); }
    Result<Load> epochLoad();
    void countExactness(TrainingCost& cost) const;

    const TrainingShape& m_shape;
    const TrainingTerms& m_terms;
    const PriceTable& m_prices;
    std::vector<SettingLoad> m_settings;
    DistinctRows m_distinct;
    std::uint64_t m_evaluations = 0;
    std::optional<JobPrice> m_firstJob;
    std::map<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t>, JobPrice> m_known;
    Bill m_bill;
};

Status Calculator::checkShape() const {
    const auto wrong = [](const std::string& what) { return fail(ErrorCode::InvalidArgument, what); };
    if (m_shape.rows == 0 || m_shape.batchSize == 0 || m_shape.epochs == 0 || m_shape.shots == 0 ||
        m_shape.repeats == 0)
        return wrong("a training needs rows, a batch size, epochs and shots of 1 or more");
    if (m_settings.empty()) return wrong("the observables hold nothing to measure");
    for (const PauliSum& observable : m_shape.observables)
        if (observable.qubits() > m_shape.circuit.qubits())
            return wrong("an observable needs " + std::to_string(observable.qubits()) +
                         " qubits, the circuit has " + std::to_string(m_shape.circuit.qubits()));
    std::uint64_t columns = 0;
    for (const Parameter& parameter : m_shape.circuit.parameters())
        columns += parameter.role == ParameterRole::Column ? 1 : 0;
    if (!m_shape.inputs.empty() && (columns == 0 || m_shape.inputs.size() % columns != 0 ||
                                    m_shape.inputs.size() / columns != m_shape.rows))
        return wrong(std::to_string(m_shape.inputs.size()) + " input values are not " +
                     std::to_string(m_shape.rows) + " rows of " + std::to_string(columns) + " columns");
    return {};
}

JobPrice Calculator::price(const JobWork& work) {
    const auto kind = std::make_tuple(work.oneQubitGates, work.twoQubitGates, work.circuits);
    if (const auto known = m_known.find(kind); known != m_known.end()) return known->second;
    JobPrice price = m_prices.priceOfJob(m_terms.provider, m_terms.device.name, work, m_terms.plan);
    if (m_terms.estimate) price = withEstimate(std::move(price), m_terms.estimate(work));
    if (!price.seconds && m_terms.times) {
        const ExecutionTimes& times = *m_terms.times;
        price.seconds = static_cast<double>(work.shots) *
                        (static_cast<double>(work.circuits) * times.shotSeconds +
                         static_cast<double>(work.oneQubitGates) * times.oneQubitGateSeconds +
                         static_cast<double>(work.twoQubitGates) * times.twoQubitGateSeconds);
    }
    return m_known.emplace(kind, std::move(price)).first->second;
}

/// Fills job after job, setting by setting, to the device's limits.
Result<std::vector<Jobs>> Calculator::pack(std::uint64_t circuitsPerSetting) {
    constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t mostCircuits = m_terms.device.maxCircuits == 0 ? 1 : m_terms.device.maxCircuits;
    const std::uint64_t mostGates =
        m_terms.device.maxGatesPerJob == 0 ? unlimited : m_terms.device.maxGatesPerJob;
    std::vector<Jobs> jobs;
    JobWork open{0, 0, m_shape.shots, 0, m_shape.mitigation, {}};
    const auto close = [&] {
        if (open.circuits != 0) jobs.push_back({open, 1});
        open = {0, 0, m_shape.shots, 0, m_shape.mitigation, {}};
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

Result<Load> Calculator::loadOf(std::uint64_t rows, std::uint64_t distinct, std::uint64_t evaluations) {
    const std::uint64_t perSetting = m_bill.times(m_bill.times(distinct, evaluations), m_shape.repeats);
    const std::uint64_t dropped = m_bill.times(m_bill.times(rows - distinct, evaluations), m_shape.repeats);
    QSTORE_TRY(const std::vector<Jobs> jobs, pack(perSetting));
    Load load;
    load.circuits = m_bill.times(perSetting, m_settings.size());
    load.merged = m_bill.times(dropped, m_settings.size());
    load.shots = m_bill.times(load.circuits, m_shape.shots);
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
    const std::uint64_t together = std::max<std::uint64_t>(1, m_terms.concurrentJobs);
    load.waits = load.jobs / together + (load.jobs % together == 0 ? 0 : 1);
    return load;
}

void Calculator::add(Load& sum, const Load& part, std::uint64_t times) {
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

/// All batches of one epoch, and the rows that are predicted after it.
Result<Load> Calculator::epochLoad() {
    const std::uint64_t batch = std::min(m_shape.batchSize, m_shape.rows);
    Load epoch;
    QSTORE_TRY(const Load full, loadOf(batch, distinctOf(batch), m_evaluations));
    add(epoch, full, m_shape.rows / batch);
    if (const std::uint64_t rest = m_shape.rows % batch; rest != 0) {
        QSTORE_TRY(const Load last, loadOf(rest, distinctOf(rest), m_evaluations));
        add(epoch, last, 1);
    }
    if (m_shape.evaluationRows != 0) {
        const std::uint64_t rows = m_shape.evaluationRows;
        QSTORE_TRY(const Load evaluation, loadOf(rows, m_distinct.count == 1 ? 1 : rows, 1));
        add(epoch, evaluation, 1);
    }
    return epoch;
}

void Calculator::countExactness(TrainingCost& cost) const {
    const bool shuffleMatters =
        m_distinct.count != 1 && m_distinct.count != m_shape.rows && m_shape.batchSize < m_shape.rows;
    const bool othersUnknown = m_distinct.count != 1 && (m_shape.evaluationRows + m_shape.finalRows) != 0;
    cost.exact = m_distinct.exact && !shuffleMatters && !othersUnknown;
    cost.counting = m_distinct.how;
    if (shuffleMatters)
        cost.counting +=
            " How many equal ones meet in a batch is up to the shuffle: this is an upper bound.";
    if (othersUnknown) cost.counting += " Rows of validation and test count as all different.";
    if (!cost.exact && !shuffleMatters) cost.counting += " This is an upper bound.";
}

Result<TrainingCost> Calculator::calculate(const RunControl& control) {
    QSTORE_CHECK(checkShape());
    QSTORE_TRY(m_distinct, distinctRows(m_shape, control));
    QSTORE_TRY(const WeightUses uses, weightUsesOf(m_shape));
    QSTORE_TRY(m_evaluations, evaluationsPerRow(m_shape, uses));
    QSTORE_TRY(const Load epoch, epochLoad());
    Load last = epoch;
    if (m_shape.finalRows != 0) {
        const std::uint64_t rows = m_shape.finalRows;
        QSTORE_TRY(const Load final, loadOf(rows, m_distinct.count == 1 ? 1 : rows, 1));
        add(last, final, 1);
    }
    Load total;
    add(total, epoch, m_shape.epochs - 1);
    add(total, last, 1);
    const std::uint64_t batch = std::min(m_shape.batchSize, m_shape.rows);
    TrainingCost cost;
    cost.steps = m_bill.times(m_shape.rows / batch + (m_shape.rows % batch == 0 ? 0 : 1), m_shape.epochs);
    if (m_bill.tooLarge())
        return fail(ErrorCode::ResourceExhausted,
                    "the training needs more circuits, shots or gates than can be counted (2^53)",
                    "Use fewer rows, epochs or shots.");
    cost.evaluationsPerRow = m_evaluations;
    cost.settings = m_settings.size();
    cost.circuits = total.circuits;
    cost.merged = total.merged;
    cost.jobs = total.jobs;
    cost.shots = total.shots;
    cost.oneQubitGateShots = total.oneQubitGateShots;
    cost.twoQubitGateShots = total.twoQubitGateShots;
    cost.usd = total.usd;
    cost.atMostUsd = total.atMostUsd;
    cost.executionSeconds = total.seconds;
    if (m_terms.device.queueSeconds)
        cost.queueSeconds = *m_terms.device.queueSeconds * static_cast<double>(total.waits);
    cost.firstJob = m_firstJob.value_or(JobPrice{});
    countExactness(cost);
    constexpr std::uint64_t mostEpochs = 100'000;  // nobody charts more
    std::optional<double> sum = 0.0;
    for (std::uint64_t e = 1; e <= std::min(m_shape.epochs, mostEpochs); ++e) {
        const Load& one = e == m_shape.epochs ? last : epoch;
        addMoney(sum, one.usd, 1);
        cost.epochs.push_back({e, one.circuits, one.jobs, one.shots, one.usd, sum});
    }
    return cost;
}

}  // namespace

std::string_view sampledGradientName(SampledGradient method) {
    return kMethods[static_cast<std::size_t>(method)];
}

std::optional<SampledGradient> findSampledGradient(std::string_view name) {
    const auto found = std::find(kMethods.begin(), kMethods.end(), name);
    if (found == kMethods.end()) return std::nullopt;
    return static_cast<SampledGradient>(found - kMethods.begin());
}

std::optional<ExecutionTimes> executionTimesOf(const Calibration& calibration) {
    constexpr double kNanosecond = 1e-9;
    if (!calibration.oneQubitTimeNs || !calibration.twoQubitTimeNs) return std::nullopt;
    return ExecutionTimes{
        (calibration.readTimeNs.value_or(0.0) + calibration.resetTimeNs.value_or(0.0)) * kNanosecond,
        *calibration.oneQubitTimeNs * kNanosecond, *calibration.twoQubitTimeNs * kNanosecond};
}

Result<TrainingCost> trainingCost(const TrainingShape& shape, const TrainingTerms& terms,
                                  const PriceTable& prices, const RunControl& control) {
    return Calculator(shape, terms, prices).calculate(control);
}

}  // namespace qstore
