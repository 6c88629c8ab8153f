// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/learning/batch_source.h"
#include "core/learning/model.h"

namespace qstore {

enum class OptimizerKind : std::uint8_t { Sgd, Adam, RmsProp, Spsa, NaturalGradient, Rotosolve, Cobyla };
enum class Schedule : std::uint8_t { Constant, Step, Exponential, Cosine };

/// Each optimizer reads its own entries. SPSA: learningRate is the first gain of a/(A+k)^0.602, with A a
/// tenth of all steps. COBYLA: learningRate is the first simplex's step (0.5 suits angles). Rotosolve has
/// no rate; where its steps would not be exact it refuses (core/learning/optimizer.h).
struct OptimizerConfig {
    OptimizerKind kind = OptimizerKind::Adam;
    double learningRate = 0.05;
    double momentum = 0.9;                              ///< Sgd
    double beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;  ///< Adam; RmsProp uses beta2 as decay
    double damping = 1e-3;                              ///< NaturalGradient: added to the metric's diagonal
    double spsaPerturbation = 0.1;                      ///< Spall's c: c/k^0.101
    Schedule schedule = Schedule::Constant;
    double scheduleFactor = 0.5;      ///< Step, Exponential: decay within scheduleEpochs
    std::size_t scheduleEpochs = 20;  ///< Step, Exponential; period of Cosine
    friend bool operator==(const OptimizerConfig&, const OptimizerConfig&) = default;
};

/// A training that is measured instead of computed.
struct MachineConfig {
    std::string backend;         ///< "PROFILE/DEVICE" or a local one ("local/aria"); empty = the simulator
    std::uint64_t shots = 1000;  ///< of each circuit and measurement setting
    /// Steps may take up to so many where their gradient drowns in noise; 0 = always `shots`. The next
    /// step's are chosen so that the gradient's standard error is half its length (the norm test of Byrd,
    /// Chin, Nocedal and Wu, Math. Program. 134, 127 (2012)).
    std::uint64_t mostShots = 0;
    double maxCostUsd = 0.0;  ///< the run stops before it would cost more; 0 = no cap
    friend bool operator==(const MachineConfig&, const MachineConfig&) = default;
};

/// Weights of a finished run to start from, instead of ones that are drawn: what was trained locally is
/// fine-tuned on a machine.
struct StartConfig {
    std::string run;            ///< its id; empty = drawn by the seed
    std::string weightsSha256;  ///< of these weights; filled in when the training starts
    friend bool operator==(const StartConfig&, const StartConfig&) = default;
};

/// Rows that stay in a collection of a store and come batch by batch.
struct StreamConfig {
    std::string store;          ///< "local", or a connection's name; empty = the rows are a dataset
    std::string collection;     ///< in it
    std::string filter;         ///< filterText(); empty = all points
    std::uint64_t points = 0;   ///< that pass; filled in when the training starts, like the next
    std::string contentSha256;  ///< over their ids, targets and vectors, in order
    friend bool operator==(const StreamConfig&, const StreamConfig&) = default;
    /// "STORE/COLLECTION".
    std::string place() const { return store + "/" + collection; }
};

struct TrainConfig {
    OptimizerConfig optimizer;
    GradientMethod gradient = GradientMethod::Adjoint;
    std::size_t epochs = 60;
    std::size_t batchSize = 16;
    std::size_t patience = 0;  ///< epochs without better validation loss; 0 = no early stopping
    double minimumImprovement = 1e-4;
    std::size_t checkpointSeconds = 1;  ///< at most this long between checkpoints; 0 = each step
    std::uint64_t seed = 0;
    MachineConfig machine;
    StartConfig start;
    StreamConfig stream;
    friend bool operator==(const TrainConfig&, const TrainConfig&) = default;
};

QSTORE_EXPORT std::string writeTrainConfigJson(const TrainConfig& config, int indent = 2);
QSTORE_EXPORT Result<TrainConfig> readTrainConfigJson(std::string_view text);
QSTORE_EXPORT std::string_view optimizerName(OptimizerKind kind);  ///< "adam", as in JSON
QSTORE_EXPORT const std::vector<OptimizerKind>& allOptimizers();

/// What a trainer works on.
struct PreparedData {
    FittedRecipe recipe;
    FeatureMatrix train, validation, test;
    Split split;
};
/// Splits, fits on the training rows, applies to each part.
QSTORE_EXPORT Result<PreparedData> prepareData(const Table& table, const Recipe& recipe);

/// Of a part without rows nothing is measured: its numbers are NaN, never 0, and null in JSON.
struct PartMetrics {
    /// Mean over the rows; while training, as seen during the epoch.
    double loss = std::numeric_limits<double>::quiet_NaN();
    /// Fraction right; for regression the coefficient of determination R².
    double accuracy = std::numeric_limits<double>::quiet_NaN();
    std::size_t rows = 0;
    bool measured() const { return rows > 0; }
    friend bool operator==(const PartMetrics& a, const PartMetrics& b) {
        return a.rows == b.rows && (a.rows == 0 || (a.loss == b.loss && a.accuracy == b.accuracy));
    }
};

/// What PartMetrics::accuracy is, as a key in JSON: "accuracy", or "r2" for regression.
QSTORE_EXPORT std::string_view metricName(TaskKind task);
/// The same for people: "accuracy" or "R²".
QSTORE_EXPORT std::string_view metricTitle(TaskKind task);
/// Regression where the model has no classes.
QSTORE_EXPORT TaskKind taskOf(const ModelSpec& spec);

struct EpochMetrics {
    std::size_t epoch = 0;  ///< 1 = after the first; 0 = before training
    PartMetrics train, validation;
    double learningRate = 0.0;
    double gradientNorm = 0.0;   ///< RMS over the epoch's steps
    double gradientError = 0.0;  ///< RMS standard error of the steps' gradients; 0 where they are exact
    double lossError = 0.0;      ///< standard error of train.loss; 0 where it is exact
    std::uint64_t shots = 0;     ///< of each circuit in the epoch's last step; 0 where none were taken
    bool measured() const { return shots > 0; }
    friend bool operator==(const EpochMetrics&, const EpochMetrics&) = default;
};

/// Everything needed to go on bit-equal: serialised with a version and a checksum.
struct Checkpoint {
    std::size_t epoch = 0;  ///< epochs finished
    /// Batches finished in the current epoch; all of them where only the epoch's end is missing.
    std::size_t batch = 0;
    std::vector<double> weights;
    std::string optimizerState;  ///< opaque bytes
    double epochLossSum = 0.0;
    std::uint64_t epochCorrect = 0;
    double epochGradientSquares = 0.0;
    double epochGradientErrorSquares = 0.0, epochLossErrorSquares = 0.0;
    std::uint64_t shots = 0;               ///< of the next step; 0 = as configured
    std::uint64_t gradientSteps = 0;       ///< gradients taken since the start, one a row
    std::uint64_t circuitEvaluations = 0;  ///< circuits run for the steps since the start
    std::vector<double> bestWeights;
    double bestValidationLoss = 0.0;
    std::size_t bestEpoch = 0, epochsWithoutImprovement = 0;
    std::vector<EpochMetrics> history;

