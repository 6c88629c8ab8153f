// SPDX-License-Identifier: Apache-2.0
#include "core/states/record_group.h"

#include <algorithm>
#include <set>

#include "core/base/number_text.h"
#include "core/states/state_names.h"

namespace qstore {

std::pair<std::string, std::string> pairOf(std::string a, std::string b) {
    if (b < a) std::swap(a, b);
    return {std::move(a), std::move(b)};
}

double RecordGroup::strengthBetween(const std::string& a, const std::string& b) const {
    const auto own = pairStrengths.find(pairOf(a, b));
    return own == pairStrengths.end() ? strength : own->second;
}

bool RecordGroup::has(const std::string& record) const {
    return std::find(members.begin(), members.end(), record) != members.end();
}

Status checkStrength(double strength, const std::string& where) {
    if (strength >= -1.0 && strength <= 1.0) return {};
    return fail(ErrorCode::InvalidArgument,
                "the strength " + numberToText(strength) + " of " + where + " is not within -1 and 1",
                "1 hands a change on in full, 0 not at all, -1 the other way round.");
}

Status checkGroup(const RecordGroup& group) {
    QSTORE_CHECK(checkStateName(group.id, "a group"));
    const std::string subject = "group '" + group.id + "'";
    QSTORE_CHECK(checkStrength(group.strength, subject));
    std::set<std::string> seen;
    for (const std::string& member : group.members) {
        QSTORE_CHECK(checkStateName(member, "a member of " + subject));
        if (!seen.insert(member).second)
            return fail(ErrorCode::InvalidArgument, subject + " names '" + member + "' twice",
                        "Name each member once.");
    }
    for (const auto& [pair, strength] : group.pairStrengths) {
        const auto& [a, b] = pair;
        const std::string name = "the pair '" + a + "', '" + b + "' of " + subject;
        if (!(a < b) || !group.has(a) || !group.has(b))
            return fail(ErrorCode::InvalidArgument,
                        name + " is not a pair of two members, the lesser first",
                        "Use pairOf() with two members.");
        QSTORE_CHECK(checkStrength(strength, name));
    }
    return {};
}

}  // namespace qstore
