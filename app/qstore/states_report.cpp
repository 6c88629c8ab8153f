// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/states_report.h"

#include <algorithm>

#include "app/qstore/states_access.h"
#include "app/qstore/text_table.h"
#include "core/base/number_text.h"
#include "core/states/notes.h"

namespace qstore {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kMostNumbers = 6;

template <class Value>
Json orNull(const std::optional<Value>& value) {
    return value ? Json(*value) : Json(nullptr);
}

std::string listText(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
    return text.empty() ? "-" : text;
}

/// What a member is when it does not follow its group; empty for one that does.
std::string_view memberMark(const RecordLibrary& library, const RecordGroup& group,
                            const std::string& member) {
    const auto record = library.record(member);
    if (!record) return "removed";
    const auto& groups = record->groups;
    return std::find(groups.begin(), groups.end(), group.id) == groups.end() ? "made anew" : "";
}

std::vector<std::string> markedMembers(const RecordLibrary& library, const RecordGroup& group) {
    std::vector<std::string> marked;
    for (const std::string& member : group.members) {
        const std::string_view mark = memberMark(library, group, member);
        marked.push_back(mark.empty() ? member : member + " (" + std::string(mark) + ")");
    }
    return marked;
}

std::string contextsText(const StateRecord& record) {
    std::string text;
    for (const auto& [name, context] : record.contexts)
        text += (text.empty() ? "" : ", ") + name + " " + numberToText(context.weight);
    return text;
}

std::string stepText(const StepReport& step) {
    switch (step.step) {
        case SearchStep::Coherent: return "coherent: neither decohered nor archived";
        case SearchStep::Context: return "context";
        case SearchStep::Group: return "group";
        case SearchStep::Age: return "age";
        case SearchStep::Score: return "score: what could be compared";
        case SearchStep::Top: break;
    }
    return "top: the best";
}

std::string optionalNumber(const std::optional<double>& value) {
    return value ? shortNumber(*value, 6) : "-";
}

}  // namespace

std::string numbersText(const std::vector<double>& numbers) {
    std::string text;
    for (std::size_t i = 0; i < std::min(numbers.size(), kMostNumbers); ++i)
        text += (i == 0 ? "" : ", ") + shortNumber(numbers[i]);
    if (numbers.size() > kMostNumbers) text += ", … (" + std::to_string(numbers.size()) + ")";
    return text;
}

std::string evictedText(const std::vector<std::string>& evicted) {
    return evicted.empty() ? "" : "evicted for it: " + listText(evicted) + '\n';
}

Json recordJson(const RecordLibrary& library, const StateRecord& record, bool vectors) {
    const std::int64_t nowMs = library.nowMs();
    const auto coherenceMs = library.coherence().of(record.tier);
    Json contexts = Json::object();
    for (const auto& [name, context] : record.contexts) {
        contexts[name] = {{"weight", context.weight}, {"length", context.vector.size()}};
        if (vectors) contexts[name]["vector"] = context.vector;
    }
    return {{"record", record.id},
            {"nature", "classical"},
            {"state", recordStateName(record.state)},
            {"tier", recordTierName(record.tier)},
            {"ageMs", recordAgeMs(record, nowMs)},
            {"coherenceMs", orNull(coherenceMs)},
            {"createdMs", record.createdMs},
            {"refreshedMs", record.refreshedMs},
            {"lastMeasuredMs", orNull(record.lastMeasuredMs)},
            {"groups", record.groups},
            {"payload", record.payload},
            {"contexts", contexts}};
}

std::string recordTable(const RecordLibrary& library, const std::vector<StateRecord>& records) {
    TextTable table({"record (classical)", "state", "tier", "age", "coherence", "contexts", "groups"});
    for (const StateRecord& record : records) {
        const auto coherenceMs = library.coherence().of(record.tier);
        table.add({record.id, std::string(recordStateName(record.state)),
                   std::string(recordTierName(record.tier)),
                   durationText(recordAgeMs(record, library.nowMs())),
                   coherenceMs ? durationText(*coherenceMs) : "always", contextsText(record),
                   listText(record.groups)});
    }
    return table.toText();
}

std::string contextTable(const StateRecord& record) {
    TextTable table({"context", "weight", "numbers", "vector"});
    for (const auto& [name, context] : record.contexts)
        table.add({name, numberToText(context.weight), std::to_string(context.vector.size()),
                   numbersText(context.vector)});
    return table.toText();
}

