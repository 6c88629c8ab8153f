// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "core/exchange/points_order.h"

namespace qstore {

/// Where a push goes, and what of.
struct PushTarget {
    std::string store;       ///< "local", or the name of a connection
    std::string collection;  ///< of that store
    /// To be made first where it is not there, as pushIntoNew() does; else it must be there.
    std::optional<CollectionSpec> create;
};

/// Pushes, and has the workspace remember how the points were made: from just before the first one is
/// written, so that a push that is stopped or killed is known too. One that fails before anything is
/// written leaves what was remembered.
QSTORE_EXPORT Result<PushReport> pushRemembered(Workspace& workspace, VectorStore& opened,
                                                const PushTarget& target, const PointsOrder& order,
                                                const DatasetPoints& points,
                                                const RunControl& control = {});

}  // namespace qstore
