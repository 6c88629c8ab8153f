// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/backends/provider.h"
#include "core/base/clock.h"
#include "core/base/secret.h"
#include "core/net/http.h"
#include "core/observables/pauli.h"

namespace qstore {

/// The region us-east; eu-de has an address of its own.
inline constexpr std::string_view kIbmEndpoint = "https://quantum.cloud.ibm.com/api/v1";
inline constexpr std::string_view kIbmTokenEndpoint = "https://iam.cloud.ibm.com/identity/token";

/// What IBM asks for a second of a machine, from its public list.
struct IbmPrice {
    std::string_view plan;
    double usdPerSecond = 0.0;
    std::string_view date;  ///< when the list was read
};
/// Of https://www.ibm.com/quantum/pricing, Pay-As-You-Go first. Pre-paid plans have a price a minute,
/// divided here.
QSTORE_EXPORT const std::vector<IbmPrice>& ibmPrices();

/// What to do about one of IBM's error or reason codes ("1305"); empty for those without advice of ours.
/// The codes are those of https://quantum.cloud.ibm.com/docs/errors.
QSTORE_EXPORT std::string ibmCure(std::string_view code);

struct IbmOptions {
    std::string endpoint;       ///< empty = IBM's own, us-east
    std::string tokenEndpoint;  ///< where a key becomes a token; empty = IBM's own
    Secret key;
    std::string instance;  ///< the service's CRN
    /// What costs are reckoned with; nothing where the account's plan is not paid by the second.
    std::optional<double> usdPerSecond = ibmPrices().front().usdPerSecond;
    std::int64_t timeoutMs = 30'000;        ///< of one exchange
    std::int64_t largeTimeoutMs = 300'000;  ///< of those that carry circuits or results
};

/// Expectation values asked of IBM's Estimator.
struct IbmEstimatorRequest {
    std::string device, name, token;
    std::vector<Circuit> circuits;  ///< transpiled for the device; measurements are left out
    /// Of each circuit, on its own qubits (so after the routing's permutation).
    std::vector<std::vector<PauliSum>> observables;
    double precision = 0.015625;  ///< standard error that each value shall have
    std::optional<bool> dynamicalDecoupling;
    std::optional<std::uint64_t> resilienceLevel;  ///< 0, 1 or 2
};
struct IbmEstimates {
    std::vector<double> values, standardErrors;  ///< one of each an observable
};

/// An instance of IBM Quantum over the Runtime's REST interface, version 2026-04-15. Circuits go out as
/// OpenQASM 3 in the machine's own gates (`native` circuits, transpiled before); the token and the name of
/// a job are tags. Job ids and errors follow the interface of Provider.
class QSTORE_EXPORT IbmProvider : public Provider {
public:
    virtual Remote<std::string> estimatorBody(const IbmEstimatorRequest& request) const = 0;
    /// The job's id.
    virtual Remote<std::string> submitEstimator(const IbmEstimatorRequest& request,
                                                const RunControl& control) const = 0;
    /// One entry per circuit; `observables` says how many values each shall have.
    virtual Remote<std::vector<IbmEstimates>> estimates(const std::string& id,
                                                        const std::vector<std::size_t>& observables,
                                                        const RunControl& control) const = 0;
};

/// InvalidArgument for an address that is none, an empty key, or an instance that is no CRN.
QSTORE_EXPORT Result<std::shared_ptr<const IbmProvider>> makeIbmProvider(
    IbmOptions options, std::shared_ptr<const HttpTransport> transport, std::shared_ptr<Clock> clock);

}  // namespace qstore
