// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "core/exchange/bundle.h"
#include "core/workspace/training_session.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct ModelArguments {
    std::string model, alias, file, name, run, notes;
    bool remove = false, deleted = false;
};

std::string reference(const ModelVersion& version) {
    return version.name + ":" + std::to_string(version.version);
}

Json versionJson(const ModelVersion& version) {
    return {{"name", version.name},
            {"version", version.version},
            {"run", version.run},
            {"aliases", version.aliases},
            {"deleted", version.binned},
            {"notes", version.notes},
            {"createdMs", version.createdMs},
            {"sha256",
             {{"dataset", version.datasetHash},
              {"recipe", version.recipeHash},
              {"fittedRecipe", version.fittedHash},
              {"circuit", version.circuitHash},
              {"model", version.specHash},
              {"weights", version.weightsHash}}}};
}

Status listModels(const Command& command, const ModelArguments& options) {
    std::vector<ModelVersion> versions;
    if (command.workspaceExists()) {
        QSTORE_TRY(const auto workspace, command.openWorkspace(false));
        QSTORE_TRY(versions, options.deleted ? workspace->binnedModels() : workspace->models());
    }
    Json document = Json::array();
    TextTable table({"model", "aliases", "run", "created", "weights"});
    for (const ModelVersion& version : versions) {
        document.push_back(versionJson(version));
        std::string aliases;
        for (const std::string& alias : version.aliases) aliases += (aliases.empty() ? "@" : " @") + alias;
        table.add({reference(version), aliases, version.run, localTime(version.createdMs),
                   version.weightsHash.substr(0, 12)});
    }
    const std::string none =
        options.deleted ? "the bin is empty" : "no models yet; `qstore train --register NAME` makes one";
    command.answer(document, versions.empty() ? none : table.toText());
    return {};
}

Status showModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelVersion version, workspace->findModel(options.model));
    QSTORE_TRY(const std::string card, modelCard(*workspace, reference(version)));
    Json document = versionJson(version);
    document["result"] = version.resultJson.empty() ? Json(nullptr) : Json::parse(version.resultJson);
    document["card"] = card;
    command.answer(document, card);
    return {};
}

Status verifyModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const auto checks, verifyLineage(*workspace, options.model));
    Json document = Json::array();
    TextTable table({"what", "matches", "stored", "computed"});
    std::string wrong;
    for (const LineageCheck& check : checks) {
        document.push_back({{"what", check.what},
                            {"stored", check.stored},
                            {"computed", check.computed},
                            {"matches", check.matches}});
        table.add({check.what, check.matches ? "yes" : "NO", check.stored.substr(0, 12),
                   check.computed.substr(0, 12)});
        if (!check.matches) wrong += (wrong.empty() ? "" : ", ") + check.what;
    }
    if (!wrong.empty()) {
        command.note(table.toText());
        return fail(ErrorCode::Corrupt,
                    "the content of '" + options.model + "' does not match its hash: " + wrong,
                    "something changed the workspace file; restore it from a copy");
    }
    command.answer(document, table.toText());
    return {};
}

Status registerRun(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelVersion version,
               workspace->registerModel(options.name, options.run, options.notes));
    command.answer(versionJson(version), "registered as " + reference(version));
    return {};
}

Status aliasModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelVersion version, workspace->findModel(options.model));
    QSTORE_CHECK(options.remove ? workspace->removeAlias(version.name, options.alias)
                                : workspace->setAlias(version.name, options.alias, version.version));
    command.answer({{"name", version.name},
                    {"version", version.version},
                    {"alias", options.alias},
                    {"removed", options.remove}},
                   options.remove ? "removed @" + options.alias
                                  : "@" + options.alias + " is now " + reference(version));
    return {};
}

Status exportModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const BundleReport report, exportBundle(*workspace, options.model, options.file));
    command.answer({{"file", report.path.string()},
                    {"rowsCompared", report.rowsCompared},
                    {"maxDifference", report.maxDifference},
                    {"sha256", report.sha256}},
                   "wrote " + report.path.string() + "; read again, " +
                       std::to_string(report.rowsCompared) + " rows differ by at most " +
                       shortNumber(report.maxDifference));
    return {};
}

Status importModel(const Command& command, const ModelArguments& options) {
    std::string name = options.name;
    if (name.empty()) {
        QSTORE_TRY(const TrainedModel model, readBundle(options.file));
        name = model.name.substr(0, model.name.find(':'));
    }
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    QSTORE_TRY(const ModelVersion version, importBundle(*workspace, options.file, name));
    command.answer(versionJson(version), "imported as " + reference(version));
    return {};
}

