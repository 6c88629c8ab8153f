// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "core/workspace/migrations.h"
#include "core/workspace/workspace.h"

namespace qstore {
namespace {

struct WorkspaceOptions {
    std::string file;
};

/// Whether the file itself is what cannot be used, so that only its bytes can be copied.
bool isUnreadable(const Error& error) {
    return error.code == ErrorCode::Corrupt || error.code == ErrorCode::NewerVersion;
}

Status copyWorkspace(const Command& command, const WorkspaceOptions& options) {
    const auto workspace = command.openWorkspace(false);
    if (!workspace && !isUnreadable(workspace.error())) return tl::unexpected<Error>(workspace.error());
    std::string how = "a checked copy";
    if (workspace) {
        QSTORE_CHECK((*workspace)->backupTo(options.file));
        QSTORE_TRY(const auto copy, Workspace::open(options.file, false));
        QSTORE_CHECK(copy->integrityCheck());
    } else {
        QSTORE_CHECK(copyWorkspaceFile(command.workspaceFile(), options.file));
        command.note("the workspace cannot be opened: " + workspace.error().message);
        how = "a copy byte by byte";
    }
    command.answer({{"workspace", command.workspaceFile().string()},
                    {"copy", options.file},
                    {"opens", workspace.has_value()}},
                   "wrote " + options.file + ", " + how);
    return {};
}

Status checkWorkspace(const Command& command) {
    const auto workspace = command.openWorkspace(false);
    Status status;
    if (workspace)
        status = (*workspace)->integrityCheck();
    else
        status = tl::unexpected<Error>(workspace.error());
    if (!status) {
        Error error = status.error();
        if (isUnreadable(error))
            error.hint = "`qstore workspace copy OUT.qstore` keeps a copy of it as it is; " + error.hint;
        return tl::unexpected<Error>(std::move(error));
    }
    std::error_code ignored;
    const auto bytes = std::filesystem::file_size(command.workspaceFile(), ignored);
    command.answer({{"workspace", command.workspaceFile().string()},
                    {"ok", true},
                    {"version", workspaceSchemaVersion()},
                    {"bytes", bytes}},
                   command.workspaceFile().string() + " is sound: version " +
                       std::to_string(workspaceSchemaVersion()) + ", " + std::to_string(bytes) + " bytes");
    return {};
}

}  // namespace

void addWorkspaceCommands(CLI::App& app, Command& command) {
    CLI::App* noun = app.add_subcommand("workspace", "The workspace file itself");
    noun->require_subcommand(1);
    CLI::App* check = noun->add_subcommand("check", "Read the whole file and say whether it is sound");
    check->callback([&command] { command.action = [&command] { return checkWorkspace(command); }; });

    auto options = std::make_shared<WorkspaceOptions>();
    CLI::App* copy = noun->add_subcommand("copy", "Copy the workspace, also one that cannot be opened");
    copy->add_option("OUT", options->file, "The new file; it must not exist")->required();
    copy->callback([&command, options] {
        command.action = [&command, options] { return copyWorkspace(command, *options); };
    });
}

}  // namespace qstore
