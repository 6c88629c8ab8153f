// SPDX-License-Identifier: Apache-2.0
#include "core/gradients/shift_occurrences.h"

#include <algorithm>

namespace qstore {

Result<AngleProgram> angleOver(const Angle& angle, const std::vector<std::string>& names) {
    return AngleProgram::compile(angle, [&names](const std::string& name) -> std::optional<std::size_t> {
        const auto found = std::find(names.begin(), names.end(), name);
        if (found == names.end()) return std::nullopt;
        return static_cast<std::size_t>(found - names.begin());
    });
}

Result<std::vector<ShiftOccurrence>> findShiftOccurrences(const Circuit& flat,
                                                          const std::vector<std::string>& names) {
    std::vector<ShiftOccurrence> occurrences;
    for (std::size_t i = 0; i < flat.operations().size(); ++i) {
        const Operation& operation = flat.operations()[i];
        for (std::size_t j = 0; j < operation.angles.size(); ++j) {
            if (operation.angles[j].constant()) continue;
            const GateInfo* gate = std::get<const GateInfo*>(operation.gate);
            const auto needed = frequencies(*gate, j, !operation.controls.empty());
            QSTORE_TRY(ShiftRule rule, makeShiftRule(needed));
            if (rule.shifts.empty()) continue;
            QSTORE_TRY(AngleProgram program, angleOver(operation.angles[j], names));
            occurrences.push_back({i, j, std::move(rule), std::move(program)});
        }
    }
    return occurrences;
}

}  // namespace qstore
