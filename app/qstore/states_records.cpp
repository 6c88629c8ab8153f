// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "app/qstore/states_access.h"
#include "app/qstore/states_report.h"
#include "core/base/number_text.h"
#include "core/states/notes.h"

namespace qstore {
namespace {

using Json = nlohmann::ordered_json;

struct RecordOptions {
    std::string id, tier = "medium", payload, in;
    std::vector<std::string> contexts, weights, removedContexts;
    std::optional<std::int64_t> createdMs;
    bool payloadGiven = false;
};

RecordTier tierOf(const std::string& name) {
    for (const RecordTier tier : {RecordTier::Pinned, RecordTier::Long, RecordTier::Short})
        if (recordTierName(tier) == name) return tier;
    return RecordTier::Medium;
}

/// Of two values for one name only one could count.
Status requireOnce(const std::vector<std::string>& assignments, const std::string& option) {
    std::set<std::string> seen;
    for (const std::string& text : assignments) {
        QSTORE_TRY(const Assignment given, parseAssignment(text, option));
        if (!seen.insert(given.name).second)
            return fail(ErrorCode::InvalidArgument, option + " names '" + given.name + "' twice",
                        "give each context one " + option);
    }
    return {};
}

/// What --context and --weight make of the contexts that are there.
Result<std::map<std::string, RecordContext>> contextsOf(
    const RecordOptions& options, const std::map<std::string, RecordContext>& before) {
    std::map<std::string, RecordContext> contexts;
    const auto entry = [&](const std::string& name) -> RecordContext& {
        const auto known = before.find(name);
        if (known != before.end()) contexts.emplace(name, known->second);
        return contexts[name];
    };
    QSTORE_CHECK(requireOnce(options.contexts, "--context"));
    QSTORE_CHECK(requireOnce(options.weights, "--weight"));
    for (const std::string& text : options.contexts) {
        QSTORE_TRY(const Assignment given, parseAssignment(text, "--context"));
        QSTORE_TRY(entry(given.name).vector, parseNumbers(given.value, "--context " + given.name));
    }
    for (const std::string& text : options.weights) {
        QSTORE_TRY(const Assignment given, parseAssignment(text, "--weight"));
        const auto weight = textToNumber(given.value);
        if (!weight)
            return fail(ErrorCode::InvalidArgument, "--weight is '" + text + "', which is no number",
                        "write --weight NAME=0.7");
        if (before.count(given.name) == 0 && contexts.count(given.name) == 0)
            return fail(ErrorCode::NotFound,
                        "--weight names the context '" + given.name + "', which there is not",
                        "give its vector too: --context " + given.name + "=0.1,0.2");
        entry(given.name).weight = *weight;
    }
    return contexts;
}

Status answerRecord(const Command& command, const StateLibrary& library, const std::string& id,
                    const std::string& text, const std::vector<std::string>& evicted = {}) {
    QSTORE_TRY(const StateRecord record, library.records().record(id));
    Json document = recordJson(library.records(), record, true);
    if (!evicted.empty()) document["evicted"] = evicted;
    command.answer(document, text + '\n' + evictedText(evicted));
    return {};
}

Status createRecord(const Command& command, const RecordOptions& options) {
    NewRecord record;
    record.id = options.id;
    record.tier = tierOf(options.tier);
    record.payload = options.payload;
    record.createdMs = options.createdMs;
    QSTORE_TRY(record.contexts, contextsOf(options, {}));
    QSTORE_TRY(const auto library, openStates(command, true));
    QSTORE_TRY(const auto evicted, library->addRecord(record));
    return answerRecord(command, *library, options.id, "created record " + options.id + " (classical)",
                        evicted);
}

Status showRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const StateRecord record, library->records().record(options.id));
    Json document = recordJson(library->records(), record, true);
    document["note"] = kRecordNote;
    std::string text = recordTable(library->records(), {record}) + '\n' + contextTable(record);
    if (!record.payload.empty()) text += "\npayload: " + record.payload + '\n';
    command.answer(document, text + '\n' + std::string(kRecordNote) + '\n');
    return {};
}

Status measureRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const ContextAnswer answer, library->measureRecord(options.id, options.in));
    Json document = {{"record", answer.record},       {"nature", "classical"},
                     {"context", answer.context},     {"known", answer.known},
                     {"contexts", answer.contexts},   {"ageMs", answer.ageMs},
                     {"ageFactor", answer.ageFactor}, {"answer", answer.text()}};
    if (answer.known) {
        document["vector"] = answer.vector;
        document["weight"] = answer.weight;
    }
    command.answer(document,
                   answer.text() + '\n' + (answer.known ? "(" + numbersText(answer.vector) + ")\n" : ""));
    return {};
}