    QSTORE_EXPORT std::string toBytes() const;
    /// Corrupt when the checksum does not hold, NewerVersion when it was written later.
    QSTORE_EXPORT static Result<Checkpoint> fromBytes(std::string_view bytes);
};

/// What the trainer tells while it works; called from the training thread, in order. A failing sink
/// stops the training with its error. Epoch 0 is told before the first step. After epochFinished comes
/// the checkpoint that holds this epoch; a run that dies between the two tells the epoch again, with the
/// same numbers, when it is resumed.
class QSTORE_EXPORT TrainingSink {
public:
    virtual ~TrainingSink() = default;
    virtual Status epochFinished(const EpochMetrics& metrics) = 0;
    virtual Status checkpoint(const Checkpoint& checkpoint) = 0;
    /// After every batch; cheap (a live chart counts on it).
    virtual void batchFinished(std::size_t epoch, std::size_t batch, std::size_t batches, double loss) {
        static_cast<void>(epoch), static_cast<void>(batch), static_cast<void>(batches),
            static_cast<void>(loss);
    }
};

struct ConfusionMatrix {
    std::vector<std::string> classes;
    std::vector<std::size_t> counts;  ///< truth × predicted, row-major
};
struct RocCurve {
    std::string positiveClass;
    std::vector<double> falsePositiveRate, truePositiveRate, threshold;
    double area = 0.0;
};

struct Evaluation {
    PartMetrics metrics;
    ConfusionMatrix confusion;        ///< Classification
    std::vector<RocCurve> roc;        ///< one-against-rest; none for a class that all or no rows have
    std::vector<double> predictions;  ///< rows × classes, or rows
};
QSTORE_EXPORT Result<Evaluation> evaluate(const Model& model, std::span<const double> weights,
                                          const FeatureMatrix& data, const RunControl& control = {});

/// A classical model on the same split, for honesty.
struct Baseline {
    std::string name;  ///< "majority", "logistic-regression"; "mean", "linear-regression"
    PartMetrics train, validation, test;
};
QSTORE_EXPORT Result<std::vector<Baseline>> trainBaselines(const PreparedData& data, const Table& table,
                                                           const RunControl& control = {});

enum class TrainingEnd : std::uint8_t { Finished, StoppedEarly, Cancelled };
struct TrainingResult {
    TrainingEnd end = TrainingEnd::Finished;
    std::vector<double> weights;  ///< best by validation loss (last without validation rows)
    std::vector<EpochMetrics> history;
    std::size_t epochs = 0;       ///< finished
    std::size_t bestEpoch = 0;    ///< whose weights these are; 0 = the starting weights
    std::uint64_t gradients = 0;  ///< of one row's loss each; 0 for optimizers that take none
    /// Circuits run for the steps, whatever for; what is measured at an epoch's end is not among them.
    std::uint64_t circuitEvaluations = 0;
    double seconds = 0.0;  ///< training alone, of this call
    Checkpoint last;
};

/// Rows that go through the circuit together: bounds the memory whatever the size of the table. On a
/// machine more rows than these are asked for in pieces.
constexpr std::size_t mostRowsTogether = 512;
/// The order in which an epoch (0, 1, …) takes the training rows.
QSTORE_EXPORT std::vector<std::size_t> shuffledRows(std::uint64_t seed, std::uint64_t epoch,
                                                    std::size_t rows);
/// Unsupported choices of a training that is measured: methods that need the state of the qubits. Success
/// where no backend is named.
QSTORE_EXPORT Status checkMeasurable(const TrainConfig& config);

/// Everything `train` refuses before its first step, without taking one.
QSTORE_EXPORT Status checkTraining(const Model& model, const PreparedData& data, const TrainConfig& config);
/// The same by the numbers of rows.
QSTORE_EXPORT Status checkTraining(const Model& model, std::size_t trainRows, std::size_t validationRows,
                                   const TrainConfig& config);
/// What cannot be done with rows that come batch by batch: optimizers whose every step takes all of them.
QSTORE_EXPORT Status checkStreamable(const TrainConfig& config);

/// `startWeights` go before those that the seed draws, empty = none; resolving TrainConfig::start is up to
/// the caller.
///
/// Trains until the epochs are over, patience ends it or `control.stop` asks; then a last checkpoint
/// goes to the sink and `end` says Cancelled, so that resuming from it continues bit-equal.
/// Fails at once, saying why, where the optimizer is not valid for the model (rotosolve with
/// cross-entropy, layers before the circuit, non-linear layers behind it, shared parameters or several
/// frequencies), and at the step where loss or gradient stop being numbers.
QSTORE_EXPORT Result<TrainingResult> train(const Model& model, const PreparedData& data,
                                           const TrainConfig& config, TrainingSink& sink,
                                           const Checkpoint* resumeFrom = nullptr,
                                           const RunControl& control = {},
                                           std::span<const double> startWeights = {});

/// Where the rows of a training come from; both must outlive it.
struct TrainingRows {
    BatchSource& train;
    BatchSource& validation;
};
/// The same with rows that come batch by batch: equal rows in equal order give the same bits. An error of
/// a source is given on with the place in the training.
QSTORE_EXPORT Result<TrainingResult> train(const Model& model, const TrainingRows& rows,
                                           const TrainConfig& config, TrainingSink& sink,
                                           const Checkpoint* resumeFrom = nullptr,
                                           const RunControl& control = {},
                                           std::span<const double> startWeights = {});

}  // namespace qstore
