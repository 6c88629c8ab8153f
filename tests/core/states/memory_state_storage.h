// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "core/states/state_storage.h"

namespace qstore::testing {

/// Storage in memory that outlives the library, as a file would; it may refuse.
class MemoryStateStorage final : public StateStorage {
public:
    int refuse = 0;  ///< so many of the next commits are refused: the disk is full
    /// Done before a commit, once the caller has read: what another program does just then. Not called for
    /// the commits that it makes itself.
    std::function<void()> meanwhile;
    std::size_t asked = 0;  ///< commits that were asked for, but for those of `meanwhile`

    Result<StateContent> load() const override {
        StateContent content;
        for (const auto& [id, record] : m_records) content.records.push_back(record);
        for (const auto& [name, reg] : m_registers) content.registers.push_back(reg);
        for (const auto& [id, group] : m_groups) content.groups.push_back(group);
        for (const auto& [number, edit] : m_edits) content.edits.push_back(edit.head);
        content.groupLog = m_log;
        content.options = m_options;
        content.revision = m_revision;
        return content;
    }

    Status commit(const StateChanges& changes) override {
        if (!m_interrupted) {
            ++asked;
            m_interrupted = true;
            if (meanwhile) meanwhile();
            m_interrupted = false;
        }
        if (refuse > 0) {
            --refuse;
            return fail(ErrorCode::Io, "the disk is full");
        }
        if (changes.basis && *changes.basis != m_revision)
            return fail(ErrorCode::Busy, "changed meanwhile");
        std::size_t lines = m_log.size();
        for (const GroupLogEntry& entry : changes.groups.log)
            if (entry.number != ++lines)
                return fail(ErrorCode::Corrupt, "line " + std::to_string(entry.number) + " does not go on");
        put(m_records, changes.records.put, changes.records.removed, &StateRecord::id);
        put(m_groups, changes.groups.put, changes.groups.removed, &RecordGroup::id);
        for (const std::string& name : changes.removedRegisters) m_registers.erase(name);
        for (const SimulatedRegister& reg : changes.putRegisters)
            m_registers.insert_or_assign(reg.info().name, reg);
        m_log.insert(m_log.end(), changes.groups.log.begin(), changes.groups.log.end());
        keepEdits(changes);
        ++m_revision;
        return {};
    }

    Result<StateEdit> edit(std::uint64_t number) const override {
        const auto found = m_edits.find(number);
        if (found == m_edits.end()) return fail(ErrorCode::NotFound, "no such edit");
        return found->second;
    }

private:
    template <class Thing>
    static void put(std::map<std::string, Thing>& kept, const std::vector<Thing>& things,
                    const std::vector<std::string>& removed, std::string Thing::*id) {
        for (const std::string& name : removed) kept.erase(name);
        for (const Thing& thing : things) kept.insert_or_assign(thing.*id, thing);
    }
    void keepEdits(const StateChanges& changes) {
        if (changes.options) m_options = changes.options;
        for (const std::uint64_t number : changes.droppedEdits) m_edits.erase(number);
        if (changes.edit) m_edits.emplace(changes.edit->head.number, *changes.edit);
        if (changes.mark) m_edits.at(changes.mark->number).head.undone = changes.mark->undone;
    }

    bool m_interrupted = false;
    std::map<std::string, StateRecord> m_records;
    std::map<std::string, SimulatedRegister> m_registers;
    std::map<std::string, RecordGroup> m_groups;
    std::vector<GroupLogEntry> m_log;
    std::map<std::uint64_t, StateEdit> m_edits;
    std::optional<RecordLibraryOptions> m_options;
    std::uint64_t m_revision = 0;
};

}  // namespace qstore::testing
