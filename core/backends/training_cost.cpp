// SPDX-License-Identifier: Apache-2.0
#include "core/backends/training_cost.h"

#include <algorithm>
#include <array>

#include "core/backends/training_load.h"

namespace qstore {
namespace {

constexpr std::array<std::string_view, 3> kMethods = {"parameter-shift", "spsa", "finite-difference"};
/// Rows of all epochs whose batches are looked at one by one; beyond that a bound is good enough.
constexpr std::uint64_t kMostShuffledRows = 5'000'000;
constexpr std::uint64_t kMostChartedEpochs = 100'000;

class Calculator {
public:
    Calculator(const TrainingShape& shape, const TrainingTerms& terms, const PriceTable& prices,
               const RunControl& control)
        : m_shape(shape), m_terms(terms), m_control(control), m_counter(shape, terms, prices) {}

    Result<TrainingCost> calculate();

private:
    Status checkShape() const;
    Status checkInputs(const std::vector<double>& inputs, std::uint64_t rows) const;
    /// Rows of the training part from one place of `order` on; empty = as they stand.
    Multiplicities batch(const std::vector<std::size_t>& order, std::uint64_t from,
                         std::uint64_t rows) const;
    Status addRows(Load& sum, const RowClasses& classes);
    Status addSteps(Load& sum, const std::vector<std::size_t>& order);
    Result<Load> partsLoad(const std::vector<PredictedRows>& parts);
    Result<Load> epochLoad(const std::vector<std::size_t>& order);
    bool shuffleMatters() const;
    bool shuffleKnown() const;
    Status addEnd(Load& sum);
    Result<Load> addEpochs(TrainingCost& cost);
    std::uint64_t stepsOfEpoch() const;
    void describe(TrainingCost& cost) const;
    std::uint64_t together(std::uint64_t rows) const {
        return m_shape.mostRowsTogether == 0 ? rows : std::min(rows, m_shape.mostRowsTogether);
    }
    bool whole() const { return m_shape.losses && m_shape.losses->wholeSteps != 0; }

