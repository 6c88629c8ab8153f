// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "app/qstore/command.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// Runs a session with a bar on the terminal; Cancelled, saying how to go on, when it was stopped.
Result<TrainingSummary> executeSession(TrainingSession& session, const Command& command);

/// A share of rows as `96.7 %`, R² as `0.9312`, `-` for a part without rows.
std::string metricText(TaskKind task, const PartMetrics& part);

/// The model, its baselines and the run's figures as a table for people.
std::string summaryText(const TrainingSummary& summary);
/// What the circuit cache did, as `circuitCache` of `qstore train --json`; the rate is null without
/// requests.
nlohmann::ordered_json cacheJson(const PlanCacheStatistics& cache);
/// The document of `qstore train --json`.
nlohmann::ordered_json summaryJson(const TrainingSummary& summary);

}  // namespace qstore
