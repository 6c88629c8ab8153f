// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/backends/circuit_runner.h"
#include "core/backends/job_driver.h"
#include "core/backends/profile.h"
#include "core/backends/provider.h"
#include "core/base/clock.h"
#include "core/observables/batch_estimator.h"
#include "core/workspace/training_session.h"
#include "core/workspace/workspace.h"

namespace qstore {

/// Where something is measured, as a person writes it: `local`, `local/aria`, `PROFILE/DEVICE`, or
/// `PROFILE/DEVICE:NOISE` for a simulator with one of its noise models.
struct BackendAddress {
    std::string profile;  ///< empty for local ones
    std::string device;   ///< of local ones with "local"
    std::string noiseModel;
    bool local() const { return profile.empty(); }
};
/// InvalidArgument for anything else.
QSTORE_EXPORT Result<BackendAddress> parseBackendAddress(std::string_view text);

/// An account that is open: how it is reached, and who answers.
struct OpenAccount {
    BackendProfile profile;
    std::shared_ptr<const Provider> provider;
};
/// By the profile's name. The window and the command line each have their own way to the key.
using AccountOpener = std::function<Result<OpenAccount>(const std::string& profile)>;

struct BackendOrder {
    std::string backend;
    std::string run;          ///< whose batches these are; empty = a person's
    double maxCostUsd = 0.0;  ///< of the run, what it spent before included; 0 = no cap
    std::uint64_t seed = 0;   ///< of shots that a simulator draws
    bool waitForKey = false;  ///< wait for a new key instead of giving up with Busy
    /// Hears every step of a job, in the thread that drives.
    std::function<void(const JobRecord&, const std::string& note)> onJobStep;
};

/// A backend that is ready to measure. Simulators and machines are one path from here on.
struct MeasuringBackend {
    DeviceInfo device;
    bool practice = false;
    std::shared_ptr<const CircuitRunner> runner;
    std::shared_ptr<const BatchEstimator> estimator;
    std::shared_ptr<JobDriver> driver;  ///< null for local ones
};

/// How an account's jobs are driven: as many at once as its profile says, and a practice cloud without the
/// patience that a busy provider needs.
QSTORE_EXPORT DriverOptions drivingOptions(const BackendProfile& profile);

/// Opens what an address names. For a machine: finds the device in its account, transpiles to its gates
/// where it takes no others, keeps its jobs in the workspace, and refuses (ResourceExhausted) a job that
/// would exceed the cap, or whose price nobody knows while there is one. NotFound for names that are not
/// there; Unsupported for a device that takes no jobs now.
QSTORE_EXPORT Result<MeasuringBackend> openBackend(const BackendOrder& order, const AccountOpener& accounts,
                                                   const std::shared_ptr<Workspace>& workspace,
                                                   const std::shared_ptr<Clock>& clock,
                                                   const RunControl& control = {});

/// For TrainingOrder::machine: every run gets its own jobs and its own cap; one in `defaults` goes before
/// the configuration's, for runs that are resumed with more.
QSTORE_EXPORT MachineFactory machineFactory(AccountOpener accounts, std::shared_ptr<Workspace> workspace,
                                            std::shared_ptr<Clock> clock, BackendOrder defaults = {},
                                            RunControl control = {});

}  // namespace qstore
