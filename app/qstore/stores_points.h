// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/qstore/circuit_input.h"
#include "app/qstore/command.h"
#include "core/exchange/points_order.h"

namespace qstore {

/// How the vectors of rows are made, where it is not as the dataset's recipe says.
struct PointsOptions {
    std::string recipe;  ///< a file
    std::string embed;   ///< an encoder, a circuit file, or a circuit of the workspace
    CircuitInput circuit;

    bool given() const { return !recipe.empty() || !embed.empty(); }
};
/// --recipe, --embed and --observable.
void addPointsOptions(CLI::App& verb, PointsOptions& options);

Result<PointsOrder> pointsOrder(const Command& command, const Workspace& workspace,
                                const std::string& dataset, const std::string& idColumn,
                                const PointsOptions& options);

/// An encoder's name over columns of these names, else a circuit file, else a circuit of the workspace.
Result<Circuit> encodingCircuit(const Command& command, const std::string& name,
                                const std::vector<std::string>& columns);

}  // namespace qstore
