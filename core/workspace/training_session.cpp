// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/training_session.h"

#include <chrono>

#include "core/learning/measured_machine.h"
#include "core/learning/part_metrics.h"
#include "core/simulation/simd.h"
#include "core/workspace/lease_heartbeat.h"
#include "core/workspace/lineage.h"
#include "core/workspace/streamed_training.h"

namespace qstore {
namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Without "a checkpoint at each step", commits closer together than this are left to the next one.
constexpr double commitIntervalSeconds = 0.25;

/// Puts what the trainer tells into the workspace, then passes it on.
class WorkspaceSink final : public TrainingSink {
public:
    WorkspaceSink(Workspace& workspace, std::string run, bool everyStep, double secondsBefore,
                  TrainingSink* watch)
        : m_workspace(workspace),
          m_run(std::move(run)),
          m_everyStep(everyStep),
          m_secondsBefore(secondsBefore),
          m_watch(watch) {}

    /// The checkpoint that follows each epoch brings its metrics along, in one transaction.
    Status epochFinished(const EpochMetrics& metrics) override {
        return m_watch == nullptr ? Status{} : m_watch->epochFinished(metrics);
    }

    Status checkpoint(const Checkpoint& checkpoint) override {
        m_committed = m_everyStep || m_first || secondsSince(m_lastCommit) >= commitIntervalSeconds;
        if (m_committed) QSTORE_CHECK(commit(checkpoint));
        return m_watch == nullptr ? Status{} : m_watch->checkpoint(checkpoint);
    }

    void batchFinished(std::size_t epoch, std::size_t batch, std::size_t batches, double loss) override {
        if (m_watch != nullptr) m_watch->batchFinished(epoch, batch, batches, loss);
    }

    /// Commits the last state unless that has been done.
    Status flush(const Checkpoint& last) { return m_committed ? Status{} : commit(last); }

    double seconds() const { return m_secondsBefore + secondsSince(m_start); }

private:
    Status commit(const Checkpoint& checkpoint) {
        m_first = false;
        m_lastCommit = Clock::now();
        return m_workspace.appendProgress(m_run, nullptr, &checkpoint, seconds());
    }

    Workspace& m_workspace;
    std::string m_run;
    bool m_everyStep;
    double m_secondsBefore;
    TrainingSink* m_watch;
    Clock::time_point m_start = Clock::now();
    Clock::time_point m_lastCommit = m_start;
    bool m_first = true;
    bool m_committed = true;
};

/// Measures one step of the pipeline.
class StepTimer {
public:
    using Listener = std::function<void(const PipelineStep&)>;
    explicit StepTimer(std::vector<PipelineStep>& steps, const Listener* listener = nullptr)
        : m_steps(steps), m_listener(listener) {}
    void done(std::string name) { done(std::move(name), secondsSince(m_start)); }
    /// With a time that was measured elsewhere.
    void done(std::string name, double seconds) {
        m_steps.push_back({std::move(name), seconds});
        if (m_listener != nullptr && *m_listener) (*m_listener)(m_steps.back());
        m_start = Clock::now();
    }

private:
    std::vector<PipelineStep>& m_steps;
    const Listener* m_listener;
    Clock::time_point m_start = Clock::now();
};

/// The backend of a run, opened once the run has its id; the model holds it from the start.
class RunBackend final : public BatchEstimator {
public:
    void open(std::shared_ptr<const BatchEstimator> backend) { m_backend = std::move(backend); }
    Result<BatchExpectations> expectations(std::span<const Circuit> circuits,
                                           const std::vector<PauliSum>& observables, std::uint64_t shots,
                                           const std::string& purpose,
                                           const RunControl& control) const override {
        if (!m_backend) return fail(ErrorCode::Failed, "the backend was asked while it was not open");
        return m_backend->expectations(circuits, observables, shots, purpose, control);
    }

private:
    std::shared_ptr<const BatchEstimator> m_backend;
};

}  // namespace

struct TrainingSession::Impl {
    std::shared_ptr<Workspace> workspace;
    RunRecord record;
    RunRecord before;  ///< of a run that goes on: how it was found
    TrainConfig config;
    Recipe recipe;
    Table table;
    std::optional<PreparedData> data;
    std::shared_ptr<StreamedData> stream;  ///< instead of the rows in `table` and `data`
    std::shared_ptr<const Model> model;
    std::optional<Checkpoint> checkpoint;
    std::optional<TrainingSummary> stored;  ///< of a run that was finished before
    std::vector<double> weights;
    std::optional<Evaluation> test;
    std::vector<PipelineStep> steps;
    StepTimer::Listener stepListener;
    bool holdsLease = false;
    bool reachedMachine = true;
    MachineFactory machineFactory;
    std::shared_ptr<RunBackend> backend = std::make_shared<RunBackend>();

