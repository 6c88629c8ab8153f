// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/progress.h"
#include "core/learning/trainer.h"
#include "core/observables/batch_estimator.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// Opens the backend that a configuration names, for the run of this id: its jobs, its cap, its costs.
using MachineFactory = std::function<Result<std::shared_ptr<const BatchEstimator>>(
    const TrainConfig& config, const std::string& run)>;

/// Opens the rows of a run that are streamed, for going on: what is there must be what StreamConfig says.
using StreamOpener = std::function<Result<std::shared_ptr<StreamedData>>(
    const StreamConfig& stream, const Recipe& recipe, const FittedRecipe& fitted)>;

/// What a person asked to train. `choice` comes from chooseModel and its siblings.
struct TrainingOrder {
    std::string dataset;
    ModelChoice choice;
    TrainConfig config;
    PlanCache* plans = nullptr;   ///< the model is compiled through it; needed by start() alone
    MachineFactory machine = {};  ///< opens config.machine.backend where one is named
    /// The rows that config.stream names, split and fitted by choice.recipe; `dataset` is not read then.
    std::shared_ptr<StreamedData> stream = {};
};

/// The steps of storing and training with the time each took, for the pipeline strip and the demo.
struct PipelineStep {
    std::string name;  ///< "load", "recipe", "compile", "train", "evaluate", "baselines", "save"
    double seconds = 0.0;
    friend bool operator==(const PipelineStep&, const PipelineStep&) = default;
};

/// The outcome of a run with everything shown beside it; toJson() is the form of `qstore train --json`.
struct TrainingSummary {
    std::string run;
    TrainingEnd end = TrainingEnd::Finished;
    TaskKind task = TaskKind::Classification;  ///< says what PartMetrics::accuracy is, see metricName
    std::size_t epochs = 0;
    std::optional<std::size_t> bestEpoch;  ///< whose weights were kept; nothing in runs of older releases
    PartMetrics train, validation, test;
    std::vector<Baseline> baselines;
    double seconds = 0.0;  ///< of training and its checkpoints, in every sitting; so is the step "train"
    std::uint64_t gradients = 0;                      ///< as in TrainingResult
    std::optional<std::uint64_t> circuitEvaluations;  ///< absent where a summary is older than this count
    std::string weightsSha256;
    /// Instruction set of the simulator, on which the same bits are promised. Empty where the run went on
    /// from a checkpoint, whose own is not known, and in runs of older releases.
    std::string simd;
    std::vector<PipelineStep> steps;  ///< up to the baselines; empty for runs that were stored without
    /// Which weights were kept and why, as a sentence without a full stop; empty when it is not known.
    QSTORE_EXPORT std::string bestEpochText() const;
    QSTORE_EXPORT std::string toJson(int indent = -1) const;
    QSTORE_EXPORT static Result<TrainingSummary> fromJson(std::string_view text);
};

/// One run, from order to stored result: creates the run row, trains with checkpoints into the
/// workspace, evaluates, trains the baselines, stores the result. Used by window and command line.
class QSTORE_EXPORT TrainingSession {
public:
    static Result<std::unique_ptr<TrainingSession>> start(std::shared_ptr<Workspace> workspace,
                                                          TrainingOrder order);
    /// For an interrupted, paused or cancelled run; a finished one answers with its stored summary.
    /// `machine` is needed for a run that was measured on a backend, `rows` for one whose rows are
    /// streamed.
    static Result<std::unique_ptr<TrainingSession>> resume(std::shared_ptr<Workspace> workspace,
                                                           const std::string& run,
                                                           PlanCache* plans = nullptr,
                                                           MachineFactory machine = {},
                                                           const StreamOpener& rows = {});
    ~TrainingSession();

    const std::string& runId() const;
    /// What the run is made of, as stored when this session began.
    const RunRecord& record() const;
    /// The rows the run is trained on; none where they are streamed, here and in data().
    const Table& table() const;
    const PreparedData& data() const;
    const Model& model() const;
    /// Blocks; call from a worker. `watch` (may be null) hears what the workspace hears, after it.
    /// A stop leaves the run resumable; `stateWhenStopped`, asked once the training has stopped, says
    /// whether the run is then Paused or Cancelled (the default).
    Result<TrainingSummary> execute(TrainingSink* watch, const RunControl& control,
                                    const std::function<RunState()>& stateWhenStopped = {});
    /// The weights that TrainConfig::start names, in the model's order; empty where it names none. NotFound
    /// when that run or its weights are gone, Corrupt when they are others than they were.
    Result<std::vector<double>> startWeights() const;
    /// After execute() of a run that was not finished before, with test rows: how these came out. Nothing
    /// where rows are streamed.
    const std::optional<Evaluation>& testEvaluation() const;
    /// After execute(): the best weights, and the steps with their times.
    const std::vector<double>& weights() const;
    const std::vector<PipelineStep>& steps() const;
    /// Hears of each step that execute() finishes, from its thread.
    void onStep(std::function<void(const PipelineStep&)> listener);

private:
    struct Impl;
    explicit TrainingSession(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

/// A model ready to predict: from a finished run, a registered version or a bundle.
struct TrainedModel {
    std::shared_ptr<const Model> model;
    std::shared_ptr<const FittedRecipe> recipe;
    std::vector<double> weights;
    std::string name;
};
QSTORE_EXPORT Result<TrainedModel> loadRunModel(const Workspace& workspace, const std::string& run,
                                                PlanCache* plans = nullptr);
QSTORE_EXPORT Result<TrainedModel> loadRegisteredModel(const Workspace& workspace,
                                                       std::string_view reference,
                                                       PlanCache* plans = nullptr);

struct Predictions {
    std::vector<std::size_t> rows;     ///< of the table; those the recipe dropped are absent
    std::vector<std::string> classes;  ///< empty for regression
    std::vector<double> values;        ///< rows × classes, or rows
    std::vector<std::string> labels;   ///< predicted class, per row
};
/// Exact, or from shots where these are given.
QSTORE_EXPORT Result<Predictions> predictTable(const TrainedModel& model, const Table& table,
                                               const RunControl& control = {},
                                               const std::optional<ShotOptions>& shots = {});
/// The table with prediction (and one probability column a class) added, for writing as CSV.
QSTORE_EXPORT Result<Table> withPredictions(const Table& table, const Predictions& predictions);

/// Recomputes every stored hash of a version from the content itself; what was not recorded for an older
/// version, or rows that were streamed from a store, are not listed.
struct LineageCheck {
    std::string what;  ///< "dataset", "recipe", "circuit", "weights", …
    std::string stored, computed;
    bool matches = false;
};
QSTORE_EXPORT Result<std::vector<LineageCheck>> verifyLineage(const Workspace& workspace,
                                                              std::string_view reference);

}  // namespace qstore
