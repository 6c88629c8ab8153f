// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/export.h"

namespace qstore {

enum class GroupAction : std::uint8_t { Apply, Undo, Redo };
/// "apply", "undo", "redo".
QSTORE_EXPORT std::string_view groupActionName(GroupAction action);

/// One vector before and after.
struct ValueChange {
    std::string record;
    double factor = 1.0;  ///< 1 for the record that was changed, the strength for its partners
    std::vector<double> before, after;
    friend bool operator==(const ValueChange&, const ValueChange&) = default;
};

/// A partner that could not follow.
struct SkippedPartner {
    std::string record;
    std::string reason;  ///< English, without a full stop: "it is archived"
    friend bool operator==(const SkippedPartner&, const SkippedPartner&) = default;
};

/// One line of the audit log, which only grows: taking back is a line of its own.
struct GroupLogEntry {
    std::uint64_t number = 0;  ///< 1, 2, 3, …
    std::int64_t atMs = 0;     ///< Unix time
    GroupAction action = GroupAction::Apply;
    std::uint64_t refersTo = 0;  ///< the Apply that is undone or redone; 0 for Apply itself
    std::string group, record, context;
    std::vector<double> delta;            ///< what was added to `record`
    std::vector<ValueChange> changes;     ///< `record` first, then its partners in the group's order
    std::vector<SkippedPartner> skipped;  ///< of an Apply
    friend bool operator==(const GroupLogEntry&, const GroupLogEntry&) = default;
};

}  // namespace qstore
