// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/number_text.h"
#include "core/learning/schedule.h"
#include "core/learning/train_config.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kSchedules = {Schedule::Constant, Schedule::Step, Schedule::Exponential,
                                   Schedule::Cosine};
constexpr std::array kMethods = {GradientMethod::Adjoint, GradientMethod::ParameterShift,
                                 GradientMethod::Spsa, GradientMethod::FiniteDifference};

/// Beyond this no training ends, and sums of steps and of times stay far from overflow.
constexpr std::size_t kMaxCount = 1'000'000'000;
constexpr std::size_t kMaxCheckpointSeconds = 86'400;

/// Takes known keys out of an object; what is left at the end is an error, never ignored.
class Fields {
public:
    explicit Fields(const Json& object) : m_left(object) {}

    void number(const char* key, double& value) {
        take(
            key,
            [&](const Json& found) {
                if (!found.is_number()) return false;
                value = found.get<double>();
                return true;
            },
            "a number");
    }
    template <class T>
    void whole(const char* key, T& value) {
        take(
            key,
            [&](const Json& found) {
                if (!found.is_number_unsigned()) return false;
                value = found.get<T>();
                return true;
            },
            "a whole number that is not negative");
    }
    /// One of the names that `nameOf` gives to `choices`.
    template <class Choices, class NameOf, class T>
    void choice(const char* key, const Choices& choices, NameOf nameOf, T& value) {
        std::string names;
        for (const T candidate : choices)
            names += (names.empty() ? "" : ", ") + std::string(nameOf(candidate));
        take(
            key,
            [&](const Json& found) {
                for (const T candidate : choices)
                    if (found.is_string() && found.get<std::string>() == nameOf(candidate)) {
                        value = candidate;
                        return true;
                    }
                return false;
            },
            "one of " + names);
    }
    Status finish() {
        if (m_error.empty() && !m_left.empty())
            m_error = "the training configuration has an unknown entry \"" + m_left.begin().key() + "\"";
        if (m_error.empty()) return {};
        return fail(ErrorCode::Parse, m_error,
                    "see `qstore train --help` for the entries and their values");
    }

private:
    template <class Reader>
    void take(const char* key, Reader read, const std::string& wanted) {
        const auto found = m_left.find(key);
        if (found == m_left.end()) return;
        if (!read(*found) && m_error.empty())
            m_error = std::string("\"") + key + "\" in the training configuration is " + found->dump() +
                      ", but must be " + wanted;
        m_left.erase(found);
    }

    Json m_left;
    std::string m_error;
};

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
    const Json json = {{"optimizer",
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
    return json.dump(indent);
}

Result<TrainConfig> readTrainConfigJson(std::string_view text) {
    auto parsed = parseOrderedJson(text);
    if (!parsed)
        return fail(ErrorCode::Parse, "the training configuration: " + parsed.error().message,
                    "write for example {\"epochs\": 60}");
    Json& json = *parsed;
    if (!json.is_object())
        return fail(ErrorCode::Parse, "the training configuration is not a JSON object",
                    "write for example {\"epochs\": 60}");
    TrainConfig config;
    if (const auto found = json.find("optimizer"); found != json.end()) {
        if (!found->is_object())
            return fail(ErrorCode::Parse, "\"optimizer\" in the training configuration is not an object",
                        "write for example {\"optimizer\": {\"kind\": \"adam\"}}");
        OptimizerConfig& optimizer = config.optimizer;
        Fields fields(*found);
        fields.choice("kind", allOptimizers(), optimizerName, optimizer.kind);
        fields.number("learningRate", optimizer.learningRate);
        fields.number("momentum", optimizer.momentum);
        fields.number("beta1", optimizer.beta1);
        fields.number("beta2", optimizer.beta2);
        fields.number("epsilon", optimizer.epsilon);
        fields.number("damping", optimizer.damping);
        fields.number("spsaPerturbation", optimizer.spsaPerturbation);
        fields.choice("schedule", kSchedules, scheduleName, optimizer.schedule);
        fields.number("scheduleFactor", optimizer.scheduleFactor);
        fields.whole("scheduleEpochs", optimizer.scheduleEpochs);
        QSTORE_CHECK(fields.finish());
        json.erase("optimizer");
    }
    Fields fields(json);
    fields.choice("gradient", kMethods, gradientMethodName, config.gradient);
    fields.whole("epochs", config.epochs);
    fields.whole("batchSize", config.batchSize);
    fields.whole("patience", config.patience);
    fields.number("minimumImprovement", config.minimumImprovement);
    fields.whole("checkpointSeconds", config.checkpointSeconds);
    fields.whole("seed", config.seed);
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
    };
    const OptimizerConfig& o = config.optimizer;
    const auto whole = [](std::size_t value, std::size_t least) {
        return value >= least && value <= kMaxCount;
    };
    const auto between = [](double value) { return value >= 0.0 && value < 1.0; };
    const Bound bounds[] = {
        {"learningRate", o.learningRate, o.learningRate > 0.0, "above 0"},
        {"momentum", o.momentum, between(o.momentum), "in [0, 1)"},
        {"beta1", o.beta1, between(o.beta1), "in [0, 1)"},
        {"beta2", o.beta2, between(o.beta2), "in [0, 1)"},
        {"epsilon", o.epsilon, o.epsilon > 0.0, "above 0"},
        {"damping", o.damping, o.damping >= 0.0, "at least 0"},
        {"spsaPerturbation", o.spsaPerturbation, o.spsaPerturbation > 0.0, "above 0"},
        {"scheduleFactor", o.scheduleFactor, o.scheduleFactor > 0.0 && o.scheduleFactor <= 1.0,
         "in (0, 1]"},
        {"scheduleEpochs", static_cast<double>(o.scheduleEpochs), whole(o.scheduleEpochs, 1),
         "1 to 1000000000"},
        {"batchSize", static_cast<double>(config.batchSize), whole(config.batchSize, 1), "1 to 1000000000"},
        {"epochs", static_cast<double>(config.epochs), whole(config.epochs, 0), "at most 1000000000"},
        {"patience", static_cast<double>(config.patience), whole(config.patience, 0), "at most 1000000000"},
        {"checkpointSeconds", static_cast<double>(config.checkpointSeconds),
         config.checkpointSeconds <= kMaxCheckpointSeconds, "at most 86400 (a day)"},
        {"minimumImprovement", config.minimumImprovement, config.minimumImprovement >= 0.0, "at least 0"},
    };
    for (const Bound& bound : bounds)
        if (!bound.holds || !std::isfinite(bound.value))
            return fail(ErrorCode::InvalidArgument, std::string(bound.name) + " is " +
                                                        numberToText(bound.value) + ", but must be " +
                                                        bound.wanted);
    return {};
}

}  // namespace qstore
