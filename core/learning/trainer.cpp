// SPDX-License-Identifier: Apache-2.0
#include "core/learning/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "core/base/number_text.h"
#include "core/base/random.h"
#include "core/learning/measured_machine.h"
#include "core/learning/optimizer.h"
#include "core/learning/part_metrics.h"
#include "core/learning/schedule.h"
#include "core/learning/train_config.h"

namespace qstore {
namespace {

using Clock = std::chrono::steady_clock;

std::string lowerRateHint(const TrainConfig& config) {
    return "lower the learning rate (now " + numberToText(config.optimizer.learningRate) +
           "), or look for extreme values in the table";
}

/// The model on the rows of one step.
class RowsObjective final : public Objective {
public:
    RowsObjective(const Model& model, BatchSource& data, const TrainConfig& config, std::stop_token stop)
        : m_model(model), m_data(data), m_config(config), m_control{std::move(stop), {}} {}

    /// `next` are the rows of the step after this one, where they are known; `place` names the step in
    /// errors.
    void setRows(std::span<const std::size_t> rows, std::span<const std::size_t> next, std::uint64_t step,
                 std::string place) {
        m_rows = rows;
        m_next = next;
        m_batch.reset();
        m_step = step;
        m_place = std::move(place);
        m_gradientError = m_lossError = 0.0;
    }
    /// Standard errors of the step's gradient and loss; 0 where they are exact or none was taken.
    double gradientError() const { return m_gradientError; }
    double lossError() const { return m_lossError; }
    std::size_t rows() const { return m_rows.size(); }

    Result<LossGradient> gradient(std::span<const double> weights) override {
        QSTORE_CHECK(fetch());
        const std::uint64_t seed = RandomStream(m_config.seed, "gradient", m_step).nextU64();
        auto result = located(m_model.lossAndGradient(weights, *m_batch->data, m_batch->rows,
                                                      m_config.gradient, m_control, seed));
        if (result) {
            m_gradients += m_rows.size();
            m_evaluations += result->evaluations;
            m_gradientError = result->gradientError;
            m_lossError = result->lossError;
        }
        return result;
    }
    Result<LossGradient> loss(std::span<const double> weights) override {
        QSTORE_CHECK(fetch());
        auto result = located(m_model.loss(weights, *m_batch->data, m_batch->rows, m_control));
        if (result) m_evaluations += result->evaluations;
        return result;
    }
    Result<std::vector<double>> metric(std::span<const double> weights) override {
        QSTORE_CHECK(fetch());
        auto result = located(m_model.metric(weights, *m_batch->data, m_batch->rows, m_control));
        if (result) m_evaluations += m_rows.size();
        return result;
    }
    /// Moves what was counted since the last call.
    void takeCounts(Checkpoint& into) {
        into.gradientSteps += std::exchange(m_gradients, 0);
        into.circuitEvaluations += std::exchange(m_evaluations, 0);
    }

private:
    /// The step's rows, once; those of the next one are on their way while these are worked on.
    Status fetch() {
        if (m_batch) return {};
        QSTORE_TRY(m_batch, batchAt(m_data, m_rows, m_place, m_control));
        if (!m_next.empty()) m_data.expect(m_next);
        return {};
    }

    /// Says where the training was; weights that ran away make the simulator refuse to go on.
    template <class T>
    Result<T> located(Result<T> result) const {
        if (result || result.error().code == ErrorCode::Cancelled) return result;
        Error error = std::move(result).error();
        error.message += " (" + m_place + ")";
        if (error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::Failed) {
            error.code = ErrorCode::Failed;
            error.hint += (error.hint.empty() ? "" : "; ") + lowerRateHint(m_config);
        }
        return tl::unexpected(std::move(error));
    }

