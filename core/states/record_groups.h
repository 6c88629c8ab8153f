// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/states/group_log.h"
#include "core/states/record_group.h"
#include "core/states/record_library.h"
#include "core/states/state_image.h"

namespace qstore {

/// A change of one member that its group hands on.
struct GroupUpdate {
    std::string group, record, context;
    std::vector<double> delta;  ///< as long as the record's vector; finite
};

/// What storage has to do to catch up.
struct GroupChanges {
    std::vector<RecordGroup> put;
    std::vector<std::string> removed;
    std::vector<GroupLogEntry> log;  ///< to be appended
};

/// Groups of records, the rule by which changes propagate, and the audit log with undo. Not for several
/// threads at once.
///
/// **Rule.** record += delta, and partner += strength · delta for every other member of the one group, all
/// in the same context. One hop: partners hand nothing on, to this group or to others. Values change, age
/// and state of the records do not. A partner that cannot follow (decohered, archived, gone, without the
/// context or with a vector of another length) stays as it is, and the log says why.
class QSTORE_EXPORT RecordGroups {
public:
    explicit RecordGroups(std::shared_ptr<const Clock> clock);

    /// Takes the place of everything. Corrupt when the log's numbers or what it takes back make no sense.
    /// The log may begin at a later line than the first; what stands before it cannot be undone here.
    Status load(std::vector<RecordGroup> groups, std::vector<GroupLogEntry> log,
                std::uint64_t firstLine = 1);

    /// All members must be records of the library. AlreadyExists for an id that is taken.
    Status add(RecordLibrary& library, RecordGroup group);
    /// Groups can go while the log still speaks of them; such a change can still be undone.
    Status remove(RecordLibrary& library, const std::string& group);
    /// Also for a record that was removed and made anew under the id of a member.
    Status addMember(RecordLibrary& library, const std::string& group, const std::string& record);
    Status removeMember(RecordLibrary& library, const std::string& group, const std::string& record);
    Status setStrength(const std::string& group, double strength);
    /// Nothing = the group's strength again.
    Status setPairStrength(const std::string& group, const std::string& a, const std::string& b,
                           std::optional<double> strength);

    /// By the rule above, all or nothing; returns the line of the log. Failed when the record is decohered
    /// or archived; InvalidArgument when delta has another length or a sum is not finite.
    Result<GroupLogEntry> apply(RecordLibrary& library, const GroupUpdate& update);
    /// Puts the vectors of the last change back, bit by bit. Failed when one of them was changed otherwise
    /// since then, which undo would silently throw away; NotFound when nothing is left to undo.
    Result<GroupLogEntry> undo(RecordLibrary& library);
    /// The last change that was undone, unless something was applied since.
    Result<GroupLogEntry> redo(RecordLibrary& library);
    bool canUndo() const { return !m_undoable.empty(); }
    bool canRedo() const { return !m_redoable.empty(); }
    /// The Apply that undo() takes back, that redo() brings back; 0 for none.
    std::uint64_t nextUndo() const { return m_undoable.empty() ? 0 : m_undoable.back(); }
    std::uint64_t nextRedo() const { return m_redoable.empty() ? 0 : m_redoable.back(); }

    Result<RecordGroup> group(const std::string& id) const;
    std::vector<RecordGroup> groups() const;
    /// The lines that were loaded, and those since.
    const std::vector<GroupLogEntry>& log() const { return m_log; }

    /// All since the last markStored().
    GroupChanges pendingChanges() const;
    void markStored();

    /// Nothing when there is none.
    std::optional<RecordGroup> stored(const std::string& id) const;
    /// Puts a group as it was, or takes it away; for undo. Records are left as they are.
    Status place(const std::string& id, std::optional<RecordGroup> group);
    /// What changed since the last markStored(), before and after.
    std::vector<StateImage<RecordGroup>> images() const;
    /// Back to the last markStored(), the log too.
    void revert();

private:
    std::uint64_t nextLine() const { return m_firstLine + m_log.size(); }
    /// Notes what stands under the id now; before every change.
    void willChange(const std::string& id);
    Result<RecordGroup*> find(const std::string& id);
    Result<GroupLogEntry> takeBack(RecordLibrary& library, GroupAction action, std::uint64_t number);
    /// Appends the line and moves what it refers to between what can be undone and redone.
    Status append(GroupLogEntry entry);

    std::shared_ptr<const Clock> m_clock;
    std::map<std::string, RecordGroup> m_groups;
    std::vector<GroupLogEntry> m_log;
    std::vector<std::uint64_t> m_undoable, m_redoable;  ///< numbers of Apply lines, the next one last
    std::vector<std::uint64_t> m_storedUndoable, m_storedRedoable;  ///< as markStored() found them
    std::map<std::string, std::optional<RecordGroup>> m_before;     ///< what changed since markStored()
    std::uint64_t m_firstLine = 1;                                  ///< number of the first line here
    std::size_t m_storedLines = 0;
};

}  // namespace qstore
