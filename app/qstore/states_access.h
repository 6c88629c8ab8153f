// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/qstore/command.h"
#include "core/states/state_library.h"

namespace qstore {

/// The state library of the workspace, by the system's clock.
Result<std::unique_ptr<StateLibrary>> openStates(const Command& command, bool create);
/// The same for verbs that only read; nothing when no workspace was ever made.
Result<std::unique_ptr<StateLibrary>> openStatesIfAny(const Command& command);

/// "0.1,-2,3e-4"; `option` is named in the error.
Result<std::vector<double>> parseNumbers(const std::string& text, const std::string& option);
/// "0,2": qubits.
Result<std::vector<Qubit>> parseQubits(const std::string& text, const std::string& option);
/// "500ms", "90s", "15m", "2h", "7d"; a number alone is milliseconds.
Result<std::int64_t> parseDuration(const std::string& text, const std::string& option);
/// "7 d", "90 s", …: the largest unit that gives at least 1.
std::string durationText(std::int64_t ms);

/// NAME=TEXT, split at the last "=".
struct Assignment {
    std::string name, value;
};
Result<Assignment> parseAssignment(const std::string& text, const std::string& option);

/// A verb that is done with its options when the command line has been read.
template <class Options>
CLI::App* addStatesVerb(CLI::App& parent, Command& command, const std::shared_ptr<Options>& options,
                        const char* name, const char* help,
                        Status (*verb)(const Command&, const Options&)) {
    CLI::App* sub = parent.add_subcommand(name, help);
    sub->callback([&command, options, verb] {
        command.action = [&command, options, verb] { return verb(command, *options); };
    });
    return sub;
}

void addStatesRecords(CLI::App& states, Command& command);
void addStatesQuery(CLI::App& states, Command& command);
void addStatesRegisters(CLI::App& states, Command& command);
void addStatesEvolve(CLI::App& parent, Command& command);
void addStatesFigures(CLI::App& registers, Command& command);
void addStatesGroups(CLI::App& states, Command& command);

}  // namespace qstore
