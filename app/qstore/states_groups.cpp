// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/number_rules.h"
#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"
#include "core/base/number_text.h"
#include "core/states/notes.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct GroupOptions {
    std::string group, record, context, delta, member;
    std::vector<std::string> members, pair;
    std::optional<double> strength;
    bool reset = false, preview = false;
    std::size_t limit = 20;
    std::uint64_t before = ~std::uint64_t{0} >> 1U;
};

Status answerGroup(const Command& command, const StateLibrary& library, const std::string& id,
                   const std::string& text) {
    QSTORE_TRY(const RecordGroup group, library.groups().group(id));
    Json document = groupJson(library.records(), group);
    document["note"] = kGroupNote;
    command.answer(document, text + groupTable(library.records(), {group}));
    return {};
}

Status createGroup(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    RecordGroup group;
    group.id = options.group;
    group.members = options.members;
    group.strength = options.strength.value_or(0.0);
    QSTORE_CHECK(library->addGroup(group));
    return answerGroup(command, *library, options.group, "");
}

Status showGroup(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    return answerGroup(command, *library, options.group, std::string(kGroupNote) + "\n\n");
}

Status addMember(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->addMember(options.group, options.record));
    return answerGroup(command, *library, options.group, "");
}

Status removeGroup(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    if (!options.member.empty()) {
        QSTORE_CHECK(library->removeMember(options.group, options.member));
        return answerGroup(command, *library, options.group, "");
    }
    QSTORE_CHECK(library->removeGroup(options.group));
    command.answer({{"removed", options.group}},
                   "removed group " + options.group + "; its records are as they were\n");
    return {};
}

Status setStrength(const Command& command, const GroupOptions& options) {
    if (options.strength.has_value() == options.reset)
        return fail(ErrorCode::InvalidArgument, "the strength of '" + options.group + "' is not given",
                    "give a number within -1 and 1, or --pair A B --reset for the group's own again");
    if (options.reset && options.pair.empty())
        return fail(ErrorCode::InvalidArgument, "--reset is for a pair", "name it: --pair A B --reset");
    QSTORE_TRY(const auto library, openStates(command, false));
    if (options.pair.empty())
        QSTORE_CHECK(library->setStrength(options.group, *options.strength));
    else
        QSTORE_CHECK(
            library->setPairStrength(options.group, options.pair[0], options.pair[1], options.strength));
    return answerGroup(command, *library, options.group, "");
}

/// What would happen, on copies that are thrown away.
Result<GroupLogEntry> preview(const StateLibrary& library, const GroupUpdate& update) {
    RecordLibrary records = library.records();
    RecordGroups groups = library.groups();
    return groups.apply(records, update);
}

Status applyUpdate(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(std::vector<double> delta, parseNumbers(options.delta, "--delta"));
    QSTORE_TRY(const auto library, openStates(command, false));
    const GroupUpdate update{options.group, options.record, options.context, std::move(delta)};
    QSTORE_TRY(const GroupLogEntry line,
               options.preview ? preview(*library, update) : library->applyUpdate(update));
    Json document = groupLineJson(line);
    document["applied"] = !options.preview;
    command.answer(document, (options.preview ? "would be, and is not yet: " : "") + groupLineText(line));
    return {};
}

/// Edits are taken back in their order, so that nothing is taken away from under another.
Status requireGroupEdit(const std::optional<StateEditHead>& edit, const std::string& action) {
    if (!edit)
        return fail(ErrorCode::NotFound, "there is no change of a group to " + action,
                    "`qstore states group log` shows every change, undo and redo that there was");
    if (edit->kind == StateEditKind::ApplyToGroup) return {};
    return fail(ErrorCode::Failed,
                "the next edit to " + action + " is no change of a group: " + edit->text(),
                "`qstore states " + action + "` takes edits in their order, whatever they are");
}

Status answerMove(const Command& command, const StateLibrary& library) {
    QSTORE_TRY(const auto lines, library.groupLines(~std::uint64_t{0} >> 1U, 1));
    if (lines.empty()) return fail(ErrorCode::Corrupt, "the groups' log is empty after a line of it");
    command.answer(groupLineJson(lines.back()), groupLineText(lines.back()));
    return {};
}

