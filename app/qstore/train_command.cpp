// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/backend_access.h"
#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "app/qstore/number_rules.h"
#include "app/qstore/train_price.h"
#include "app/qstore/train_report.h"
#include "app/qstore/train_stream.h"
#include "core/base/atomic_file.h"
#include "core/circuit/templates.h"
#include "core/learning/train_config.h"
#include "core/learning/training_options.h"
#include "core/workspace/names.h"
#include "core/workspace/run_backend.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

struct TrainOptions {
    std::string dataset;
    std::string circuit = "auto";
    std::string ansatz, encoder;
    std::optional<std::size_t> layers;
    std::string config;
    std::optional<std::size_t> epochs;
    std::string registerAs;
    std::string backend;
    std::optional<std::uint64_t> shots, mostShots;
    std::optional<double> maxCostUsd;
    std::string fromRun;
    bool priceOnly = false;
    StreamOptions stream;
};

tl::unexpected<Error> inFile(const std::string& file, Error error) {
    error.message = "'" + file + "': " + error.message;
    return tl::unexpected<Error>(std::move(error));
}

Result<ModelChoice> chooseFor(const Table& table, Recipe recipe, const TrainOptions& options,
                              const ModelOptions& model, PlanCache* plans) {
    if (!options.ansatz.empty()) {
        // Data re-uploading encodes by itself; only an encoder that was asked for is in its way.
        const std::string usual = options.ansatz == "data-reuploading" ? "" : "angle";
        return modelForTemplate(table, std::move(recipe), options.encoder.empty() ? usual : options.encoder,
                                options.ansatz, options.layers.value_or(2), model, plans);
    }
    if (options.circuit == "auto") return chooseModel(table, std::move(recipe), model, plans);
    QSTORE_TRY(const Circuit circuit, readCircuitFile(options.circuit));
    auto choice = modelForCircuit(table, std::move(recipe), circuit, model, plans);
    if (!choice) return inFile(options.circuit, std::move(choice).error());
    return choice;
}

/// A machine that is measured has no adjoint; what was not asked for becomes what can be measured.
Status applyMachine(const TrainOptions& options, TrainConfig& training) {
    MachineConfig& machine = training.machine;
    if (!options.backend.empty()) machine.backend = options.backend;
    if (options.shots) machine.shots = *options.shots;
    if (options.mostShots) machine.mostShots = *options.mostShots;
    if (options.maxCostUsd) machine.maxCostUsd = *options.maxCostUsd;
    if (!machine.backend.empty()) {
        QSTORE_CHECK(parseBackendAddress(machine.backend));
        if (training.gradient == GradientMethod::Adjoint)
            training.gradient = GradientMethod::ParameterShift;
    }
    return checkTrainConfig(training);
}

Result<TrainingOptions> settingsFor(const TrainOptions& options, const std::optional<std::uint64_t>& seed) {
    TrainingOptions settings;
    if (!options.config.empty()) {
        QSTORE_TRY(const std::string text, readFile(options.config));
        auto read = readTrainingOptionsJson(text);
        if (!read) return inFile(options.config, std::move(read).error());
        settings = *std::move(read);
    }
    if (options.epochs) settings.training.epochs = *options.epochs;
    if (!options.fromRun.empty()) settings.training.start = {options.fromRun, ""};
    QSTORE_CHECK(applyMachine(options, settings.training));
    if (seed) settings.training.seed = *seed;
    return settings;
}

std::string settingsHelp() {
    std::string text = "The entries of --config, each with its values (and its default):\n";
    for (const TrainingOptionInfo& info : trainingOptionInfos())
        text += "  " + info.key + ": " + info.values + "\n      " + info.meaning + "\n";
    return text +
           "An entry a.b stands inside a, as in\n"
           R"(  {"epochs": 30, "layersBefore": [{"units": 4, "activation": "tanh"}],)"
           "\n"
           R"(   "optimizer": {"kind": "adam", "learningRate": 0.02}, "earlyStopping": {"patience": 5}})"
           "\n";
}

/// The rows a model is chosen for, with their recipe.
struct ChosenRows {
    Table table;  ///< empty where they are streamed
    Recipe recipe;
    std::optional<OpenedStream> stream;
};

Result<ChosenRows> rowsFor(const Command& command, const TrainOptions& options,
                           const TrainingOptions& settings, const std::shared_ptr<Workspace>& workspace) {
    ChosenRows rows;
    if (options.stream.from.empty()) {
        QSTORE_TRY(rows.table, workspace->loadDataset(options.dataset));
        QSTORE_TRY(rows.recipe, workspace->loadRecipe(options.dataset));
    } else {
        QSTORE_TRY(rows.stream, openStream(command, options.stream, workspace));
        QSTORE_TRY(rows.recipe, rows.stream->index.recipe());
    }
    QSTORE_TRY(rows.recipe, settings.applyTo(std::move(rows.recipe)));
    // One master seed: the split is drawn anew with it, as everything else is.
    if (command.seed) rows.recipe.split.seed = *command.seed;
    return rows;
}

Result<ModelChoice> choiceFor(const Command& command, const TrainOptions& options,
                              const TrainingOptions& settings, const ChosenRows& rows) {
    const ModelChooser choose = [&](const Table& table, Recipe recipe) {
        return chooseFor(table, std::move(recipe), options, settings.model, command.plans.get());
    };
    QSTORE_TRY(ModelChoice choice, rows.stream ? chooseForStream(rows.stream->index, rows.recipe, choose)
                                               : choose(rows.table, rows.recipe));
    command.note("model: " + choice.description);
    const bool byEncoder = rows.recipe.scaling == Scaling::Encoder;
    command.note("features: " + scalingText(choice.recipe) + (byEncoder ? ", chosen by the encoder" : ""));
    return choice;
}

