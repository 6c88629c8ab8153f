// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/training_cost_report.h"

#include "app/qstore/backend_pricing.h"
#include "app/qstore/text_table.h"

namespace qstore {

using Json = nlohmann::ordered_json;

namespace {

Json epochsJson(const TrainingCost& cost) {
    Json epochs = Json::array();
    for (const EpochCost& epoch : cost.epochs) {
        Json entry = {{"epoch", epoch.epoch},
                      {"circuits", epoch.circuits},
                      {"jobs", epoch.jobs},
                      {"shots", epoch.shots}};
        putKnown(entry, "usd", epoch.usd);
        putKnown(entry, "totalUsd", epoch.totalUsd);
        epochs.push_back(std::move(entry));
    }
    return epochs;
}

}  // namespace

Json trainingCostJson(const TrainingCost& cost, bool withEpochs) {
    Json json = {{"steps", cost.steps},
                 {"evaluationsPerRow", cost.evaluationsPerRow},
                 {"settings", cost.settings},
                 {"circuits", cost.circuits},
                 {"merged", cost.merged},
                 {"jobs", cost.jobs},
                 {"shots", cost.shots},
                 {"oneQubitGateShots", cost.oneQubitGateShots},
                 {"twoQubitGateShots", cost.twoQubitGateShots},
                 {"exact", cost.exact},
                 {"counting", cost.counting}};
    putKnown(json, "usd", cost.usd);
    putKnown(json, "atMostUsd", cost.atMostUsd);
    putKnown(json, "executionSeconds", cost.executionSeconds);
    putKnown(json, "queueSeconds", cost.queueSeconds);
    if (withEpochs) json["epochs"] = epochsJson(cost);
    return json;
}

std::string trainingCostText(const TrainingCost& cost) {
    std::string text =
        "training: " + std::to_string(cost.steps) + " steps, " + std::to_string(cost.circuits) +
        " circuits (" + std::to_string(cost.merged) + " merged) in " + std::to_string(cost.jobs) +
        " jobs, " + std::to_string(cost.shots) + " shots" + (cost.exact ? "" : ", at most") + "\n  " +
        std::to_string(cost.evaluationsPerRow) + " evaluations a row, " + std::to_string(cost.settings) +
        " circuits each; " + cost.counting + "\n  price " + priceText(cost.usd, cost.atMostUsd);
    if (cost.usd && !cost.epochs.empty() && cost.epochs.front().usd)
        text += ", " + usdText(*cost.epochs.front().usd) + " for the first epoch";
    if (cost.executionSeconds) text += "; on the machine " + duration(*cost.executionSeconds);
    if (cost.queueSeconds) text += "; waiting " + duration(*cost.queueSeconds);
    return text + '\n';
}

std::string priceSourceText(const JobPrice& price) {
    std::string text;
    if (!price.source.empty()) text += "source: " + price.source + " (" + price.date + ")\n";
    if (const std::string note = priceNote(price); !note.empty()) text += "note: " + note + '\n';
    return text;
}

}  // namespace qstore
