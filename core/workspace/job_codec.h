// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/result.h"

namespace qstore {

// How a job's question and answer lie in a workspace: little-endian, circuits as their JSON.

QSTORE_EXPORT std::string jobRequestBytes(const JobRequest& request);
/// Corrupt where the bytes are not those of a request; NewerVersion where a later release wrote them.
QSTORE_EXPORT Result<JobRequest> readJobRequest(std::string_view bytes);

QSTORE_EXPORT std::string outcomesBytes(const std::vector<CircuitOutcome>& outcomes);
QSTORE_EXPORT Result<std::vector<CircuitOutcome>> readOutcomes(std::string_view bytes);

}  // namespace qstore