    ~Impl() {
        // A session that was never executed, or failed on the way, gives its run back as it was. When that
        // cannot be written, the lease ends with this process and the run shows as interrupted.
        if (holdsLease) static_cast<void>(release(before.state, before.error));
    }

    Status prepare(ModelSpec spec, PlanCache* plans);
    Status openMachine();
    Result<std::vector<double>> startWeights() const;
    Status takeStart();
    Status create(const TrainingOrder& order, const ModelSpec& spec);
    Status loadStored(PlanCache* plans, const StreamOpener& rows);
    Status loadRows(const StreamOpener& rows);
    Status measureParts(std::span<const double> best, const RunControl& control, TrainingSummary& summary);
    Result<TrainingResult> trainToEnd(TrainingSink* watch, const RunControl& control);
    Result<TrainingSummary> finish(const TrainingResult& result, const RunControl& control);
    Result<TrainingSummary> stop(const TrainingResult& result, const std::function<RunState()>& state);
    Result<TrainingSummary> giveUp(Error error, const RunControl& control,
                                   const std::function<RunState()>& state);
    Status release(RunState state, const std::string& error = {}) {
        holdsLease = false;
        return workspace->releaseRun(record.id, state, error);
    }
};

/// Table → fitted recipe → compiled model; `table` is loaded already, or the rows are streamed.
Status TrainingSession::Impl::prepare(ModelSpec spec, PlanCache* plans) {
    StepTimer timer(steps);
    if (!data) {
        QSTORE_TRY(data, prepareData(table, recipe));
    }
    timer.done("recipe");
    if (spec.classes.empty()) {
        spec.targetMean = data->recipe.targetMean();
        spec.targetScale = data->recipe.targetScale();
    }
    std::shared_ptr<MeasuredMachine> machine;
    // What is finished is only looked at.
    if (!config.machine.backend.empty() && record.state != RunState::Finished) {
        if (!machineFactory)
            return fail(
                ErrorCode::InvalidArgument,
                "the training is measured on '" + config.machine.backend + "', which was not opened",
                "open the account that this backend belongs to, then go on");
        machine = std::make_shared<MeasuredMachine>(config.machine.backend, backend);
    }
    QSTORE_TRY(model, Model::compile(std::move(spec), plans, std::move(machine)));
    timer.done("compile");
    return {};
}

Status TrainingSession::Impl::openMachine() {
    if (config.machine.backend.empty()) return {};
    QSTORE_TRY(auto opened, machineFactory(config, record.id));
    backend->open(std::move(opened));
    return {};
}

Result<std::vector<double>> TrainingSession::Impl::startWeights() const {
    const StartConfig& start = config.start;
    if (start.run.empty()) return std::vector<double>();
    QSTORE_TRY(const RunRecord source, workspace->run(start.run));
    if (source.state != RunState::Finished)
        return fail(ErrorCode::InvalidArgument,
                    "run '" + start.run + "' is " + std::string(runStateName(source.state)) +
                        " and has no final weights to start from",
                    "finish it first, or start from another one");
    QSTORE_TRY(const auto tensors, workspace->runWeights(start.run));
    if (const std::string hash = weightsHash(tensors);
        !start.weightsSha256.empty() && hash != start.weightsSha256)
        return fail(ErrorCode::Corrupt,
                    "the weights of run '" + start.run + "' have the hash " + hash + " instead of " +
                        start.weightsSha256,
                    "restore a backup of the workspace, or start anew");
    auto found = model->weightsFrom(tensors);
    if (!found)
        return fail(
            found.error().code,
            "the weights of run '" + start.run + "' do not fit this model: " + found.error().message,
            "start from a run of the same circuit and layers");
    return found;
}

/// Checks what there is to start from, and keeps by its hash what it was.
Status TrainingSession::Impl::takeStart() {
    if (config.start.run.empty()) return {};
    QSTORE_TRY(const auto start, startWeights());
    config.start.weightsSha256 = weightsHash(model->tensors(start));
    return {};
}

