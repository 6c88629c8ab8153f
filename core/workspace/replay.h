// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>

#include "core/base/progress.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// What training a finished run once more gave, beside what is stored of it.
struct ReplayReport {
    std::string run;
    std::string storedSha256;    ///< as recorded when the run finished
    std::string replayedSha256;  ///< of the weights trained now
    /// Instruction sets of the two; the first is empty where none was recorded.
    std::string storedSimd, replayedSimd;
    bool matches = false;
    TrainingEnd end = TrainingEnd::Finished;
    std::size_t epochs = 0;
    double seconds = 0.0;  ///< of training alone
    std::uint64_t gradients = 0;
};

/// Trains a finished run again from its recorded rows, recipe, circuit, configuration and seed, beside the
/// stored one and without writing anything. Corrupt when rows or fitted recipe are not what the run had,
/// NotFound when the rows are not in this workspace (a model that came in a bundle), Cancelled on request.
/// Weights that differ are no error here: `matches` says so.
QSTORE_EXPORT Result<ReplayReport> replayRun(const std::shared_ptr<Workspace>& workspace,
                                             const std::string& run, const RunControl& control = {});

}  // namespace qstore
