// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/comparison_report.h"
#include "app/qstore/text_table.h"
#include "core/workspace/comparison.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

std::string nameOf(const ModelVersion& version) {
    return version.name + ":" + std::to_string(version.version);
}

/// The settings under one heading, such as `recipe`.
std::vector<RunDifference> settingsUnder(const ModelComparison& comparison,
                                         std::initializer_list<std::string_view> heads) {
    std::vector<RunDifference> list;
    for (const RunDifference& difference : comparison.settings) {
        const std::string head = difference.field.substr(0, difference.field.find('.'));
        if (std::find(heads.begin(), heads.end(), head) != heads.end()) list.push_back(difference);
    }
    return list;
}

Json hashesJson(const std::string& first, const std::string& second) {
    return {{"equal", first == second}, {"sha256", {first, second}}};
}

Json circuitJson(const ModelComparison& comparison) {
    Json json = hashesJson(comparison.first.circuitHash, comparison.second.circuitHash);
    json["changes"] = Json::array();
    for (const LineChange& change : comparison.circuit)
        json["changes"].push_back({{"change", change.added ? "added" : "removed"}, {"text", change.text}});
    return json;
}

/// Largest and root mean square difference over all tensors of one name and shape.
std::pair<double, double> weightDistance(const ModelComparison& comparison) {
    double largest = 0.0, squares = 0.0;
    std::size_t values = 0;
    for (const TensorDifference& tensor : comparison.tensors) {
        largest = std::max(largest, tensor.maxDifference);
        squares += tensor.squaredDifference;
        values += tensor.values;
    }
    return {largest, values == 0 ? 0.0 : std::sqrt(squares / static_cast<double>(values))};
}

Json weightsJson(const ModelComparison& comparison) {
    Json json = hashesJson(comparison.first.weightsHash, comparison.second.weightsHash);
    const auto [largest, rms] = weightDistance(comparison);
    json["maxDifference"] = largest;
    json["rmsDifference"] = rms;
    json["onlyInFirst"] = comparison.onlyInFirst;
    json["onlyInSecond"] = comparison.onlyInSecond;
    json["tensors"] = Json::array();
    for (const TensorDifference& tensor : comparison.tensors) {
        json["tensors"].push_back(
            {{"name", tensor.name},
             {"sameShape", tensor.sameShape},
             {"maxDifference", tensor.sameShape ? Json(tensor.maxDifference) : Json()}});
    }
    return json;
}

Json metricsJson(const ModelVersion& version) {
    Json json = {{"model", nameOf(version)}, {"run", version.run}};
    const Json result = version.resultJson.empty() ? Json(nullptr) : Json::parse(version.resultJson);
    for (const char* part : {"epochs", "train", "validation", "test", "baselines"})
        json[part] = result.is_null() || !result.contains(part) ? Json(nullptr) : result.at(part);
    return json;
}

std::string circuitText(const ModelComparison& comparison) {
    if (comparison.first.circuitHash == comparison.second.circuitHash) return "circuit: the same\n";
    std::string text = "circuit:\n";
    for (const LineChange& change : comparison.circuit)
        text += (change.added ? "+ " : "- ") + change.text + '\n';
    return comparison.circuit.empty() ? "circuit: differs in name alone\n" : text;
}

std::string weightsText(const ModelComparison& comparison) {
    if (comparison.first.weightsHash == comparison.second.weightsHash) return "weights: the same\n";
    const auto [largest, rms] = weightDistance(comparison);
    std::string text = "weights: largest difference " + shortNumber(largest) + ", root mean square " +
                       shortNumber(rms) + '\n';
    for (const std::string& name : comparison.onlyInFirst) text += "- " + name + '\n';
    for (const std::string& name : comparison.onlyInSecond) text += "+ " + name + '\n';
    for (const TensorDifference& tensor : comparison.tensors)
        if (!tensor.sameShape) text += "  " + tensor.name + " has another shape\n";
    return text;
}

Status diff(const Command& command, const std::string& first, const std::string& second) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelComparison comparison, compareModels(*workspace, first, second));
    const ModelVersion& a = comparison.first;
    const ModelVersion& b = comparison.second;
    const std::vector<std::string> names = {nameOf(a), nameOf(b)};
    Json recipe = hashesJson(a.recipeHash, b.recipeHash);
    recipe["differences"] = differencesJson(settingsUnder(comparison, {"recipe"}));
    const Json document = {
        {"models", names},
        {"dataset", hashesJson(a.datasetHash, b.datasetHash)},
        {"circuit", circuitJson(comparison)},
        {"recipe", recipe},
        {"settings", differencesJson(settingsUnder(comparison, {"dataset", "circuit", "model", "config"}))},
        {"weights", weightsJson(comparison)},
        {"metrics", {metricsJson(a), metricsJson(b)}}};
    QSTORE_TRY(const Results results, readResults({a.resultJson, b.resultJson}));
    command.answer(document, metricsText(results, names) + '\n' +
                                 differencesText(comparison.settings, names) + circuitText(comparison) +
                                 weightsText(comparison));
    return {};
}

}  // namespace

void addModelsDiff(CLI::App& models, Command& command) {
    auto names = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App* verb = models.add_subcommand(
        "diff", "How two versions differ: circuit, recipe, settings, weights and results");
    verb->add_option("A", names->first, "name, name@alias or name:version")->required();
    verb->add_option("B", names->second, "The other one")->required();
    verb->callback([&command, names] {
        command.action = [&command, names] { return diff(command, names->first, names->second); };
    });
}

}  // namespace qstore