Status TrainingSession::Impl::create(const TrainingOrder& order, const ModelSpec& spec) {
    record.dataset = order.dataset;
    record.datasetHash = stream ? config.stream.contentSha256 : table.contentHash();
    record.recipeJson = writeRecipeJson(recipe, -1);
    record.fittedJson = data->recipe.toJson(-1);
    record.specJson = writeModelSpecJson(spec, -1);
    record.configJson = writeTrainConfigJson(config, -1);
    QSTORE_TRY(record, workspace->createRun(std::move(record), stream ? RunRows::Streamed : RunRows::Here));
    holdsLease = true;
    return {};
}

/// The run's rows: the dataset's, or those of a store. Of what is finished these are not asked for.
Status TrainingSession::Impl::loadRows(const StreamOpener& rows) {
    if (!config.stream.store.empty()) {
        QSTORE_TRY(const auto fitted, FittedRecipe::fromJson(record.fittedJson));
        data = preparedStream(fitted, {});
        if (record.state == RunState::Finished) return {};
        if (!rows)
            return fail(ErrorCode::InvalidArgument,
                        "the rows of run '" + record.id + "' are in '" + config.stream.place() +
                            "', which was not opened",
                        "`qstore runs resume " + record.id + "` goes on with it");
        QSTORE_TRY(stream, rows(config.stream, recipe, fitted));
        data = preparedStream(fitted, stream->split());
        return {};
    }
    QSTORE_TRY(table, workspace->loadDatasetByHash(record.datasetHash));
    if (const std::string hash = table.contentHash(); hash != record.datasetHash)
        return fail(ErrorCode::Corrupt,
                    "the rows of run '" + record.id + "' were changed: their hash is " + hash +
                        " instead of " + record.datasetHash,
                    "restore a backup of the workspace");
    return {};
}

/// Everything of a run that exists; what is made again must be what was stored.
Status TrainingSession::Impl::loadStored(PlanCache* plans, const StreamOpener& rows) {
    StepTimer timer(steps);
    QSTORE_TRY(config, readTrainConfigJson(record.configJson));
    QSTORE_TRY(recipe, readRecipeJson(record.recipeJson));
    QSTORE_TRY(auto spec, readModelSpecJson(record.specJson));
    QSTORE_CHECK(loadRows(rows));
    timer.done("load");
    QSTORE_CHECK(prepare(std::move(spec), plans));
    QSTORE_TRY(const auto fitted, jsonHash(data->recipe.toJson(-1)));
    QSTORE_TRY(const auto known, jsonHash(record.fittedJson));
    if (fitted != known)
        return fail(ErrorCode::Corrupt,
                    "fitting the recipe of run '" + record.id + "' again gave another result than it had",
                    "the run was made by another release or on another kind of machine; train it anew");
    if (record.state == RunState::Finished) {
        QSTORE_TRY(const auto tensors, workspace->runWeights(record.id));
        QSTORE_TRY(weights, model->weightsFrom(tensors));
        QSTORE_TRY(stored, TrainingSummary::fromJson(record.resultJson));
        return {};
    }
    QSTORE_TRY(checkpoint, workspace->latestCheckpoint(record.id));
    return {};
}

Result<TrainingResult> TrainingSession::Impl::trainToEnd(TrainingSink* watch, const RunControl& control) {
    const LeaseHeartbeat heartbeat(*workspace, record.id);
    if (const Status opened = openMachine(); !opened) {
        // Nothing is wrong with the run: it can go on when the account can be reached.
        reachedMachine = false;
        return tl::unexpected<Error>(opened.error());
    }
    std::vector<double> start;
    if (!checkpoint) {
        QSTORE_TRY(start, startWeights());
    }
    // What was paid for is kept at once.
    const bool everyStep = config.checkpointSeconds == 0 || !config.machine.backend.empty();
    WorkspaceSink sink(*workspace, record.id, everyStep, record.seconds, watch);
    const Checkpoint* const from = checkpoint ? &*checkpoint : nullptr;
    QSTORE_TRY(auto result, stream ? train(*model, {stream->train(), stream->validation()}, config, sink,
                                           from, control, start)
                                   : train(*model, *data, config, sink, from, control, start));
    QSTORE_CHECK(sink.flush(result.last));
    record.seconds = sink.seconds();
    return result;
}

