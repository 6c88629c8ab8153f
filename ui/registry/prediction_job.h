// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/base/progress.h"
#include "core/workspace/training_session.h"
#include "core/workspace/workspace.h"

namespace qstore::ui {

/// Predictions for the rows of a file, beside the truth where the file has it.
struct FilePredictions {
    Table table;          ///< the file's
    Table withPredicted;  ///< what is saved
    Predictions predictions;
    std::string target;  ///< the column that the model predicts
    bool hasTarget = false;
    std::size_t judged = 0;                            ///< rows whose truth is known
    std::size_t right = 0;                             ///< of those; classes only
    double determination = 0.0, rootMeanSquare = 0.0;  ///< numbers only
    double seconds = 0.0;
};

/// Reads `source` and predicts with a registered model, compiled through `plans`. Nothing is written.
Result<FilePredictions> predictFile(const Workspace& workspace, const std::string& reference,
                                    const std::string& source, PlanCache* plans, const RunControl& control);

}  // namespace qstore::ui
