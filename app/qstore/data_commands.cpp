// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/sql_import.h"
#include "app/qstore/text_table.h"
#include "core/base/atomic_file.h"
#include "core/data/csv.h"
#include "core/data/samples.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct ImportOptions {
    std::string file, sample, name, target, recipe;
    bool replace = false;
    std::vector<std::string> missing;  ///< beside the usual markers
    std::vector<std::string> types;    ///< COLUMN=TYPE
};

std::string_view typeName(ColumnType type) {
    switch (type) {
        case ColumnType::Number: return "number";
        case ColumnType::Category: return "category";
        case ColumnType::Text: return "text";
    }
    return "";
}

std::string_view roleName(ColumnRole role) {
    switch (role) {
        case ColumnRole::Feature: return "feature";
        case ColumnRole::Target: return "target";
        case ColumnRole::Identifier: return "identifier";
        case ColumnRole::Ignored: return "ignored";
    }
    return "";
}

Json datasetJson(const DatasetInfo& info) {
    return {{"dataset", info.name},       {"rows", info.rows},     {"columns", info.columns},
            {"target", info.target},      {"source", info.source}, {"sha256", info.hash},
            {"createdMs", info.createdMs}};
}

std::string sampleTarget(const std::string& name) {
    for (const SampleDataset& sample : sampleDatasets())
        if (sample.name == name) return sample.target;
    return {};
}

Result<Recipe> recipeFor(const Table& table, const ImportOptions& options, const Command& command) {
    if (!options.recipe.empty()) {
        QSTORE_TRY(const std::string text, readFile(options.recipe));
        QSTORE_TRY(Recipe recipe, readRecipeJson(text));
        if (options.target.empty()) return recipe;
        QSTORE_TRY(const Recipe suggested, suggestRecipe(table, options.target));
        for (auto& [name, column] : recipe.columns)
            if (column.role == ColumnRole::Target) column.role = ColumnRole::Feature;
        recipe.columns[options.target].role = ColumnRole::Target;
        recipe.task = suggested.task;
        return recipe;
    }
    std::string target = options.target.empty() ? sampleTarget(options.sample) : options.target;
    if (target.empty()) {
        target = table.columns().back().name;
        command.note("target: '" + target + "', the last column (--target names another)");
    }
    return suggestRecipe(table, target);
}

/// COLUMN=TYPE; the name may hold an equals sign.
Status addType(const std::string& text, std::map<std::string, ColumnType>& types) {
    const std::size_t equals = text.rfind('=');
    if (equals != std::string::npos)
        for (const ColumnType type : {ColumnType::Number, ColumnType::Category, ColumnType::Text})
            if (text.substr(equals + 1) == typeName(type)) {
                types[text.substr(0, equals)] = type;
                return {};
            }
    return fail(ErrorCode::InvalidArgument, "--type is '" + text + "', which is not COLUMN=TYPE",
                "the types are number, category and text, as in --type zip=text");
}

struct Imported {
    Table table;
    std::optional<SourceFormat> source;
};

Result<Imported> readTable(const ImportOptions& options, const Command& command) {
    if (!options.sample.empty()) {
        QSTORE_TRY(Table table, loadSample(options.sample));
        return Imported{std::move(table), {}};
    }
    CsvOptions how;
    QSTORE_TRY(how.dialect, sniffCsvFile(options.file));
    how.missingTokens.insert(how.missingTokens.end(), options.missing.begin(), options.missing.end());
    for (const std::string& text : options.types) QSTORE_CHECK(addType(text, how.types));
    QSTORE_TRY(Table table, readCsvFile(options.file, &how, command.control("reading")));
    return Imported{std::move(table),
                    SourceFormat{how.dialect.delimiter, how.dialect.quote, how.dialect.decimal}};
}

std::string whyLeftOut(const Column& column, ColumnRole role, bool chosen) {
    if (chosen) return "as the recipe says";
    const bool ownValues = column.distinct().size() == column.rows();
    return role == ColumnRole::Identifier && ownValues ? "every row has its own value" : column.typeReason;
}

