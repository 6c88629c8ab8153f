// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/device_catalog.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/backends/device_profiles.h"
#include "core/backends/profile_rules.h"
#include "ui/controllers/accounts.h"
#include "ui/controllers/background_job.h"
#include "ui/controllers/workspace_session.h"

namespace qstore::ui {
namespace {

constexpr std::size_t historyLength = 50;

using Devices = Result<std::vector<DeviceInfo>>;
using History = Result<std::vector<Calibration>>;

Devices askDevices(const AccountOpener& opener, const std::string& profile, const RunControl& control) {
    QSTORE_TRY(const OpenAccount account, opener(profile));
    auto devices = account.provider->devices(control);
    if (!devices) return tl::unexpected<Error>(devices.error().error);
    return *std::move(devices);
}

History askCalibrations(const AccountOpener& opener, const BackendAddress& address,
                        const RunControl& control) {
    QSTORE_TRY(const OpenAccount account, opener(address.profile));
    auto history = account.provider->calibrations(address.device, historyLength, control);
    if (!history) return tl::unexpected<Error>(history.error().error);
    return *std::move(history);
}

/// One account and what it said last.
struct Asked {
    BackendProfile profile;
    std::optional<Secret> key;
    std::vector<DeviceChoice> devices;
    std::optional<Error> error;
    BackgroundJob* job = nullptr;  ///< while it is asked
    bool again = false;            ///< ask once more when the job has ended
};

}  // namespace

struct DeviceCatalog::Impl {
    Impl(DeviceCatalog& catalog, Accounts& allAccounts) : self(catalog), accounts(allAccounts) {}

    void listLocal();
    /// Follows the accounts: drops those that are gone or have no key, asks those that are new.
    void follow();
    void ask(const std::string& profile, Asked& asked);
    void answered(BackgroundJob* job, const std::string& profile, Devices devices);
    void release(Asked& asked);
    void jobEnded(BackgroundJob* job);
    void assemble();
    void historyAnswered(BackgroundJob* job, const QString& address, History answer);
    /// What is known of the former account of this name is not this one's.
    void forgetHistories(const std::string& profile);
    void setRunning(int count);

    DeviceCatalog& self;
    Accounts& accounts;
    std::vector<DeviceChoice> local, all;
    std::map<std::string, Asked> asked;
    std::map<QString, std::vector<Calibration>> histories;
    std::map<QString, BackgroundJob*> historyJobs;
    int running = 0;
};

void DeviceCatalog::Impl::listLocal() {
    auto devices = localDevices();
    Q_ASSERT(devices);  // it ships with the program
    if (!devices) return;
    for (LocalDevice& device : *devices) {
        DeviceChoice choice;
        choice.address = toQt(device.info.name);
        choice.device = std::move(device.info);
        choice.calibration = std::move(device.calibration);
        local.push_back(std::move(choice));
    }
}

void DeviceCatalog::Impl::follow() {
    std::vector<std::string> wanted;
    for (const BackendProfile& profile : accounts.profiles()) {
        auto key = accounts.keyForTest(toQt(profile.name));
        if (!key) continue;
        wanted.push_back(profile.name);
        const auto found = asked.find(profile.name);
        if (found != asked.end() && found->second.profile == profile && found->second.key == key) continue;
        // Another account behind the same name: what the former said is not its.
        if (found != asked.end() && keyHost(found->second.profile) != keyHost(profile)) {
            found->second.devices.clear();
            found->second.error.reset();
            forgetHistories(profile.name);
        }
        Asked& entry = asked[profile.name];
        entry.profile = profile;
        entry.key = std::move(key);
        ask(profile.name, entry);
    }
    for (auto entry = asked.begin(); entry != asked.end();) {
        if (std::find(wanted.begin(), wanted.end(), entry->first) != wanted.end()) {
            ++entry;
            continue;
        }
        release(entry->second);
        forgetHistories(entry->first);
        entry = asked.erase(entry);
    }
    assemble();
}

void DeviceCatalog::Impl::ask(const std::string& profile, Asked& entry) {
    if (entry.job != nullptr) {
        // Joining it here could wait for the network.
        entry.again = true;
        entry.job->requestStop();
        return;
    }
    entry.again = false;
    auto* job = new BackgroundJob(&self);
    entry.job = job;
    setRunning(running + 1);
    QObject::connect(job, &BackgroundJob::failed, &self, [this, job, profile](const Error& error) {
        answered(job, profile, tl::unexpected<Error>(error));
    });
    job->start([this, job, profile,
                opener = accounts.opener()](const std::stop_token& stop) -> BackgroundJob::Completion {
        auto devices = askDevices(opener, profile, RunControl{stop, {}});
        return [this, job, profile, devices = std::move(devices)] { answered(job, profile, devices); };
    });
}

void DeviceCatalog::Impl::answered(BackgroundJob* job, const std::string& profile, Devices devices) {
    const auto found = asked.find(profile);
    if (found == asked.end() || found->second.job != job) {
        // Of an account that went in the meantime.
        jobEnded(job);
        return;
    }
    Asked& entry = found->second;
    entry.job = nullptr;
    if (entry.again) {
        ask(profile, entry);
        jobEnded(job);
        return;
    }
    entry.error = devices ? std::nullopt : std::optional(devices.error());
    if (devices) {
        entry.devices.clear();
        const std::int64_t now = accounts.network().clock->unixMs();
        for (DeviceInfo& device : *devices) {
            DeviceChoice choice;
            choice.address = toQt(profile + "/" + device.name);
            choice.profile = toQt(profile);
            choice.provider = providerKindName(entry.profile.provider);
            choice.device = std::move(device);
            choice.practice = entry.profile.practice;
            choice.askedMs = now;
            entry.devices.push_back(std::move(choice));
        }
    }
    assemble();
    jobEnded(job);
}

void DeviceCatalog::Impl::release(Asked& entry) {
    // It ends by itself, in a moment; see answered().
    if (entry.job != nullptr) entry.job->requestStop();
}

void DeviceCatalog::Impl::jobEnded(BackgroundJob* job) {
    job->deleteLater();
    setRunning(running - 1);
}

void DeviceCatalog::Impl::setRunning(int count) {
    const bool before = running > 0;
    running = count;
    if (before != (running > 0)) Q_EMIT self.refreshingChanged(running > 0);
}

void DeviceCatalog::Impl::assemble() {
    all = local;
    for (const auto& [profile, entry] : asked) {
        for (const DeviceChoice& choice : entry.devices) {
            all.push_back(choice);
            const auto history = histories.find(choice.address);
            if (history != histories.end() && !history->second.empty())
                all.back().calibration = history->second.front();
        }
    }
    Q_EMIT self.changed();
}

void DeviceCatalog::Impl::forgetHistories(const std::string& profile) {
    const QString start = toQt(profile) + QLatin1Char('/');
    for (auto entry = histories.lower_bound(start);
         entry != histories.end() && entry->first.startsWith(start);)
        entry = histories.erase(entry);
    for (auto entry = historyJobs.lower_bound(start);
         entry != historyJobs.end() && entry->first.startsWith(start);) {
        // It ends by itself; see historyAnswered().
        entry->second->requestStop();
        entry = historyJobs.erase(entry);
    }
}

void DeviceCatalog::Impl::historyAnswered(BackgroundJob* job, const QString& address, History answer) {
    job->deleteLater();
    const auto current = historyJobs.find(address);
    if (current == historyJobs.end() || current->second != job) return;
    historyJobs.erase(current);
    const DeviceChoice* choice = self.find(address);
    if (choice == nullptr) return;
    if (answer) {
        histories[address] = *std::move(answer);
        assemble();
    } else {
        const auto account = asked.find(fromQt(choice->profile));
        if (account != asked.end()) account->second.error = answer.error();
        Q_EMIT self.changed();
    }
    Q_EMIT self.historyChanged(address);
}

DeviceCatalog::DeviceCatalog(Accounts& accounts, QObject* parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, accounts)) {
    m_impl->listLocal();
    connect(&accounts, &Accounts::profilesChanged, this, [this] { m_impl->follow(); });
    connect(&accounts, &Accounts::keyChanged, this, [this] { m_impl->follow(); });
    m_impl->follow();
}

