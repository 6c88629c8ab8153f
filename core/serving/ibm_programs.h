// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/serving/job_table.h"

namespace qstore {

/// A body of POST /jobs as a job that can be run, or a sentence why it is none. A circuit that the device
/// cannot run as it is (another gate, a pair that is not coupled) makes a job that has failed already, as
/// there: the server routes and translates nothing.
///
/// {"program_id": "sampler"|"estimator", "backend", "params": {"pubs": […], "version": 2, "options"},
/// "tags"} Sampler: [program, parameters, shots]; estimator: [program, observables, parameters, precision].
Result<PracticeJob> readIbmSubmission(const nlohmann::json& body);

/// What GET /jobs/{id}/results answers: samples by register in hexadecimal, or expectation values with
/// their standard errors, in the shape of the parameters.
nlohmann::json ibmResults(const PracticeJob& job);

}  // namespace qstore
