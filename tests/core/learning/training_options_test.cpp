// SPDX-License-Identifier: Apache-2.0
#include "core/learning/training_options.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/learning/losses.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

Error errorOf(const char* text) {
    const auto read = readTrainingOptionsJson(text);
    EXPECT_FALSE(read) << text;
    return read ? Error{} : read.error();
}

TEST(TrainingOptions, EveryEntryIsRead) {
    const auto read = readTrainingOptionsJson(R"({
        "epochs": 7, "batchSize": 8, "seed": 3, "loss": "mean-squared-error", "gradient": "parameter-shift",
        "checkpointSeconds": 0,
        "layersBefore": [{"units": 6, "activation": "relu"}, {"units": 4}],
        "layersAfter": [{"units": 5, "activation": "sigmoid"}],
        "scaling": "min-max", "range": [-0.5, 0.5], "clip": false,
        "earlyStopping": {"patience": 4, "minimumImprovement": 0.01},
        "schedule": {"kind": "step", "factor": 0.25, "epochs": 10},
        "optimizer": {"kind": "sgd", "learningRate": 0.2, "momentum": 0.5, "beta1": 0.8, "beta2": 0.9,
                      "epsilon": 1e-6, "damping": 0.5, "spsaPerturbation": 0.2}})");
    ASSERT_TRUE(read) << read.error().message;
    TrainingOptions expected;
    TrainConfig& config = expected.training;
    config.epochs = 7;
    config.batchSize = 8;
    config.seed = 3;
    config.gradient = GradientMethod::ParameterShift;
    config.checkpointSeconds = 0;
    config.patience = 4;
    config.minimumImprovement = 0.01;
    config.optimizer = {OptimizerKind::Sgd, 0.2, 0.5, 0.8, 0.9, 1e-6, 0.5, 0.2, Schedule::Step, 0.25, 10};
    EXPECT_EQ(read->training, config);
    EXPECT_EQ(read->model.before,
              (std::vector<DenseLayerSpec>{{6, Activation::Relu}, {4, Activation::Tanh}}));
    EXPECT_EQ(read->model.after, (std::vector<DenseLayerSpec>{{5, Activation::Sigmoid}}));
    EXPECT_EQ(read->model.loss, LossKind::MeanSquaredError);
    EXPECT_EQ(read->scaling, Scaling::MinMax);
    EXPECT_EQ(read->range->lower, -0.5);
    EXPECT_EQ(read->clip, false);

    const auto again = readTrainingOptionsJson(writeTrainingOptionsJson(*read));
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(again->training, read->training);
    EXPECT_EQ(again->model, read->model);
    EXPECT_EQ(again->scaling, read->scaling);
    EXPECT_EQ(again->range->upper, 0.5);
    EXPECT_EQ(again->clip, read->clip);
}

TEST(TrainingOptions, NothingSaidIsTheDefault) {
    const auto read = readTrainingOptionsJson("{}");
    ASSERT_TRUE(read);
    EXPECT_EQ(read->training, TrainConfig{});
    EXPECT_EQ(read->model, ModelOptions{});
    EXPECT_EQ(read->applyTo(Recipe{}).value(), Recipe{});
    const auto same = readTrainingOptionsJson(writeTrainingOptionsJson({}));
    ASSERT_TRUE(same) << same.error().message;
    EXPECT_EQ(same->training, TrainConfig{});
}

TEST(TrainingOptions, ReadsWhatARunStored) {
    TrainConfig config;
    config.patience = 3;
    config.optimizer.schedule = Schedule::Cosine;
    const auto read = readTrainingOptionsJson(writeTrainConfigJson(config));
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->training, config);
}

TEST(TrainingOptions, ShortFormsAreRead) {
    const auto read = readTrainingOptionsJson(R"({"optimizer": "sgd", "schedule": "cosine"})");
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->training.optimizer.kind, OptimizerKind::Sgd);
    EXPECT_EQ(read->training.optimizer.schedule, Schedule::Cosine);
}

