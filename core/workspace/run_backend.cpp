// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/run_backend.h"

#include <algorithm>
#include <mutex>

#include "core/backends/calibration_noise.h"
#include "core/backends/device_profiles.h"
#include "core/backends/gate_counts.h"
#include "core/backends/measured_batch.h"
#include "core/backends/price_table.h"
#include "core/backends/remote_runner.h"
#include "core/backends/spending_cap.h"
#include "core/base/closest_name.h"
#include "core/circuit/transpile.h"
#include "core/workspace/workspace_jobs.h"

namespace qstore {
namespace {

constexpr std::string_view kLocal = "local";

TranspileTarget targetOf(const DeviceInfo& device) {
    return {device.name, device.gates, device.qubits, device.coupling};
}

/// Clouds that compile by themselves take the circuits as they are.
bool needsTranspiling(const DeviceInfo& device) {
    return device.gates == GateSetKind::IbmEcr || device.gates == GateSetKind::IbmCz;
}

/// What a run has spent so far: prices where they are known, else what was expected.
Result<double> spentBy(Workspace& workspace, const std::string& run) {
    if (run.empty()) return 0.0;
    QSTORE_TRY(const auto ledger, jobSpending(workspace));
    double spent = 0.0;
    for (const JobSpending& row : ledger)
        if (row.run == run) spent += row.costUsd + row.openEstimatedUsd;
    return spent;
}

/// Prices jobs before they are made, and keeps the cap.
class Cashier {
public:
    Cashier(std::shared_ptr<const Provider> provider, DeviceInfo device, PriceTable prices, SpendingCap cap,
            RunControl control)
        : m_provider(std::move(provider)),
          m_device(std::move(device)),
          m_prices(std::move(prices)),
          m_cap(cap),
          m_control(std::move(control)) {}

    Result<std::optional<double>> approve(const JobRequest& request) {
        const JobPrice price = priceOf(request);
        const std::scoped_lock lock(m_mutex);
        QSTORE_CHECK(m_cap.reserve(price));
        return price.usd;
    }

private:
    JobPrice priceOf(const JobRequest& request) const {
        JobWork work;
        work.shots = request.shots;
        work.circuits = request.circuits.size();
        work.mitigation = request.errorMitigation.value_or(false);
        std::size_t qubits = 0;
        for (const Circuit& circuit : request.circuits) {
            const GateCounts gates = billedGates(circuit);
            work.oneQubitGates += gates.oneQubit;
            work.twoQubitGates += gates.twoQubit;
            qubits = std::max(qubits, circuit.qubits());
        }
        JobPrice table = m_prices.priceOfJob(m_provider->kind(), m_device.name, work);
        // An estimate costs an exchange; without a cap the table is good enough.
        if (!m_cap.capUsd()) return table;
        const auto estimate = m_provider->estimate(
            {m_device.name, qubits, work.shots, work.oneQubitGates, work.twoQubitGates, work.mitigation},
            m_control);
        return withEstimate(std::move(table),
                            estimate ? std::optional(*estimate) : std::optional<ProviderEstimate>());
    }

