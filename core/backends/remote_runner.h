// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "core/backends/circuit_batch.h"
#include "core/backends/circuit_runner.h"
#include "core/backends/job_driver.h"
#include "core/circuit/transpile_target.h"

namespace qstore {

struct RemoteRunnerOptions {
    std::string device;
    BatchLimits limits;  ///< BatchLimits::of(the device)
    /// Whose batches these are. Jobs that the same run made for the same purpose and the same circuits are
    /// taken up instead of being submitted (and paid) again. Empty: every call makes jobs of its own.
    std::string run;
    std::string name = "q-store";           ///< how jobs are called; the purpose follows
    std::optional<std::string> noiseModel;  ///< simulators
    bool seeded = false;                    ///< simulators: the seed goes along
    bool native = false;
    /// Of services that take abstract gates as well: a job whose circuits are in these gates already, and
    /// not all in abstract ones, goes out as native.
    std::optional<TranspileTarget> nativeTarget;
    std::optional<bool> errorMitigation;
    JobDialect dialect = JobDialect::Plain;
    /// Turns a circuit into the device's gates and places it on its qubits; called once for equal ones.
    /// What it gets measures every qubit into the bit of its number, unless it measured something before.
    std::function<Result<Circuit>(const Circuit&)> prepare;
    /// Asked before any of a batch's new jobs is made: its price in dollars where it is known, or a refusal
    /// (a cap that is reached), which the caller of run() gets.
    std::function<Result<std::optional<double>>(const JobRequest&)> approve;
};

/// Circuits as jobs of an account. One batch at a time: further callers wait for theirs.
class QSTORE_EXPORT RemoteRunner final : public CircuitRunner {
public:
    RemoteRunner(std::shared_ptr<JobDriver> driver, RemoteRunnerOptions options);

    /// Beside the driver's errors: Failed with the provider's reason and cure for a job that failed, with
    /// the other jobs' results kept for the next try.
    Result<std::vector<CircuitOutcome>> run(const std::vector<Circuit>& circuits, std::uint64_t shots,
                                            std::uint64_t seed, const std::string& purpose,
                                            const RunControl& control) const override;
    /// How a batch would be cut, without sending anything.
    Result<BatchPlan> plan(const std::vector<Circuit>& circuits, std::uint64_t shots) const;

private:
    struct Batch;
    Result<Batch> prepared(const std::vector<Circuit>& circuits, std::uint64_t shots) const;
    JobRequest requestOf(const Batch& batch, const BatchJob& job) const;
    Result<std::vector<std::string>> jobsOf(const Batch& batch, std::uint64_t seed,
                                            const std::string& purpose) const;
    Result<std::vector<CircuitOutcome>> outcomesOf(const std::string& id) const;

    std::shared_ptr<JobDriver> m_driver;
    RemoteRunnerOptions m_options;
    mutable std::mutex m_mutex;
};

}  // namespace qstore
