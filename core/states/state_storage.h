// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/states/record_groups.h"
#include "core/states/record_library.h"
#include "core/states/register_head.h"
#include "core/states/simulated_register.h"
#include "core/states/state_edit.h"

namespace qstore {

/// All that is kept.
struct StateContent {
    std::vector<StateRecord> records;             ///< by id
    std::vector<SimulatedRegister> registers;     ///< by name
    std::vector<RegisterHead> heads;              ///< of registers that are read when they are asked for
    std::vector<RecordGroup> groups;              ///< by id
    std::vector<GroupLogEntry> groupLog;          ///< firstLine, firstLine + 1, …
    std::uint64_t firstLine = 1;                  ///< of groupLog
    std::optional<RecordLibraryOptions> options;  ///< nothing until somebody set them
    std::vector<StateEditHead> edits;             ///< by number
    std::uint64_t revision = 0;                   ///< see StateStorage::revision()
};

/// Whether an edit stands as undone.
struct StateEditMark {
    std::uint64_t number = 0;
    bool undone = false;
};

/// One transaction. Registers are put under their names, in the place of one that is there.
struct StateChanges {
    RecordChanges records;
    GroupChanges groups;
    std::vector<SimulatedRegister> putRegisters;
    std::vector<std::string> removedRegisters;
    std::optional<RecordLibraryOptions> options;
    std::optional<StateEdit> edit;            ///< to be appended
    std::optional<StateEditMark> mark;        ///< of an edit that is there
    std::vector<std::uint64_t> droppedEdits;  ///< can no longer be undone or done again
    /// The revision that the caller has seen: Busy when there is another by now. Nothing = whatever it is.
    std::optional<std::uint64_t> basis;
};

/// Where records, registers and groups outlive the program; the workspace implements it. A caller commits
/// the pending changes of RecordLibrary and RecordGroups together, and marks them stored only when that
/// succeeded. StateLibrary is such a caller.
class QSTORE_EXPORT StateStorage {
public:
    virtual ~StateStorage() = default;
    /// Everything, numbers to the bit. Corrupt when it does not hold.
    virtual Result<StateContent> load() const = 0;
    /// All or nothing: after an error, and after a crash at any moment, either none of it is kept or all.
    /// Removing what is not there is no error. Corrupt when the log's lines do not go on from those kept.
    virtual Status commit(const StateChanges& changes) = 0;

    /// load() with no more than about `logLines` of the groups' log, the newest, and all that an edit
    /// refers to. Registers may be no more than heads.
    virtual Result<StateContent> loadRecent(std::size_t logLines) const;
    /// The register of which loadRecent() gave the head. Busy when storage keeps it no more.
    virtual Result<SimulatedRegister> loadRegister(const RegisterHead& head) const;
    /// A page of the groups' log, by number: the last `limit` lines before the line `before`.
    virtual Result<std::vector<GroupLogEntry>> groupLines(std::uint64_t before, std::size_t limit) const;
    /// An edit with its images. NotFound where it was dropped, or edits are not kept at all.
    virtual Result<StateEdit> edit(std::uint64_t number) const;
    /// Rises by one with every commit, by whomever.
    virtual Result<std::uint64_t> revision() const;
};

}  // namespace qstore
