// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/training_session.h"

#include <algorithm>
#include <set>

#include "core/learning/train_config.h"
#include "core/workspace/replay.h"
#include "tiny_training.h"

namespace qstore {
namespace {

class Sessions : public ScratchTest {
protected:
    std::shared_ptr<Workspace> m_workspace = tinyWorkspace(file());
};

/// Asks to stop after some steps and counts what it hears.
class StoppingWatch final : public TrainingSink {
public:
    explicit StoppingWatch(int steps) : m_steps(steps) {}
    Status epochFinished(const EpochMetrics&) override {
        ++epochs;
        return {};
    }
    Status checkpoint(const Checkpoint&) override { return {}; }
    void batchFinished(std::size_t, std::size_t, std::size_t, double) override {
        if (--m_steps == 0) source.request_stop();
    }
    std::stop_source source;
    int epochs = 0;

private:
    int m_steps;
};

void expectSameResult(const TrainingSummary& a, const TrainingSummary& b) {
    EXPECT_EQ(a.weightsSha256, b.weightsSha256);
    EXPECT_EQ(a.epochs, b.epochs);
    EXPECT_EQ(a.train, b.train);
    EXPECT_EQ(a.validation, b.validation);
    EXPECT_EQ(a.test, b.test);
    EXPECT_EQ(a.gradients, b.gradients);
}

TEST_F(Sessions, StoreEverythingTheyShow) {
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    EXPECT_EQ(m_workspace->run(session->runId()).value().state, RunState::Created);
    StoppingWatch watch(1'000'000);
    const auto summary = session->execute(&watch, {});
    ASSERT_TRUE(summary.has_value()) << summary.error().message;
    EXPECT_EQ(summary->end, TrainingEnd::Finished);
    EXPECT_EQ(summary->epochs, 3U);
    EXPECT_EQ(watch.epochs, 4) << "before training, and after each epoch";
    EXPECT_EQ(summary->train.rows + summary->validation.rows + summary->test.rows, 30U);
    EXPECT_EQ(summary->gradients, 3 * summary->train.rows);
    const auto metrics = m_workspace->metrics(session->runId()).value();
    ASSERT_LT(summary->bestEpoch.value_or(99), metrics.size());
    for (const EpochMetrics& epoch : metrics)
        EXPECT_LE(metrics[*summary->bestEpoch].validation.loss, epoch.validation.loss + 1e-4);
    std::set<std::string> names;
    for (const auto& baseline : summary->baselines) names.insert(baseline.name);
    EXPECT_TRUE(names.count("majority") == 1 && names.count("logistic-regression") == 1);

    const auto record = open()->run(session->runId()).value();
    EXPECT_EQ(record.state, RunState::Finished);
    EXPECT_EQ(record.resultJson, summary->toJson());
    EXPECT_EQ(record.weightsHash, summary->weightsSha256);
    EXPECT_EQ(weightsHash(session->model().tensors(session->weights())), summary->weightsSha256);
    EXPECT_EQ(m_workspace->metrics(session->runId()).value().size(), 4U);

    std::vector<std::string> steps;
    for (const auto& step : session->steps()) {
        steps.push_back(step.name);
        EXPECT_GE(step.seconds, 0.0);
        if (step.name == "train") {
            EXPECT_EQ(step.seconds, summary->seconds) << "one training, one time";
        }
    }
    EXPECT_EQ(steps, (std::vector<std::string>{"load", "recipe", "compile", "train", "evaluate",
                                               "baselines", "save"}));
}

TEST_F(Sessions, TheSummarySurvivesItsJson) {
    TrainingSummary summary;
    summary.run = "r1";
    summary.end = TrainingEnd::StoppedEarly;
    summary.epochs = 7;
    summary.train = {0.1, 0.95, 20};
    summary.test = {0.30000000000000004, 1.0, 5};
    summary.baselines = {{"majority", {0.6, 0.5, 20}, {}, {0.7, 0.4, 5}}};
    summary.seconds = 1.25;
    summary.gradients = 140;
    summary.weightsSha256 = "ab";
    const auto read = TrainingSummary::fromJson(summary.toJson(2));
    ASSERT_TRUE(read.has_value()) << read.error().message;
    expectSameResult(*read, summary);
    EXPECT_EQ(read->end, summary.end);
    EXPECT_EQ(read->seconds, 1.25);
    ASSERT_EQ(read->baselines.size(), 1U);
    EXPECT_EQ(read->baselines[0].test, summary.baselines[0].test);
    EXPECT_NE(summary.toJson().find("\"validation\":{\"loss\":null,\"accuracy\":null"), std::string::npos);
    EXPECT_EQ(read->bestEpoch, std::nullopt) << "as in a run of an older release";
    EXPECT_EQ(read->bestEpochText(), "");
    expectError(TrainingSummary::fromJson("{}"), ErrorCode::Corrupt);
    expectError(TrainingSummary::fromJson("{"), ErrorCode::Corrupt);
}

TEST_F(Sessions, TheSummaryNamesTheMetricOfItsTask) {
    TrainingSummary summary;
    summary.run = "r1";
    summary.task = TaskKind::Regression;
    summary.epochs = 4;
    summary.bestEpoch = 0;
    summary.train = {0.1, -0.25, 20};
    summary.validation = {0.2, -0.5, 5};
    summary.baselines = {{"linear-regression", {0.6, 0.5, 20}, {}, {}}};
    const std::string json = summary.toJson();
    EXPECT_NE(json.find("\"r2\":-0.25"), std::string::npos);
    EXPECT_EQ(json.find("accuracy"), std::string::npos);
    EXPECT_NE(summary.bestEpochText().find("never improved on the starting weights"), std::string::npos);
    const auto read = TrainingSummary::fromJson(json).value();
    EXPECT_EQ(read.task, TaskKind::Regression);
    EXPECT_EQ(read.train, summary.train);
    EXPECT_EQ(read.bestEpoch, 0U);
    // Older releases wrote R² under the other name; the baselines tell.
    std::string older = json;
    for (auto at = older.find("r2"); at != std::string::npos; at = older.find("r2"))
        older.replace(at, 2, "accuracy");
    EXPECT_EQ(TrainingSummary::fromJson(older).value().task, TaskKind::Regression);
    EXPECT_EQ(TrainingSummary::fromJson(older).value().train, summary.train);
}

TEST_F(Sessions, AStoppedRunGoesOnBitEqual) {
    const auto whole =
        TrainingSession::start(m_workspace, tinyOrder()).value()->execute(nullptr, {}).value();
    for (const int steps : {1, 2, 4, 7}) {
        SCOPED_TRACE(steps);
        const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
        StoppingWatch watch(steps);
        const auto stopped =
            session->execute(&watch, {watch.source.get_token(), {}}, [] { return RunState::Paused; });
        ASSERT_TRUE(stopped.has_value()) << stopped.error().message;
        EXPECT_EQ(stopped->end, TrainingEnd::Cancelled);
        const RunRecord paused = m_workspace->run(session->runId()).value();
        EXPECT_EQ(paused.state, RunState::Paused);
        EXPECT_GT(paused.seconds, 0.0);
        expectError(session->execute(nullptr, {}), ErrorCode::InvalidArgument, "stopped in this session");
        const auto resumed = TrainingSession::resume(open(), session->runId()).value();
        const auto summary = resumed->execute(nullptr, {}).value();
        expectSameResult(summary, whole);
        EXPECT_GT(summary.seconds, paused.seconds) << "the time of both sittings";
        const auto trained = std::find_if(summary.steps.begin(), summary.steps.end(),
                                          [](const PipelineStep& step) { return step.name == "train"; });
        ASSERT_NE(trained, summary.steps.end());
        EXPECT_EQ(trained->seconds, summary.seconds);
    }
}

TEST_F(Sessions, AStopWithoutAWishIsCancelled) {
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    StoppingWatch watch(3);
    EXPECT_EQ(session->execute(&watch, {watch.source.get_token(), {}}).value().end, TrainingEnd::Cancelled);
    EXPECT_EQ(m_workspace->run(session->runId()).value().state, RunState::Cancelled);
}

TEST_F(Sessions, RarerCommitsChangeNothing) {
    const auto whole =
        TrainingSession::start(m_workspace, tinyOrder()).value()->execute(nullptr, {}).value();
    TrainingOrder order = tinyOrder();
    order.config.checkpointSeconds = 1;
    const auto session = TrainingSession::start(m_workspace, order).value();
    StoppingWatch watch(5);
    session->execute(&watch, {watch.source.get_token(), {}}).value();
    EXPECT_EQ(m_workspace->latestCheckpoint(session->runId()).value()->batch +
                  3 * m_workspace->latestCheckpoint(session->runId()).value()->epoch,
              5U)
        << "the last state is stored when a run stops";
    const auto resumed = TrainingSession::resume(m_workspace, session->runId()).value();
    expectSameResult(resumed->execute(nullptr, {}).value(), whole);
    EXPECT_EQ(m_workspace->metrics(session->runId()).value().size(), 4U);
}

TEST_F(Sessions, AFinishedRunAnswersWithItsStoredSummary) {
    const auto run = finishedRun(m_workspace);
    const auto again = TrainingSession::resume(m_workspace, run).value();
    EXPECT_EQ(again->execute(nullptr, {}).value().toJson(), m_workspace->run(run).value().resultJson);
    EXPECT_EQ(again->weights().size(), again->model().weightCount());
}

TEST_F(Sessions, ARunInWorkIsNotResumedTwice) {
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    expectError(TrainingSession::resume(open(), session->runId()), ErrorCode::Busy);
}

TEST_F(Sessions, AForgottenSessionGivesItsRunBack) {
    std::string run;
    { run = TrainingSession::start(m_workspace, tinyOrder()).value()->runId(); }
    EXPECT_EQ(m_workspace->run(run).value().state, RunState::Interrupted);
    QSTORE_ASSERT_OK(TrainingSession::resume(m_workspace, run));
}

TEST_F(Sessions, AResumeThatFailsLeavesTheRunAsItWas) {
    TrainingOrder order = tinyOrder();
    order.config.gradient = GradientMethod::ParameterShift;
    order.config.machine.backend = "cloud/qpu";
    order.machine = [](const TrainConfig&, const std::string&) {
        return Result<std::shared_ptr<const BatchEstimator>>(nullptr);
    };
    for (const RunState state : {RunState::Cancelled, RunState::Paused, RunState::Failed}) {
        const std::string run = TrainingSession::start(m_workspace, order).value()->runId();
        QSTORE_ASSERT_OK(m_workspace->leaseRun(run));
        QSTORE_ASSERT_OK(m_workspace->releaseRun(run, state, "why it ended"));
        expectError(TrainingSession::resume(m_workspace, run), ErrorCode::InvalidArgument, "not opened");
        EXPECT_EQ(m_workspace->run(run).value().state, state);
        EXPECT_EQ(m_workspace->run(run).value().error, "why it ended");
    }
}

TEST_F(Sessions, AFailingSinkEndsTheRunWithItsError) {
    class Failing final : public TrainingSink {
        Status epochFinished(const EpochMetrics&) override { return fail(ErrorCode::Failed, "no more"); }
        Status checkpoint(const Checkpoint&) override { return {}; }
    } failing;
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    expectError(session->execute(&failing, {}), ErrorCode::Failed, "no more");
    const auto record = m_workspace->run(session->runId()).value();
    EXPECT_EQ(record.state, RunState::Failed);
    EXPECT_EQ(record.error, "no more");
}

TEST_F(Sessions, RegressionAnswersInTheTargetsOwnUnits) {
    Recipe recipe = tinyRecipe();
    recipe.task = TaskKind::Regression;
    recipe.columns["kind"].role = ColumnRole::Ignored;
    recipe.columns["petal width"].role = ColumnRole::Target;
    TrainingOrder order = tinyOrder();
    order.choice.recipe = recipe;
    auto parts = order.choice.spec.circuit.parts();
    parts.parameters[1].column = "x";
    order.choice.spec.circuit = Circuit::of(parts);
    order.choice.spec.features = {"x"};
    order.choice.spec.classes = {};
    order.choice.spec.loss = LossKind::MeanSquaredError;
    order.choice.spec.after = {{1, Activation::Identity}};
    order.config.epochs = 10;
    const auto session = TrainingSession::start(m_workspace, order);
    ASSERT_TRUE(session.has_value()) << session.error().message;
    const auto summary = (*session)->execute(nullptr, {});
    ASSERT_TRUE(summary.has_value()) << summary.error().message;
    const auto model = loadRunModel(*m_workspace, summary->run).value();
    const auto predictions = predictTable(model, tinyTable()).value();
    double mean = 0.0;
    for (const double value : predictions.values) mean += value / 30.0;
    EXPECT_EQ(predictions.labels.size(), 30U);
    // The target runs from about 0 to 8 with mean 3.7; standardised predictions would lie around 0.
    EXPECT_NEAR(mean, 3.7, 1.0);
}

TEST_F(Sessions, PredictionsStandBesideTheirRows) {
    m_workspace->registerModel("m", finishedRun(m_workspace)).value();
    const auto model = loadRegisteredModel(*m_workspace, "m");
    ASSERT_TRUE(model.has_value()) << model.error().message;
    EXPECT_EQ(model->name, "m:1");
    const auto predictions = predictTable(*model, tinyTable()).value();
    EXPECT_EQ(predictions.rows.size(), 30U);
    for (std::size_t row = 0; row < 30; ++row) {
        EXPECT_NEAR(predictions.values[2 * row] + predictions.values[2 * row + 1], 1.0, 1e-12);
        EXPECT_EQ(predictions.labels[row],
                  predictions.values[2 * row] > predictions.values[2 * row + 1] ? "above" : "below");
    }
    const auto table = withPredictions(tinyTable(), predictions).value();
    ASSERT_NE(table.find("prediction"), nullptr);
    EXPECT_EQ(table.find("prediction")->texts, predictions.labels);
    EXPECT_EQ(table.find("probability below")->numbers[4], predictions.values[9]);
    const auto twice = withPredictions(table, predictions).value();
    EXPECT_NE(twice.find("prediction 2"), nullptr);

    Predictions partial = predictions;
    partial.rows = {3};
    partial.labels = {"above"};
    partial.values = {0.75, 0.25};
    const auto sparse = withPredictions(tinyTable(), partial).value();
    EXPECT_EQ(sparse.find("prediction")->missingCount(), 29U);
    EXPECT_FALSE(sparse.find("prediction")->missing[3]);
    partial.rows = {30};
    expectError(withPredictions(tinyTable(), partial), ErrorCode::InvalidArgument);
}

TEST_F(Sessions, ARunStartsFromTheWeightsOfAnother) {
    const std::string first = finishedRun(m_workspace);
    const auto known = m_workspace->run(first).value();
    TrainingOrder order = tinyOrder();
    order.config.start.run = first;
    order.config.epochs = 0;
    const auto still = TrainingSession::start(m_workspace, order).value();
    const auto config = readTrainConfigJson(still->record().configJson).value();
    EXPECT_EQ(config.start.run, first);
    EXPECT_EQ(config.start.weightsSha256, known.weightsHash);
    // Without an epoch they are the weights themselves.
    EXPECT_EQ(still->execute(nullptr, {}).value().weightsSha256, known.weightsHash);
    ASSERT_TRUE(still->testEvaluation());
    EXPECT_EQ(still->testEvaluation()->metrics, still->execute(nullptr, {}).value().test);
    // A run that was interrupted before its first checkpoint starts there too, and so does a replay.
    order.config.epochs = 2;
    const std::string waiting = TrainingSession::start(m_workspace, order).value()->runId();
    const auto resumed = TrainingSession::resume(m_workspace, waiting).value();
    const auto summary = resumed->execute(nullptr, {});
    ASSERT_TRUE(summary.has_value()) << summary.error().message;
    EXPECT_TRUE(replayRun(m_workspace, waiting).value().matches);
    TrainingOrder drawn = order;
    drawn.config.start = {};
    const auto other = TrainingSession::start(m_workspace, drawn).value();
    EXPECT_NE(other->execute(nullptr, {}).value().weightsSha256, summary->weightsSha256);
}

TEST_F(Sessions, OtherWeightsThanThoseNamedAreRefused) {
    TrainingOrder order = tinyOrder();
    order.config.start = {"none", ""};
    expectError(TrainingSession::start(m_workspace, order), ErrorCode::NotFound, "none");
    order.config.start = {finishedRun(m_workspace), std::string(64, 'a')};
    expectError(TrainingSession::start(m_workspace, order), ErrorCode::Corrupt, "aaaa");
    order.config.start.weightsSha256.clear();
    order.choice.spec.after = {{3, Activation::Tanh}, {2, Activation::Identity}};
    expectError(TrainingSession::start(m_workspace, order), ErrorCode::InvalidArgument, "do not fit");
    order = tinyOrder();
    order.config.start.run = TrainingSession::start(m_workspace, tinyOrder()).value()->runId();
    expectError(TrainingSession::start(m_workspace, order), ErrorCode::InvalidArgument, "no final weights");
}

TEST_F(Sessions, AMachineThatCannotBeReachedLeavesTheRunToGoOn) {
    TrainingOrder order = tinyOrder();
    order.config.gradient = GradientMethod::ParameterShift;
    order.config.machine.backend = "cloud/qpu";
    order.machine = [](const TrainConfig&,
                       const std::string&) -> Result<std::shared_ptr<const BatchEstimator>> {
        return fail(ErrorCode::InvalidArgument, "the key was rejected", "give another one");
    };
    const auto session = TrainingSession::start(m_workspace, order).value();
    expectError(session->execute(nullptr, {}), ErrorCode::InvalidArgument, "the key was rejected");
    EXPECT_EQ(m_workspace->run(session->runId()).value().state, RunState::Interrupted);
}

TEST_F(Sessions, AnUnfinishedRunHasNoModel) {
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    expectError(loadRunModel(*m_workspace, session->runId()), ErrorCode::InvalidArgument, "created");
    TrainingOrder order = tinyOrder();
    order.dataset = "none";
    expectError(TrainingSession::start(m_workspace, order), ErrorCode::NotFound, "'none'");
}

}  // namespace
}  // namespace qstore
