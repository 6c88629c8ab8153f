// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/comparison_report.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

/// The run's result in train's form; its parts are null before it is finished.
Json comparedRunJson(const RunRecord& run) {
    Json json = {{"run", run.id}, {"dataset", run.dataset}, {"state", runStateName(run.state)}};
    const Json result = run.resultJson.empty() ? Json(nullptr) : Json::parse(run.resultJson);
    json["epochs"] = run.epochs;
    json["bestEpoch"] = result.is_null() ? Json(nullptr) : result.value("bestEpoch", Json(nullptr));
    for (const char* part : {"train", "validation", "test", "baselines", "seconds", "weightsSha256"})
        json[part] = result.is_null() ? Json(nullptr) : result.at(part);
    return json;
}

Status compare(const Command& command, const std::vector<std::string>& ids) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    std::vector<RunRecord> runs;
    std::vector<std::string> resultJsons;
    for (const std::string& id : ids) {
        QSTORE_TRY(RunRecord run, workspace->run(id));
        resultJsons.push_back(run.resultJson);
        runs.push_back(std::move(run));
    }
    QSTORE_TRY(const auto differences, runDifferences(runs));
    QSTORE_TRY(const Results results, readResults(resultJsons));
    Json document = {{"runs", Json::array()}, {"differences", differencesJson(differences)}};
    for (const RunRecord& run : runs) document["runs"].push_back(comparedRunJson(run));
    command.answer(document, metricsText(results, ids) + '\n' + differencesText(differences, ids));
    return {};
}

}  // namespace

void addRunsCompare(CLI::App& runs, Command& command) {
    auto ids = std::make_shared<std::vector<std::string>>();
    CLI::App* verb =
        runs.add_subcommand("compare", "Results and baselines side by side, and the settings that differ");
    verb->add_option("RUN", *ids, "Two runs or more")->required()->expected(2, 1000);
    verb->callback(
        [&command, ids] { command.action = [&command, ids] { return compare(command, *ids); }; });
}

}  // namespace qstore
