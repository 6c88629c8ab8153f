// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/qstore/backend_access.h"

#include <map>
#include <mutex>

#include "app/qstore/account_access.h"

namespace qstore {

AccountOpener accountOpener(const Command& command) {
    struct Opened {
        std::mutex mutex;
        std::map<std::string, OpenAccount> accounts;
    };
    return [&command, opened = std::make_shared<Opened>()](const std::string& name) -> Result<OpenAccount> {
        const std::scoped_lock lock(opened->mutex);
        if (const auto found = opened->accounts.find(name); found != opened->accounts.end())
            return found->second;
        AccountAccess access(command, {});
        QSTORE_TRY(const BackendProfile profile, access.profiles().find(name));
        QSTORE_TRY(auto provider, openProvider(command, name));
        return opened->accounts.emplace(name, OpenAccount{profile, std::move(provider)}).first->second;
    };
}

Result<MeasuringBackend> openNamedBackend(const Command& command, const std::string& backend,
                                          double maxCostUsd) {
    QSTORE_TRY(const BackendAddress address, parseBackendAddress(backend));
    BackendOrder order;
    order.backend = backend;
    order.maxCostUsd = maxCostUsd;
    order.seed = command.seed.value_or(0);
    order.onJobStep = [&command](const JobRecord& job, const std::string& note) {
        command.note("job " + job.id + " " + std::string(jobStateName(job.state)) +
                     (note.empty() ? "" : ": " + note));
    };
    std::shared_ptr<Workspace> workspace;
    if (!address.local()) {
        QSTORE_TRY(workspace, command.openWorkspace(true));
    }
    return openBackend(order, accountOpener(command), workspace, makeSystemClock(),
                       RunControl{command.stop.get_token(), {}});
}

MachineFactory machineFor(const Command& command, std::shared_ptr<Workspace> workspace, double maxCostUsd) {
    BackendOrder defaults;
    defaults.maxCostUsd = maxCostUsd;
    defaults.onJobStep = [&command](const JobRecord& job, const std::string& note) {
        if (job.state == JobState::Failed || job.state == JobState::NeedsKey || !note.empty())
            command.note("job " + job.id.substr(0, 8) + " " + std::string(jobStateName(job.state)) +
                         (note.empty() ? "" : ": " + note));
    };
    return machineFactory(accountOpener(command), std::move(workspace), makeSystemClock(),
                          std::move(defaults), RunControl{command.stop.get_token(), {}});
}

}  // namespace qstore
