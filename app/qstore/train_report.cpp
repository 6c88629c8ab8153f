// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/train_report.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "app/qstore/text_table.h"

namespace qstore {
namespace {

/// `parts` is a summary or one of its baselines.
template <class Parts>
void addParts(TextTable& table, const std::string& name, TaskKind task, const Parts& parts) {
    table.add({name, metricText(task, parts.train), metricText(task, parts.validation),
               metricText(task, parts.test)});
}

}  // namespace

std::string metricText(TaskKind task, const PartMetrics& part) {
    if (part.rows == 0 || !std::isfinite(part.accuracy)) return "-";
    return task == TaskKind::Regression ? shortNumber(part.accuracy) : percent(part.accuracy);
}

Result<TrainingSummary> executeSession(TrainingSession& session, const Command& command) {
    const RunControl control = command.control("training");
    QSTORE_TRY(TrainingSummary summary, session.execute(nullptr, control));
    if (summary.end == TrainingEnd::Cancelled) {
        return fail(
            ErrorCode::Cancelled,
            "training stopped after " + std::to_string(summary.epochs) + " epochs; all of it is saved",
            "`qstore runs resume " + session.runId() + "` goes on from there");
    }
    return summary;
}

std::string summaryText(const TrainingSummary& summary) {
    TextTable table({std::string(metricTitle(summary.task)), "train", "validation", "test"});
    addParts(table, "this model", summary.task, summary);
    for (const Baseline& baseline : summary.baselines)
        addParts(table, baseline.name, summary.task, baseline);
    std::string text = "run " + summary.run + ": " + std::to_string(summary.epochs) + " epochs in " +
                       duration(summary.seconds) +
                       (summary.end == TrainingEnd::StoppedEarly ? ", stopped early" : "") + '\n';
    if (summary.bestEpoch) text += summary.bestEpochText() + '\n';
    text += table.toText();
    text += "loss: train " + shortNumber(summary.train.loss) + ", validation " +
            shortNumber(summary.validation.loss) + ", test " + shortNumber(summary.test.loss) + '\n';
    return text + "weights sha256 " + summary.weightsSha256 + '\n';
}

nlohmann::ordered_json cacheJson(const PlanCacheStatistics& cache) {
    nlohmann::ordered_json document = {{"requests", cache.requests()}, {"hits", cache.hits},
                                       {"hitRate", nullptr},           {"entries", cache.entries},
                                       {"bytes", cache.bytes},         {"limitBytes", cache.limitBytes}};
    if (const auto rate = cache.hitRate()) document["hitRate"] = *rate;
    return document;
}

nlohmann::ordered_json summaryJson(const TrainingSummary& summary) {
    return nlohmann::ordered_json::parse(summary.toJson());
}

}  // namespace qstore