Status updateRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const StateRecord before, library->records().record(options.id));
    QSTORE_TRY(const auto contexts, contextsOf(options, before.contexts));
    if (contexts.empty() && options.removedContexts.empty() && !options.payloadGiven)
        return fail(
            ErrorCode::InvalidArgument, "nothing to change of '" + options.id + "' is given",
            "give --context NAME=NUMBERS, --weight NAME=W, --remove-context NAME or --payload TEXT");
    for (const auto& [name, context] : contexts)
        QSTORE_CHECK(library->updateRecord(options.id, name, context));
    for (const std::string& name : options.removedContexts)
        QSTORE_CHECK(library->removeContext(options.id, name));
    if (options.payloadGiven) QSTORE_CHECK(library->setPayload(options.id, options.payload));
    return answerRecord(command, *library, options.id, "updated record " + options.id);
}

Status setTier(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->setTier(options.id, tierOf(options.tier)));
    return answerRecord(command, *library, options.id,
                        "record " + options.id + " is in the tier " + options.tier);
}

Status archiveRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->archiveRecord(options.id));
    return answerRecord(command, *library, options.id, "archived record " + options.id);
}

Status restoreRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const auto evicted, library->restoreRecord(options.id));
    return answerRecord(command, *library, options.id, "restored record " + options.id + ", of age 0",
                        evicted);
}

Status removeRecord(const Command& command, const RecordOptions& options) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_CHECK(library->removeRecord(options.id));
    command.answer({{"removed", options.id}},
                   "removed record " + options.id + "; `qstore states undo` brings it back\n");
    return {};
}

Status expire(const Command& command, const RecordOptions& /*options*/) {
    QSTORE_TRY(const auto library, openStates(command, false));
    QSTORE_TRY(const SweepReport report, library->sweep());
    command.answer({{"nowMs", report.nowMs},
                    {"decohered", report.decohered},
                    {"evicted", report.evicted},
                    {"overCapacity", report.overCapacity}},
                   std::to_string(report.decohered.size()) + " records decohered, " +
                       std::to_string(report.evicted.size()) + " evicted\n");
    return {};
}

void addTier(CLI::App& verb, RecordOptions& options, const std::string& name) {
    verb.add_option(name, options.tier, "pinned, long, medium or short")
        ->check(CLI::IsMember({"pinned", "long", "medium", "short"}));
}

void addContexts(CLI::App& verb, RecordOptions& options) {
    verb.add_option("--context", options.contexts,
                    "NAME=NUMBERS: the vector of a context, home=0.1,-2,3; several may be given");
    verb.add_option("--weight", options.weights, "NAME=W: the weight of a context (1)");
}

}  // namespace

void addStatesRecords(CLI::App& states, Command& command) {
    const auto options = std::make_shared<RecordOptions>();
    const auto named = [&](const char* name, const char* help,
                           Status (*verb)(const Command&, const RecordOptions&)) {
        CLI::App* sub = addStatesVerb(states, command, options, name, help, verb);
        sub->add_option("RECORD", options->id, "The record's id")->required();
        return sub;
    };
    const auto withPayload = [&](CLI::App* verb) {
        verb->add_option_function<std::string>(
            "--payload",
            [options](const std::string& text) {
                options->payload = text;
                options->payloadGiven = true;
            },
            "Text that is kept with it");
    };
    CLI::App* create = named("create", "A record: a vector for each of several contexts", createRecord);
    addContexts(*create, *options);
    addTier(*create, *options, "--tier");
    withPayload(create);
    create->add_option("--created", options->createdMs,
                       "When it was made, in milliseconds since 1970 (now); its age counts from there");
    named("show", "A record with its contexts", showRecord);
    named("measure", "What a record says in a context", measureRecord)
        ->add_option("--in,--context", options->in, "The context")
        ->required();
    CLI::App* update =
        named("update", "Change or add contexts; the record's age begins anew", updateRecord);
    addContexts(*update, *options);
    update->add_option("--remove-context", options->removedContexts, "Take a context away");
    withPayload(update);
    addTier(*named("tier", "Move a record to another tier", setTier), *options, "TIER");
    named("archive", "Put a record away: it does not age and does not answer", archiveRecord);
    named("restore", "Make an archived or decohered record active, with age 0", restoreRecord);
    named("remove", "Delete a record", removeRecord);
    const char* sweeping = "Mark records decohered whose time is over, and evict what is too much";
    addStatesVerb(states, command, options, "expire", sweeping, expire)->alias("sweep");
}

}  // namespace qstore