Status TrainingSession::Impl::measureParts(std::span<const double> best, const RunControl& control,
                                           TrainingSummary& summary) {
    if (stream) {
        QSTORE_TRY(summary.train, measurePart(*model, best, stream->train(), control));
        QSTORE_TRY(summary.validation, measurePart(*model, best, stream->validation(), control));
        QSTORE_TRY(summary.test, measurePart(*model, best, stream->test(), control));
        return {};
    }
    const auto measure = [&](const FeatureMatrix& part, PartMetrics& metrics) -> Status {
        if (part.rows == 0) return {};
        QSTORE_TRY(auto evaluation, evaluate(*model, best, part, control));
        metrics = evaluation.metrics;
        if (&part == &data->test) test = std::move(evaluation);
        return {};
    };
    QSTORE_CHECK(measure(data->train, summary.train));
    QSTORE_CHECK(measure(data->validation, summary.validation));
    return measure(data->test, summary.test);
}

/// Evaluates, trains the baselines and stores all of it in one transaction.
Result<TrainingSummary> TrainingSession::Impl::finish(const TrainingResult& result,
                                                      const RunControl& control) {
    StepTimer timer(steps, &stepListener);
    const RunControl quiet{control.stop, {}};
    if (model->machine()) model->machine()->enter("result", config.machine.shots);
    TrainingSummary summary;
    summary.run = record.id;
    summary.end = result.end;
    summary.task = taskOf(model->spec());
    summary.epochs = result.epochs;
    summary.bestEpoch = result.bestEpoch;
    QSTORE_CHECK(measureParts(result.weights, quiet, summary));
    timer.done("evaluate");
    QSTORE_TRY(summary.baselines, stream ? streamedBaselines(*stream, config.seed, quiet)
                                         : trainBaselines(*data, table, quiet));
    timer.done("baselines");
    const auto tensors = model->tensors(result.weights);
    summary.seconds = record.seconds;
    summary.gradients = result.gradients;
    summary.circuitEvaluations = result.circuitEvaluations;
    summary.weightsSha256 = weightsHash(tensors);
    // What a resumed run was begun with is not known.
    if (!checkpoint) summary.simd = simdTarget();
    summary.steps = steps;
    QSTORE_CHECK(workspace->finishRun(record.id, data->recipe.toJson(-1), summary.toJson(), tensors));
    holdsLease = false;
    timer.done("save");
    stored = summary;
    return summary;
}

/// The run stays resumable from its last checkpoint.
Result<TrainingSummary> TrainingSession::Impl::stop(const TrainingResult& result,
                                                    const std::function<RunState()>& state) {
    QSTORE_CHECK(release(state ? state() : RunState::Cancelled));
    TrainingSummary summary;
    summary.run = record.id;
    summary.end = TrainingEnd::Cancelled;
    summary.task = taskOf(model->spec());
    summary.epochs = result.epochs;
    summary.bestEpoch = result.bestEpoch;
    if (!result.history.empty()) {
        summary.train = result.history.back().train;
        summary.validation = result.history.back().validation;
    }
    summary.seconds = record.seconds;
    summary.gradients = result.gradients;
    summary.circuitEvaluations = result.circuitEvaluations;
    return summary;
}

Result<TrainingSummary> TrainingSession::Impl::giveUp(Error error, const RunControl& control,
                                                      const std::function<RunState()>& state) {
    if (error.code == ErrorCode::Cancelled && control.stop.stop_requested()) return stop({}, state);
    // A full disk, a lost lease, an account or a store that is gone say nothing about the run itself: it
    // can be resumed.
    const bool outside = !reachedMachine || (stream && stream->broken()) ||
                         error.code == ErrorCode::ResourceExhausted || error.code == ErrorCode::Io ||
                         error.code == ErrorCode::Busy ||
                         (model->machine() && error.code == ErrorCode::NotFound);
    // If this cannot be stored either, the error below is still the one to show.
    static_cast<void>(release(outside ? RunState::Interrupted : RunState::Failed, error.message));
    return tl::unexpected<Error>(std::move(error));
}

