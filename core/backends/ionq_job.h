// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/backends/ionq_metadata.h"
#include "core/backends/provider.h"

namespace qstore {

/// Where a job's results are, in the words of both generations of replies.
struct IonqResultPlaces {
    std::string probabilitiesUrl;        ///< May 2026: results.probabilities.url
    std::string artifactV1, artifactV2;  ///< September 2026: the artifact's id by format
    std::string aggregate;               ///< the same, of all circuits of a job
    std::vector<std::string> formats;    ///< everything that is there, for messages
};

/// A job as GET /jobs/{id} and the list show it.
struct IonqJob {
    RemoteJob remote;
    std::string type;
    std::string parent;
    Metadata metadata;
    std::uint64_t shots = 0;  ///< 0 = it does not say
    std::size_t qubits = 0;   ///< 0 = it does not say
    std::vector<std::string> children;
    IonqResultPlaces results;

    bool several() const { return type == "ionq.multi-circuit.v1" || !children.empty(); }
};

/// Protocol for what is no job.
Remote<IonqJob> readIonqJob(const nlohmann::json& reply);
Remote<RemoteState> ionqState(const std::string& status);
/// The error of a job that has no results: not ready yet, cancelled, or failed with its reason and cure.
std::optional<RemoteError> whyNoResults(const IonqJob& job);

}  // namespace qstore
