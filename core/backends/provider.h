// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/backends/device.h"
#include "core/backends/remote_error.h"
#include "core/base/progress.h"
#include "core/circuit/circuit.h"
#include "core/observables/estimator.h"

namespace qstore {

/// How an IonQ job's body is written, so that the tool of that name can fetch the job by its id.
enum class JobDialect : std::uint8_t { Plain, Cirq, Qiskit };

/// One job as a person or a training wants it; providers turn it into their own words.
struct JobRequest {
    std::string device;
    std::string name;
    /// No symbols, no conditions, no measurement but final ones. A circuit that measures nothing is
    /// measured on all qubits. In a device's own gates where `native`, already routed for its coupling.
    std::vector<Circuit> circuits;
    std::uint64_t shots = 1000;  ///< of every circuit
    /// Named so that a job is found again before it is sent twice; unique over all jobs of an account.
    std::string token;
    std::map<std::string, std::string> metadata;
    std::optional<std::string> noiseModel;  ///< simulators
    std::optional<std::uint64_t> seed;      ///< simulators
    bool native = false;
    std::optional<bool> errorMitigation;  ///< IonQ: debiasing; IBM: dynamical decoupling
    JobDialect dialect = JobDialect::Plain;
    bool dryRun = false;
};

enum class RemoteState : std::uint8_t { Queued, Running, Completed, Failed, Cancelled };
QSTORE_EXPORT std::string_view remoteStateName(RemoteState state);

struct RemoteJob {
    std::string id;
    RemoteState state = RemoteState::Queued;
    std::string device, name, token;
    std::string failureCode, failureReason;  ///< the provider's words
    std::optional<double> costUsd;
    std::optional<std::uint64_t> queuePosition;
    std::optional<double> waitSeconds;                               ///< expected, where it says so
    std::optional<std::int64_t> submittedMs, startedMs, finishedMs;  ///< Unix, the server's clock
    std::optional<double> executionSeconds;
};

/// What one circuit gave.
struct CircuitOutcome {
    std::uint64_t shots = 0;
    std::size_t bits = 0;  ///< length of the keys: classical bits if the circuit assigns any, else qubits
    /// Always filled; sums to one within 1e-6. Qubit or bit 0 is the least significant bit of a key.
    std::map<std::uint64_t, double> probabilities;
    Counts counts;  ///< sums to `shots`; rounded by largest remainders where only probabilities came
};

struct EstimateRequest {
    std::string device;
    std::size_t qubits = 0;
    std::uint64_t shots = 0;
    std::uint64_t oneQubitGates = 0, twoQubitGates = 0;
    bool errorMitigation = false;
};
struct ProviderEstimate {
    std::optional<double> costUsd;  ///< absent when the account pays otherwise
    std::string unit = "usd";       ///< "usd" or "credit", as the provider says
    double cost = 0.0;              ///< in `unit`
    std::optional<double> executionSeconds, queueSeconds;
};

struct Identity {
    std::string account, project;  ///< as the provider names them; may be empty
    std::vector<std::string> rights;
    std::optional<std::int64_t> expiresMs;  ///< of the key or token, where it is known
};

/// One account of a cloud. Every call is one exchange or a few, never retried here; thread-safe.
/// Errors never hold the key. Replies are distrusted: what does not fit is RemoteFault::Protocol.
class QSTORE_EXPORT Provider {
public:
    virtual ~Provider() = default;
    virtual std::string_view kind() const = 0;  ///< "ionq", "ibm"

    virtual Remote<Identity> identity(const RunControl& control) const = 0;
    virtual Remote<std::vector<DeviceInfo>> devices(const RunControl& control) const = 0;
    /// Newest first; at most `limit`.
    virtual Remote<std::vector<Calibration>> calibrations(const std::string& device, std::size_t limit,
                                                          const RunControl& control) const = 0;
    /// Unsupported (Rejected) where the provider has no estimate of its own.
    virtual Remote<ProviderEstimate> estimate(const EstimateRequest& request,
                                              const RunControl& control) const = 0;

    /// The body that submit() sends: for tests, for export and for showing what leaves the machine.
    virtual Remote<std::string> jobBody(const JobRequest& request) const = 0;
    /// The provider's id.
    virtual Remote<std::string> submit(const JobRequest& request, const RunControl& control) const = 0;
    /// The job that carries this token, if the account has one.
    virtual Remote<std::optional<RemoteJob>> findByToken(const std::string& token,
                                                         const RunControl& control) const = 0;
    virtual Remote<RemoteJob> job(const std::string& id, const RunControl& control) const = 0;
    /// In the order of `ids`; in as few exchanges as the provider allows. A job that is gone is an error
    /// of its own.
    virtual std::vector<Remote<RemoteJob>> jobs(const std::vector<std::string>& ids,
                                                const RunControl& control) const = 0;
    /// One outcome per circuit, in the order of submission. `circuits` are those of the request; empty for
    /// a job that somebody else submitted, which is then read by what the job itself says.
    virtual Remote<std::vector<CircuitOutcome>> results(const std::string& id,
                                                        const std::vector<Circuit>& circuits,
                                                        std::uint64_t shots,
                                                        const RunControl& control) const = 0;
    /// The state afterwards: a finished job stays what it is.
    virtual Remote<RemoteState> cancel(const std::string& id, const RunControl& control) const = 0;
    /// What it cost, once it is over; absent while the provider does not say.
    virtual Remote<std::optional<double>> costUsd(const std::string& id,
                                                  const RunControl& control) const = 0;
    /// The circuits of any job of the account, with names, as far as they can be read back.
    virtual Remote<JobRequest> fetchRequest(const std::string& id, const RunControl& control) const = 0;
};

}  // namespace qstore
