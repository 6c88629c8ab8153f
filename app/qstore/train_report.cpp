// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/train_report.h"

#include <nlohmann/json.hpp>

#include "app/qstore/text_table.h"

namespace qstore {
namespace {

void addParts(TextTable& table, const std::string& name, const PartMetrics& train,
              const PartMetrics& validation, const PartMetrics& test) {
    const auto share = [](const PartMetrics& part) {
        return part.rows == 0 ? std::string("-") : percent(part.accuracy);
    };
    table.add({name, share(train), share(validation), share(test)});
}

}  // namespace

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
    TextTable table({"accuracy", "train", "validation", "test"});
    addParts(table, "this model", summary.train, summary.validation, summary.test);
    for (const Baseline& baseline : summary.baselines)
        addParts(table, baseline.name, baseline.train, baseline.validation, baseline.test);
    std::string text = "run " + summary.run + ": " + std::to_string(summary.epochs) + " epochs in " +
                       duration(summary.seconds) +
                       (summary.end == TrainingEnd::StoppedEarly ? ", stopped early" : "") + '\n';
    text += table.toText();
    text += "loss: train " + shortNumber(summary.train.loss) + ", validation " +
            shortNumber(summary.validation.loss) + ", test " + shortNumber(summary.test.loss) + '\n';
    return text + "weights sha256 " + summary.weightsSha256 + '\n';
}

nlohmann::ordered_json summaryJson(const TrainingSummary& summary) {
    return nlohmann::ordered_json::parse(summary.toJson());
}

}  // namespace qstore
