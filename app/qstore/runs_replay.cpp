// SPDX-License-Identifier: GPL-3.0-or-later
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/qstore/command.h"
#include "app/qstore/text_table.h"
#include "core/workspace/replay.h"

namespace qstore {
namespace {

/// What to try, or what may be the reason.
std::string hintFor(const ReplayReport& report) {
    if (!report.storedSimd.empty() && report.storedSimd != report.replayedSimd)
        return "the run was made with " + report.storedSimd + ", this is " + report.replayedSimd +
               "; try --simd " + report.storedSimd;
    return "another release, or another kind of processor, made the run; or its record was changed";
}

Status replay(const Command& command, const std::string& id) {
    QSTORE_TRY(const auto workspace, command.openWorkspace(false));
    QSTORE_TRY(const ReplayReport report, replayRun(workspace, id, command.control("training again")));
    const nlohmann::ordered_json document = {{"run", report.run},
                                             {"matches", report.matches},
                                             {"weightsSha256", report.storedSha256},
                                             {"replayedSha256", report.replayedSha256},
                                             {"simd", report.storedSimd},
                                             {"replayedSimd", report.replayedSimd},
                                             {"epochs", report.epochs},
                                             {"seconds", report.seconds},
                                             {"gradients", report.gradients}};
    const std::string text = "trained again: " + std::to_string(report.epochs) + " epochs in " +
                             duration(report.seconds) + "\nstored   weights sha256 " + report.storedSha256 +
                             "\nreplayed weights sha256 " + report.replayedSha256 + '\n';
    if (!report.matches) {
        return command.answerFailure(
            document, text,
            {ErrorCode::Failed,
             "run '" + id + "' trained again gave weights " + report.replayedSha256.substr(0, 12) +
                 " instead of " + report.storedSha256.substr(0, 12),
             hintFor(report)});
    }
    command.answer(document, text + "they are the same, bit for bit\n");
    return {};
}

}  // namespace

void addRunsReplay(CLI::App& runs, Command& command) {
    auto id = std::make_shared<std::string>();
    CLI::App* verb = runs.add_subcommand(
        "replay", "Train a finished run again and compare the weights, bit for bit; exit 1 if they differ");
    verb->add_option("RUN", *id, "The run's id")->required();
    verb->callback([&command, id] { command.action = [&command, id] { return replay(command, *id); }; });
}

}  // namespace qstore
