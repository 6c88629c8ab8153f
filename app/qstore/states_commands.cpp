// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/number_rules.h"
#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"
#include "app/qstore/text_table.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct StatesOptions {
    std::string state, tier;
    std::size_t limit = 20;
    std::optional<std::size_t> capacity;
    std::string longTime, mediumTime, shortTime;
};

/// One after the other, with an empty line between those that are there.
void append(std::string& text, bool some, const std::string& table) {
    if (some) text += (text.empty() ? "" : "\n") + table;
}

Status listStates(const Command& command, const StatesOptions& options) {
    Json records = Json::array(), registers = Json::array(), groups = Json::array();
    std::string text;
    QSTORE_TRY(const auto library, openStatesIfAny(command));
    if (library) {
        std::vector<StateRecord> chosen;
        for (StateRecord& record : library->records().records())
            if ((options.state.empty() || recordStateName(record.state) == options.state) &&
                (options.tier.empty() || recordTierName(record.tier) == options.tier))
                chosen.push_back(std::move(record));
        const auto kept = library->registerHeads();
        const auto groupList = library->groups().groups();
        for (const auto& record : chosen) records.push_back(recordJson(library->records(), record, false));
        for (const auto& reg : kept) registers.push_back(registerJson(reg));
        for (const auto& group : groupList) groups.push_back(groupJson(library->records(), group));
        append(text, !chosen.empty(), recordTable(library->records(), chosen));
        append(text, !kept.empty(), registerTable(kept));
        append(text, !groupList.empty(), groupTable(library->records(), groupList));
    }
    if (text.empty())
        text =
            "nothing is kept; `qstore states create NAME --context home=0.1,0.2` makes a record, "
            "`qstore states register create NAME --bell` a register\n";
    command.answer({{"records", records}, {"registers", registers}, {"groups", groups}}, text);
    return {};
}

Status undoEdit(const Command& command, const StatesOptions& /*options*/) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const StateEditHead edit, library->undo());
    command.answer(editJson(edit), "undone: " + edit.text() + '\n');
    return {};
}

Status redoEdit(const Command& command, const StatesOptions& /*options*/) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const StateEditHead edit, library->redo());
    command.answer(editJson(edit), "done again: " + edit.text() + '\n');
    return {};
}

Status showEdits(const Command& command, const StatesOptions& options) {
    std::vector<StateEditHead> edits;
    QSTORE_TRY(const auto library, openStatesIfAny(command));
    if (library) edits = library->edits();
    if (edits.size() > options.limit)
        edits.erase(edits.begin(), edits.end() - static_cast<std::ptrdiff_t>(options.limit));
    Json document = Json::array();
    for (const StateEditHead& edit : edits) document.push_back(editJson(edit));
    command.answer(document, edits.empty() ? "nothing was changed yet\n" : editTable(edits));
    return {};
}

Result<RecordLibraryOptions> changedOptions(const StatesOptions& options, RecordLibraryOptions current) {
    if (options.capacity) current.capacity = *options.capacity;
    const auto read = [](const std::string& text, const char* option, std::int64_t& ms) -> Status {
        if (text.empty()) return {};
        QSTORE_TRY(ms, parseDuration(text, option));
        return {};
    };
    QSTORE_CHECK(read(options.longTime, "--long", current.coherence.longMs));
    QSTORE_CHECK(read(options.mediumTime, "--medium", current.coherence.mediumMs));
    QSTORE_CHECK(read(options.shortTime, "--short", current.coherence.shortMs));
    return current;
}

Status coherence(const Command& command, const StatesOptions& options) {
    const bool change = options.capacity || !options.longTime.empty() || !options.mediumTime.empty() ||
                        !options.shortTime.empty();
    RecordLibraryOptions current;
    std::size_t occupied = 0;
    if (change || command.workspaceExists()) {
        QSTORE_TRY(const auto library, openStates(command, change));
        if (change) {
            QSTORE_TRY(const auto wanted, changedOptions(options, library->records().options()));
            QSTORE_CHECK(library->setOptions(wanted));
        }
        current = library->records().options();
        occupied = library->records().occupied();
    }
    TextTable table({"tier", "coherence time"});
    table.add({"pinned", "always"});
    table.add({"long", durationText(current.coherence.longMs)});
    table.add({"medium", durationText(current.coherence.mediumMs)});
    table.add({"short", durationText(current.coherence.shortMs)});
    command.answer({{"capacity", current.capacity},
                    {"occupied", occupied},
                    {"longMs", current.coherence.longMs},
                    {"mediumMs", current.coherence.mediumMs},
                    {"shortMs", current.coherence.shortMs}},
                   table.toText() + std::to_string(occupied) + " of " + std::to_string(current.capacity) +
                       " places are taken\n");
    return {};
}

}  // namespace

void addStatesCommands(CLI::App& app, Command& command) {
    CLI::App* states = app.add_subcommand(
        "states", "The state library: classical records, simulated registers, groups of records");
    states->require_subcommand(1);
    const auto options = std::make_shared<StatesOptions>();
    CLI::App* list = addStatesVerb(*states, command, options, "list", "What is kept", listStates);
    list->add_option("--state", options->state, "Only records that are this")
        ->check(CLI::IsMember({"created", "active", "measured", "decohered", "archived"}));
    list->add_option("--tier", options->tier, "Only records of this tier")
        ->check(CLI::IsMember({"pinned", "long", "medium", "short"}));
    addStatesRecords(*states, command);
    addStatesQuery(*states, command);
    addStatesRegisters(*states, command);
    addStatesEvolve(*states, command);
    addStatesGroups(*states, command);
    addStatesVerb(*states, command, options, "undo", "Take the newest edit back", undoEdit);
    addStatesVerb(*states, command, options, "redo", "Do the edit again that was undone last", redoEdit);
    addStatesVerb(*states, command, options, "log", "The edits that can be undone", showEdits)
        ->add_option("--limit", options->limit, "The newest so many (20)")
        ->check(oneOrMore());
    CLI::App* times = addStatesVerb(*states, command, options, "coherence",
                                    "Coherence times of the tiers and how many records fit", coherence);
    times->add_option("--capacity", options->capacity, "Records that are not archived");
    times->add_option("--long", options->longTime, "Of the tier long: 500ms, 90s, 15m, 2h, 7d");
    times->add_option("--medium", options->mediumTime, "Of the tier medium");
    times->add_option("--short", options->shortTime, "Of the tier short");
}

}  // namespace qstore
