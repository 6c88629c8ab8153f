// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/backends/training_cost.h"
#include "core/learning/trainer.h"

namespace qstore {

/// What a training on a machine asks for from its start to its stored result, question by question, as
/// train() and TrainingSession::execute() do it: the predictions before the first step and after each
/// epoch, the steps in the order of their shuffles, the result's rows. With early stopping, or shots that
/// may grow, it is the whole of it at `config.machine.shots`.
///
/// What checkTraining() refuses of a measured training is refused here too.
QSTORE_EXPORT Result<TrainingShape> shapeOfTraining(const Model& model, const PreparedData& data,
                                                    const TrainConfig& config);

}  // namespace qstore
