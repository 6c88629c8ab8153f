// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/backends/ionq_exchange.h"
#include "core/backends/ionq_job.h"
#include "core/backends/readout.h"

namespace qstore {

/// One circuit's result as it came. `width` is how many qubits a key showed; 0 where keys are plain
/// numbers.
struct FetchedDistribution {
    Distribution states;
    std::size_t width = 0;
};

/// The job as it is now.
Remote<IonqJob> fetchIonqJob(const IonqExchange& exchange, const std::string& id,
                             const RunControl& control);
/// Several jobs in few exchanges, in the order of `ids`; NotFound for one that is not there.
std::vector<Remote<IonqJob>> fetchIonqJobs(const IonqExchange& exchange,
                                           const std::vector<std::string>& ids, const RunControl& control);
/// The distributions of a completed job in the order of its circuits: by artifact, by address, by children,
/// or aggregated. NotReady while they are not there yet.
Remote<std::vector<FetchedDistribution>> fetchIonqResults(const IonqExchange& exchange, const IonqJob& job,
                                                          const RunControl& control);
/// What the circuits gave; `circuits` may be empty, the job's metadata then says how its bits are read.
Remote<std::vector<CircuitOutcome>> ionqOutcomes(const std::vector<FetchedDistribution>& fetched,
                                                 const IonqJob& job, const std::vector<Circuit>& circuits,
                                                 std::uint64_t shots);

}  // namespace qstore
