// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/learning/trainer.h"
#include "ui/controllers/data_choice.h"
#include "ui/controllers/training_controller.h"

namespace qstore::ui {

/// What the form of the Train page holds: the settings of the next run.
struct TrainingDraft {
    CircuitChoice circuit;
    TrainConfig config;
    DataChoice data;
    friend bool operator==(const TrainingDraft&, const TrainingDraft&) = default;
};

/// One line of JSON, as the workspace keeps it.
std::string writeTrainingDraft(const TrainingDraft& draft);
/// Corrupt for text that is no draft of this form or of a later one.
Result<TrainingDraft> readTrainingDraft(const std::string& text);

}  // namespace qstore::ui
