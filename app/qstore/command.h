// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <stop_token>
#include <string>

#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/simulation/plan_cache.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace qstore {

class Workspace;

/// What the process answers with (documented, stable).
enum class ExitCode : int { Done = 0, Failed = 1, Usage = 2, Cancelled = 3 };

/// What every verb may use: the common options, the stop request of Ctrl+C, and the two outputs.
class Command {
public:
    bool json = false;
    std::optional<std::uint64_t> seed;
    std::size_t threads = 0;
    std::string simd;           ///< instruction set by name; empty = the best of the machine
    std::string workspacePath;  ///< empty = `$QSTORE_WORKSPACE` or the default file
    std::stop_source stop;
    /// What one verb compiles several times over, it compiles once.
    const std::shared_ptr<PlanCache> plans = std::make_shared<PlanCache>();
    /// What the chosen verb does; set while the command line is read, called after.
    std::function<Status()> action;

    /// Standard output: the one JSON document with --json, else the lines for people.
    void answer(const nlohmann::ordered_json& document, const std::string& text) const;
    /// The same for work that was done and found something wrong: with --json the one document holds both,
    /// the answer and its error. Returns the error.
    tl::unexpected<Error> answerFailure(nlohmann::ordered_json document, const std::string& text,
                                        Error error) const;
    /// True when the document is printed already.
    bool answered() const { return m_answered; }
    /// A message for people on standard error; never part of the answer.
    void note(const std::string& message) const;

    RunControl control(const std::string& what) const;
    std::filesystem::path workspaceFile() const;
    /// Opens the workspace; only writing verbs create the file.
    Result<std::shared_ptr<Workspace>> openWorkspace(bool create) const;
    /// False when there is nothing to list because no workspace file was ever made.
    bool workspaceExists() const;

private:
    mutable bool m_answered = false;
};

/// Prints `error:` and `hint:` on standard error and, with --json, the error document unless the command
/// has answered; returns the code.
ExitCode reportError(const Error& error, const Command& command);

/// A bar on standard error when that is a terminal; silent otherwise. Ends its line when it is done.
ProgressSink progressBar(const std::string& what);

void addCircuitCommands(CLI::App& app, Command& command);
void addCircuitRun(CLI::App& circuit, Command& command);
void addCircuitGradient(CLI::App& circuit, Command& command);
void addCircuitConvert(CLI::App& circuit, Command& command);
void addCircuitTranspile(CLI::App& circuit, Command& command);
void addCircuitTemplates(CLI::App& circuit, Command& command);
void addDataCommands(CLI::App& app, Command& command);
void addTrainCommand(CLI::App& app, Command& command);
void addRunsCommands(CLI::App& app, Command& command);
void addRunsReplay(CLI::App& runs, Command& command);
void addRunsCompare(CLI::App& runs, Command& command);
void addModelsCommands(CLI::App& app, Command& command);
void addModelsDiff(CLI::App& models, Command& command);
void addPredictCommand(CLI::App& app, Command& command);
void addAccountsCommands(CLI::App& app, Command& command);
void addWorkspaceCommands(CLI::App& app, Command& command);
void addDemoCommand(CLI::App& app, Command& command);
void addBenchCommand(CLI::App& app, Command& command);
void addStoresCommands(CLI::App& app, Command& command);
void addStatesCommands(CLI::App& app, Command& command);
void addPluginsCommands(CLI::App& app, Command& command);
void addVqeCommand(CLI::App& app, Command& command);
void addJobsCommands(CLI::App& app, Command& command);
void addPracticeCloudCommand(CLI::App& app, Command& command);
void addBackendsCommands(CLI::App& app, Command& command);
void addBackendsCalibration(CLI::App& backends, Command& command);
void addBackendsChoose(CLI::App& backends, Command& command);
void addBackendsEstimate(CLI::App& backends, Command& command);

}  // namespace qstore
