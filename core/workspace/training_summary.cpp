// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/workspace/training_session.h"

namespace qstore {
namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr std::array<std::string_view, 3> endNames{"finished", "stopped-early", "cancelled"};

/// JSON has no NaN; null stands for a number that does not exist.
OrderedJson numberJson(double value) {
    return std::isfinite(value) ? OrderedJson(value) : OrderedJson(nullptr);
}

OrderedJson partJson(const PartMetrics& part, TaskKind task) {
    const bool measured = part.rows > 0;
    return {{"loss", measured ? numberJson(part.loss) : OrderedJson(nullptr)},
            {metricName(task), measured ? numberJson(part.accuracy) : OrderedJson(nullptr)},
            {"rows", part.rows}};
}

std::uint64_t wholeFrom(const OrderedJson& value) {
    if (!value.is_number_unsigned()) throw std::out_of_range(value.dump() + " is not a whole number");
    return value.get<std::uint64_t>();
}

double numberFrom(const OrderedJson& value) {
    return value.is_null() ? std::numeric_limits<double>::quiet_NaN() : value.get<double>();
}

/// Older releases called R² "accuracy" too.
PartMetrics partFrom(const OrderedJson& json) {
    PartMetrics part;
    part.rows = wholeFrom(json.at("rows"));
    if (part.rows == 0) return part;
    part.loss = numberFrom(json.at("loss"));
    const std::string determination(metricName(TaskKind::Regression));
    part.accuracy = numberFrom(json.contains(determination) ? json.at(determination) : json.at("accuracy"));
    return part;
}

/// Regression is known by its metric's name, and in the summaries of older releases by its baselines.
TaskKind taskFrom(const OrderedJson& json) {
    const bool named = json.at("train").contains(metricName(TaskKind::Regression));
    return named || json.at("baselines").contains("linear-regression") ? TaskKind::Regression
                                                                       : TaskKind::Classification;
}

TrainingSummary summaryFrom(const OrderedJson& json) {
    TrainingSummary summary;
    summary.run = json.at("run").get<std::string>();
    const auto end = json.at("end").get<std::string>();
    const auto* known = std::find(endNames.begin(), endNames.end(), end);
    if (known == endNames.end()) throw std::out_of_range("the end is '" + end + "'");
    summary.end = static_cast<TrainingEnd>(known - endNames.begin());
    summary.task = taskFrom(json);
    summary.epochs = wholeFrom(json.at("epochs"));
    if (const auto best = json.find("bestEpoch"); best != json.end() && !best->is_null())
        summary.bestEpoch = wholeFrom(*best);
    summary.train = partFrom(json.at("train"));
    summary.validation = partFrom(json.at("validation"));
    summary.test = partFrom(json.at("test"));
    for (const auto& [name, parts] : json.at("baselines").items())
        summary.baselines.push_back({name, partFrom(parts.at("train")), partFrom(parts.at("validation")),
                                     partFrom(parts.at("test"))});
    summary.seconds = json.at("seconds").get<double>();
    summary.gradients = wholeFrom(json.at("gradients"));
    if (const auto found = json.find("circuitEvaluations"); found != json.end() && !found->is_null())
        summary.circuitEvaluations = wholeFrom(*found);
    summary.weightsSha256 = json.at("weightsSha256").get<std::string>();
    if (const auto found = json.find("simd"); found != json.end() && !found->is_null())
        summary.simd = found->get<std::string>();
    if (!json.contains("steps")) return summary;  // of a release that did not store them
    for (const OrderedJson& step : json.at("steps"))
        summary.steps.push_back({step.at("name").get<std::string>(), step.at("seconds").get<double>()});
    return summary;
}

}  // namespace

std::string TrainingSummary::bestEpochText() const {
    if (!bestEpoch) return {};
    if (epochs == 0) return "no epoch was trained; these are the starting weights";
    const std::string kept = "best epoch " + std::to_string(*bestEpoch) + " of " + std::to_string(epochs);
    if (*bestEpoch == 0) return kept + ": validation loss never improved on the starting weights";
    if (validation.rows == 0)
        return "the last epoch's weights were kept, as there are no validation rows to judge by";
    return kept + ": its weights, of the lowest validation loss, were kept";
}

std::string TrainingSummary::toJson(int indent) const {
    OrderedJson beside = OrderedJson::object();
    for (const Baseline& baseline : baselines)
        beside[baseline.name] = {{"train", partJson(baseline.train, task)},
                                 {"validation", partJson(baseline.validation, task)},
                                 {"test", partJson(baseline.test, task)}};
    OrderedJson times = OrderedJson::array();
    for (const PipelineStep& step : steps)
        times.push_back({{"name", step.name}, {"seconds", step.seconds}});
    const OrderedJson json = {{"run", run},
                              {"end", endNames.at(static_cast<std::size_t>(end))},
                              {"epochs", epochs},
                              {"bestEpoch", bestEpoch ? OrderedJson(*bestEpoch) : OrderedJson(nullptr)},
                              {"train", partJson(train, task)},
                              {"validation", partJson(validation, task)},
                              {"test", partJson(test, task)},
                              {"baselines", beside},
                              {"seconds", seconds},
                              {"gradients", gradients},
                              {"circuitEvaluations", circuitEvaluations ? OrderedJson(*circuitEvaluations)
                                                                        : OrderedJson(nullptr)},
                              {"weightsSha256", weightsSha256},
                              {"simd", simd.empty() ? OrderedJson(nullptr) : OrderedJson(simd)},
                              {"steps", times}};
    return json.dump(indent);
}

Result<TrainingSummary> TrainingSummary::fromJson(std::string_view text) {
    const auto damaged = [](const std::string& why) {
        return fail(ErrorCode::Corrupt, "the summary of a run cannot be read: " + why,
                    "restore a backup of the workspace");
    };
    const auto json = parseOrderedJson(text);
    if (!json) return damaged(json.error().message);
    try {
        return summaryFrom(*json);
    } catch (const std::exception& exception) {
        return damaged(exception.what());
    }
}

}  // namespace qstore