Status binModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelVersion version, workspace->findModel(options.model));
    QSTORE_CHECK(workspace->deleteModel(version.name, version.version));
    command.answer({{"name", version.name}, {"version", version.version}, {"deleted", true}},
                   "deleted " + reference(version) + "; `qstore models restore " + reference(version) +
                       "` brings it back");
    return {};
}

/// `name:version`, or `name` when one version of it alone is in the bin.
Result<ModelVersion> findBinned(const Workspace& workspace, const std::string& wanted) {
    QSTORE_TRY(const auto binned, workspace.binnedModels());
    std::vector<ModelVersion> found;
    std::string candidates;
    for (const ModelVersion& version : binned) {
        if (reference(version) == wanted) return version;
        if (version.name != wanted) continue;
        found.push_back(version);
        candidates += (candidates.empty() ? "" : ", ") + reference(version);
    }
    if (found.size() == 1) return found.front();
    if (!found.empty())
        return fail(ErrorCode::InvalidArgument,
                    std::to_string(found.size()) + " versions of '" + wanted + "' are in the bin",
                    "say which one: " + candidates);
    return fail(ErrorCode::NotFound, "model '" + wanted + "' is not in the bin",
                "`qstore models list --deleted` shows what is");
}

Status restoreModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ModelVersion version, findBinned(*workspace, options.model));
    QSTORE_CHECK(workspace->restoreModel(version.name, version.version));
    command.answer({{"name", version.name}, {"version", version.version}, {"restored", true}},
                   "restored " + reference(version));
    return {};
}

Status renameModel(const Command& command, const ModelArguments& options) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_CHECK(workspace->renameModel(options.model, options.name));
    command.answer({{"name", options.name}, {"renamedFrom", options.model}},
                   "'" + options.model + "' is now '" + options.name + "'");
    return {};
}

using Verb = Status (*)(const Command&, const ModelArguments&);

CLI::App* addVerb(CLI::App& models, Command& command, const std::shared_ptr<ModelArguments>& options,
                  const char* name, const char* help, Verb verb) {
    CLI::App* sub = models.add_subcommand(name, help);
    sub->callback([&command, options, verb] {
        command.action = [&command, options, verb] { return verb(command, *options); };
    });
    return sub;
}

}  // namespace

void addModelsCommands(CLI::App& app, Command& command) {
    CLI::App* models =
        app.add_subcommand("models", "Registered models: versions, aliases, differences, export, import");
    models->require_subcommand(1);
    auto options = std::make_shared<ModelArguments>();
    const auto add = [&](const char* name, const char* help, Verb verb) {
        return addVerb(*models, command, options, name, help, verb);
    };
    const auto addNamed = [&](const char* name, const char* help, Verb verb) {
        CLI::App* sub = add(name, help, verb);
        sub->add_option("MODEL", options->model, "name, name@alias or name:version")->required();
        return sub;
    };
    add("list", "Every version", listModels)
        ->add_flag("--deleted", options->deleted, "Those in the bin instead");
    addNamed("show", "The model's card, hashes and result", showModel);
    addNamed("verify", "Recompute every hash from the stored content", verifyModel);

    CLI::App* registerVerb = add("register", "Make a finished run a new version", registerRun);
    registerVerb->add_option("NAME", options->name, "The model's name")->required();
    registerVerb->add_option("--run", options->run, "The run's id")->required();
    registerVerb->add_option("--notes", options->notes, "What to remember about it");

    CLI::App* alias = addNamed("alias", "Point an alias at a version", aliasModel);
    alias->add_option("ALIAS", options->alias, "The alias, such as production")->required();
    alias->add_flag("--remove", options->remove, "Remove the alias instead");

    CLI::App* exportVerb = addNamed("export", "Write a bundle, read it again and compare", exportModel);
    exportVerb->add_option("OUT", options->file, "The .qmodel file to write")->required();

    CLI::App* importVerb = add("import", "Register a bundle's content", importModel);
    importVerb->add_option("IN", options->file, "The .qmodel file")->required();
    importVerb->add_option("--name", options->name,
                           "The model's name (default: the one it was exported with)");

    addNamed("delete", "Move a version to the bin", binModel);
    CLI::App* restore = add("restore", "Bring a deleted version back from the bin", restoreModel);
    restore
        ->add_option("MODEL", options->model, "name:version; name alone if the bin has one version of it")
        ->required();
    CLI::App* rename = add("rename", "Give a model with all its versions another name", renameModel);
    rename->add_option("OLD", options->model, "The model's name")->required();
    rename->add_option("NEW", options->name, "Its name from now on")->required();
    addModelsDiff(*models, command);
}

}  // namespace qstore