    const Model& m_model;
    BatchSource& m_data;
    const TrainConfig& m_config;
    RunControl m_control;
    std::span<const std::size_t> m_rows, m_next;
    std::optional<RowBatch> m_batch;
    std::uint64_t m_step = 0;
    std::uint64_t m_gradients = 0, m_evaluations = 0;
    double m_gradientError = 0.0, m_lossError = 0.0;
    std::string m_place;
};

/// Counts epochs and batches, keeps the sums, tells the sink. Everything that lasts is in a Checkpoint;
/// the rest follows from (seed, epoch, batch), so that no number depends on where checkpoints fall.
class TrainingLoop final : public StepDriver {
public:
    TrainingLoop(const Model& model, const TrainingRows& data, const TrainConfig& config,
                 TrainingSink& sink, const RunControl& control, std::span<const double> startWeights)
        : m_model(model),
          m_data(data),
          m_config(config),
          m_sink(sink),
          m_control(control),
          m_startWeights(startWeights),
          m_objective(model, data.train, config, control.stop) {}

    Status start(const Checkpoint* resumeFrom) {
        OptimizationProblem problem;
        problem.circuitWeights = m_model.circuitWeightCount();
        problem.trainable = m_model.trainable();
        problem.seed = m_config.seed;
        problem.epochs = m_config.epochs;
        problem.rows = m_data.train.rows();
        // A batch of more rows than there are is all of them; unclamped, the count of steps could wrap.
        m_batchSize = std::min(m_config.batchSize, m_data.train.rows());
        problem.batchSize = m_batchSize;
        QSTORE_TRY(m_optimizer, makeOptimizer(m_config.optimizer, problem));
        m_batches = m_optimizer->stepsPerEpoch(problem);
        m_lastCheckpoint = Clock::now();
        return resumeFrom != nullptr ? restore(*resumeFrom) : begin();
    }

    Status run() { return m_optimizer->run(*this); }

    bool over() const { return m_state.epoch >= m_config.epochs || stoppedEarly(); }
    bool stoppedEarly() const {
        return m_config.patience > 0 && m_state.epochsWithoutImprovement >= m_config.patience;
    }
    bool more() override { return !over() && !m_control.stop.stop_requested(); }

    StepContext context() override {
        const std::uint64_t step = m_state.epoch * m_batches + m_state.batch;
        orderRows();
        m_objective.setRows(rowsOfStep(m_state.batch), rowsOfStep(m_state.batch + 1), step, placeOfStep());
        enterMachine(placeOfStep());
        return {&m_objective, learningRateAt(m_config.optimizer, m_state.epoch), step};
    }

    std::vector<double>& weights() override { return m_state.weights; }

    Status done(const StepOutcome& outcome) override {
        if (!std::isfinite(outcome.loss) || !std::isfinite(outcome.gradientSquares))
            return diverged(outcome);
        const std::size_t rows = m_objective.rows();
        m_state.epochLossSum += outcome.loss * static_cast<double>(rows);
        m_state.epochCorrect += outcome.correct;
        m_state.epochGradientSquares += outcome.gradientSquares;
        noteErrors(outcome, static_cast<double>(rows));
        m_objective.takeCounts(m_state);
        ++m_state.batch;
        m_saved = false;
        m_sink.batchFinished(m_state.epoch + 1, m_state.batch, m_batches, outcome.loss);
        m_control.report(m_state.epoch * m_batches + m_state.batch, m_config.epochs * m_batches);
        const bool atEnd = m_state.batch == m_batches;
        const auto age = Clock::now() - m_lastCheckpoint;
        // What was paid for is not asked again; an epoch's end is a checkpoint of its own.
        if (m_model.machine() || (!atEnd && age >= std::chrono::seconds(m_config.checkpointSeconds)))
            QSTORE_CHECK(save());
        return atEnd ? finishEpoch() : Status{};
    }

    /// The last checkpoint, unless it has just been written.
    Status saveLast() { return m_saved ? Status{} : save(); }

    Checkpoint& state() { return m_state; }

private:
    void enterMachine(const std::string& what) {
        if (m_model.machine()) m_model.machine()->enter(what, shotsOfStep());
    }

    std::uint64_t shotsOfStep() const { return m_state.shots > 0 ? m_state.shots : m_config.machine.shots; }