/// Columns that no model of this recipe reads, and why; `chosen` when somebody wrote the recipe.
Json leftOutJson(const Table& table, const Recipe& recipe, bool chosen) {
    Json list = Json::array();
    for (const Column& column : table.columns()) {
        const auto entry = recipe.columns.find(column.name);
        const ColumnRole role = entry == recipe.columns.end() ? ColumnRole::Feature : entry->second.role;
        if (role != ColumnRole::Identifier && role != ColumnRole::Ignored) continue;
        list.push_back({{"column", column.name},
                        {"role", roleName(role)},
                        {"type", typeName(column.type)},
                        {"reason", whyLeftOut(column, role, chosen)}});
    }
    return list;
}

std::string leftOutText(const Json& leftOut) {
    std::string text;
    for (const Json& entry : leftOut) {
        const auto reason = entry["reason"].get<std::string>();
        text += "\nnot a feature: '" + entry["column"].get<std::string>() + "', " +
                entry["role"].get<std::string>() + " (" + entry["type"].get<std::string>() +
                (reason.empty() ? "" : ": " + reason) + ")";
    }
    return text;
}

Status importData(const Command& command, const ImportOptions& options) {
    QSTORE_TRY(const Imported imported, readTable(options, command));
    const Table& table = imported.table;
    QSTORE_TRY(Recipe recipe, recipeFor(table, options, command));
    recipe.source = imported.source;
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    const std::string source =
        options.sample.empty() ? std::filesystem::path(options.file).filename().string() : options.sample;
    QSTORE_CHECK(workspace->saveDataset(options.name, table, source, recipe,
                                        options.replace ? WhenTaken::Replace : WhenTaken::Refuse));
    DatasetInfo info;
    info.name = options.name;
    info.rows = table.rows();
    info.columns = table.columns().size();
    for (const auto& [name, column] : recipe.columns)
        if (column.role == ColumnRole::Target) info.target = name;
    const Json leftOut = leftOutJson(table, recipe, !options.recipe.empty());
    command.answer({{"dataset", info.name},
                    {"rows", info.rows},
                    {"columns", info.columns},
                    {"target", info.target},
                    {"leftOut", leftOut},
                    {"task", recipe.task == TaskKind::Classification ? "classification" : "regression"},
                    {"sha256", table.contentHash()},
                    {"workspace", workspace->path().string()}},
                   "imported '" + info.name + "': " + std::to_string(info.rows) + " rows, " +
                       std::to_string(info.columns) + " columns, target '" + info.target + "'" +
                       leftOutText(leftOut));
    return {};
}

Status listData(const Command& command) {
    std::vector<DatasetInfo> infos;
    if (command.workspaceExists()) {
        QSTORE_TRY(const auto workspace, command.openWorkspace(false));
        QSTORE_TRY(infos, workspace->datasets());
    }
    Json document = Json::array();
    TextTable table({"dataset", "rows", "columns", "target", "source", "sha256"});
    for (const DatasetInfo& info : infos) {
        document.push_back(datasetJson(info));
        table.add({info.name, std::to_string(info.rows), std::to_string(info.columns), info.target,
                   info.source, info.hash.substr(0, 12)});
    }
    command.answer(document,
                   infos.empty() ? "no datasets yet; `qstore data import` adds one" : table.toText());
    return {};
}

Status showData(const Command& command, const std::string& name) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const Table table, workspace->loadDataset(name));
    QSTORE_TRY(const Recipe recipe, workspace->loadRecipe(name));
    Json columns = Json::array();
    TextTable text({"column", "type", "role", "missing", "distinct", "first"});
    for (const Column& column : table.columns()) {
        const auto entry = recipe.columns.find(column.name);
        const ColumnRole role = entry == recipe.columns.end() ? ColumnRole::Feature : entry->second.role;
        const std::size_t distinct = column.distinct().size();
        const std::string first = column.rows() > 0 ? column.cellText(0) : std::string();
        columns.push_back({{"name", column.name},
                           {"type", typeName(column.type)},
                           {"role", roleName(role)},
                           {"missing", column.missingCount()},
                           {"distinct", distinct},
                           {"first", first}});
        text.add({column.name, std::string(typeName(column.type)), std::string(roleName(role)),
                  std::to_string(column.missingCount()), std::to_string(distinct), first});
    }
    command.answer({{"dataset", name},
                    {"rows", table.rows()},
                    {"columns", std::move(columns)},
                    {"recipe", Json::parse(writeRecipeJson(recipe))},
                    {"sha256", table.contentHash()}},
                   std::to_string(table.rows()) + " rows\n" + text.toText());
    return {};
}

