// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/serving/job_table.h"
#include "core/serving/practice_cloud.h"

namespace qstore {

std::string_view ionqStatus(PracticeState state);

/// A job as GET /jobs/{id} shows it; with `child` the circuit of a multi-circuit job of that place. In a
/// list there is no `child_job_ids`.
nlohmann::json ionqJob(const PracticeJob& job, ResultForm form, bool inList);
nlohmann::json ionqChildJob(const PracticeJob& job, std::size_t child, ResultForm form, bool inList);

/// {"0": 0.5, "3": 0.5}: decimal keys, bit 0 is qubit 0.
nlohmann::json ionqProbabilities(const PracticeOutcome& outcome);
/// {"probabilities": {"registers": {"output_all": {"00": 0.5, "11": 0.5}}}}: qubit 0 is the first
/// character, as qiskit-ionq reads it.
nlohmann::json ionqRegisters(const PracticeOutcome& outcome, std::size_t digits);
/// {"<child's id>": {"0": …}, …}.
nlohmann::json ionqAggregate(const PracticeJob& job);

nlohmann::json ionqBackend(const PracticeDevice& device, std::size_t waiting, std::int64_t nowMs);
/// Newest first; one for each of the last days.
nlohmann::json ionqCharacterizations(const PracticeDevice& device, std::int64_t nowMs, ResultForm form);

inline constexpr const char* kIonqProbabilities1 = "ionq.result.probabilities.json.v1";
inline constexpr const char* kIonqProbabilities2 = "ionq.result.probabilities.json.v2";
inline constexpr const char* kIonqAggregate = "ionq.result.probabilities-aggregate.json.v1";

}  // namespace qstore
