// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/learning/config_fields.h"
#include "core/learning/schedule.h"
#include "core/learning/train_config.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array kSchedules = {Schedule::Constant, Schedule::Step, Schedule::Exponential,
                                   Schedule::Cosine};
constexpr std::array kMethods = {GradientMethod::Adjoint, GradientMethod::ParameterShift,
                                 GradientMethod::Spsa, GradientMethod::FiniteDifference};

/// Beyond this no training ends, and sums of steps and of times stay far from overflow.
constexpr std::size_t kMaxCount = 1'000'000'000;
constexpr std::size_t kMaxCheckpointSeconds = 86'400;

}  // namespace

std::string_view gradientMethodName(GradientMethod method) {
    switch (method) {
        case GradientMethod::Adjoint: return "adjoint";
        case GradientMethod::ParameterShift: return "parameter-shift";
        case GradientMethod::Spsa: return "spsa";
        case GradientMethod::FiniteDifference: return "finite-difference";
    }
    return "";
}

std::string_view optimizerName(OptimizerKind kind) {
    switch (kind) {
        case OptimizerKind::Sgd: return "sgd";
        case OptimizerKind::Adam: return "adam";
        case OptimizerKind::RmsProp: return "rmsprop";
        case OptimizerKind::Spsa: return "spsa";
        case OptimizerKind::NaturalGradient: return "natural-gradient";
        case OptimizerKind::Rotosolve: return "rotosolve";
        case OptimizerKind::Cobyla: return "cobyla";
    }
    return "";
}

const std::vector<OptimizerKind>& allOptimizers() {
    static const std::vector<OptimizerKind> all = {OptimizerKind::Sgd,
                                                   OptimizerKind::Adam,
                                                   OptimizerKind::RmsProp,
                                                   OptimizerKind::Spsa,
                                                   OptimizerKind::NaturalGradient,
                                                   OptimizerKind::Rotosolve,
                                                   OptimizerKind::Cobyla};
    return all;
}

std::string writeTrainConfigJson(const TrainConfig& config, int indent) {
    const OptimizerConfig& optimizer = config.optimizer;
    OrderedJson json = {{"optimizer",
                         {{"kind", optimizerName(optimizer.kind)},
                          {"learningRate", optimizer.learningRate},
                          {"momentum", optimizer.momentum},
                          {"beta1", optimizer.beta1},
                          {"beta2", optimizer.beta2},
                          {"epsilon", optimizer.epsilon},
                          {"damping", optimizer.damping},
                          {"spsaPerturbation", optimizer.spsaPerturbation},
                          {"schedule", scheduleName(optimizer.schedule)},
                          {"scheduleFactor", optimizer.scheduleFactor},
                          {"scheduleEpochs", optimizer.scheduleEpochs}}},
                        {"gradient", gradientMethodName(config.gradient)},
                        {"epochs", config.epochs},
                        {"batchSize", config.batchSize},
                        {"patience", config.patience},
                        {"minimumImprovement", config.minimumImprovement},
                        {"checkpointSeconds", config.checkpointSeconds},
                        {"seed", config.seed}};
    // Runs that are computed read as they always did.
    if (const MachineConfig& machine = config.machine; !machine.backend.empty())
        json["machine"] = {{"backend", machine.backend},
                           {"shots", machine.shots},
                           {"mostShots", machine.mostShots},
                           {"maxCostUsd", machine.maxCostUsd}};
    if (const StartConfig& start = config.start; !start.run.empty()) {
        json["start"] = {{"run", start.run}};
        if (!start.weightsSha256.empty()) json["start"]["weightsSha256"] = start.weightsSha256;
    }
    if (const StreamConfig& stream = config.stream; !stream.store.empty())
        json["stream"] = {{"store", stream.store},
                          {"collection", stream.collection},
                          {"filter", stream.filter},
                          {"points", stream.points},
                          {"contentSha256", stream.contentSha256}};
    return json.dump(indent);
}

Status readSchedule(const OrderedJson& json, OptimizerConfig& optimizer) {
    ConfigFields fields(json.is_string() ? OrderedJson{{"kind", json}} : json, "\"schedule\"");
    fields.choice("kind", kSchedules, scheduleName, optimizer.schedule)
        .number("factor", optimizer.scheduleFactor)
        .whole("epochs", optimizer.scheduleEpochs);
    return fields.finish();
}

