// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/workspace/comparison.h"
#include "core/workspace/training_session.h"

namespace qstore {

/// The recorded result of a run or version; nothing before it is finished.
using Results = std::vector<std::optional<TrainingSummary>>;
Result<Results> readResults(const std::vector<std::string>& resultJsons);

/// `[{"field", "values": […]}]`; null where a run lacks the setting.
nlohmann::ordered_json differencesJson(const std::vector<RunDifference>& differences);
/// The same as a table with one column a run.
std::string differencesText(const std::vector<RunDifference>& differences,
                            const std::vector<std::string>& headings);
/// Loss and accuracy (or R²) on each part, baselines below, one column a run.
std::string metricsText(const Results& results, const std::vector<std::string>& headings);

}  // namespace qstore