    /// Keeps the step's errors; where shots may grow, the next step's make the gradient's standard error
    /// half of its length.
    void noteErrors(const StepOutcome& outcome, double rows) {
        const double error = m_objective.gradientError(), lossError = rows * m_objective.lossError();
        m_state.epochGradientErrorSquares += error * error;
        m_state.epochLossErrorSquares += lossError * lossError;
        const MachineConfig& machine = m_config.machine;
        if (!m_model.machine() || machine.mostShots <= machine.shots || error == 0.0) return;
        constexpr double wantedShare = 0.25;  // of the squares
        const double wanted = static_cast<double>(shotsOfStep()) * error * error /
                              (wantedShare * std::max(outcome.gradientSquares, 1e-300));
        m_state.shots = static_cast<std::uint64_t>(std::clamp(
            std::ceil(wanted), static_cast<double>(machine.shots), static_cast<double>(machine.mostShots)));
    }

    Status begin() {
        const std::string place = "start";
        enterMachine(place);
        m_state.weights = m_model.initialWeights(m_config.seed);
        if (!m_startWeights.empty()) m_state.weights.assign(m_startWeights.begin(), m_startWeights.end());
        m_state.bestValidationLoss = std::numeric_limits<double>::infinity();
        EpochMetrics metrics;
        metrics.learningRate = learningRateAt(m_config.optimizer, 0);
        QSTORE_TRY(metrics.train, measured(m_data.train, place));
        QSTORE_TRY(metrics.validation, measured(m_data.validation, place));
        if (!std::isfinite(metrics.train.loss) ||
            (metrics.validation.measured() && !std::isfinite(metrics.validation.loss)))
            return fail(ErrorCode::Failed,
                        "the loss is " + numberToText(metrics.train.loss) + " before the first step",
                        "look for values in the table that are not finite, and scale the features");
        m_state.optimizerState = m_optimizer->state();
        return note(metrics);
    }

    Status restore(const Checkpoint& from) {
        const bool fits = from.weights.size() == m_model.weightCount() &&
                          from.bestWeights.size() == m_model.weightCount() && from.batch <= m_batches &&
                          from.history.size() == from.epoch + 1;
        if (!fits)
            return fail(ErrorCode::InvalidArgument,
                        "the checkpoint after epoch " + std::to_string(from.epoch) + " and batch " +
                            std::to_string(from.batch) + " with " + std::to_string(from.weights.size()) +
                            " weights does not belong to this model, table and configuration",
                        "resume with what the training was started with");
        QSTORE_CHECK(m_optimizer->restore(from.optimizerState));
        m_state = from;
        // It was stopped between the last step and what is measured at the epoch's end.
        return m_state.batch == m_batches && !over() ? finishEpoch() : Status{};
    }

    Result<PartMetrics> measured(BatchSource& part, const std::string& place) {
        return measurePart(m_model, m_state.weights, part, {m_control.stop, {}}, place);
    }

    void orderRows() {
        if (m_orderEpoch == m_state.epoch) return;
        m_order = m_optimizer->fullBatch()
                      ? allRows(m_data.train.rows())
                      : shuffledRows(m_config.seed, m_state.epoch, m_data.train.rows());
        m_orderEpoch = m_state.epoch;
    }

    /// None behind the epoch's last batch.
    std::span<const std::size_t> rowsOfStep(std::size_t batch) const {
        if (m_optimizer->fullBatch()) return m_order;
        const std::size_t from = std::min(batch * m_batchSize, m_order.size());
        return std::span(m_order).subspan(from, std::min(m_batchSize, m_order.size() - from));
    }

    std::string placeOfStep() const {
        return "epoch " + std::to_string(m_state.epoch + 1) + ", step " + std::to_string(m_state.batch + 1);
    }

    Status diverged(const StepOutcome& outcome) const {
        const bool loss = !std::isfinite(outcome.loss);
        return fail(ErrorCode::Failed,
                    std::string(loss ? "the loss" : "the gradient") + " became " +
                        numberToText(loss ? outcome.loss : outcome.gradientSquares) + " (" + placeOfStep() +
                        ")",
                    lowerRateHint(m_config));
    }