Status undoGroup(const Command& command, const GroupOptions& /*options*/) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(requireGroupEdit(library->nextUndo(), "undo"));
    QSTORE_CHECK(library->undo());
    return answerMove(command, *library);
}

Status redoGroup(const Command& command, const GroupOptions& /*options*/) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(requireGroupEdit(library->nextRedo(), "redo"));
    QSTORE_CHECK(library->redo());
    return answerMove(command, *library);
}

Status showLog(const Command& command, const GroupOptions& options) {
    std::vector<GroupLogEntry> lines;
    QSTORE_TRY(const auto library, openStatesIfAny(command));
    if (library) {
        QSTORE_TRY(lines, library->groupLines(options.before, options.limit));
    }
    Json document = {{"lines", Json::array()}};
    std::string text;
    for (const GroupLogEntry& line : lines) {
        document["lines"].push_back(groupLineJson(line));
        text += groupLineText(line);
    }
    if (lines.empty()) text = "no change of a group was made\n";
    if (!lines.empty() && lines.front().number > 1) {
        document["before"] = lines.front().number;
        text += "earlier ones: --before " + std::to_string(lines.front().number) + '\n';
    }
    command.answer(document, text);
    return {};
}

Status correlations(const Command& command, const GroupOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const RecordGroup group, library->groups().group(options.group));
    QSTORE_TRY(const auto measured, measureCorrelations(library->records(), group, options.context));
    command.answer({{"group", options.group},
                    {"context", options.context},
                    {"strength", group.strength},
                    {"pairs", correlationsJson(measured)}},
                   correlationTable(measured) +
                       "measured from the members' vectors; the group's strength, " +
                       numberToText(group.strength) + ", is what somebody set\n");
    return {};
}

}  // namespace

void addStatesGroups(CLI::App& states, Command& command) {
    CLI::App* groups = states.add_subcommand("group", "Groups: records that are changed together");
    groups->require_subcommand(1);
    const auto options = std::make_shared<GroupOptions>();
    const auto add = [&](const char* name, const char* help,
                         Status (*verb)(const Command&, const GroupOptions&)) {
        return addStatesVerb(*groups, command, options, name, help, verb);
    };
    const auto named = [&](CLI::App* verb) {
        verb->add_option("GROUP", options->group, "The group's id")->required();
        return verb;
    };
    const auto within = [&](CLI::App* verb) {
        verb->add_option("--in,--context", options->context, "The context")->required();
        return verb;
    };
    CLI::App* create = named(add("create", "Make a group of records", createGroup));
    create->add_option("--member", options->members, "A record; several may be named");
    create->add_option("--strength", options->strength,
                       "Within -1 and 1: what part of a change partners follow (0)");
    named(add("show", "A group with its members and strengths", showGroup));
    named(add("add", "Add a record to a group", addMember))
        ->add_option("RECORD", options->record, "The record's id")
        ->required();
    named(add("remove", "Remove a group, or one member of it", removeGroup))
        ->add_option("--member", options->member, "Only this member");
    CLI::App* strength = named(add("strength", "Set the strength of a group or of a pair", setStrength));
    strength->add_option("STRENGTH", options->strength, "Within -1 and 1");
    strength->add_option("--pair", options->pair, "A B: of these two members alone")->expected(2);
    strength->add_flag("--reset", options->reset, "The pair has the group's strength again");
    CLI::App* apply = within(
        named(add("apply", "record += delta, and each partner += strength * delta, one hop", applyUpdate)));
    apply->add_option("RECORD", options->record, "The member that is changed")->required();
    apply->add_option("--delta", options->delta, "Numbers to add, commas between them")->required();
    apply->add_flag("--preview", options->preview, "Only say what would happen");
    add("undo", "Take the last change of a group back, to the bit", undoGroup);
    add("redo", "Do the change again that was undone last", redoGroup);
    CLI::App* log = add("log", "Every change of a group, and every undo and redo", showLog);
    log->add_option("--limit", options->limit, "So many lines (20)")->check(oneOrMore());
    log->add_option("--before", options->before, "Those before this line");
    within(named(add("correlations", "Pearson's r of every pair of members, measured", correlations)));
}

}  // namespace qstore
