// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/sql_import.h"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/qstore/secret_prompt.h"
#include "app/qstore/text_table.h"
#include "core/data/recipe.h"
#include "core/workspace/workspace.h"
#include "plugins/api/dataset_source.h"
#include "plugins/host/plugin_host.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* passwordVariable = "QSTORE_KEY_SQL";

struct SqlOptions {
    std::string address, name, target;
    DatasetRequest request;
    bool passwordFromStdin = false, limited = false, replace = false;
};

/// A database to read from, and the password for it.
struct SqlAccess {
    std::shared_ptr<const DatasetSource> source;
    std::string address;
    Secret password;
    CoreDumpGuard noCoreDump;
};

/// Of standard input or the environment; empty where there is none: databases may ask for none.
Result<Secret> passwordFor(const Command& command, const SqlOptions& options, const std::string& host) {
    if (options.passwordFromStdin) {
        if (host.empty())
            return fail(ErrorCode::InvalidArgument,
                        "--password-stdin is given for a file, which has no password", "leave it out");
        return readSecretLine("the password of the database", command.stop.get_token());
    }
    const char* text = std::getenv(passwordVariable);  // NOLINT(concurrency-mt-unsafe): never set by us
    return host.empty() || text == nullptr ? Secret() : Secret(text);
}

Status openSource(const Command& command, const SqlOptions& options, SqlAccess& access) {
    PluginHost host;
    QSTORE_TRY(access.source, host.datasetSource("sqldata"));
    QSTORE_TRY(access.address, access.source->complete(options.address));
    QSTORE_TRY(access.password, passwordFor(command, options, access.source->keyHost(access.address)));
    return {};
}

Status listTables(const Command& command, const SqlOptions& options) {
    SqlAccess access;
    QSTORE_CHECK(openSource(command, options, access));
    QSTORE_TRY(const auto tables,
               access.source->tables(access.address, access.password, command.control("reading")));
    Json list = Json::array();
    TextTable text({"name", "kind"});
    for (const SourceTable& table : tables) {
        list.push_back({{"name", table.name}, {"view", table.view}});
        text.add({table.name, table.view ? "view" : "table"});
    }
    command.answer(list, tables.empty() ? "no tables in " + access.address : text.toText());
    return {};
}

Result<Table> readRows(const Command& command, const SqlOptions& options, const SqlAccess& access) {
    QSTORE_TRY(DatasetRows rows, access.source->read(access.address, access.password, options.request,
                                                     command.control("reading")));
    const std::string limit = std::to_string(options.request.maxRows);
    if (rows.more && !options.limited)
        return fail(ErrorCode::ResourceExhausted, "there are more than " + limit + " rows",
                    "--limit sets how many are taken; a query may choose them");
    if (rows.more) command.note("took the first " + limit + " rows; there are more");
    if (rows.table.rows() == 0)
        return fail(ErrorCode::InvalidArgument, "there are no rows to take",
                    "look at the table or the query");
    return std::move(rows.table);
}

/// Where the rows came from, for the dataset's list.
std::string sourceText(const SqlOptions& options, const SqlAccess& access) {
    return access.address + (options.request.table.empty() ? " (a query)" : " " + options.request.table);
}

Status pullTable(const Command& command, const SqlOptions& options) {
    SqlAccess access;
    QSTORE_CHECK(openSource(command, options, access));
    QSTORE_TRY(const Table table, readRows(command, options, access));
    std::string target = options.target;
    if (target.empty()) {
        target = table.columns().back().name;
        command.note("target: '" + target + "', the last column (--target names another)");
    }
    QSTORE_TRY(const Recipe recipe, suggestRecipe(table, target));
    QSTORE_TRY(const auto workspace, command.openWorkspace(true));
    QSTORE_CHECK(workspace->saveDataset(options.name, table, sourceText(options, access), recipe,
                                        options.replace ? WhenTaken::Replace : WhenTaken::Refuse));
    command.answer({{"dataset", options.name},
                    {"rows", table.rows()},
                    {"columns", table.columns().size()},
                    {"target", target},
                    {"task", recipe.task == TaskKind::Classification ? "classification" : "regression"},
                    {"source", sourceText(options, access)},
                    {"sha256", table.contentHash()},
                    {"workspace", workspace->path().string()}},
                   "imported '" + options.name + "': " + std::to_string(table.rows()) + " rows, " +
                       std::to_string(table.columns().size()) + " columns, target '" + target + "'");
    return {};
}

CLI::App* addVerb(CLI::App& data, const char* name, const char* help, SqlOptions& options) {
    CLI::App* verb = data.add_subcommand(name, help);
    verb->add_option("ADDRESS", options.address,
                     "sqlite:FILE, a file, or postgresql://user@host:5432/database; no password inside")
        ->required();
    verb->add_flag("--password-stdin", options.passwordFromStdin,
                   std::string("Read the password from standard input (else ") + passwordVariable + ")");
    return verb;
}

}  // namespace

void addSqlImport(CLI::App& data, Command& command) {
    auto options = std::make_shared<SqlOptions>();
    addVerb(data, "tables", "Tables and views of an SQL database", *options)->callback([&command, options] {
        command.action = [&command, options] { return listTables(command, *options); };
    });

    CLI::App* pull = addVerb(data, "pull-sql", "Read a table or query of an SQL database", *options);
    auto* table =
        pull->add_option("--table", options->request.table, "A table or view, as `tables` names it");
    auto* query = pull->add_option("--query", options->request.query, "One reading query")->excludes(table);
    pull->add_option("--name", options->name, "The dataset's name")->required();
    pull->add_option("--target", options->target, "The column to predict (default: the last)");
    auto* limit = pull->add_option("--limit", options->request.maxRows, "Take at most so many rows")
                      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000'000}));
    pull->add_flag("--replace", options->replace,
                   "Replace a dataset of that name: rows, source and recipe");
    pull->callback([&command, options, table, query, limit] {
        if (table->count() + query->count() == 0) throw CLI::RequiredError("--table or --query");
        options->limited = limit->count() > 0;
        command.action = [&command, options] { return pullTable(command, *options); };
    });
}

}  // namespace qstore
