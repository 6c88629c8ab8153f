// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/states/kept_registers.h"
#include "core/states/state_storage.h"

namespace qstore {

/// Records, registers and groups with the storage that keeps them. Every change is committed before it
/// counts: when the storage refuses, everything is as it was. What somebody else has committed meanwhile
/// is read before each change, and the change is tried again, up to kMostTries times, when that happens in
/// between; Busy after that. Not for several threads at once.
///
/// **Undo.** One list of edits for all of it, in the file, so that it outlives the program. The newest edit
/// that stands is undone first; a new one drops those that were undone. Undoing puts back, to the bit, what
/// stood before; measurements are no edits, and what they wrote stays. An edit whose things were changed
/// past this list is refused rather than thrown away. The list ends at kMostEdits, or where older ones
/// hold more than kMostEditBytes; a change of a group is undone by a line of its audit log.
class QSTORE_EXPORT StateLibrary {
public:
    static constexpr std::size_t kMostEdits = 200;
    static constexpr std::size_t kMostEditBytes = std::size_t{256} << 20U;
    static constexpr std::size_t kMostTries = 20;
    /// Lines of the groups' log that are held in memory after loading; storage keeps them all.
    static constexpr std::size_t kLoadedLogLines = 1000;

    static Result<std::unique_ptr<StateLibrary>> open(std::shared_ptr<StateStorage> storage,
                                                      std::shared_ptr<const Clock> clock);
    /// Reads everything again when somebody else has committed; true when that was so.
    Result<bool> refresh();

    const RecordLibrary& records() const { return m_records; }
    const RecordGroups& groups() const { return m_groups; }
    /// By name; their amplitudes are read when something is asked of one or done to it.
    std::vector<RegisterHead> registerHeads() const;
    /// NotFound with what there is.
    Result<SimulatedRegister> reg(const std::string& name) const;
    /// Of the groups' log, wherever it is: the last `limit` lines before the line `before`.
    Result<std::vector<GroupLogEntry>> groupLines(std::uint64_t before, std::size_t limit) const;

    // Records: as RecordLibrary does it.
    Result<std::vector<std::string>> addRecord(const NewRecord& record);
    Status updateRecord(const std::string& id, const std::string& context, const RecordContext& value);
    Status removeContext(const std::string& id, const std::string& context);
    Status setPayload(const std::string& id, const std::string& payload);
    Status setTier(const std::string& id, RecordTier tier);
    Result<ContextAnswer> measureRecord(const std::string& id, const std::string& context);
    Status archiveRecord(const std::string& id);
    Result<std::vector<std::string>> restoreRecord(const std::string& id);
    Status removeRecord(const std::string& id);
    Result<SweepReport> sweep();
    Status setOptions(const RecordLibraryOptions& options);

    /// AlreadyExists for a name that is taken.
    Status addRegister(const SimulatedRegister& reg);
    /// Puts a register in the place of the one of its name.
    Status replaceRegister(const SimulatedRegister& reg);
    Status renameRegister(const std::string& from, const std::string& to);
    Status removeRegister(const std::string& name);

    // Groups: as RecordGroups does it.
    Status addGroup(const RecordGroup& group);
    Status removeGroup(const std::string& group);
    Status addMember(const std::string& group, const std::string& record);
    Status removeMember(const std::string& group, const std::string& record);
    Status setStrength(const std::string& group, double strength);
    Status setPairStrength(const std::string& group, const std::string& a, const std::string& b,
                           std::optional<double> strength);
    Result<GroupLogEntry> applyUpdate(const GroupUpdate& update);

    /// By number; those that are undone stand last.
    const std::vector<StateEditHead>& edits() const { return m_edits; }
    /// What undo() takes back and redo() does again; nothing when there is nothing.
    std::optional<StateEditHead> nextUndo() const;
    std::optional<StateEditHead> nextRedo() const;
    Result<StateEditHead> undo();
    Result<StateEditHead> redo();

private:
    StateLibrary(std::shared_ptr<StateStorage> storage, std::shared_ptr<const Clock> clock,
                 RecordLibrary records);
    Status reload();
    /// Tries until nobody else commits in between; `attempt` starts from what is stored every time.
    template <class Attempt>
    auto tried(const Attempt& attempt) -> decltype(attempt());
    /// Does the work and commits it as an edit; everything is as it was when either fails. The work may be
    /// done several times, so it must not move from what it was given.
    template <class Work>
    auto change(StateEditKind kind, const std::string& subject, const Work& work) -> decltype(work());
    StateChanges pending() const;
    StateEdit editOf(StateEditKind kind, std::string subject, const StateChanges& changes) const;
    Status keep(StateEditKind kind, std::string subject);
    Status commit(StateChanges changes);
    void revert();
    std::vector<std::uint64_t> surplusEdits(const StateEditHead& added) const;
    Result<ContextAnswer> measure(const std::string& id, const std::string& context);
    Result<StateEditHead> move(const StateEditHead& head, bool undo);
    Status takeBack(const StateEdit& edit, bool undo);

    std::shared_ptr<StateStorage> m_storage;
    std::shared_ptr<const Clock> m_clock;
    RecordLibrary m_records;
    RecordGroups m_groups;
    KeptRegisters m_registers;
    std::optional<RecordLibraryOptions> m_optionsBefore;  ///< when they changed
    std::vector<StateEditHead> m_edits;
    std::uint64_t m_revision = 0;
};

}  // namespace qstore
