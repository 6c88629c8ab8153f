// SPDX-License-Identifier: Apache-2.0
#include "core/learning/batch_source.h"

#include <gmock/gmock.h>

#include "core/learning/part_metrics.h"
#include "core/learning/trainer.h"
#include "tests/core/learning/model_fixture.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

/// Gives every batch as a matrix of its own, as a source does that holds no rows; keeps what it was told.
class CopyingSource final : public BatchSource {
public:
    explicit CopyingSource(const FeatureMatrix& data) : m_data(data) {}
    std::span<const double> targets() const override { return m_data.targets; }
    Result<RowBatch> batch(std::span<const std::size_t> rows, const RunControl& /*control*/) override {
        if (++batches == failAt) return fail(ErrorCode::Io, "the rows are gone", "look there");
        if (!m_expected.empty() &&
            std::equal(rows.begin(), rows.end(), m_expected.begin(), m_expected.end()))
            ++foreseen;
        most = std::max(most, rows.size());
        auto copy = std::make_shared<FeatureMatrix>();
        copy->names = m_data.names;
        RowBatch batch;
        for (const std::size_t row : rows) {
            const auto values = m_data.row(row);
            copy->values.insert(copy->values.end(), values.begin(), values.end());
            copy->targets.push_back(m_data.targets[row]);
            copy->sourceRows.push_back(row);
            batch.rows.push_back(copy->rows++);
        }
        batch.data = std::move(copy);
        return batch;
    }
    void expect(std::span<const std::size_t> rows) override { m_expected.assign(rows.begin(), rows.end()); }

    std::size_t batches = 0, foreseen = 0, most = 0, failAt = 0;

private:
    const FeatureMatrix& m_data;
    std::vector<std::size_t> m_expected;
};

class Keeper final : public TrainingSink {
public:
    Status epochFinished(const EpochMetrics& metrics) override {
        epochs.push_back(metrics);
        return {};
    }
    Status checkpoint(const Checkpoint& point) override {
        last = point;
        return {};
    }
    std::vector<EpochMetrics> epochs;
    Checkpoint last;
};

/// More rows than go through the circuit together, in every part.
struct LargeParts {
    std::shared_ptr<const Model> model = compiled(smallSpec(LossKind::CrossEntropy, true));
    FeatureMatrix training = smallData(mostRowsTogether + 88, 3), validation = smallData(1030, 3);
    TrainConfig config = [] {
        TrainConfig each;
        each.epochs = 2;
        each.batchSize = 70;
        each.checkpointSeconds = 0;
        return each;
    }();
};

TEST(BatchSource, GivesTheSameBitsWhoeverHoldsTheRows) {
    LargeParts setting;
    for (const OptimizerKind kind : {OptimizerKind::Adam, OptimizerKind::Spsa,
                                     OptimizerKind::NaturalGradient, OptimizerKind::Cobyla}) {
        setting.config.optimizer.kind = kind;
        MatrixSource training(setting.training), validation(setting.validation);
        CopyingSource copied(setting.training), copiedValidation(setting.validation);
        Keeper wanted, found;
        const auto held = train(*setting.model, {training, validation}, setting.config, wanted);
        const auto fetched = train(*setting.model, {copied, copiedValidation}, setting.config, found);
        ASSERT_TRUE(held) << held.error().message;
        ASSERT_TRUE(fetched) << fetched.error().message;
        EXPECT_EQ(fetched->weights, held->weights) << optimizerName(kind);
        EXPECT_EQ(found.epochs, wanted.epochs) << optimizerName(kind);
        EXPECT_EQ(fetched->circuitEvaluations, held->circuitEvaluations);
        EXPECT_EQ(copiedValidation.most, mostRowsTogether);
    }
}

TEST(BatchSource, IsToldOfTheNextBatchAndAskedOnceForEach) {
    const LargeParts setting;
    CopyingSource training(setting.training), validation(setting.validation);
    Keeper sink;
    ASSERT_TRUE(train(*setting.model, {training, validation}, setting.config, sink));
    // Before the first step two pieces of 512 and 88 rows; then nine batches an epoch.
    EXPECT_EQ(training.batches, 2U + 2U * 9U);
    EXPECT_EQ(training.foreseen, 1U + 2U * 8U) << "all but the first piece and each epoch's first batch";
    EXPECT_EQ(validation.batches, 3U * 3U);
    EXPECT_EQ(validation.foreseen, 3U * 2U);
}

TEST(BatchSource, AFailureNamesThePlaceAndTheTrainingGoesOnFromItsCheckpoint) {
    const LargeParts setting;
    MatrixSource training(setting.training), validation(setting.validation);
    Keeper whole;
    const auto wanted = train(*setting.model, {training, validation}, setting.config, whole).value();
    CopyingSource failing(setting.training);
    failing.failAt = 2 + 9 + 4;
    Keeper cut;
    const auto failed = train(*setting.model, {failing, validation}, setting.config, cut);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::Io);
    EXPECT_EQ(failed.error().message, "the rows are gone (epoch 2, step 4)");
    EXPECT_EQ(failed.error().hint, "look there") << "nothing about learning rates";
    EXPECT_EQ(cut.last.batch, 3U);
    failing.failAt = 0;
    const auto rest = train(*setting.model, {failing, validation}, setting.config, cut, &cut.last);
    ASSERT_TRUE(rest) << rest.error().message;
    EXPECT_EQ(rest->weights, wanted.weights);
}

TEST(BatchSource, ALossInPiecesIsTheLossOfTheWhole) {
    const LargeParts setting;
    MatrixSource source(setting.validation);
    const auto weights = setting.model->initialWeights(7);
    std::vector<std::size_t> rows(setting.validation.rows);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    const auto whole = setting.model->loss(weights, setting.validation, rows).value();
    EXPECT_EQ(measurePart(*setting.model, weights, source, {})->loss, whole.loss);
    LossGradient sum;
    for (const auto piece : {std::span(rows).first(77), std::span(rows).subspan(77)})
        ASSERT_TRUE(setting.model->addLoss(weights, setting.validation, piece, sum));
    EXPECT_EQ(sum.loss / static_cast<double>(rows.size()), whole.loss);
    EXPECT_EQ(sum.correct, whole.correct);
    EXPECT_EQ(sum.evaluations, whole.evaluations);
}

TEST(BatchSource, OptimizersThatTakeAllRowsAreNotStreamable) {
    TrainConfig config;
    EXPECT_TRUE(checkStreamable(config));
    config.optimizer.kind = OptimizerKind::Cobyla;
    ASSERT_FALSE(checkStreamable(config));
    EXPECT_THAT(checkStreamable(config).error().message, HasSubstr("cobyla"));
}

}  // namespace
}  // namespace qstore
