// SPDX-License-Identifier: Apache-2.0
#include "core/states/group_propagation.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "core/base/number_text.h"
#include "core/states/state_names.h"

namespace qstore {
namespace {

bool answers(const StateRecord& record) {
    return record.state != RecordState::Decohered && record.state != RecordState::Archived;
}

/// 0 and −0 are different bytes, so == is not enough.
bool sameBits(const std::vector<double>& a, const std::vector<double>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) {
        return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
    });
}

Result<ValueChange> moved(const std::string& record, const std::vector<double>& vector,
                          const std::vector<double>& delta, double factor) {
    ValueChange change;
    change.record = record;
    change.factor = factor;
    change.before = change.after = vector;
    for (std::size_t i = 0; i < delta.size(); ++i) {
        change.after[i] += factor * delta[i];
        if (std::isfinite(change.after[i])) continue;
        return fail(ErrorCode::InvalidArgument,
                    "adding " + numberToText(factor) + " times " + numberToText(delta[i]) + " to number " +
                        std::to_string(i) + " of record '" + record + "' does not give a finite number",
                    "Give a delta of finite numbers of the vector's own size.");
    }
    return change;
}

/// Why a member cannot follow; empty when it can.
std::string whyNot(const Result<StateRecord>& member, const GroupUpdate& update) {
    if (!member) return "there is no such record any more";
    if (!belongsTo(*member, update.group)) return "it was made anew and has not been added to the group";
    if (!answers(*member)) return "it is " + std::string(recordStateName(member->state));
    const auto context = member->contexts.find(update.context);
    if (context == member->contexts.end()) return "it has no context '" + update.context + "'";
    const std::size_t length = context->second.vector.size();
    if (length != update.delta.size())
        return "its vector has " + std::to_string(length) + " numbers instead of " +
               std::to_string(update.delta.size());
    return {};
}

Result<StateRecord> source(const RecordGroup& group, const RecordLibrary& library,
                           const GroupUpdate& update) {
    QSTORE_TRY(StateRecord record, library.record(update.record));
    const std::string subject = "record '" + update.record + "'";
    if (!group.has(update.record) || !belongsTo(record, group.id))
        return fail(ErrorCode::NotFound, subject + " is not in group '" + group.id + "'",
                    "Add it to the group first.");
    if (!answers(record))
        return fail(ErrorCode::Failed,
                    subject + " cannot be changed: it is " + std::string(recordStateName(record.state)),
                    "Restore it first.");
    const auto context = record.contexts.find(update.context);
    if (context == record.contexts.end())
        return fail(ErrorCode::NotFound, subject + " has no context '" + update.context + "'",
                    nameHint(update.context, keysOf(record.contexts)));
    if (context->second.vector.size() != update.delta.size())
        return fail(ErrorCode::InvalidArgument,
                    "a delta of " + std::to_string(update.delta.size()) + " numbers does not fit the " +
                        std::to_string(context->second.vector.size()) + " of " + subject + " in context '" +
                        update.context + "'",
                    "Give as many numbers as the vector has.");
    return record;
}

}  // namespace

bool belongsTo(const StateRecord& record, const std::string& group) {
    return std::find(record.groups.begin(), record.groups.end(), group) != record.groups.end();
}

Result<GroupLogEntry> propagate(const RecordGroup& group, const RecordLibrary& library,
                                const GroupUpdate& update) {
    QSTORE_TRY(const StateRecord record, source(group, library, update));
    GroupLogEntry entry;
    entry.group = update.group;
    entry.record = update.record;
    entry.context = update.context;
    entry.delta = update.delta;
    QSTORE_TRY(ValueChange first,
               moved(update.record, record.contexts.at(update.context).vector, update.delta, 1.0));
    entry.changes.push_back(std::move(first));
    for (const std::string& member : group.members) {
        if (member == update.record) continue;
        const auto partner = library.record(member);
        if (std::string reason = whyNot(partner, update); !reason.empty()) {
            entry.skipped.push_back({member, std::move(reason)});
            continue;
        }
        QSTORE_TRY(ValueChange change, moved(member, partner->contexts.at(update.context).vector,
                                             update.delta, group.strengthBetween(update.record, member)));
        entry.changes.push_back(std::move(change));
    }
    return entry;
}

std::vector<VectorReplacement> replacementsOf(const GroupLogEntry& entry) {
    std::vector<VectorReplacement> replacements;
    for (const ValueChange& change : entry.changes)
        replacements.push_back({change.record, entry.context, change.after});
    return replacements;
}

Status checkUntouched(const GroupLogEntry& entry, const RecordLibrary& library, std::string_view action) {
    for (const ValueChange& change : entry.changes) {
        QSTORE_TRY(const StateRecord record, library.record(change.record));
        const auto context = record.contexts.find(entry.context);
        if (context != record.contexts.end() && sameBits(context->second.vector, change.before)) continue;
        return fail(ErrorCode::Failed,
                    "cannot " + std::string(action) + " the change of group '" + entry.group +
                        "': record '" + change.record + "' was changed in context '" + entry.context +
                        "' since then",
                    "Take that change back first, or apply the opposite delta.");
    }
    return {};
}

}  // namespace qstore
