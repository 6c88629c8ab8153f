// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_groups.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/states/group_propagation.h"
#include "core/states/state_names.h"

namespace qstore {

std::string_view groupActionName(GroupAction action) {
    switch (action) {
        case GroupAction::Apply: return "apply";
        case GroupAction::Undo: return "undo";
        case GroupAction::Redo: break;
    }
    return "redo";
}

RecordGroups::RecordGroups(std::shared_ptr<const Clock> clock) : m_clock(std::move(clock)) {
    assert(m_clock != nullptr);
}

Status RecordGroups::load(std::vector<RecordGroup> groups, std::vector<GroupLogEntry> log,
                          std::uint64_t firstLine) {
    RecordGroups loaded(m_clock);
    loaded.m_firstLine = firstLine;
    for (RecordGroup& group : groups) {
        QSTORE_CHECK(checkGroup(group));
        const std::string id = group.id;
        if (!loaded.m_groups.emplace(id, std::move(group)).second)
            return fail(ErrorCode::Corrupt, "two groups have the id '" + id + "'",
                        "Keep one of them, or give the other a new id.");
    }
    for (GroupLogEntry& entry : log) QSTORE_CHECK(loaded.append(std::move(entry)));
    loaded.markStored();
    *this = std::move(loaded);
    return {};
}

Result<RecordGroup*> RecordGroups::find(const std::string& id) {
    const auto found = m_groups.find(id);
    if (found != m_groups.end()) return &found->second;
    return fail(ErrorCode::NotFound, "there is no group '" + id + "'", nameHint(id, keysOf(m_groups)));
}

Result<RecordGroup> RecordGroups::group(const std::string& id) const {
    const auto found = m_groups.find(id);
    if (found != m_groups.end()) return found->second;
    return fail(ErrorCode::NotFound, "there is no group '" + id + "'", nameHint(id, keysOf(m_groups)));
}

std::vector<RecordGroup> RecordGroups::groups() const {
    std::vector<RecordGroup> list;
    for (const auto& [id, group] : m_groups) list.push_back(group);
    return list;
}

Status RecordGroups::add(RecordLibrary& library, RecordGroup group) {
    QSTORE_CHECK(checkGroup(group));
    if (m_groups.count(group.id) != 0)
        return fail(ErrorCode::AlreadyExists, "there is a group '" + group.id + "' already",
                    "Add members to it, or choose another id.");
    for (const std::string& member : group.members) QSTORE_CHECK(library.record(member));
    for (const std::string& member : group.members)
        QSTORE_CHECK(library.setMembership(member, group.id, true));
    willChange(group.id);
    const std::string id = group.id;
    m_groups.emplace(id, std::move(group));
    return {};
}

Status RecordGroups::remove(RecordLibrary& library, const std::string& id) {
    QSTORE_TRY(const RecordGroup* const group, find(id));
    for (const std::string& member : group->members)
        if (library.record(member)) QSTORE_CHECK(library.setMembership(member, id, false));
    willChange(id);
    m_groups.erase(id);
    return {};
}

Status RecordGroups::addMember(RecordLibrary& library, const std::string& id, const std::string& record) {
    QSTORE_TRY(RecordGroup* const group, find(id));
    QSTORE_TRY(const StateRecord current, library.record(record));
    if (group->has(record) && belongsTo(current, id))
        return fail(ErrorCode::AlreadyExists, "record '" + record + "' is in group '" + id + "' already",
                    "Name a record that is no member yet.");
    QSTORE_CHECK(library.setMembership(record, id, true));
    willChange(id);
    if (!group->has(record)) group->members.push_back(record);
    return {};
}

Status RecordGroups::removeMember(RecordLibrary& library, const std::string& id,
                                  const std::string& record) {
    QSTORE_TRY(RecordGroup* const group, find(id));
    if (!group->has(record))
        return fail(ErrorCode::NotFound, "record '" + record + "' is not in group '" + id + "'",
                    nameHint(record, group->members));
    if (library.record(record)) QSTORE_CHECK(library.setMembership(record, id, false));
    willChange(id);
    auto& members = group->members;
    members.erase(std::remove(members.begin(), members.end(), record), members.end());
    for (auto pair = group->pairStrengths.begin(); pair != group->pairStrengths.end();) {
        const bool his = pair->first.first == record || pair->first.second == record;
        pair = his ? group->pairStrengths.erase(pair) : std::next(pair);
    }
    return {};
}

Status RecordGroups::setStrength(const std::string& id, double strength) {
    QSTORE_TRY(RecordGroup* const group, find(id));
    QSTORE_CHECK(checkStrength(strength, "group '" + id + "'"));
    willChange(id);
    group->strength = strength;
    return {};
}

Status RecordGroups::setPairStrength(const std::string& id, const std::string& a, const std::string& b,
                                     std::optional<double> strength) {
    QSTORE_TRY(RecordGroup* const group, find(id));
    RecordGroup changed = *group;
    changed.pairStrengths.erase(pairOf(a, b));
    if (strength) changed.pairStrengths[pairOf(a, b)] = *strength;
    QSTORE_CHECK(checkGroup(changed));
    willChange(id);
    *group = std::move(changed);
    return {};
}

Status RecordGroups::append(GroupLogEntry entry) {
    const std::string line = "line " + std::to_string(nextLine()) + " of the groups' log";
    const std::string hint = "The log was changed outside this program; open a copy from before.";
    if (entry.number != nextLine())
        return fail(ErrorCode::Corrupt, line + " has the number " + std::to_string(entry.number), hint);
    if (entry.action == GroupAction::Apply) {
        if (entry.refersTo != 0)
            return fail(ErrorCode::Corrupt, line + " applies, but refers to another", hint);
        m_undoable.push_back(entry.number);
        m_redoable.clear();
    } else if (entry.refersTo >= m_firstLine) {
        auto& from = entry.action == GroupAction::Undo ? m_undoable : m_redoable;
        auto& to = entry.action == GroupAction::Undo ? m_redoable : m_undoable;
        if (from.empty() || from.back() != entry.refersTo)
            return fail(ErrorCode::Corrupt,
                        line + " takes back line " + std::to_string(entry.refersTo) +
                            ", which was not the next one to be",
                        hint);
        to.push_back(entry.refersTo);
        from.pop_back();
    }
    m_log.push_back(std::move(entry));
    return {};
}

Result<GroupLogEntry> RecordGroups::apply(RecordLibrary& library, const GroupUpdate& update) {
    QSTORE_TRY(const RecordGroup* const group, find(update.group));
    QSTORE_TRY(GroupLogEntry entry, propagate(*group, library, update));
    QSTORE_CHECK(library.replaceVectors(replacementsOf(entry)));
    entry.number = nextLine();
    entry.atMs = m_clock->unixMs();
    QSTORE_CHECK(append(entry));
    return entry;
}

Result<GroupLogEntry> RecordGroups::takeBack(RecordLibrary& library, GroupAction action,
                                             std::uint64_t number) {
    GroupLogEntry entry = m_log[static_cast<std::size_t>(number - m_firstLine)];
    entry.skipped.clear();
    if (action == GroupAction::Undo) {
        for (ValueChange& change : entry.changes) std::swap(change.before, change.after);
        for (double& value : entry.delta) value = -value;
    }
    QSTORE_CHECK(checkUntouched(entry, library, groupActionName(action)));
    QSTORE_CHECK(library.replaceVectors(replacementsOf(entry)));
    entry.number = nextLine();
    entry.atMs = m_clock->unixMs();
    entry.action = action;
    entry.refersTo = number;
    QSTORE_CHECK(append(entry));
    return entry;
}

Result<GroupLogEntry> RecordGroups::undo(RecordLibrary& library) {
    if (m_undoable.empty())
        return fail(ErrorCode::NotFound, "no change of a group is left to undo",
                    "Apply a change first; the groups' log shows those there were.");
    return takeBack(library, GroupAction::Undo, m_undoable.back());
}

Result<GroupLogEntry> RecordGroups::redo(RecordLibrary& library) {
    if (m_redoable.empty())
        return fail(ErrorCode::NotFound, "no change of a group was undone just now",
                    "Undo one first; a new change drops those that were undone.");
    return takeBack(library, GroupAction::Redo, m_redoable.back());
}

GroupChanges RecordGroups::pendingChanges() const {
    GroupChanges changes;
    for (const auto& [id, before] : m_before) {
        const auto found = m_groups.find(id);
        if (found == m_groups.end())
            changes.removed.push_back(id);
        else
            changes.put.push_back(found->second);
    }
    changes.log.assign(m_log.begin() + static_cast<std::ptrdiff_t>(m_storedLines), m_log.end());
    return changes;
}

void RecordGroups::markStored() {
    m_before.clear();
    m_storedLines = m_log.size();
    m_storedUndoable = m_undoable;
    m_storedRedoable = m_redoable;
}

void RecordGroups::willChange(const std::string& id) {
    if (m_before.count(id) == 0) m_before.emplace(id, stored(id));
}

std::optional<RecordGroup> RecordGroups::stored(const std::string& id) const {
    const auto found = m_groups.find(id);
    return found == m_groups.end() ? std::nullopt : std::optional(found->second);
}

Status RecordGroups::place(const std::string& id, std::optional<RecordGroup> group) {
    if (group) QSTORE_CHECK(checkGroup(*group));
    willChange(id);
    if (group)
        m_groups.insert_or_assign(id, std::move(*group));
    else
        m_groups.erase(id);
    return {};
}

std::vector<StateImage<RecordGroup>> RecordGroups::images() const {
    std::vector<StateImage<RecordGroup>> images;
    for (const auto& [id, before] : m_before) images.push_back({id, before, stored(id)});
    return images;
}

void RecordGroups::revert() {
    for (auto& [id, before] : m_before) {
        if (before)
            m_groups.insert_or_assign(id, std::move(*before));
        else
            m_groups.erase(id);
    }
    m_before.clear();
    m_log.resize(m_storedLines);
    m_undoable = m_storedUndoable;
    m_redoable = m_storedRedoable;
}

}  // namespace qstore