    /// Either taken or not: when it is cancelled, the state is still that of the last step.
    Status finishEpoch() {
        EpochMetrics metrics;
        metrics.epoch = m_state.epoch + 1;
        metrics.learningRate = learningRateAt(m_config.optimizer, m_state.epoch);
        const auto batches = static_cast<double>(m_batches);
        metrics.gradientNorm = std::sqrt(m_state.epochGradientSquares / batches);
        metrics.gradientError = std::sqrt(m_state.epochGradientErrorSquares / batches);
        metrics.lossError =
            std::sqrt(m_state.epochLossErrorSquares) / static_cast<double>(m_data.train.rows());
        if (m_model.machine()) metrics.shots = shotsOfStep();
        const std::string place = "epoch " + std::to_string(metrics.epoch) + ", end";
        enterMachine(place);
        if (m_optimizer->fullBatch()) {
            QSTORE_TRY(metrics.train, measured(m_data.train, place));
        } else {
            metrics.train = partMetrics(m_model.spec(), m_data.train.targets(),
                                        m_state.epochLossSum / static_cast<double>(m_data.train.rows()),
                                        m_state.epochCorrect);
        }
        QSTORE_TRY(metrics.validation, measured(m_data.validation, place));
        if (metrics.validation.measured() && !std::isfinite(metrics.validation.loss))
            return fail(ErrorCode::Failed,
                        "the validation loss became " + numberToText(metrics.validation.loss) +
                            " in epoch " + std::to_string(metrics.epoch),
                        lowerRateHint(m_config));
        ++m_state.epoch;
        m_state.batch = 0;
        m_state.epochLossSum = 0.0;
        m_state.epochCorrect = 0;
        m_state.epochGradientSquares = 0.0;
        m_state.epochGradientErrorSquares = m_state.epochLossErrorSquares = 0.0;
        return note(metrics);
    }

    /// Keeps an epoch's numbers, the best weights, and tells the sink.
    Status note(const EpochMetrics& metrics) {
        m_state.history.push_back(metrics);
        const bool judged = metrics.validation.rows > 0;
        const bool better =
            metrics.validation.loss < m_state.bestValidationLoss - m_config.minimumImprovement;
        if (!judged || better) {
            m_state.bestWeights = m_state.weights;
            m_state.bestEpoch = metrics.epoch;
            m_state.epochsWithoutImprovement = 0;
            if (judged) m_state.bestValidationLoss = metrics.validation.loss;
        } else {
            ++m_state.epochsWithoutImprovement;
        }
        QSTORE_CHECK(m_sink.epochFinished(metrics));
        return save();
    }

    Status save() {
        m_state.optimizerState = m_optimizer->state();
        QSTORE_CHECK(m_sink.checkpoint(m_state));
        m_saved = true;
        m_lastCheckpoint = Clock::now();
        return {};
    }

