// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/backends/ibm_job_reply.h"
#include "core/backends/ibm_machine.h"
#include "core/backends/ibm_provider.h"
#include "core/backends/ibm_session.h"

namespace qstore {

/// The provider that makeIbmProvider() makes: ibm_account.cpp has what concerns devices, ibm_jobs.cpp what
/// concerns jobs.
class IbmAccount final : public IbmProvider {
public:
    IbmAccount(IbmOptions options, std::shared_ptr<const HttpTransport> transport,
               std::shared_ptr<Clock> clock)
        : m_session(std::move(options), std::move(transport), std::move(clock)) {}

    std::string_view kind() const override { return "ibm"; }
    Remote<Identity> identity(const RunControl& control) const override;
    Remote<std::vector<DeviceInfo>> devices(const RunControl& control) const override;
    Remote<std::vector<Calibration>> calibrations(const std::string& device, std::size_t limit,
                                                  const RunControl& control) const override;
    Remote<ProviderEstimate> estimate(const EstimateRequest& request,
                                      const RunControl& control) const override;

    Remote<std::string> jobBody(const JobRequest& request) const override;
    Remote<std::string> submit(const JobRequest& request, const RunControl& control) const override;
    Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                 const RunControl& control) const override;
    Remote<RemoteJob> job(const std::string& id, const RunControl& control) const override;
    std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>& ids,
                                        const RunControl& control) const override;
    Remote<std::vector<CircuitOutcome>> results(const std::string& id, const std::vector<Circuit>& circuits,
                                                std::uint64_t shots,
                                                const RunControl& control) const override;
    Remote<RemoteState> cancel(const std::string& id, const RunControl& control) const override;
    Remote<std::optional<double>> costUsd(const std::string& id, const RunControl& control) const override;
    Remote<JobRequest> fetchRequest(const std::string& id, const RunControl& control) const override;

    Remote<std::string> estimatorBody(const IbmEstimatorRequest& request) const override;
    Remote<std::string> submitEstimator(const IbmEstimatorRequest& request,
                                        const RunControl& control) const override;
    Remote<std::vector<IbmEstimates>> estimates(const std::string& id,
                                                const std::vector<std::size_t>& observables,
                                                const RunControl& control) const override;

private:
    struct Known {
        IbmMachine machine;
        std::int64_t sinceMs = 0;  ///< steady clock
    };

    Remote<HttpResponse> get(std::string path, const RunControl& control) const {
        IbmCall call;
        call.path = std::move(path);
        return m_session.call(call, control);
    }
    /// What `result` holds, or a Protocol fault.
    template <class T>
    static Remote<T> fitting(Result<T> result, const HttpResponse& response) {
        if (result) return *std::move(result);
        return IbmSession::misfit(result.error(), response);
    }
    std::optional<IbmMachine> known(const std::string& device) const;
    Remote<IbmMachine> machine(const std::string& device, const RunControl& control) const;
    Remote<IbmMachine> fetchMachine(const std::string& device, const RunControl& control) const;
    Remote<DeviceInfo> describe(IbmListed listed, const RunControl& control) const;
    Remote<std::string> post(std::string body, const RunControl& control) const;
    Remote<IbmJobPage> page(const std::string& filter, std::size_t offset, const RunControl& control) const;
    Remote<std::map<std::string, RemoteJob>> listed(const std::vector<std::string>& ids,
                                                    const RunControl& control) const;
    Remote<HttpResponse> finishedResults(const std::string& id, std::size_t bytes,
                                         const RunControl& control) const;
    tl::unexpected<RemoteError> whyNoResults(const std::string& id, RemoteError refused,
                                             const RunControl& control) const;

    IbmSession m_session;
    mutable std::mutex m_mutex;
    mutable std::map<std::string, Known> m_machines;
};

}  // namespace qstore
