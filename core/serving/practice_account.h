// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/serving/fault_plan.h"
#include "core/serving/http_server.h"
#include "core/serving/job_table.h"
#include "core/serving/key_ring.h"
#include "core/serving/practice_cloud.h"

namespace qstore {

/// What the routes of both providers share: the one account with its keys and jobs.
struct PracticeAccount {
    std::shared_ptr<Clock> clock;
    std::mutex mutex;  ///< of everything but the jobs
    KeyRing keys;
    ResultForm resultForm = ResultForm::May2026;
    std::int64_t tokenLifetimeMs = 3'600'000;
    std::string crn;
    std::unique_ptr<JobTable> jobs;
};

/// "/a/b" → {"a", "b"}.
std::vector<std::string> pathParts(std::string_view path);

/// Below /v0.4.
HttpReply answerIonq(PracticeAccount& account, const HttpCall& call);
HttpReply ionqError(int status, const std::string& message);
/// /identity/token and below /api/v1.
HttpReply answerIbm(PracticeAccount& account, const HttpCall& call);
HttpReply ibmError(int status, const std::string& message);

}  // namespace qstore
