// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/states/record_groups.h"
#include "core/states/record_library.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// All that is kept.
struct StateContent {
    std::vector<StateRecord> records;          ///< by id
    std::vector<SimulatedRegister> registers;  ///< by name
    std::vector<RecordGroup> groups;           ///< by id
    std::vector<GroupLogEntry> groupLog;       ///< 1, 2, 3, …
};

/// One transaction. Registers are put under their names, in the place of one that is there.
struct StateChanges {
    RecordChanges records;
    GroupChanges groups;
    std::vector<SimulatedRegister> putRegisters;
    std::vector<std::string> removedRegisters;
};

/// Where records, registers and groups outlive the program; the workspace implements it. A caller commits
/// the pending changes of RecordLibrary and RecordGroups together, and marks them stored only when that
/// succeeded.
class StateStorage {
public:
    virtual ~StateStorage() = default;
    /// Everything, numbers to the bit. Corrupt when it does not hold.
    virtual Result<StateContent> load() const = 0;
    /// All or nothing: after an error, and after a crash at any moment, either none of it is kept or all.
    /// Removing what is not there is no error. Corrupt when the log's lines do not go on from those kept.
    virtual Status commit(const StateChanges& changes) = 0;
};

}  // namespace qstore
