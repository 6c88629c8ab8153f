// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/export.h"
#include "core/base/result.h"
#include "core/serving/fault_plan.h"
#include "core/serving/practice_ledger.h"

namespace qstore {

/// Which of IonQ's two generations of results a job's `results` names.
enum class ResultForm : std::uint8_t {
    May2026,       ///< a URL below /results
    September2026  ///< artifacts by format
};

struct PracticeOptions {
    std::uint16_t port = 0;  ///< 0 = one that is free
    /// How long a job waits before it may start, by the clock's steady time.
    std::int64_t queueMs = 5;
    ResultForm resultForm = ResultForm::May2026;
    std::int64_t tokenLifetimeMs = 3'600'000;  ///< of IBM's bearer tokens
    FaultPlan faults;
    std::shared_ptr<Clock> clock;  ///< null = the system's
    bool record = false;           ///< keep every exchange for exchanges()
};

/// One exchange as the server saw it. `responseBody` is what was meant, before a fault changed it.
struct PracticeExchange {
    std::string method;
    std::string target;  ///< path and query, still encoded
    std::string requestBody;
    int status = 0;
    std::string responseBody;
};

/// A cloud for practice and tests on this machine: a server on the loopback address that speaks IonQ's REST
/// interface v0.4 and IBM's Qiskit Runtime REST interface, with a queue, prices, keys, calibrations and
/// failures on demand. Circuits are run by this library's simulator; nothing leaves the machine and nothing
/// is paid. The same request gives the same counts.
class QSTORE_EXPORT PracticeCloud {
public:
    static Result<std::unique_ptr<PracticeCloud>> start(PracticeOptions options = {});
    ~PracticeCloud();
    PracticeCloud(const PracticeCloud&) = delete;
    PracticeCloud& operator=(const PracticeCloud&) = delete;

    std::uint16_t port() const;
    std::string url() const;            ///< "http://127.0.0.1:PORT"
    std::string ionqEndpoint() const;   ///< … "/v0.4"
    std::string ibmEndpoint() const;    ///< … "/api/v1"
    std::string tokenEndpoint() const;  ///< … "/identity/token"
    /// The first key: "practice-…". It opens nothing but this server.
    const std::string& key() const;
    const std::string& crn() const;  ///< IBM's Service-CRN

    /// A further key of the same account.
    std::string addKey(std::optional<std::int64_t> expiresUnixMs = std::nullopt);
    bool revokeKey(std::string_view key);
    /// Valid again, without an end.
    bool restoreKey(std::string_view key);
    /// Expires after so many further requests, whatever the time.
    bool expireKeyAfter(std::string_view key, std::uint64_t requests);
    /// Ends every bearer token.
    void expireTokens();

    void setFaults(FaultPlan plan);
    std::uint64_t faultsHit() const;
    void setResultForm(ResultForm form);
    void setQueueMs(std::int64_t queueMs);

    PracticeLedger ledger() const;
    std::vector<PracticeExchange> exchanges() const;
    /// Blocks until every job that may start is over.
    void waitIdle() const;

private:
    struct Impl;
    explicit PracticeCloud(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace qstore
