// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/states/record_groups.h"

namespace qstore {

/// Pearson's coefficient r in [−1, 1] of two series of finite numbers. InvalidArgument when their lengths
/// differ, with fewer than 3 numbers (two always lie on a line) or when one of them is constant, where r is
/// not defined.
QSTORE_EXPORT Result<double> pearsonCorrelation(std::span<const double> a, std::span<const double> b);

/// r of two members, measured from their vectors; it is not the group's strength, which somebody typed.
struct MeasuredCorrelation {
    std::string a, b;
    std::optional<double> coefficient;
    std::string reason;  ///< why there is none; empty otherwise
};

/// Every pair of a group's members in one context, in the group's order. A pair without a coefficient says
/// why. Records that are decohered or archived do not answer here either.
QSTORE_EXPORT Result<std::vector<MeasuredCorrelation>> measureCorrelations(const RecordLibrary& library,
                                                                           const RecordGroup& group,
                                                                           const std::string& context);

}  // namespace qstore
