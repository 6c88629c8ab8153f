// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/exchange/points_order.h"

namespace qstore::ui {

/// The points of a collection as a dataset.
struct PullTask {
    std::shared_ptr<Workspace> workspace;
    std::string store, place;  ///< its name; the workspace's file or the endpoint
    std::string collection, dataset;
    std::optional<Filter> filter;

    /// "stores/local/iris".
    std::string source() const { return "stores/" + store + "/" + collection; }
};

/// All of them. The part file is removed by whoever has stored the table.
struct PulledPoints {
    Table table;
    Recipe recipe;
    PullPart part;
};

/// Page by page, through the part file that the command line uses too: what was stopped goes on with the
/// page that it was at. AlreadyExists, before anything is read, where the dataset's name is taken.
Result<PulledPoints> pullPoints(VectorStore& store, const PullTask& order, const RunControl& control);

}  // namespace qstore::ui
