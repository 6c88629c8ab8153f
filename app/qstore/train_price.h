// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/qstore/command.h"
#include "core/learning/trainer.h"

namespace qstore {

/// What this very training will ask of `config.machine.backend` and cost there, counted as the window's
/// price tag does; nothing is run or stored. Answers the command.
Status priceTraining(const Command& command, const Table& table, ModelChoice choice,
                     const TrainConfig& config);

}  // namespace qstore