/// Trains, and says what came of it.
Status runTraining(const Command& command, const TrainOptions& options,
                   const std::shared_ptr<Workspace>& workspace, TrainingOrder order) {
    const TrainConfig config = order.config;
    QSTORE_TRY(const auto session, TrainingSession::start(workspace, std::move(order)));
    command.note("run: " + session->runId());
    if (!config.start.run.empty()) command.note("starting from the weights of run " + config.start.run);
    if (const MachineConfig& machine = config.machine; !machine.backend.empty())
        command.note("measured on " + machine.backend + ", " + std::to_string(machine.shots) +
                     " shots a circuit, gradients by " + std::string(gradientMethodName(config.gradient)));
    QSTORE_TRY(const TrainingSummary summary, executeSession(*session, command));
    nlohmann::ordered_json document = summaryJson(summary);
    if (!config.stream.store.empty()) document["stream"] = streamJson(config.stream);
    document["circuitCache"] = cacheJson(command.plans->statistics());
    std::string text = summaryText(summary);
    if (!options.registerAs.empty()) {
        QSTORE_TRY(const ModelVersion version, workspace->registerModel(options.registerAs, summary.run));
        document["model"] = {{"name", version.name}, {"version", version.version}};
        text += "registered as " + version.name + ":" + std::to_string(version.version) + '\n';
    }
    command.answer(document, text);
    return {};
}

Status train(const Command& command, const TrainOptions& options) {
    // Before hours of training, not after them.
    if (!options.registerAs.empty()) QSTORE_CHECK(checkModelName(options.registerAs));
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const TrainingOptions settings, settingsFor(options, command.seed));
    if (!options.stream.from.empty()) QSTORE_CHECK(checkStreamable(settings.training));
    QSTORE_TRY(ChosenRows rows, rowsFor(command, options, settings, workspace));
    QSTORE_TRY(ModelChoice choice, choiceFor(command, options, settings, rows));
    if (options.priceOnly) return priceTraining(command, rows.table, std::move(choice), settings.training);
    TrainingOrder order{options.dataset, std::move(choice), settings.training, command.plans.get(),
                        machineFor(command, workspace)};
    if (rows.stream) QSTORE_CHECK(attachStream(command, *std::move(rows.stream), order));
    return runTraining(command, options, workspace, std::move(order));
}

}  // namespace

void addTrainCommand(CLI::App& app, Command& command) {
    auto options = std::make_shared<TrainOptions>();
    CLI::App* verb = app.add_subcommand("train", "Train a model on a dataset, beside honest baselines");
    auto* dataset = verb->add_option("--dataset", options->dataset, "The dataset's name");
    auto* from = addStreamOptions(*verb, options->stream)->excludes(dataset);
    auto* circuit = verb->add_option("--circuit", options->circuit, "A circuit file, or auto (default)");
    std::vector<std::string> ansatzes, encoders;
    for (const TemplateInfo& info : circuitTemplates())
        if (info.trainable && !info.startsFromZero) ansatzes.push_back(info.name);
    for (const EncoderInfo& info : circuitEncoders()) encoders.push_back(info.name);
    auto* ansatz =
        verb->add_option("--template", options->ansatz, "A trainable template instead of a circuit file")
            ->check(CLI::IsMember(ansatzes))
            ->excludes(circuit);
    verb->add_option(
            "--encoder", options->encoder,
            "How --template reads the columns (default: angle, where the template does not do it itself)")
        ->needs(ansatz)
        ->check(CLI::IsMember(encoders));
    verb->add_option("--layers", options->layers, "Layers of --template (default 2)")
        ->needs(ansatz)
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
    verb->add_option("--config", options->config,
                     "Layers, loss, optimizer, scaling and so on as JSON, see below");
    verb->add_option("--epochs", options->epochs, "Epochs (default 60)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{1000000}));
    verb->add_option("--register", options->registerAs, "Register the result as a version of this model");
    auto* backend = verb->add_option(
        "--backend", options->backend,
        "Measure on this machine instead of computing: local, local/aria, PROFILE/DEVICE, or "
        "PROFILE/DEVICE:NOISE (`qstore backends list` shows them)");
    verb->add_option("--shots", options->shots, "Shots of each circuit with --backend (default 1000)")
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1000000000}));
    verb->add_option(
        "--max-shots", options->mostShots,
        "Steps whose gradient drowns in noise may take up to so many (default: always --shots)");
    verb->add_option("--max-cost", options->maxCostUsd,
                     "Stop before the run would cost more dollars than this; it can be resumed with more")
        ->needs(backend)
        ->check(moreThanZero());
    auto* price =
        verb->add_flag("--price", options->priceOnly,
                       "Only say what this training would ask of its backend and cost there; run nothing");
    verb->add_option("--from-run", options->fromRun,
                     "Start from the weights of this finished run, of the same circuit and layers, instead "
                     "of drawn ones: train locally first, then fine-tune with --backend");
    verb->footer(settingsHelp());
    verb->callback([&command, options, dataset, from, price] {
        if (dataset->count() + from->count() == 0) throw CLI::RequiredError("--dataset or --from");
        if (from->count() * price->count() > 0)
            throw CLI::ValidationError("--price",
                                       "a price counts the circuits of all rows; make a dataset of the "
                                       "points first (`qstore stores pull`)");
        command.action = [&command, options] { return train(command, *options); };
    });
}

}  // namespace qstore
