// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/states/record_group.h"
#include "core/states/record_library.h"
#include "core/states/simulated_register.h"
#include "core/states/state_image.h"

namespace qstore {

/// What a person can do to records, registers and groups. Measuring is none of it: it asks.
enum class StateEditKind : std::uint8_t {
    CreateRecord,
    UpdateRecord,
    RemoveContext,
    SetPayload,
    SetTier,
    ArchiveRecord,
    RestoreRecord,
    RemoveRecord,
    Sweep,
    SetOptions,
    CreateRegister,
    ReplaceRegister,
    RenameRegister,
    RemoveRegister,
    CreateGroup,
    RemoveGroup,
    AddMember,
    RemoveMember,
    SetStrength,
    ApplyToGroup,
};
/// "create-record", …: stable, as files keep it.
QSTORE_EXPORT std::string_view stateEditKindName(StateEditKind kind);
/// Nothing for a name that no kind has.
QSTORE_EXPORT std::optional<StateEditKind> stateEditKindOf(std::string_view name);

/// One line of the list of edits, without what it changed.
struct StateEditHead {
    std::uint64_t number = 0;
    std::int64_t atMs = 0;  ///< Unix time
    StateEditKind kind = StateEditKind::CreateRecord;
    std::string subject;           ///< whose: a record, register or group; empty for sweep and options
    bool undone = false;           ///< and could be done again
    std::uint64_t groupLine = 0;   ///< the Apply in the groups' log that it is; 0 = none
    std::size_t contentBytes = 0;  ///< about what its images take
    /// "create record 'a'".
    QSTORE_EXPORT std::string text() const;
    friend bool operator==(const StateEditHead&, const StateEditHead&) = default;
};

/// An edit with everything before and after it, which is how it is undone and done again. One that is a
/// line of the groups' log needs no images: it is taken back by another line.
struct StateEdit {
    StateEditHead head;
    std::vector<StateImage<StateRecord>> records;
    std::vector<StateImage<RecordGroup>> groups;
    std::vector<StateImage<SimulatedRegister>> registers;
    std::optional<RecordLibraryOptions> optionsBefore, optionsAfter;
};

/// Whether two registers are the same to the bit, in name, origin, contexts and state.
QSTORE_EXPORT bool sameRegister(const SimulatedRegister& a, const SimulatedRegister& b);

}  // namespace qstore