TrainingSession::TrainingSession(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
TrainingSession::~TrainingSession() = default;

Result<std::unique_ptr<TrainingSession>> TrainingSession::start(std::shared_ptr<Workspace> workspace,
                                                                TrainingOrder order) {
    auto impl = std::make_unique<Impl>();
    impl->workspace = std::move(workspace);
    impl->config = order.config;
    impl->recipe = order.choice.recipe;
    impl->machineFactory = order.machine;
    StepTimer timer(impl->steps);
    QSTORE_CHECK(checkRowsNamed(order));
    if (order.stream) {
        impl->stream = order.stream;
        impl->data = preparedStream(order.stream->recipe(), order.stream->split());
        QSTORE_CHECK(checkStreamable(impl->config));
    } else {
        QSTORE_TRY(impl->table, impl->workspace->loadDataset(order.dataset));
    }
    timer.done("load");
    QSTORE_CHECK(impl->prepare(order.choice.spec, order.plans));
    // What was fitted, with the encoder's scaling by its range: the recipe that a bundle holds too.
    impl->recipe = impl->data->recipe.recipe();
    QSTORE_CHECK(order.stream ? checkTraining(*impl->model, order.stream->train().rows(),
                                              order.stream->validation().rows(), impl->config)
                              : checkTraining(*impl->model, *impl->data, impl->config));
    QSTORE_CHECK(impl->takeStart());
    QSTORE_CHECK(impl->create(order, impl->model->spec()));
    return std::unique_ptr<TrainingSession>(new TrainingSession(std::move(impl)));
}

Result<std::unique_ptr<TrainingSession>> TrainingSession::resume(std::shared_ptr<Workspace> workspace,
                                                                 const std::string& run, PlanCache* plans,
                                                                 MachineFactory machine,
                                                                 const StreamOpener& rows) {
    auto impl = std::make_unique<Impl>();
    impl->machineFactory = std::move(machine);
    impl->workspace = std::move(workspace);
    QSTORE_TRY(impl->record, impl->workspace->run(run));
    impl->before = impl->record;
    if (impl->record.imported)
        return fail(ErrorCode::InvalidArgument,
                    "run '" + run + "' came with a model in a bundle; it was not trained here",
                    "train on its dataset to make a run of your own");
    if (impl->record.state != RunState::Finished) {
        QSTORE_CHECK(impl->workspace->leaseRun(run));
        impl->holdsLease = true;
        // Read again: its last owner may have gone on until the lease was ours.
        QSTORE_TRY(impl->record, impl->workspace->run(run));
    }
    QSTORE_CHECK(impl->loadStored(plans, rows));
    return std::unique_ptr<TrainingSession>(new TrainingSession(std::move(impl)));
}

const std::string& TrainingSession::runId() const {
    return m_impl->record.id;
}
const RunRecord& TrainingSession::record() const {
    return m_impl->record;
}
const Table& TrainingSession::table() const {
    return m_impl->table;
}
const PreparedData& TrainingSession::data() const {
    return *m_impl->data;
}
const Model& TrainingSession::model() const {
    return *m_impl->model;
}
Result<std::vector<double>> TrainingSession::startWeights() const {
    return m_impl->startWeights();
}
const std::optional<Evaluation>& TrainingSession::testEvaluation() const {
    return m_impl->test;
}
const std::vector<double>& TrainingSession::weights() const {
    return m_impl->weights;
}
const std::vector<PipelineStep>& TrainingSession::steps() const {
    return m_impl->steps;
}

void TrainingSession::onStep(std::function<void(const PipelineStep&)> listener) {
    m_impl->stepListener = std::move(listener);
}

Result<TrainingSummary> TrainingSession::execute(TrainingSink* watch, const RunControl& control,
                                                 const std::function<RunState()>& stateWhenStopped) {
    if (m_impl->stored) return *m_impl->stored;
    if (!m_impl->holdsLease)
        return fail(ErrorCode::InvalidArgument, "run '" + runId() + "' was stopped in this session already",
                    "resume it to go on");
    // Whoever looks at a session later asks no machine, and its jobs are free for others.
    const std::shared_ptr<void> closing(nullptr, [this](void*) { m_impl->backend->open(nullptr); });
    StepTimer timer(m_impl->steps, &m_impl->stepListener);
    const auto trained = m_impl->trainToEnd(watch, control);
    if (!trained) return m_impl->giveUp(trained.error(), control, stateWhenStopped);
    timer.done("train", m_impl->record.seconds);
    m_impl->weights = trained->weights;
    if (trained->end == TrainingEnd::Cancelled) return m_impl->stop(*trained, stateWhenStopped);
    auto summary = m_impl->finish(*trained, control);
    if (!summary) return m_impl->giveUp(summary.error(), control, stateWhenStopped);
    return summary;
}

}  // namespace qstore
