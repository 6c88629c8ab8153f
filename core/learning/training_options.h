// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/data/recipe.h"
#include "core/learning/model.h"
#include "core/learning/trainer.h"

namespace qstore {

/// Everything a person may set about one training apart from dataset and circuit: what the window's form
/// fills and what `qstore train --config` reads.
struct TrainingOptions {
    TrainConfig training;
    ModelOptions model;
    /// Instead of what the dataset's recipe says.
    std::optional<Scaling> scaling;
    std::optional<FeatureRange> range;
    std::optional<bool> clip;

    /// The recipe with the scaling chosen here, if any; a range by itself means MinMax.
    QSTORE_EXPORT Result<Recipe> applyTo(Recipe recipe) const;
};

/// Every key may be left out. An unknown one is an error that names the closest key; so is saying one thing
/// twice ("patience" and "earlyStopping", say). What writeTrainConfigJson wrote is read too.
QSTORE_EXPORT Result<TrainingOptions> readTrainingOptionsJson(std::string_view text);
QSTORE_EXPORT std::string writeTrainingOptionsJson(const TrainingOptions& settings, int indent = 2);

/// A key of the settings, for help and errors.
struct TrainingOptionInfo {
    std::string key;      ///< "optimizer.learningRate"
    std::string values;   ///< "a number above 0 (0.05)", the default in parentheses
    std::string meaning;  ///< a phrase
};
QSTORE_EXPORT const std::vector<TrainingOptionInfo>& trainingOptionInfos();

}  // namespace qstore
