// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/text_table.h"
#include "app/qstore/train_report.h"
#include "app/qstore/train_stream.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

/// Stored JSON inside a document; null where there is none yet.
Json embedded(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json::parse(text);
}

Json runJson(const RunRecord& run) {
    Json document = {{"run", run.id},
                     {"dataset", run.dataset},
                     {"state", runStateName(run.state)},
                     {"epochs", run.epochs},
                     {"createdMs", run.createdMs},
                     {"finishedMs", run.finishedMs},
                     {"weightsSha256", run.weightsHash}};
    if (!run.error.empty()) document["error"] = run.error;
    return document;
}

Status listRuns(const Command& command) {
    std::vector<RunRecord> runs;
    if (command.workspaceExists()) {
        QSTORE_TRY(const auto workspace, command.openWorkspace(false));
        QSTORE_TRY(runs, workspace->runs());
    }
    Json document = Json::array();
    TextTable table({"run", "dataset", "state", "epochs", "created", "weights"});
    for (const RunRecord& run : runs) {
        document.push_back(runJson(run));
        table.add({run.id, run.dataset, std::string(runStateName(run.state)), std::to_string(run.epochs),
                   localTime(run.createdMs), run.weightsHash.substr(0, 12)});
    }
    command.answer(document, runs.empty() ? "no runs yet; `qstore train` makes one" : table.toText());
    return {};
}

Json metricsJson(const EpochMetrics& metrics, std::string_view metric) {
    Json json = {{"epoch", metrics.epoch},
                 {"train", {{"loss", metrics.train.loss}, {metric, metrics.train.accuracy}}},
                 {"validation", {{"loss", metrics.validation.loss}, {metric, metrics.validation.accuracy}}},
                 {"learningRate", metrics.learningRate},
                 {"gradientNorm", metrics.gradientNorm}};
    if (metrics.measured()) {
        json["gradientError"] = metrics.gradientError;
        json["lossError"] = metrics.lossError;
        json["shots"] = metrics.shots;
    }
    return json;
}

Status showRun(const Command& command, const std::string& id) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const RunRecord run, workspace->run(id));
    QSTORE_TRY(const auto metrics, workspace->metrics(id));
    Json document = runJson(run);
    document["datasetSha256"] = run.datasetHash;
    document["recipe"] = embedded(run.recipeJson);
    document["model"] = embedded(run.specJson);
    document["config"] = embedded(run.configJson);
    document["result"] = embedded(run.resultJson);
    document["metrics"] = Json::array();
    QSTORE_TRY(const ModelSpec spec, readModelSpecJson(run.specJson));
    const TaskKind task = taskOf(spec);
    const std::string title(metricTitle(task));
    TextTable table({"epoch", "loss", "validation loss", title, "validation " + title});
    for (const EpochMetrics& epoch : metrics) {
        document["metrics"].push_back(metricsJson(epoch, metricName(task)));
        table.add({std::to_string(epoch.epoch), shortNumber(epoch.train.loss),
                   shortNumber(epoch.validation.loss), metricText(task, epoch.train),
                   metricText(task, epoch.validation)});
    }
    std::string best;
    if (!run.resultJson.empty()) {
        QSTORE_TRY(const TrainingSummary summary, TrainingSummary::fromJson(run.resultJson));
        if (summary.bestEpoch) best = summary.bestEpochText() + '\n';
    }
    command.answer(document, "run " + run.id + " on '" + run.dataset + "', " +
                                 std::string(runStateName(run.state)) + ", started " +
                                 localTime(run.createdMs) + '\n' + best + table.toText());
    return {};
}

struct ResumeOptions {
    double maxCostUsd = 0.0;
    SecretInput secrets;
};

Status resumeRun(const Command& command, const std::string& id, const ResumeOptions& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const auto session,
               TrainingSession::resume(workspace, id, command.plans.get(),
                                       machineFor(command, workspace, options.maxCostUsd),
                                       streamOpener(command, workspace, options.secrets)));
    QSTORE_TRY(const TrainingSummary summary, executeSession(*session, command));
    command.answer(summaryJson(summary), summaryText(summary));
    return {};
}

Status deleteRun(const Command& command, const std::string& id) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_CHECK(workspace->deleteRun(id));
    command.answer({{"run", id}, {"deleted", true}}, "deleted run " + id);
    return {};
}

}  // namespace

void addRunsCommands(CLI::App& app, Command& command) {
    CLI::App* runs = app.add_subcommand("runs", "List, show, resume, replay and compare training runs");
    runs->require_subcommand(1);
    CLI::App* list = runs->add_subcommand("list", "Every run, oldest first");
    list->callback([&command] { command.action = [&command] { return listRuns(command); }; });

    auto id = std::make_shared<std::string>();
    const auto add = [&](const char* name, const char* help,
                         Status (*verb)(const Command&, const std::string&)) {
        CLI::App* sub = runs->add_subcommand(name, help);
        sub->add_option("RUN", *id, "The run's id")->required();
        sub->callback(
            [&command, id, verb] { command.action = [&command, id, verb] { return verb(command, *id); }; });
    };
    add("show", "What made a run, its metrics and its result", showRun);
    auto options = std::make_shared<ResumeOptions>();
    CLI::App* resume = runs->add_subcommand("resume", "Go on with an interrupted, paused or cancelled run");
    resume->add_option("RUN", *id, "The run's id")->required();
    resume
        ->add_option("--max-cost", options->maxCostUsd,
                     "For a run on a machine: dollars it may cost altogether, instead of its own cap")
        ->check(moreThanZero());
    resume->add_flag("--password-stdin", options->secrets.passwordFromStdin,
                     "For a run on a collection: the vault's master password is the first line of standard "
                     "input");
    resume->callback([&command, id, options] {
        command.action = [&command, id, options] { return resumeRun(command, *id, *options); };
    });
    add("delete", "Remove a run that no model needs", deleteRun);
    addRunsReplay(*runs, command);
    addRunsCompare(*runs, command);
}

}  // namespace qstore
