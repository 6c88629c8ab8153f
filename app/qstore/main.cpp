// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "app/qstore/command.h"
#include "app/qstore/interrupt.h"
#include "core/base/closest_name.h"
#include "core/base/parallel.h"
#include "core/simulation/simd.h"

namespace {

using qstore::Command;
using qstore::ExitCode;

void addCommonOptions(CLI::App& app, Command& command) {
    app.add_flag("--json", command.json, "Print exactly one JSON document on standard output");
    app.add_option("--seed", command.seed, "Master seed of everything random (default 0)");
    app.add_option("--threads", command.threads, "Threads to use (default: all processors)")
        ->check(CLI::Range(std::size_t{1}, std::size_t{4096}));
    app.add_option("--simd", command.simd,
                   "Instruction set of the simulator: avx512, avx2 or plain (default: the machine's best)");
    app.add_option(
        "--workspace", command.workspacePath,
        "Workspace file (default: $QSTORE_WORKSPACE, else ~/.local/share/qstore/default.qstore)");
    app.set_version_flag("--version", "qstore " QSTORE_VERSION);
}

void addCommands(CLI::App& app, Command& command) {
    qstore::addDemoCommand(app, command);
    qstore::addCircuitCommands(app, command);
    qstore::addDataCommands(app, command);
    qstore::addTrainCommand(app, command);
    qstore::addRunsCommands(app, command);
    qstore::addModelsCommands(app, command);
    qstore::addPredictCommand(app, command);
    qstore::addAccountsCommands(app, command);
    qstore::addWorkspaceCommands(app, command);
    qstore::addVqeCommand(app, command);
    qstore::addStoresCommands(app, command);
    qstore::addStatesCommands(app, command);
    qstore::addPluginsCommands(app, command);
    qstore::addJobsCommands(app, command);
    qstore::addBackendsCommands(app, command);
    qstore::addBenchCommand(app, command);
    qstore::addPracticeCloudCommand(app, command);
}

/// Options may stand anywhere on the line, so every subcommand passes on what it does not know.
void allowCommonOptionsEverywhere(CLI::App& app) {
    app.fallthrough();
    for (CLI::App* sub : app.get_subcommands({})) allowCommonOptionsEverywhere(*sub);
}

std::vector<std::string> verbsOf(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; }))
        names.push_back(sub->get_name());
    return names;
}

/// The word that stands where a verb is wanted, if there is one.
std::string strayWord(const CLI::App& app) {
    for (const std::string& word : app.remaining(true))
        if (word.rfind('-', 0) != 0) return word;
    return {};
}

struct Usage {
    std::string message, hint;
};

/// What is wrong, with the word that is, and the verb that was most likely meant.
Usage usageOf(const CLI::ParseError& error, const CLI::App& app, const CLI::App& deepest,
              const std::string& path) {
    const std::vector<std::string> verbs = verbsOf(deepest);
    const std::string word = verbs.empty() ? std::string() : strayWord(app);
    if (word.empty()) return {error.what(), "`" + path + " --help` lists what it takes"};
    std::string list;
    for (const std::string& verb : verbs) list += (list.empty() ? "" : ", ") + verb;
    const std::string closest = qstore::closestName(word, verbs);
    return {"`" + path + "` has no verb '" + word + "'",
            (closest.empty() ? "" : "did you mean '" + closest + "'? ") + "there are " + list};
}

int reportUsage(const CLI::ParseError& error, const CLI::App& app, bool json) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
    const CLI::App* deepest = &app;
    while (!deepest->get_subcommands().empty()) deepest = deepest->get_subcommands().front();
    std::string path = deepest->get_name();
    for (const CLI::App* up = deepest->get_parent(); up != nullptr; up = up->get_parent())
        path = up->get_name() + " " + path;
    const Usage usage = usageOf(error, app, *deepest, path);
    std::cerr << "error: " << usage.message << "\nhint: " << usage.hint << '\n';
    if (json) {
        const nlohmann::ordered_json document = {
            {"error", {{"code", "usage"}, {"message", usage.message}, {"hint", usage.hint}}}};
        std::cout << document.dump(2) << '\n';
    }
    return static_cast<int>(ExitCode::Usage);
}

/// What throws becomes an error like any other, so that --json answers with it too.
qstore::Status runGuarded(const Command& command) {
    try {
        return command.action();
    } catch (const std::bad_alloc&) {
        return qstore::fail(qstore::ErrorCode::ResourceExhausted, "out of memory",
                            "use fewer qubits, shots or rows");
    } catch (const std::exception& error) {
        return qstore::fail(qstore::ErrorCode::Failed, error.what(),
                            "this is a mistake of the program; please report it");
    }
}

int runCommand(int argc, char** argv) {
    Command command;
    const qstore::Interrupt interrupt(command.stop);
    CLI::App app("Q-Store: quantum machine learning from a table to a model, without a window", "qstore");
    addCommonOptions(app, command);
    addCommands(app, command);
    app.require_subcommand(1);
    allowCommonOptionsEverywhere(app);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // What failed to parse may hide the flag, so look for it by hand.
        bool json = false;
        for (int index = 1; index < argc; ++index) json = json || std::string_view(argv[index]) == "--json";
        return reportUsage(error, app, json);
    }
    if (command.threads > 0) qstore::setThreadCount(command.threads);
    if (!command.simd.empty()) {
        if (const qstore::Status chosen = qstore::useSimdTarget(command.simd); !chosen) {
            qstore::reportError(chosen.error(), command);
            return static_cast<int>(ExitCode::Usage);
        }
    }
    const qstore::Status status = runGuarded(command);
    std::cout.flush();
    return static_cast<int>(status ? ExitCode::Done : qstore::reportError(status.error(), command));
}

}  // namespace

int main(int argc, char* argv[]) {
    try {
        return runCommand(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "error: " << error.what()
                  << "\nhint: this is a mistake of the program; please report it\n";
    }
    return static_cast<int>(ExitCode::Failed);
}