Json registerJson(const RegisterHead& reg) {
    return {{"register", reg.info.name}, {"nature", "simulated"},     {"qubits", reg.qubits},
            {"pure", reg.pure},          {"origin", reg.info.origin}, {"contexts", reg.info.contexts}};
}

std::string registerTable(const std::vector<RegisterHead>& registers) {
    TextTable table({"register (simulated)", "qubits", "state", "origin", "contexts"});
    for (const RegisterHead& reg : registers)
        table.add({reg.info.name, std::to_string(reg.qubits), reg.pure ? "pure" : "mixed", reg.info.origin,
                   listText(reg.info.contexts)});
    return table.toText();
}

Json groupJson(const RecordLibrary& library, const RecordGroup& group) {
    Json pairs = Json::array(), removed = Json::array(), anew = Json::array();
    for (const std::string& member : group.members) {
        const std::string_view mark = memberMark(library, group, member);
        if (!mark.empty()) (mark == "removed" ? removed : anew).push_back(member);
    }
    for (const auto& [pair, strength] : group.pairStrengths)
        pairs.push_back({{"a", pair.first}, {"b", pair.second}, {"strength", strength}});
    return {{"group", group.id},
            {"nature", "classical"},
            {"members", group.members},
            {"removedMembers", removed},
            {"madeAnewMembers", anew},
            {"strength", group.strength},
            {"pairs", pairs}};
}

std::string groupTable(const RecordLibrary& library, const std::vector<RecordGroup>& groups) {
    TextTable table({"group (classical)", "strength", "own strengths", "members"});
    for (const RecordGroup& group : groups) {
        std::string pairs;
        for (const auto& [pair, strength] : group.pairStrengths)
            pairs +=
                (pairs.empty() ? "" : ", ") + pair.first + "/" + pair.second + " " + numberToText(strength);
        table.add({group.id, numberToText(group.strength), pairs.empty() ? "-" : pairs,
                   listText(markedMembers(library, group))});
    }
    return table.toText();
}

Json groupLineJson(const GroupLogEntry& entry) {
    Json changes = Json::array(), skipped = Json::array();
    for (const ValueChange& change : entry.changes)
        changes.push_back({{"record", change.record},
                           {"factor", change.factor},
                           {"before", change.before},
                           {"after", change.after}});
    for (const SkippedPartner& partner : entry.skipped)
        skipped.push_back({{"record", partner.record}, {"reason", partner.reason}});
    return {{"line", entry.number},       {"atMs", entry.atMs},   {"action", groupActionName(entry.action)},
            {"refersTo", entry.refersTo}, {"group", entry.group}, {"record", entry.record},
            {"context", entry.context},   {"delta", entry.delta}, {"changes", changes},
            {"skipped", skipped}};
}

std::string groupLineText(const GroupLogEntry& entry) {
    std::string text = std::to_string(entry.number) + "  " + localTime(entry.atMs) + "  " +
                       std::string(groupActionName(entry.action));
    if (entry.refersTo != 0) text += " of line " + std::to_string(entry.refersTo);
    text += ": group " + entry.group + ", " + entry.record + " in " + entry.context + " += (" +
            numbersText(entry.delta) + ")\n";
    for (const ValueChange& change : entry.changes)
        text += "    " + change.record + " (factor " + numberToText(change.factor) +
                "): " + numbersText(change.before) + "  ->  " + numbersText(change.after) + '\n';
    for (const SkippedPartner& partner : entry.skipped)
        text += "    " + partner.record + " stays as it is: " + partner.reason + '\n';
    return text;
}

Json correlationsJson(const std::vector<MeasuredCorrelation>& measured) {
    Json list = Json::array();
    for (const MeasuredCorrelation& each : measured) {
        Json pair = {{"a", each.a}, {"b", each.b}, {"coefficient", orNull(each.coefficient)}};
        if (!each.coefficient) pair["reason"] = each.reason;
        list.push_back(std::move(pair));
    }
    return list;
}

std::string correlationTable(const std::vector<MeasuredCorrelation>& measured) {
    TextTable table({"a", "b", "Pearson's r", "why there is none"});
    for (const MeasuredCorrelation& each : measured)
        table.add({each.a, each.b, optionalNumber(each.coefficient), each.reason});
    return table.toText();
}