TEST(TrainingOptions, AnUnknownEntryIsNamedWithTheClosestOne) {
    const Error epoch = errorOf(R"({"epoch": 3})");
    EXPECT_THAT(epoch.message, HasSubstr("unknown entry \"epoch\""));
    EXPECT_THAT(epoch.hint, HasSubstr("did you mean \"epochs\"?"));
    EXPECT_THAT(epoch.hint, HasSubstr("layersBefore"));
    const Error rate = errorOf(R"({"optimizer": {"learning_rate": 3}})");
    EXPECT_THAT(rate.message, HasSubstr("\"optimizer\" has an unknown entry \"learning_rate\""));
    EXPECT_THAT(rate.hint, HasSubstr("did you mean \"learningRate\"?"));
    EXPECT_THAT(errorOf(R"({"layersBefore": [{"units": 4}, {"unit": 4}]})").message,
                HasSubstr("\"layersBefore\", layer 2, has an unknown entry \"unit\""));
    EXPECT_THAT(errorOf(R"({"zzz": 1})").hint, Not(HasSubstr("did you mean")));
}

TEST(TrainingOptions, WrongValuesAreNamed) {
    EXPECT_THAT(errorOf(R"({"batchSize": 0})").message, HasSubstr("batchSize is 0"));
    EXPECT_THAT(errorOf(R"({"batchSize": 0})").hint, HasSubstr("the default, 16"));
    EXPECT_THAT(errorOf(R"({"loss": "hinge"})").message,
                HasSubstr("one of mean-squared-error, binary-cross-entropy, cross-entropy"));
    EXPECT_THAT(errorOf(R"({"layersAfter": [{"activation": "tanh"}]})").message, HasSubstr("has no units"));
    EXPECT_THAT(errorOf(R"({"layersAfter": 3})").message, HasSubstr("\"layersAfter\""));
    EXPECT_THAT(errorOf(R"({"layersBefore": [{"units": 2, "activation": "gelu"}]})").message,
                HasSubstr("\"gelu\", but must be one of identity, tanh, relu, sigmoid"));
    EXPECT_THAT(errorOf(R"({"range": [1]})").message, HasSubstr("[lower, upper]"));
    EXPECT_THAT(errorOf("[1]").message, HasSubstr("not a JSON object"));
    EXPECT_THAT(errorOf("{").message, HasSubstr("not JSON"));
}

TEST(TrainingOptions, OneThingIsNotSaidTwice) {
    EXPECT_THAT(errorOf(R"({"patience": 1, "earlyStopping": {"patience": 2}})").message,
                HasSubstr("both \"earlyStopping\" and \"patience\""));
    EXPECT_THAT(errorOf(R"({"schedule": "step", "optimizer": {"schedule": "cosine"}})").message,
                HasSubstr("inside \"optimizer\""));
}

TEST(TrainingOptions, AScalingStandsInForTheRecipes) {
    TrainingOptions settings;
    settings.range = FeatureRange{-1, 2};
    const Recipe ranged = settings.applyTo(Recipe{}).value();
    EXPECT_EQ(ranged.scaling, Scaling::MinMax);
    EXPECT_EQ(ranged.upper, 2.0);
    settings.scaling = Scaling::Standard;
    EXPECT_EQ(settings.applyTo(Recipe{}).error().code, ErrorCode::InvalidArgument);
    settings.range.reset();
    EXPECT_EQ(settings.applyTo(Recipe{})->scaling, Scaling::Standard);
}

/// Help and reader know the same entries: each that is listed is read with a value of its kind.
TEST(TrainingOptions, TheHelpListsWhatIsRead) {
    const std::string all = writeTrainingOptionsJson([] {
        TrainingOptions settings;
        settings.model.loss = LossKind::CrossEntropy;
        settings.scaling = Scaling::MinMax;
        settings.range = FeatureRange{0, 1};
        settings.clip = true;
        settings.training.machine.backend = "local";
        settings.training.start = {"run", "hash"};
        return settings;
    }());
    for (const TrainingOptionInfo& info : trainingOptionInfos()) {
        const std::string last = info.key.substr(info.key.rfind('.') + 1);
        EXPECT_THAT(all, HasSubstr("\"" + last + "\"")) << info.key;
        EXPECT_FALSE(info.meaning.empty());
    }
    const auto listed = static_cast<std::ptrdiff_t>(trainingOptionInfos().size());
    EXPECT_EQ(std::count(all.begin(), all.end(), ':'), listed + 5) << "five of them are groups";
}

}  // namespace
}  // namespace qstore
