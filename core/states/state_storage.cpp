// SPDX-License-Identifier: Apache-2.0
#include "core/states/state_storage.h"

#include <algorithm>

namespace qstore {

Result<StateContent> StateStorage::loadRecent(std::size_t /*logLines*/) const {
    return load();
}

Result<SimulatedRegister> StateStorage::loadRegister(const RegisterHead& head) const {
    QSTORE_TRY(StateContent content, load());
    for (SimulatedRegister& reg : content.registers)
        if (reg.info().name == head.info.name) return std::move(reg);
    return fail(ErrorCode::Busy, "register '" + head.info.name + "' is not kept any more",
                "Read the library again.");
}

Result<std::vector<GroupLogEntry>> StateStorage::groupLines(std::uint64_t before, std::size_t limit) const {
    QSTORE_TRY(StateContent content, load());
    std::vector<GroupLogEntry>& log = content.groupLog;
    const auto end =
        std::find_if(log.begin(), log.end(), [&](const auto& line) { return line.number >= before; });
    log.erase(end, log.end());
    if (log.size() > limit) log.erase(log.begin(), log.end() - static_cast<std::ptrdiff_t>(limit));
    return log;
}

Result<StateEdit> StateStorage::edit(std::uint64_t number) const {
    return fail(ErrorCode::NotFound, "edit " + std::to_string(number) + " is not kept any more",
                "The list of edits shows those that can be undone.");
}

Result<std::uint64_t> StateStorage::revision() const {
    QSTORE_TRY(const StateContent content, load());
    return content.revision;
}

}  // namespace qstore
