// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "core/backends/job.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore {

nlohmann::ordered_json jobJson(const JobRecord& job);
std::string jobTable(const std::vector<JobRecord>& jobs);
/// "0.25 USD", "about 0.30 USD" before the provider has told, "" where nothing is known.
std::string priceText(const JobRecord& job);

nlohmann::ordered_json eventsJson(const std::vector<JobEvent>& events);
std::string eventsText(const std::vector<JobEvent>& events);
/// Bit strings as they are printed everywhere: the highest bit first.
nlohmann::ordered_json outcomesJson(const std::vector<CircuitOutcome>& outcomes);
/// The most frequent outcomes of the first few circuits.
std::string outcomesText(const std::vector<CircuitOutcome>& outcomes);

}  // namespace qstore