    const TrainingShape& m_shape;
    const TrainingTerms& m_terms;
    const RunControl& m_control;
    LoadCounter m_counter;
    RowClasses m_classes;
    std::uint64_t m_evaluations = 0;
    std::optional<Load> m_predicted;  ///< after each epoch
    bool m_partsKnown = true;
};

Status Calculator::checkInputs(const std::vector<double>& inputs, std::uint64_t rows) const {
    std::uint64_t columns = 0;
    for (const Parameter& parameter : m_shape.circuit.parameters())
        columns += parameter.role == ParameterRole::Column ? 1 : 0;
    if (inputs.empty() || (columns != 0 && inputs.size() % columns == 0 && inputs.size() / columns == rows))
        return {};
    return fail(ErrorCode::InvalidArgument, std::to_string(inputs.size()) + " input values are not " +
                                                std::to_string(rows) + " rows of " +
                                                std::to_string(columns) + " columns");
}

Status Calculator::checkShape() const {
    const auto wrong = [](const std::string& what) { return fail(ErrorCode::InvalidArgument, what); };
    if (m_shape.rows == 0 || m_shape.batchSize == 0 || m_shape.epochs == 0 || m_shape.shots == 0 ||
        m_shape.repeats == 0)
        return wrong("a training needs rows, a batch size, epochs and shots of 1 or more");
    if (m_counter.settings() == 0) return wrong("the observables hold nothing to measure");
    for (const PauliSum& observable : m_shape.observables)
        if (observable.qubits() > m_shape.circuit.qubits())
            return wrong("an observable needs " + std::to_string(observable.qubits()) +
                         " qubits, the circuit has " + std::to_string(m_shape.circuit.qubits()));
    QSTORE_CHECK(checkInputs(m_shape.inputs, m_shape.rows));
    for (const auto* parts : {&m_shape.startParts, &m_shape.epochParts, &m_shape.finalParts})
        for (const PredictedRows& part : *parts) QSTORE_CHECK(checkInputs(part.inputs, part.rows));
    return {};
}

/// How often each kind of circuit is asked for by some of the rows, which stand in `order` or as they are.
Multiplicities askersOf(const RowClasses& classes, const std::vector<std::size_t>& order,
                        std::uint64_t from, std::uint64_t rows) {
    if (classes.count == 1) return {{rows, 1}};
    if (classes.of.empty()) return {{1, rows}};
    std::map<std::uint32_t, std::uint64_t> counts;
    for (std::uint64_t at = from; at < from + rows; ++at)
        ++counts[classes.of[order.empty() ? at : order[at]]];
    Multiplicities askers;
    for (const auto& [which, count] : counts) ++askers[count];
    return askers;
}

Multiplicities Calculator::batch(const std::vector<std::size_t>& order, std::uint64_t from,
                                 std::uint64_t rows) const {
    const bool unknown = m_classes.count != 1 && order.empty() && rows != m_shape.rows;
    if (unknown) return {{1, rows}};
    return askersOf(m_classes, order, from, rows);
}

/// All rows of a part, in pieces where they are too many.
Status Calculator::addRows(Load& sum, const RowClasses& classes) {
    for (std::uint64_t from = 0; from < classes.rows;) {
        const std::uint64_t rows = together(classes.rows - from);
        QSTORE_TRY(const Load load, m_counter.loadOf(askersOf(classes, {}, from, rows), 1));
        m_counter.add(sum, load, 1);
        from += rows;
    }
    return {};
}

Result<Load> Calculator::partsLoad(const std::vector<PredictedRows>& parts) {
    Load sum;
    for (const PredictedRows& part : parts) {
        if (part.rows == 0) continue;
        QSTORE_TRY(const RowClasses classes, classesOf(m_shape.circuit, part.rows, part.inputs, m_control));
        m_partsKnown = m_partsKnown && classes.exact;
        QSTORE_CHECK(addRows(sum, classes));
    }
    return sum;
}

/// The steps of one epoch.
Status Calculator::addSteps(Load& sum, const std::vector<std::size_t>& order) {
    if (whole()) {
        Load one;
        QSTORE_CHECK(addRows(one, m_classes));
        m_counter.add(sum, one, m_shape.losses->wholeQuestions);
        return {};
    }
    const std::uint64_t questions = m_shape.losses ? m_shape.losses->ofEachBatch : 1;
    const std::uint64_t evaluations = m_shape.losses ? 1 : m_evaluations;
    const std::uint64_t batchRows = std::min(m_shape.batchSize, m_shape.rows);
    const auto addBatch = [&](std::uint64_t from, std::uint64_t rows, std::uint64_t times) -> Status {
        for (std::uint64_t done = 0; done < rows;) {
            const std::uint64_t piece = together(rows - done);
            QSTORE_TRY(const Load load, m_counter.loadOf(batch(order, from + done, piece), evaluations));
            m_counter.add(sum, load, m_counter.bill().times(times, questions));
            done += piece;
        }
        return {};
    };
    const std::uint64_t full = m_shape.rows / batchRows, rest = m_shape.rows % batchRows;
    // Without an order all full batches are alike.
    const bool oneByOne = !order.empty();
    for (std::uint64_t each = 0; oneByOne && each < full; ++each)
        QSTORE_CHECK(addBatch(each * batchRows, batchRows, 1));
    if (!oneByOne) QSTORE_CHECK(addBatch(0, batchRows, full));
    return rest == 0 ? Status{} : addBatch(full * batchRows, rest, 1);
}

/// All batches of one epoch, and the rows that are predicted after it.
Result<Load> Calculator::epochLoad(const std::vector<std::size_t>& order) {
    Load epoch;
    QSTORE_CHECK(addSteps(epoch, order));
    if (!m_predicted) {
        std::vector<PredictedRows> parts = m_shape.epochParts;
        if (m_shape.evaluationRows != 0) parts.push_back({m_shape.evaluationRows, {}});
        QSTORE_TRY(m_predicted, partsLoad(parts));
    }
    m_counter.add(epoch, *m_predicted, 1);
    return epoch;
}

/// Whether it changes anything which rows meet in a batch.
bool Calculator::shuffleMatters() const {
    const bool apart = m_shape.batchSize < m_shape.rows || together(m_shape.rows) < m_shape.rows;
    return m_classes.known() && m_classes.count != 1 && m_classes.count != m_shape.rows && apart &&
           !whole();
}

bool Calculator::shuffleKnown() const {
    return m_shape.order && m_shape.rows <= kMostShuffledRows / m_shape.epochs;
}

std::uint64_t Calculator::stepsOfEpoch() const {
    if (whole()) return m_shape.losses->wholeSteps;
    const std::uint64_t batchRows = std::min(m_shape.batchSize, m_shape.rows);
    return m_shape.rows / batchRows + (m_shape.rows % batchRows == 0 ? 0 : 1);
}

Status Calculator::addEnd(Load& sum) {
    std::vector<PredictedRows> parts = m_shape.finalParts;
    if (m_shape.finalRows != 0) parts.push_back({m_shape.finalRows, {}});
    QSTORE_TRY(const Load end, partsLoad(parts));
    m_counter.add(sum, end, 1);
    return {};
}

/// One epoch after the other into the chart; what they need together.
Result<Load> Calculator::addEpochs(TrainingCost& cost) {
    QSTORE_TRY(const Load start, partsLoad(m_shape.startParts));
    const bool each = shuffleMatters() && shuffleKnown();
    Load total, epoch;
    for (std::uint64_t at = 0; at < m_shape.epochs; ++at) {
        if (m_control.stop.stop_requested()) return cancelled();
        if (each || at == 0) {
            QSTORE_TRY(epoch, epochLoad(each ? m_shape.order(at) : std::vector<std::size_t>()));
        }
        if (at >= kMostChartedEpochs && !each) {
            m_counter.add(total, epoch, m_shape.epochs - at);
            QSTORE_CHECK(addEnd(total));
            break;
        }
        Load one = epoch;
        if (at == 0) m_counter.add(one, start, 1);
        if (at + 1 == m_shape.epochs) QSTORE_CHECK(addEnd(one));
        m_counter.add(total, one, 1);
        if (at < kMostChartedEpochs)
            cost.epochs.push_back({at + 1, one.circuits, one.jobs, one.shots, one.usd, total.usd});
    }
    return total;
}

void Calculator::describe(TrainingCost& cost) const {
    const bool unknownShuffle = shuffleMatters() && !shuffleKnown();
    cost.exact = m_classes.exact && !unknownShuffle && m_partsKnown;
    cost.comparison = m_classes.comparison;
    cost.rows = m_classes.rows;
    cost.differentRows = m_classes.count;
    cost.shuffleUnknown = unknownShuffle;
    cost.partsUnknown = !m_partsKnown;
    cost.counting = m_classes.how();
    if (unknownShuffle)
        cost.counting +=
            " How many equal ones meet in a batch is up to the shuffle: this is an upper bound.";
    if (!m_partsKnown) cost.counting += " Rows of validation and test count as all different.";
    if (!cost.exact && !unknownShuffle) cost.counting += " This is an upper bound.";
}

Result<TrainingCost> Calculator::calculate() {
    QSTORE_CHECK(checkShape());
    QSTORE_TRY(m_classes, classesOf(m_shape.circuit, m_shape.rows, m_shape.inputs, m_control));
    QSTORE_TRY(const WeightUses uses, weightUsesOf(m_shape));
    QSTORE_TRY(m_evaluations, evaluationsPerRow(m_shape, uses));
    if (m_shape.evaluations) m_evaluations = *m_shape.evaluations;
    TrainingCost cost;
    cost.steps = m_counter.bill().times(stepsOfEpoch(), m_shape.epochs);
    QSTORE_TRY(const Load total, addEpochs(cost));
    if (m_counter.bill().tooLarge())
        return fail(ErrorCode::ResourceExhausted,
                    "the training needs more circuits, shots or gates than can be counted (2^53)",
                    "Use fewer rows, epochs or shots.");
    cost.evaluationsPerRow = m_evaluations;
    if (m_shape.losses)
        cost.evaluationsPerRow = whole()
                                     ? (m_shape.losses->wholeQuestions + m_shape.losses->wholeSteps - 1) /
                                           m_shape.losses->wholeSteps
                                     : m_shape.losses->ofEachBatch;
    cost.settings = m_counter.settings();
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
    cost.firstJob = m_counter.firstJob().value_or(JobPrice{});
    describe(cost);
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
    return Calculator(shape, terms, prices, control).calculate();
}

}  // namespace qstore