    const std::shared_ptr<const Provider> m_provider;
    const DeviceInfo m_device;
    const PriceTable m_prices;
    std::mutex m_mutex;
    SpendingCap m_cap;  ///< guarded by m_mutex
    const RunControl m_control;
};

Result<MeasuringBackend> openLocal(const BackendAddress& address, const BackendOrder& order) {
    QSTORE_TRY(LocalDevice local, localDevice(address.device));
    MeasuringBackend backend;
    backend.device = std::move(local.info);
    if (local.calibration) {
        QSTORE_TRY(const CalibrationNoise noise,
                   noiseModelOf(*local.calibration, backend.device.qubits, {}));
        backend.runner = makeNoisyRunner(noise.model);
    } else {
        backend.runner = makeLocalRunner();
    }
    backend.estimator = makeMeasuredBatch(backend.runner, order.seed);
    return backend;
}

Result<DeviceInfo> findDevice(const Provider& provider, const BackendAddress& address,
                              const RunControl& control) {
    const auto devices = provider.devices(control);
    if (!devices) return tl::unexpected(devices.error().error);
    std::vector<std::string> names;
    for (const DeviceInfo& device : *devices) {
        if (device.name == address.device) return device;
        names.push_back(device.name);
    }
    std::string list;
    for (const std::string& name : names) list += (list.empty() ? "" : ", ") + name;
    const std::string closest = closestName(address.device, names);
    return fail(ErrorCode::NotFound,
                "the account '" + address.profile + "' has no device '" + address.device + "'",
                (closest.empty() ? "" : "did you mean '" + closest + "'? ") + "there are " + list);
}

Status checkDevice(const DeviceInfo& device, const BackendAddress& address) {
    if (device.status != DeviceStatus::Available)
        return fail(ErrorCode::Unsupported,
                    "'" + device.name + "' takes no jobs now" +
                        (device.statusReason.empty() ? "" : ": " + device.statusReason),
                    "choose another device, or try again later; `qstore backends list` shows them");
    const auto& noiseModels = device.noiseModels;
    if (address.noiseModel.empty() ||
        std::find(noiseModels.begin(), noiseModels.end(), address.noiseModel) != noiseModels.end())
        return {};
    std::string list;
    for (const std::string& name : noiseModels) list += (list.empty() ? "" : ", ") + name;
    return fail(ErrorCode::NotFound,
                "'" + device.name + "' has no noise model '" + address.noiseModel + "'",
                list.empty() ? "it has none; leave out what follows the colon" : "there are " + list);
}

RemoteRunnerOptions runnerOptions(const DeviceInfo& device, const BackendAddress& address,
                                  const BackendOrder& order, const std::shared_ptr<Cashier>& cashier) {
    RemoteRunnerOptions options;
    options.device = device.name;
    options.limits = BatchLimits::of(device);
    options.run = order.run;
    options.seeded = device.simulator;
    if (!address.noiseModel.empty()) options.noiseModel = address.noiseModel;
    options.approve = [cashier](const JobRequest& request) { return cashier->approve(request); };
    if (device.gates == GateSetKind::IonqMs || device.gates == GateSetKind::IonqZz)
        options.nativeTarget = targetOf(device);
    if (needsTranspiling(device)) {
        options.native = true;
        options.prepare = [target = targetOf(device),
                           seed = order.seed](const Circuit& circuit) -> Result<Circuit> {
            TranspileOptions passes;
            passes.seed = seed;
            QSTORE_TRY(Transpiled transpiled, transpile(circuit, target, passes));
            return std::move(transpiled.circuit);
        };
    }
    return options;
}

}  // namespace

Result<BackendAddress> parseBackendAddress(std::string_view text) {
    BackendAddress address;
    if (text == kLocal ||
        (text.substr(0, kLocal.size()) == kLocal && text.substr(kLocal.size(), 1) == "/")) {
        address.device = text;
        return address;
    }
    const std::size_t slash = text.find('/');
    const std::size_t colon = text.find(':', slash == std::string_view::npos ? 0 : slash);
    if (slash != std::string_view::npos) {
        address.profile = text.substr(0, slash);
        address.device =
            text.substr(slash + 1, colon == std::string_view::npos ? colon : colon - slash - 1);
        if (colon != std::string_view::npos) address.noiseModel = text.substr(colon + 1);
    }
    const bool complete = !address.profile.empty() && !address.device.empty() &&
                          (colon == std::string_view::npos || !address.noiseModel.empty());
    if (complete) return address;
    return fail(ErrorCode::InvalidArgument, "'" + std::string(text) + "' names no backend",
                "write local, local/aria, or PROFILE/DEVICE; `qstore backends list` shows them");
}

DriverOptions drivingOptions(const BackendProfile& profile) {
    DriverOptions options;
    options.profile = profile.name;
    options.practice = profile.practice;
    options.maxConcurrentJobs = profile.maxConcurrentJobs;
    if (!profile.practice) return options;
    // It is on this machine and not busy, and its lists do not lag.
    options.firstPollMs = 10;
    options.firstRetryMs = 20;
    options.maxPollMs = options.maxRetryMs = 1'000;
    options.lookupWaitMs = 100;
    return options;
}

Result<MeasuringBackend> openBackend(const BackendOrder& order, const AccountOpener& accounts,
                                     const std::shared_ptr<Workspace>& workspace,
                                     const std::shared_ptr<Clock>& clock, const RunControl& control) {
    QSTORE_TRY(const BackendAddress address, parseBackendAddress(order.backend));
    if (address.local()) return openLocal(address, order);
    if (!workspace)
        return fail(ErrorCode::InvalidArgument,
                    "jobs of '" + order.backend + "' need a workspace to be kept in",
                    "open one, or make it with --workspace FILE.qstore");
    QSTORE_TRY(const OpenAccount account, accounts(address.profile));
    MeasuringBackend backend;
    backend.practice = account.profile.practice;
    QSTORE_TRY(backend.device, findDevice(*account.provider, address, control));
    QSTORE_CHECK(checkDevice(backend.device, address));
    QSTORE_TRY(PriceTable prices, PriceTable::shipped());
    QSTORE_TRY(const double spent, spentBy(*workspace, order.run));
    SpendingCap cap(order.maxCostUsd > 0.0 ? std::optional(order.maxCostUsd) : std::nullopt, spent);
    const auto cashier =
        std::make_shared<Cashier>(account.provider, backend.device, std::move(prices), cap, control);
    DriverOptions driving = drivingOptions(account.profile);
    driving.waitForKey = order.waitForKey;
    driving.seed = order.seed;
    driving.onStep = order.onJobStep;
    backend.driver =
        std::make_shared<JobDriver>(account.provider, workspaceJobs(workspace), clock, std::move(driving));
    backend.runner = std::make_shared<RemoteRunner>(backend.driver,
                                                    runnerOptions(backend.device, address, order, cashier));
    backend.estimator = makeMeasuredBatch(backend.runner, order.seed);
    return backend;
}

MachineFactory machineFactory(AccountOpener accounts, std::shared_ptr<Workspace> workspace,
                              std::shared_ptr<Clock> clock, BackendOrder defaults, RunControl control) {
    return [accounts = std::move(accounts), workspace = std::move(workspace), clock = std::move(clock),
            defaults = std::move(defaults), control = std::move(control)](
               const TrainConfig& config,
               const std::string& run) -> Result<std::shared_ptr<const BatchEstimator>> {
        BackendOrder order = defaults;
        order.backend = config.machine.backend;
        order.run = run;
        if (order.maxCostUsd == 0.0) order.maxCostUsd = config.machine.maxCostUsd;
        order.seed = config.seed;
        QSTORE_TRY(const MeasuringBackend backend, openBackend(order, accounts, workspace, clock, control));
        return backend.estimator;
    };
}

}  // namespace qstore