DeviceCatalog::~DeviceCatalog() {
    // All are asked to stop before the first is waited for.
    const auto jobs = findChildren<BackgroundJob*>();
    for (BackgroundJob* job : jobs) job->requestStop();
    qDeleteAll(jobs);
}

const std::vector<DeviceChoice>& DeviceCatalog::choices() const {
    return m_impl->all;
}

const DeviceChoice* DeviceCatalog::find(const QString& address) const {
    const auto found = std::find_if(m_impl->all.begin(), m_impl->all.end(),
                                    [&](const DeviceChoice& choice) { return choice.address == address; });
    return found == m_impl->all.end() ? nullptr : &*found;
}

void DeviceCatalog::refresh(const QString& profile) {
    for (auto& [name, entry] : m_impl->asked) {
        if (profile.isEmpty() || toQt(name) == profile) m_impl->ask(name, entry);
    }
}

bool DeviceCatalog::isRefreshing() const {
    return m_impl->running > 0;
}

std::optional<Error> DeviceCatalog::errorOf(const QString& profile) const {
    const auto found = m_impl->asked.find(fromQt(profile));
    return found == m_impl->asked.end() ? std::nullopt : found->second.error;
}

void DeviceCatalog::askHistory(const QString& address) {
    const DeviceChoice* choice = find(address);
    if (choice == nullptr || m_impl->historyJobs.count(address) != 0) return;
    const auto parsed = parseBackendAddress(fromQt(address));
    if (!parsed || parsed->local()) {
        if (choice->calibration) m_impl->histories[address] = {*choice->calibration};
        Q_EMIT historyChanged(address);
        return;
    }
    auto* job = new BackgroundJob(this);
    m_impl->historyJobs.emplace(address, job);
    connect(job, &BackgroundJob::failed, this, [this, job, address](const Error& error) {
        m_impl->historyAnswered(job, address, tl::unexpected<Error>(error));
    });
    job->start([this, job, address, where = *parsed, opener = m_impl->accounts.opener()](
                   const std::stop_token& stop) -> BackgroundJob::Completion {
        auto answer = askCalibrations(opener, where, RunControl{stop, {}});
        return [this, job, address, answer = std::move(answer)] {
            m_impl->historyAnswered(job, address, answer);
        };
    });
}

const std::vector<Calibration>& DeviceCatalog::history(const QString& address) const {
    static const std::vector<Calibration> none;
    const auto found = m_impl->histories.find(address);
    return found == m_impl->histories.end() ? none : found->second;
}

}  // namespace qstore::ui
