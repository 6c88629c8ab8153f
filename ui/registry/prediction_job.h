// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/progress.h"
#include "core/workspace/workspace.h"

namespace qstore::ui {

/// Reads `source`, predicts with a registered model, writes the table with predictions to `target`.
/// The number of rows predicted.
Result<std::size_t> predictFile(const Workspace& workspace, const std::string& reference,
                                const std::string& source, const std::string& target,
                                const RunControl& control);

}  // namespace qstore::ui
