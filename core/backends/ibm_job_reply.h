// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/result.h"

namespace qstore {

/// The tags that a job of ours carries: this program's name, the token, the job's name (cut where a tag
/// would be too long) and the metadata as `key=value`. InvalidArgument for what does not fit into eight
/// tags of 86 bytes.
Result<std::vector<std::string>> ibmTags(const std::string& token, const std::string& name,
                                         const std::map<std::string, std::string>& metadata);
/// The tag that findByToken() asks for.
std::string ibmTokenTag(const std::string& token);

struct IbmTagged {
    std::string token, name;
    std::map<std::string, std::string> metadata;
};
IbmTagged readIbmTags(const std::vector<std::string>& tags);

struct IbmJobPage {
    std::vector<RemoteJob> jobs;
    std::vector<std::vector<std::string>> tags;  ///< of each job
};

/// Of `/jobs/{id}`. The cost is there when the job is over and its seconds are settled.
Result<RemoteJob> readIbmJob(std::string_view json, std::optional<double> usdPerSecond);
/// Of `/jobs`.
Result<IbmJobPage> readIbmJobPage(std::string_view json, std::optional<double> usdPerSecond);
/// Of the reply to a new job: its id.
Result<std::string> readIbmNewJob(std::string_view json);
/// Of `/jobs/{id}/metrics`: seconds of the machine, once the job is over and they are settled. Reads the
/// forms of the versions before 2026-03-15 too.
Result<std::optional<double>> readIbmSeconds(std::string_view json);
/// Of `/jobs/{id}` with its parameters: the circuits that went in, in OpenQASM. Unsupported for Qiskit's
/// own encoding, for programs other than the Sampler, and for circuits with different numbers of shots.
Result<JobRequest> readIbmRequest(std::string_view json);

}  // namespace qstore
