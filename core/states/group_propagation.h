// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/states/group_log.h"
#include "core/states/record_groups.h"

namespace qstore {

/// Whether the record itself says that it was added to the group. A record made anew under an old id does
/// not, although the group still lists the id.
bool belongsTo(const StateRecord& record, const std::string& group);

/// What the rule of RecordGroups makes of an update: all values before and after, and who cannot follow.
/// Changes nothing; number and time of the line are left open.
Result<GroupLogEntry> propagate(const RecordGroup& group, const RecordLibrary& library,
                                const GroupUpdate& update);

/// The `after` of a line, for RecordLibrary::replaceVectors.
std::vector<VectorReplacement> replacementsOf(const GroupLogEntry& entry);

/// Failed unless the vectors are, bit by bit, what the line found `before`. `action` names the attempt.
Status checkUntouched(const GroupLogEntry& entry, const RecordLibrary& library, std::string_view action);

}  // namespace qstore
