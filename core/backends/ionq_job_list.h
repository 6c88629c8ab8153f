// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "core/backends/ionq_exchange.h"
#include "core/backends/ionq_job.h"

namespace qstore {

/// Walks GET /jobs with `query` ("limit=100&status=ready"), page after page by `next`, newest first as the
/// service sends them. `take` says whether to go on. Protocol when a page follows itself; ResourceExhausted
/// (Local) when `maxPages` are over and nobody said stop, because then the answer is not known.
Remote<void> walkIonqJobs(const IonqExchange& exchange, const std::string& query, std::size_t maxPages,
                          const RunControl& control, const std::function<bool(const IonqJob&)>& take);

/// The job that carries this token. Stops at jobs that are older than the token says it is.
Remote<std::optional<RemoteJob>> findIonqToken(const IonqExchange& exchange, const std::string& token,
                                               const RunControl& control);

}  // namespace qstore