Status takeTrainConfig(ConfigFields& fields, TrainConfig& config) {
    if (const OrderedJson* const found = fields.find("optimizer")) {
        OptimizerConfig& optimizer = config.optimizer;
        ConfigFields entries(found->is_string() ? OrderedJson{{"kind", *found}} : *found, "\"optimizer\"");
        entries.choice("kind", allOptimizers(), optimizerName, optimizer.kind)
            .number("learningRate", optimizer.learningRate)
            .number("momentum", optimizer.momentum)
            .number("beta1", optimizer.beta1)
            .number("beta2", optimizer.beta2)
            .number("epsilon", optimizer.epsilon)
            .number("damping", optimizer.damping)
            .number("spsaPerturbation", optimizer.spsaPerturbation)
            .choice("schedule", kSchedules, scheduleName, optimizer.schedule)
            .number("scheduleFactor", optimizer.scheduleFactor)
            .whole("scheduleEpochs", optimizer.scheduleEpochs);
        QSTORE_CHECK(entries.finish());
    }
    if (const OrderedJson* const found = fields.find("machine")) {
        ConfigFields entries(*found, "\"machine\"");
        entries.text("backend", config.machine.backend)
            .whole("shots", config.machine.shots)
            .whole("mostShots", config.machine.mostShots)
            .number("maxCostUsd", config.machine.maxCostUsd);
        QSTORE_CHECK(entries.finish());
    }
    if (const OrderedJson* const found = fields.find("start")) {
        ConfigFields entries(*found, "\"start\"");
        entries.text("run", config.start.run).text("weightsSha256", config.start.weightsSha256);
        QSTORE_CHECK(entries.finish());
    }
    if (const OrderedJson* const found = fields.find("stream")) {
        ConfigFields entries(*found, "\"stream\"");
        entries.text("store", config.stream.store)
            .text("collection", config.stream.collection)
            .text("filter", config.stream.filter)
            .whole("points", config.stream.points)
            .text("contentSha256", config.stream.contentSha256);
        QSTORE_CHECK(entries.finish());
    }
    fields.choice("gradient", kMethods, gradientMethodName, config.gradient)
        .whole("epochs", config.epochs)
        .whole("batchSize", config.batchSize)
        .whole("patience", config.patience)
        .number("minimumImprovement", config.minimumImprovement)
        .whole("checkpointSeconds", config.checkpointSeconds)
        .whole("seed", config.seed);
    return {};
}

Result<TrainConfig> readTrainConfigJson(std::string_view text) {
    const auto json = parseOrderedJson(text);
    if (!json)
        return fail(ErrorCode::Parse, "the training configuration: " + json.error().message,
                    "write for example {\"epochs\": 60}");
    ConfigFields fields(*json, "the training configuration");
    TrainConfig config;
    QSTORE_CHECK(takeTrainConfig(fields, config));
    QSTORE_CHECK(fields.finish());
    QSTORE_CHECK(checkTrainConfig(config));
    return config;
}

Status checkTrainConfig(const TrainConfig& config) {
    struct Bound {
        const char* name;
        double value;
        bool holds;
        const char* wanted;
        double usual;
    };
    const TrainConfig usual;
    const OptimizerConfig& u = usual.optimizer;
    const OptimizerConfig& o = config.optimizer;
    const auto whole = [](std::size_t value, std::size_t least) {
        return value >= least && value <= kMaxCount;
    };
    const auto between = [](double value) { return value >= 0.0 && value < 1.0; };
    const Bound bounds[] = {
        {"learningRate", o.learningRate, o.learningRate > 0.0, "above 0", u.learningRate},
        {"momentum", o.momentum, between(o.momentum), "in [0, 1)", u.momentum},
        {"beta1", o.beta1, between(o.beta1), "in [0, 1)", u.beta1},
        {"beta2", o.beta2, between(o.beta2), "in [0, 1)", u.beta2},
        {"epsilon", o.epsilon, o.epsilon > 0.0, "above 0", u.epsilon},
        {"damping", o.damping, o.damping >= 0.0, "at least 0", u.damping},
        {"spsaPerturbation", o.spsaPerturbation, o.spsaPerturbation > 0.0, "above 0", u.spsaPerturbation},
        {"scheduleFactor", o.scheduleFactor, o.scheduleFactor > 0.0 && o.scheduleFactor <= 1.0, "in (0, 1]",
         u.scheduleFactor},
        {"scheduleEpochs", static_cast<double>(o.scheduleEpochs), whole(o.scheduleEpochs, 1),
         "1 to 1000000000", static_cast<double>(u.scheduleEpochs)},
        {"batchSize", static_cast<double>(config.batchSize), whole(config.batchSize, 1), "1 to 1000000000",
         static_cast<double>(usual.batchSize)},
        {"epochs", static_cast<double>(config.epochs), whole(config.epochs, 0), "at most 1000000000",
         static_cast<double>(usual.epochs)},
        {"patience", static_cast<double>(config.patience), whole(config.patience, 0), "at most 1000000000",
         static_cast<double>(usual.patience)},
        {"checkpointSeconds", static_cast<double>(config.checkpointSeconds),
         config.checkpointSeconds <= kMaxCheckpointSeconds, "at most 86400 (a day)",
         static_cast<double>(usual.checkpointSeconds)},
        {"shots", static_cast<double>(config.machine.shots), whole(config.machine.shots, 1),
         "1 to 1000000000", static_cast<double>(usual.machine.shots)},
        {"mostShots", static_cast<double>(config.machine.mostShots),
         config.machine.mostShots == 0 ||
             (config.machine.mostShots >= config.machine.shots && config.machine.mostShots <= kMaxCount),
         "0, or at least shots", static_cast<double>(usual.machine.mostShots)},
        {"maxCostUsd", config.machine.maxCostUsd, config.machine.maxCostUsd >= 0.0, "at least 0",
         usual.machine.maxCostUsd},
        {"minimumImprovement", config.minimumImprovement, config.minimumImprovement >= 0.0, "at least 0",
         usual.minimumImprovement},
    };
    for (const Bound& bound : bounds)
        if (!bound.holds || !std::isfinite(bound.value))
            return fail(ErrorCode::InvalidArgument,
                        std::string(bound.name) + " is " + numberToText(bound.value) + ", but must be " +
                            bound.wanted,
                        "leave it out for the default, " + numberToText(bound.usual));
    return {};
}

}  // namespace qstore
