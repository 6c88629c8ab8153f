// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "core/base/atomic_file.h"
#include "core/data/csv.h"
#include "core/exchange/bundle.h"
#include "core/learning/measured_machine.h"
#include "core/workspace/training_session.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct PredictOptions {
    std::string model, data, out;
    std::optional<std::uint64_t> shots;
    std::string backend;
    double maxCostUsd = 0.0;
};

constexpr std::uint64_t kMachineShots = 1000;

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

/// Says in the document, and in words, how predictions were sampled; nothing for exact ones.
Result<std::string> describeShots(const TrainedModel& model, const std::optional<ShotOptions>& shots,
                                  Json& document) {
    if (!shots) return std::string();
    QSTORE_TRY(const std::size_t settings, model.model->measurementSettings());
    document["shots"] = shots->shots;
    document["settings"] = settings;
    document["seed"] = shots->seed;
    return "from " + std::to_string(shots->shots) + " shots of " + std::to_string(settings) +
           (settings == 1 ? " measurement setting" : " measurement settings") + " a row, seed " +
           std::to_string(shots->seed);
}

/// The same model with every expectation value measured on the backend.
Result<TrainedModel> measuredModel(const Command& command, TrainedModel model,
                                   const PredictOptions& options, Json& document) {
    QSTORE_TRY(const MeasuringBackend backend,
               openNamedBackend(command, options.backend, options.maxCostUsd));
    const std::uint64_t shots = options.shots.value_or(kMachineShots);
    const auto machine = std::make_shared<MeasuredMachine>(options.backend, backend.estimator);
    machine->enter("predict", shots);
    QSTORE_TRY(model.model, Model::compile(model.model->spec(), nullptr, machine));
    document["exact"] = false;
    document["backend"] = {{"name", options.backend}, {"title", backend.device.title}};
    if (backend.practice) document["backend"]["practice"] = true;
    document["shots"] = shots;
    return model;
}

Status predict(const Command& command, const PredictOptions& options) {
    QSTORE_TRY(TrainedModel model, loadModel(command, options.model));
    QSTORE_TRY(const Table table, readCsvFileFor(*model.recipe, options.data));
    const bool measured = !options.backend.empty();
    Json document = {{"model", options.model}, {"rows", 0}, {"exact", !options.shots}};
    if (measured) {
        QSTORE_TRY(model, measuredModel(command, std::move(model), options, document));
    }
    std::optional<ShotOptions> shots;
    if (options.shots && !measured) shots = ShotOptions{*options.shots, command.seed.value_or(0)};
    QSTORE_TRY(const Predictions predictions,
               predictTable(model, table, command.control("predicting"), shots));
    if (predictions.rows.size() < table.rows()) {
        command.note(std::to_string(table.rows() - predictions.rows.size()) +
                     " rows were left out: the recipe drops rows with missing values");
    }
    QSTORE_TRY(const Table result, withPredictions(table, predictions));
    const std::string csv = writeCsv(result);
    document["rows"] = predictions.rows.size();
    QSTORE_TRY(std::string sampling, describeShots(model, shots, document));
    if (measured)
        sampling = "measured on " + options.backend + " with " + document["shots"].dump() +
                   " shots of each circuit";
    if (!predictions.classes.empty()) document["classes"] = predictions.classes;
    std::string text = csv;
    if (!options.out.empty()) {
        QSTORE_CHECK(writeFileAtomically(options.out, csv));
        document["file"] = options.out;
        text = "wrote " + std::to_string(predictions.rows.size()) + " predictions to " + options.out;
        if (!sampling.empty()) text += ", " + sampling;
    } else if (!sampling.empty()) {
        command.note(sampling);
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
    verb->add_option("--shots", options->shots,
                     "Estimate expectation values from so many seeded shots a row and measurement setting "
                     "(default: exact)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 40U));
    auto* backend = verb->add_option(
        "--backend", options->backend,
        "Measure on this machine, with 1000 shots a circuit unless --shots says more: local, local/aria, "
        "... or PROFILE/DEVICE of an account (`qstore backends list`)");
    verb->add_option("--max-cost", options->maxCostUsd,
                     "Refuse a job that would make it cost more dollars than this")
        ->check(moreThanZero())
        ->needs(backend);
    verb->callback([&command, options] {
        if (command.seed && !options->shots && options->backend.empty())
            throw CLI::ValidationError("--seed", "exact predictions draw no random numbers; add --shots N");
        command.action = [&command, options] { return predict(command, *options); };
    });
}

}  // namespace qstore