    const Model& m_model;
    const TrainingRows m_data;
    const TrainConfig& m_config;
    TrainingSink& m_sink;
    const RunControl& m_control;
    const std::span<const double> m_startWeights;
    RowsObjective m_objective;
    std::unique_ptr<Optimizer> m_optimizer;
    std::size_t m_batches = 1;
    std::size_t m_batchSize = 1;
    Checkpoint m_state;
    std::vector<std::size_t> m_order;
    std::size_t m_orderEpoch = std::numeric_limits<std::size_t>::max();
    Clock::time_point m_lastCheckpoint;
    bool m_saved = true;  ///< the sink has this very state
};

/// What needs the state of the qubits cannot be measured.
Status checkMachine(const Model& model, const TrainConfig& config) {
    const std::string& backend = config.machine.backend;
    if (!model.machine() != backend.empty())
        return fail(ErrorCode::InvalidArgument,
                    backend.empty() ? "the model is measured on '" + model.machine()->name() +
                                          "', but the configuration names no backend"
                                    : "the configuration names the backend '" + backend +
                                          "', but the model is computed by the simulator",
                    "open the backend before the training starts");
    return checkMeasurable(config);
}

}  // namespace

std::vector<std::size_t> shuffledRows(std::uint64_t seed, std::uint64_t epoch, std::size_t rows) {
    return RandomStream(seed, "shuffle", epoch).permutation(rows);
}

Status checkMeasurable(const TrainConfig& config) {
    const std::string& backend = config.machine.backend;
    if (backend.empty()) return {};
    const bool takesGradients = config.optimizer.kind != OptimizerKind::Spsa &&
                                config.optimizer.kind != OptimizerKind::Rotosolve &&
                                config.optimizer.kind != OptimizerKind::Cobyla;
    if (takesGradients && config.gradient != GradientMethod::ParameterShift &&
        config.gradient != GradientMethod::Spsa)
        return fail(ErrorCode::InvalidArgument,
                    "the gradient '" + std::string(gradientMethodName(config.gradient)) +
                        "' cannot be measured on '" + backend + "'",
                    "choose parameter-shift, or spsa for few shots");
    if (config.optimizer.kind == OptimizerKind::NaturalGradient)
        return fail(
            ErrorCode::InvalidArgument,
            "the natural gradient needs the state of the qubits, which '" + backend + "' does not tell",
            "choose adam, sgd or spsa");
    return {};
}

Status checkStreamable(const TrainConfig& config) {
    const OptimizerKind kind = config.optimizer.kind;
    if (kind != OptimizerKind::Rotosolve && kind != OptimizerKind::Cobyla) return {};
    return fail(ErrorCode::InvalidArgument,
                std::string(optimizerName(kind)) +
                    " looks at all training rows in every step, and a stream brings one batch at a time",
                "choose adam, sgd or spsa, or pull the points as a dataset");
}

Status checkTraining(const Model& model, const PreparedData& data, const TrainConfig& config) {
    return checkTraining(model, data.train.rows, data.validation.rows, config);
}

Status checkTraining(const Model& model, std::size_t trainRows, std::size_t validationRows,
                     const TrainConfig& config) {
    QSTORE_CHECK(checkTrainConfig(config));
    if (trainRows == 0)
        return fail(ErrorCode::InvalidArgument, "there are no training rows",
                    "give training a larger share");
    if (config.patience > 0 && validationRows == 0)
        return fail(ErrorCode::InvalidArgument,
                    "early stopping after " + std::to_string(config.patience) +
                        " epochs needs validation rows, and there are none",
                    "give validation a share of the rows, or set patience to 0");
    QSTORE_CHECK(checkMachine(model, config));
    if (config.optimizer.kind == OptimizerKind::Rotosolve) return rotosolveApplies(model.spec());
    return {};
}

Result<TrainingResult> train(const Model& model, const PreparedData& data, const TrainConfig& config,
                             TrainingSink& sink, const Checkpoint* resumeFrom, const RunControl& control,
                             std::span<const double> startWeights) {
    MatrixSource training(data.train), validation(data.validation);
    return train(model, {training, validation}, config, sink, resumeFrom, control, startWeights);
}

Result<TrainingResult> train(const Model& model, const TrainingRows& rows, const TrainConfig& config,
                             TrainingSink& sink, const Checkpoint* resumeFrom, const RunControl& control,
                             std::span<const double> startWeights) {
    const Clock::time_point begin = Clock::now();
    QSTORE_CHECK(checkTraining(model, rows.train.rows(), rows.validation.rows(), config));
    if (!startWeights.empty() && startWeights.size() != model.weightCount())
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(startWeights.size()) +
                        " weights to start from do not belong to a model of " +
                        std::to_string(model.weightCount()),
                    "start from a run of the same circuit and layers");
    TrainingLoop loop(model, rows, config, sink, control, startWeights);
    Status status = loop.start(resumeFrom);
    if (status && !loop.over()) status = loop.run();
    // A stop in the middle of a step leaves the state of the step before.
    const bool stopped =
        !status && status.error().code == ErrorCode::Cancelled && control.stop.stop_requested();
    if (!status && !(stopped && !loop.state().history.empty())) return tl::unexpected(status.error());
    QSTORE_CHECK(loop.saveLast());

    TrainingResult result;
    result.end = loop.stoppedEarly() ? TrainingEnd::StoppedEarly
                 : loop.over()       ? TrainingEnd::Finished
                                     : TrainingEnd::Cancelled;
    result.last = std::move(loop.state());
    result.weights = result.last.bestWeights;
    result.history = result.last.history;
    result.epochs = result.last.epoch;
    result.bestEpoch = result.last.bestEpoch;
    result.gradients = result.last.gradientSteps;
    result.circuitEvaluations = result.last.circuitEvaluations;
    result.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    return result;
}

}  // namespace qstore