Json editJson(const StateEditHead& edit) {
    return {{"edit", edit.number},     {"atMs", edit.atMs},   {"kind", stateEditKindName(edit.kind)},
            {"subject", edit.subject}, {"text", edit.text()}, {"undone", edit.undone}};
}

std::string editTable(const std::vector<StateEditHead>& edits) {
    TextTable table({"edit", "when", "what", ""});
    for (const StateEditHead& edit : edits)
        table.add(
            {std::to_string(edit.number), localTime(edit.atMs), edit.text(), edit.undone ? "undone" : ""});
    return table.toText();
}

Json stagedJson(const StagedAnswer& staged) {
    Json hits = Json::array(), steps = Json::array();
    for (const RecordHit& hit : staged.answer.hits)
        hits.push_back({{"record", hit.record},
                        {"context", hit.context},
                        {"score", hit.score},
                        {"weight", hit.weight},
                        {"ageFactor", hit.ageFactor},
                        {"cosine", orNull(hit.cosine)},
                        {"ageMs", hit.ageMs}});
    for (const StepReport& step : staged.steps)
        steps.push_back({{"step", searchStepName(step.step)},
                         {"asked", step.asked},
                         {"given", step.given},
                         {"left", step.left},
                         {"seconds", step.seconds}});
    Json json = {{"formula", kScoreFormula},
                 {"contextKnown", staged.answer.contextKnown},
                 {"hits", hits},
                 {"steps", steps},
                 {"silent", staged.answer.silent},
                 {"otherLength", staged.answer.otherLength},
                 {"withoutDirection", staged.answer.withoutDirection}};
    if (!staged.answer.contextKnown) json["knownContexts"] = staged.answer.knownContexts;
    return json;
}

std::string stagedText(const StagedAnswer& staged, const RecordQuery& query) {
    std::string text;
    const RecordAnswer& answer = staged.answer;
    if (!answer.contextKnown)
        text += "no record that answers has the context '" + *query.context +
                "'; there are: " + listText(answer.knownContexts) + '\n';
    TextTable hits({"record", "context", "score", "weight", "age factor", "cosine", "age"});
    for (const RecordHit& hit : answer.hits)
        hits.add({hit.record, hit.context, shortNumber(hit.score, 6), numberToText(hit.weight),
                  shortNumber(hit.ageFactor, 6), optionalNumber(hit.cosine), durationText(hit.ageMs)});
    text += hits.empty() ? "nothing found\n" : hits.toText();
    text += std::string(kScoreFormula) + "\n\n";
    TextTable steps({"step", "given", "left", "time"});
    for (const StepReport& step : staged.steps)
        steps.add({stepText(step) + (step.asked ? "" : " (not asked)"), std::to_string(step.given),
                   std::to_string(step.left), shortNumber(step.seconds * 1e6, 3) + " us"});
    text += steps.toText();
    if (answer.otherLength > 0)
        text += std::to_string(answer.otherLength) + " contexts have vectors of another length\n";
    if (answer.withoutDirection > 0)
        text += std::to_string(answer.withoutDirection) + " contexts have vectors that are all zeros\n";
    return text;
}

Json seriesJson(const std::vector<RegisterPoint>& points) {
    Json list = Json::array();
    for (const RegisterPoint& point : points) {
        Json json = {{"timeUs", point.timeUs},
                     {"purity", point.purity},
                     {"entropyBits", orNull(point.entropyBits)},
                     {"fidelityToStart", orNull(point.fidelityToStart)},
                     {"bloch", point.bloch}};
        if (point.pair)
            json["pair"] = {{"concurrence", point.pair->concurrence},
                            {"negativity", point.pair->negativity},
                            {"largestChsh", point.pair->largestChsh}};
        list.push_back(std::move(json));
    }
    return list;
}

std::string seriesTable(const std::vector<RegisterPoint>& points) {
    TextTable table({"time (us)", "purity", "fidelity to start", "entropy (bits)", "concurrence", "CHSH"});
    for (const RegisterPoint& point : points)
        table.add({numberToText(point.timeUs), shortNumber(point.purity, 6),
                   optionalNumber(point.fidelityToStart), optionalNumber(point.entropyBits),
                   point.pair ? shortNumber(point.pair->concurrence, 6) : "-",
                   point.pair ? shortNumber(point.pair->largestChsh, 6) : "-"});
    return table.toText();
}

}  // namespace qstore
