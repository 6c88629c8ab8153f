// SPDX-License-Identifier: Apache-2.0
#include "core/learning/training_options.h"

#include <array>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/learning/config_fields.h"
#include "core/learning/losses.h"
#include "core/learning/schedule.h"
#include "core/learning/train_config.h"

namespace qstore {
namespace {

using Json = ConfigFields::Json;

constexpr std::array kScalings = {Scaling::None, Scaling::Standard, Scaling::MinMax, Scaling::Robust,
                                  Scaling::Encoder};

Json layersJson(const std::vector<DenseLayerSpec>& layers) {
    Json json = Json::array();
    for (const DenseLayerSpec& layer : layers)
        json.push_back({{"units", layer.outputs}, {"activation", activationName(layer.activation)}});
    return json;
}

Result<std::vector<DenseLayerSpec>> readLayers(const Json& json, const std::string& key) {
    std::vector<DenseLayerSpec> layers;
    for (const Json& entry : json) {
        const std::string name = "\"" + key + "\", layer " + std::to_string(layers.size() + 1) + ",";
        ConfigFields fields(entry, name);
        DenseLayerSpec layer;
        layer.outputs = 0;
        layer.activation = Activation::Tanh;
        fields.whole("units", layer.outputs)
            .choice("activation", allActivations(), activationName, layer.activation);
        QSTORE_CHECK(fields.finish());
        if (layer.outputs == 0)
            return fail(ErrorCode::Parse, name + " has no units",
                        R"(write for example {"units": 4, "activation": "tanh"})");
        layers.push_back(layer);
    }
    return layers;
}

Status takeLayers(ConfigFields& fields, const char* key, std::vector<DenseLayerSpec>& layers) {
    const Json* const found = fields.find(key);
    if (found == nullptr) return {};
    if (!found->is_array()) {
        fields.wrong(key, *found, "a list of layers");
        return fields.finish();
    }
    QSTORE_TRY(layers, readLayers(*found, key));
    return {};
}

/// Two entries that say the same would leave open which counts.
Status checkTwice(const ConfigFields& fields, const char* key, const char* other) {
    if (!fields.has(key) || !fields.has(other)) return {};
    return fail(ErrorCode::Parse,
                std::string("the training configuration has both \"") + key + "\" and \"" + other + "\"",
                std::string("keep \"") + key + "\"");
}

Status takeSchedule(ConfigFields& fields, const Json& json, OptimizerConfig& optimizer) {
    const Json* const found = fields.find("schedule");
    if (found == nullptr) return {};
    const auto entry = json.find("optimizer");
    const bool twice = entry != json.end() && entry->is_object() && entry->contains("schedule");
    if (twice)
        return fail(ErrorCode::Parse,
                    "the training configuration has both \"schedule\" and one inside \"optimizer\"",
                    "keep one of them");
    return readSchedule(*found, optimizer);
}

Status takeEarlyStopping(ConfigFields& fields, TrainConfig& config) {
    QSTORE_CHECK(checkTwice(fields, "earlyStopping", "patience"));
    QSTORE_CHECK(checkTwice(fields, "earlyStopping", "minimumImprovement"));
    const Json* const found = fields.find("earlyStopping");
    if (found == nullptr) return {};
    ConfigFields entries(*found, "\"earlyStopping\"");
    entries.whole("patience", config.patience).number("minimumImprovement", config.minimumImprovement);
    return entries.finish();
}

void takeRange(ConfigFields& fields, std::optional<FeatureRange>& range) {
    const Json* const found = fields.find("range");
    if (found == nullptr) return;
    const bool two =
        found->is_array() && found->size() == 2 && (*found)[0].is_number() && (*found)[1].is_number();
    if (two)
        range = FeatureRange{(*found)[0].get<double>(), (*found)[1].get<double>()};
    else
        fields.wrong("range", *found, "two numbers, [lower, upper]");
}

template <class T, class Read>
void takeOptional(ConfigFields& fields, const char* key, std::optional<T>& value, Read read) {
    if (!fields.has(key)) return;
    T taken{};
    read(taken);
    value = taken;
}

}  // namespace

Result<Recipe> TrainingOptions::applyTo(Recipe recipe) const {
    if (scaling) recipe.scaling = *scaling;
    if (range) {
        if (scaling && *scaling != Scaling::MinMax)
            return fail(ErrorCode::InvalidArgument,
                        "a range of [" + numberToText(range->lower) + ", " + numberToText(range->upper) +
                            "] is given, but the scaling is " + std::string(scalingName(*scaling)),
                        "set \"scaling\" to \"min-max\", or leave \"range\" out");
        recipe.scaling = Scaling::MinMax;
        recipe.lower = range->lower;
        recipe.upper = range->upper;
    }
    if (clip) recipe.clip = *clip;
    return recipe;
}

Result<TrainingOptions> readTrainingOptionsJson(std::string_view text) {
    const auto parsed = parseOrderedJson(text);
    if (!parsed)
        return fail(ErrorCode::Parse, "the training configuration: " + parsed.error().message,
                    R"(write for example {"epochs": 60, "optimizer": {"kind": "adam"}})");
    const Json& json = *parsed;
    ConfigFields fields(json, "the training configuration");
    TrainingOptions settings;
    TrainConfig& config = settings.training;
    // Before the entries are taken, as both forms are still there to be seen.
    QSTORE_CHECK(takeEarlyStopping(fields, config));
    QSTORE_CHECK(takeTrainConfig(fields, config));
    QSTORE_CHECK(takeSchedule(fields, json, config.optimizer));
    QSTORE_CHECK(takeLayers(fields, "layersBefore", settings.model.before));
    QSTORE_CHECK(takeLayers(fields, "layersAfter", settings.model.after));
    takeOptional(fields, "loss", settings.model.loss,
                 [&](LossKind& loss) { fields.choice("loss", allLosses(), lossName, loss); });
    takeOptional(fields, "scaling", settings.scaling,
                 [&](Scaling& scaling) { fields.choice("scaling", kScalings, scalingName, scaling); });
    takeRange(fields, settings.range);
    takeOptional(fields, "clip", settings.clip, [&](bool& clip) { fields.flag("clip", clip); });
    // Told as known when they were absent.
    for (const char* const key : {"loss", "scaling", "clip"}) fields.find(key);
    QSTORE_CHECK(fields.finish());
    QSTORE_CHECK(checkTrainConfig(config));
    return settings;
}

std::string writeTrainingOptionsJson(const TrainingOptions& settings, int indent) {
    const TrainConfig& config = settings.training;
    Json json = Json::parse(writeTrainConfigJson(config));
    Json& optimizer = json["optimizer"];
    for (const char* const key : {"schedule", "scheduleFactor", "scheduleEpochs"}) optimizer.erase(key);
    for (const char* const key : {"patience", "minimumImprovement"}) json.erase(key);
    json["schedule"] = {{"kind", scheduleName(config.optimizer.schedule)},
                        {"factor", config.optimizer.scheduleFactor},
                        {"epochs", config.optimizer.scheduleEpochs}};
    json["earlyStopping"] = {{"patience", config.patience},
                             {"minimumImprovement", config.minimumImprovement}};
    json["layersBefore"] = layersJson(settings.model.before);
    json["layersAfter"] = layersJson(settings.model.after);
    if (settings.model.loss) json["loss"] = lossName(*settings.model.loss);
    if (settings.scaling) json["scaling"] = scalingName(*settings.scaling);
    if (settings.range) json["range"] = {settings.range->lower, settings.range->upper};
    if (settings.clip) json["clip"] = *settings.clip;
    return json.dump(indent);
}

const std::vector<TrainingOptionInfo>& trainingOptionInfos() {
    static const std::vector<TrainingOptionInfo> infos = {
        {"epochs", "a whole number (60)", "passes over the training rows"},
        {"batchSize", "a whole number from 1 (16)", "rows a step"},
        {"seed", "a whole number (0)", "of start weights, shuffling and random gradients"},
        {"loss", "cross-entropy, binary-cross-entropy or mean-squared-error",
         "what is made small; by default cross-entropy, and mean-squared-error for regression"},
        {"gradient", "adjoint, parameter-shift, spsa or finite-difference (adjoint)",
         "how the circuit is differentiated"},
        {"machine.backend", "local, local/aria, PROFILE/DEVICE or PROFILE/DEVICE:NOISE",
         "where expectation values are measured; by default the simulator computes them"},
        {"machine.shots", "a whole number from 1 (1000)", "of each circuit and measurement setting"},
        {"machine.mostShots", "a whole number (0)",
         "steps whose gradient drowns in noise take up to so many; 0 = always machine.shots"},
        {"machine.maxCostUsd", "a number (0)",
         "dollars; the run stops before it would cost more, and can be resumed with more; 0 = no cap"},
        {"start.run", "the id of a finished run",
         "whose weights are taken instead of drawn ones; it has the same circuit and layers"},
        {"start.weightsSha256", "the SHA-256 of these weights", "refused when they are others; optional"},
        {"checkpointSeconds", "a whole number (1)", "at most so long between checkpoints; 0 = each step"},
        {"layersBefore", R"(a list of {"units": N, "activation": A})",
         "dense layers from the features to the circuit's inputs; A is tanh (default), relu, sigmoid or "
         "identity"},
        {"layersAfter", "a list of the same form",
         "dense layers behind the circuit; a linear one to the outputs always follows"},
        {"scaling", "encoder, min-max, standard, robust or none",
         "instead of the recipe's; encoder = the range the circuit's encoder asks for"},
        {"range", "[lower, upper]", "of min-max scaling"},
        {"clip", "true or false (true)", "values outside the training range to its ends"},
        {"earlyStopping.patience", "a whole number (0)",
         "stop after so many epochs without a better validation loss; 0 = never"},
        {"earlyStopping.minimumImprovement", "a number from 0 (0.0001)", "what counts as better"},
        {"schedule.kind", "constant, step, exponential or cosine (constant)", "of the learning rate"},
        {"schedule.factor", "a number in (0, 1] (0.5)", "decay within schedule.epochs: step, exponential"},
        {"schedule.epochs", "a whole number from 1 (20)", "step, exponential; period of cosine"},
        {"optimizer.kind", "sgd, adam, rmsprop, spsa, natural-gradient, rotosolve or cobyla (adam)",
         "how the weights are changed"},
        {"optimizer.learningRate", "a number above 0 (0.05)",
         "step size; first gain of spsa, first simplex of cobyla; rotosolve has none"},
        {"optimizer.momentum", "a number in [0, 1) (0.9)", "sgd"},
        {"optimizer.beta1", "a number in [0, 1) (0.9)", "adam"},
        {"optimizer.beta2", "a number in [0, 1) (0.999)", "adam; decay of rmsprop"},
        {"optimizer.epsilon", "a number above 0 (1e-08)", "adam, rmsprop"},
        {"optimizer.damping", "a number from 0 (0.001)",
         "natural-gradient: added to the metric's diagonal"},
        {"optimizer.spsaPerturbation", "a number above 0 (0.1)", "spsa: size of the random step"}};
    return infos;
}

}  // namespace qstore
