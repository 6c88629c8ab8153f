// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "core/base/atomic_file.h"
#include "core/data/csv.h"
#include "core/exchange/bundle.h"
#include "core/workspace/training_session.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct PredictOptions {
    std::string model, data, out;
};

Result<TrainedModel> loadModel(const Command& command, const std::string& model) {
    if (model.ends_with(".qmodel")) return readBundle(model);
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    return loadRegisteredModel(*workspace, model);
}

Json predictionsJson(const Predictions& predictions) {
    Json list = Json::array();
    const std::size_t width = std::max<std::size_t>(predictions.classes.size(), 1);
    for (std::size_t index = 0; index < predictions.rows.size(); ++index) {
        Json entry = {{"row", predictions.rows[index]}};
        if (predictions.classes.empty()) {
            entry["value"] = predictions.values[index];
        } else {
            entry["label"] = predictions.labels[index];
            for (std::size_t c = 0; c < width; ++c)
                entry["probabilities"][predictions.classes[c]] = predictions.values[index * width + c];
        }
        list.push_back(std::move(entry));
    }
    return list;
}

Status predict(const Command& command, const PredictOptions& options) {
    QSTORE_TRY(const TrainedModel model, loadModel(command, options.model));
    QSTORE_TRY(const Table table, readCsvFile(options.data));
    QSTORE_TRY(const Predictions predictions, predictTable(model, table, command.control("predicting")));
    if (predictions.rows.size() < table.rows()) {
        command.note(std::to_string(table.rows() - predictions.rows.size()) +
                     " rows were left out: the recipe drops rows with missing values");
    }
    QSTORE_TRY(const Table result, withPredictions(table, predictions));
    const std::string csv = writeCsv(result);
    Json document = {{"model", options.model}, {"rows", predictions.rows.size()}};
    if (!predictions.classes.empty()) document["classes"] = predictions.classes;
    std::string text = csv;
    if (!options.out.empty()) {
        QSTORE_CHECK(writeFileAtomically(options.out, csv));
        document["file"] = options.out;
        text = "wrote " + std::to_string(predictions.rows.size()) + " predictions to " + options.out;
    }
    document["predictions"] = predictionsJson(predictions);
    command.answer(document, text);
    return {};
}

}  // namespace

void addPredictCommand(CLI::App& app, Command& command) {
    auto options = std::make_shared<PredictOptions>();
    CLI::App* verb = app.add_subcommand("predict", "Apply a model to the rows of a table");
    verb->add_option("MODEL", options->model, "name, name@alias, name:version or a .qmodel file")
        ->required();
    verb->add_option("--data", options->data, "The table, CSV or TSV")->required();
    verb->add_option("--out", options->out, "CSV file to write (default: standard output)");
    verb->callback([&command, options] {
        command.action = [&command, options] { return predict(command, *options); };
    });
}

}  // namespace qstore
