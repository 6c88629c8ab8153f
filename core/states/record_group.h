// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"

namespace qstore {

/// Records that are changed together: when one of them changes by delta, each other one changes by
/// strength · delta, once. Classical bookkeeping (notes.h says so to people).
struct RecordGroup {
    std::string id;
    std::vector<std::string> members;  ///< ids of records, each once, as they were added
    double strength = 0.0;             ///< in [−1, 1]; below zero partners move the other way
    /// Where a pair has a strength of its own. Keys as pairOf() makes them, both members.
    std::map<std::pair<std::string, std::string>, double> pairStrengths;

    /// The pair's own strength, or else the group's.
    QSTORE_EXPORT double strengthBetween(const std::string& a, const std::string& b) const;
    QSTORE_EXPORT bool has(const std::string& record) const;
    friend bool operator==(const RecordGroup&, const RecordGroup&) = default;
};

/// Pairs have no direction: the lesser id comes first.
QSTORE_EXPORT std::pair<std::string, std::string> pairOf(std::string a, std::string b);

/// InvalidArgument for names, members named twice, pairs that are none of the group's, strengths outside
/// [−1, 1].
QSTORE_EXPORT Status checkGroup(const RecordGroup& group);
Status checkStrength(double strength, const std::string& where);

}  // namespace qstore
