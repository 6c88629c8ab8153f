// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/command.h"

#include <unistd.h>

#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/workspace/workspace.h"

namespace qstore {

void Command::answer(const nlohmann::ordered_json& document, const std::string& text) const {
    if (json) {
        std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
        return;
    }
    std::cout << text;
    if (!text.empty() && text.back() != '\n') std::cout << '\n';
}

void Command::note(const std::string& message) const {
    std::cerr << message << '\n';
}

RunControl Command::control(const std::string& what) const {
    return RunControl{stop.get_token(), progressBar(what)};
}

std::filesystem::path Command::workspaceFile() const {
    return workspacePath.empty() ? defaultWorkspacePath() : std::filesystem::path(workspacePath);
}

bool Command::workspaceExists() const {
    std::error_code error;
    return std::filesystem::exists(workspaceFile(), error);
}

Result<std::shared_ptr<Workspace>> Command::openWorkspace(bool create) const {
    const std::filesystem::path path = workspaceFile();
    if (!create && !workspaceExists()) {
        return fail(ErrorCode::NotFound, "there is no workspace at '" + path.string() + "'",
                    "`qstore data import` creates it; --workspace FILE.qstore names another");
    }
    if (create && path.has_parent_path()) {
        std::error_code error;
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            return fail(ErrorCode::Io,
                        "cannot create '" + path.parent_path().string() + "': " + error.message(),
                        "choose a folder you may write to with --workspace FILE.qstore");
        }
    }
    return Workspace::open(path, create);
}

ExitCode reportError(const Error& error, bool json) {
    const bool cancelled = error.code == ErrorCode::Cancelled;
    const std::string hint =
        !error.hint.empty() ? error.hint : (cancelled ? "run it again when you like" : "`qstore --help`");
    std::cerr << "error: " << error.message << "\nhint: " << hint << '\n';
    if (json) {
        const nlohmann::ordered_json document = {
            {"error", {{"code", errorCodeName(error.code)}, {"message", error.message}, {"hint", hint}}}};
        std::cout << document.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << '\n';
    }
    return cancelled ? ExitCode::Cancelled : ExitCode::Failed;
}

ProgressSink progressBar(const std::string& what) {
    if (isatty(STDERR_FILENO) == 0) return {};
    return [what, shown = -1](std::uint64_t done, std::uint64_t total) mutable {
        if (total == 0) return;
        const int percent = static_cast<int>(100 * done / total);
        if (percent == shown) return;
        shown = percent;
        constexpr int width = 30;
        const auto filled = static_cast<std::size_t>(percent * width / 100);
        std::cerr << '\r' << what << " [" << std::string(filled, '#')
                  << std::string(static_cast<std::size_t>(width) - filled, '.') << "] " << percent << " %"
                  << (done >= total ? "\n" : "") << std::flush;
    };
}

}  // namespace qstore
