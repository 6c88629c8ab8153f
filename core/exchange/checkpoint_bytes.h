// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "core/learning/trainer.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// A checkpoint outside of a workspace, with what the run is made of.
struct CheckpointContent {
    RunRecord run;  ///< id, dataset, hashes, the JSON texts of what was trained, and the seconds so far
    Checkpoint checkpoint;
};

QSTORE_EXPORT std::string checkpointBytes(const CheckpointContent& content);
/// Corrupt where a part is missing or the checkpoint's own sum does not hold, NewerVersion for a later
/// format.
QSTORE_EXPORT Result<CheckpointContent> checkpointOfBytes(std::string_view bytes);

}  // namespace qstore