Status exportData(const Command& command, const std::string& name, const std::string& out) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const Table table, workspace->loadDataset(name));
    QSTORE_CHECK(writeFileAtomically(out, writeCsv(table)));
    command.answer({{"dataset", name}, {"file", out}, {"rows", table.rows()}},
                   "wrote " + std::to_string(table.rows()) + " rows to " + out);
    return {};
}

Status renameData(const Command& command, const std::string& from, const std::string& to) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_CHECK(workspace->renameDataset(from, to));
    command.answer({{"dataset", to}, {"renamedFrom", from}}, "'" + from + "' is now '" + to + "'");
    return {};
}

Status deleteData(const Command& command, const std::string& name) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_CHECK(workspace->deleteDataset(name));
    command.answer({{"dataset", name}, {"deleted", true}}, "deleted '" + name + "'");
    return {};
}

void addImport(CLI::App& data, Command& command) {
    auto options = std::make_shared<ImportOptions>();
    CLI::App* verb = data.add_subcommand("import", "Read a table into the workspace");
    auto* file =
        verb->add_option("FILE", options->file, "A CSV or TSV file, gzip too; its dialect is sniffed");
    std::vector<std::string> samples;
    for (const SampleDataset& sample : sampleDatasets()) samples.push_back(sample.name);
    auto* sample = verb->add_option("--sample", options->sample, "A shipped table instead of a file")
                       ->check(CLI::IsMember(samples))
                       ->excludes(file);
    verb->add_option("--name", options->name, "The dataset's name")->required();
    verb->add_option("--target", options->target, "The column to predict (default: the last)");
    verb->add_option("--recipe", options->recipe, "Column roles, scaling and split as JSON");
    verb->add_flag("--replace", options->replace,
                   "Replace a dataset of that name: rows, source and recipe");
    verb->add_option("--missing", options->missing, "Another marker of missing values; may be repeated")
        ->expected(1)
        ->take_all();
    verb->add_option("--type", options->types, "COLUMN=number|category|text instead of a guess; repeatable")
        ->expected(1)
        ->take_all();
    verb->callback([&command, options, file, sample] {
        if (file->count() + sample->count() == 0) throw CLI::RequiredError("FILE or --sample");
        command.action = [&command, options] { return importData(command, *options); };
    });
}

}  // namespace

void addDataCommands(CLI::App& app, Command& command) {
    CLI::App* data = app.add_subcommand("data", "Import, list, show, export, rename and delete datasets");
    data->require_subcommand(1);
    addImport(*data, command);
    addSqlImport(*data, command);

    CLI::App* list = data->add_subcommand("list", "The workspace's datasets");
    list->callback([&command] { command.action = [&command] { return listData(command); }; });

    auto names = std::make_shared<std::pair<std::string, std::string>>();
    CLI::App* show = data->add_subcommand("show", "Columns, types, roles and recipe of a dataset");
    show->add_option("NAME", names->first, "The dataset")->required();
    show->callback([&command, names] {
        command.action = [&command, names] { return showData(command, names->first); };
    });

    CLI::App* exportVerb = data->add_subcommand("export", "Write a dataset as CSV");
    exportVerb->add_option("NAME", names->first, "The dataset")->required();
    exportVerb->add_option("OUT", names->second, "The file to write")->required();
    exportVerb->callback([&command, names] {
        command.action = [&command, names] { return exportData(command, names->first, names->second); };
    });

    CLI::App* renameVerb =
        data->add_subcommand("rename", "Give a dataset another name; runs and models keep their rows");
    renameVerb->add_option("OLD", names->first, "The dataset")->required();
    renameVerb->add_option("NEW", names->second, "Its name from now on")->required();
    renameVerb->callback([&command, names] {
        command.action = [&command, names] { return renameData(command, names->first, names->second); };
    });

    CLI::App* deleteVerb =
        data->add_subcommand("delete", "Remove a dataset; runs and models keep their rows");
    deleteVerb->add_option("NAME", names->first, "The dataset")->required();
    deleteVerb->callback([&command, names] {
        command.action = [&command, names] { return deleteData(command, names->first); };
    });
}

}  // namespace qstore
