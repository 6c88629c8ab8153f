// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/states/group_log.h"
#include "core/states/record_group.h"
#include "core/states/record_library.h"
#include "core/states/register_head.h"
#include "core/states/simulated_register.h"

namespace qstore {

/// Things of the state library as bytes, numbers to the bit. Reading answers Corrupt for anything that
/// writing does not make, NewerVersion for a later form.
QSTORE_EXPORT std::string recordBytes(const StateRecord& record);
QSTORE_EXPORT Result<StateRecord> readRecordBytes(std::string_view bytes);

QSTORE_EXPORT std::string groupBytes(const RecordGroup& group);
QSTORE_EXPORT Result<RecordGroup> readGroupBytes(std::string_view bytes);

QSTORE_EXPORT std::string groupLineBytes(const GroupLogEntry& entry);
QSTORE_EXPORT Result<GroupLogEntry> readGroupLineBytes(std::string_view bytes);

/// ResourceExhausted when a second copy of the state does not fit into memory.
QSTORE_EXPORT Result<std::string> registerBytes(const SimulatedRegister& reg);
QSTORE_EXPORT Result<SimulatedRegister> readRegisterBytes(std::string_view bytes);

/// What a register's bytes begin with, without looking at the amplitudes after it; `bytes` may end anywhere
/// past that. Without a hash.
QSTORE_EXPORT Result<RegisterHead> readRegisterHeadBytes(std::string_view bytes);

QSTORE_EXPORT std::string optionsBytes(const RecordLibraryOptions& options);
QSTORE_EXPORT Result<RecordLibraryOptions> readOptionsBytes(std::string_view bytes);

}  // namespace qstore
