// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "core/backends/provider.h"

namespace qstore {

/// An account whose books are a file, so that they outlive the program that submits: one line for every job
/// that was accepted. Jobs are done when they are asked for the second time.
class FileProvider final : public Provider {
public:
    /// Dies after the `dieInExchange`-th exchange was carried out, before its reply is read; 0 = never.
    FileProvider(std::filesystem::path books, int dieInExchange);

    std::string_view kind() const override { return "ionq"; }
    Remote<Identity> identity(const RunControl&) const override { return Identity{}; }
    Remote<std::vector<DeviceInfo>> devices(const RunControl&) const override;
    Remote<std::vector<Calibration>> calibrations(const std::string&, std::size_t,
                                                  const RunControl&) const override;
    Remote<ProviderEstimate> estimate(const EstimateRequest&, const RunControl&) const override;
    Remote<std::string> jobBody(const JobRequest&) const override { return std::string(); }
    Remote<std::string> submit(const JobRequest& request, const RunControl&) const override;
    Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                 const RunControl&) const override;
    Remote<RemoteJob> job(const std::string& id, const RunControl&) const override;
    std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>& ids,
                                        const RunControl&) const override;
    Remote<std::vector<CircuitOutcome>> results(const std::string& id, const std::vector<Circuit>& circuits,
                                                std::uint64_t shots, const RunControl&) const override;
    Remote<RemoteState> cancel(const std::string& id, const RunControl&) const override;
    Remote<std::optional<double>> costUsd(const std::string&, const RunControl&) const override;
    Remote<JobRequest> fetchRequest(const std::string& id, const RunControl&) const override;

    /// Tokens in the order in which they were accepted.
    static std::vector<std::string> accepted(const std::filesystem::path& books);

private:
    void exchanged() const;

    std::filesystem::path m_books;
    int m_dieInExchange;
    mutable int m_exchanges = 0, m_polls = 0;
};

}  // namespace qstore
