// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/command.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "core/workspace/workspace.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

void print(const Json& document) {
    std::cout << document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

/// Errors and hints begin small, as they follow "error: ", and end without a full stop; a first word with
/// more capitals ("OpenQASM", "RX") stays as it is.
std::string phrase(std::string text) {
    const auto isLetter = [](char c, char first, char last) { return c >= first && c <= last; };
    const std::size_t end = std::min(text.find_first_of(" ,:;'"), text.size());
    const bool word = end > 0 && isLetter(text[0], 'A', 'Z') &&
                      std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(end),
                                  [&](char c) { return isLetter(c, 'a', 'z'); });
    if (word && (end > 1 || text[0] == 'A')) text[0] = static_cast<char>(text[0] - 'A' + 'a');
    const bool sentence = text.size() > 1 && text.back() == '.' && text[text.size() - 2] != '.';
    if (sentence && text.find(". ") == std::string::npos) text.pop_back();
    return text;
}

/// Every error has a way out.
std::string hintOf(const Error& error) {
    if (!error.hint.empty()) return phrase(error.hint);
    return error.code == ErrorCode::Cancelled ? "run it again when you like" : "`qstore --help`";
}

Json errorJson(const Error& error) {
    return {
        {"code", errorCodeName(error.code)}, {"message", phrase(error.message)}, {"hint", hintOf(error)}};
}

}  // namespace

void Command::answer(const nlohmann::ordered_json& document, const std::string& text) const {
    m_answered = true;
    if (json) {
        print(document);
        return;
    }
    std::cout << text;
    if (!text.empty() && text.back() != '\n') std::cout << '\n';
}

tl::unexpected<Error> Command::answerFailure(nlohmann::ordered_json document, const std::string& text,
                                             Error error) const {
    document["error"] = errorJson(error);
    answer(document, text);
    return tl::unexpected<Error>(std::move(error));
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

ExitCode reportError(const Error& error, const Command& command) {
    std::cerr << "error: " << phrase(error.message) << "\nhint: " << hintOf(error) << '\n';
    if (command.json && !command.answered()) print({{"error", errorJson(error)}});
    return error.code == ErrorCode::Cancelled ? ExitCode::Cancelled : ExitCode::Failed;
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
