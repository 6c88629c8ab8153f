// SPDX-License-Identifier: GPL-3.0-or-later
#include "host_keychain.h"

#include "plugins/host/keychain_job.h"

namespace {

class HostTask final : public qstore::ui::KeychainTask {
public:
    HostTask(const qstore::KeychainEntry& entry, QObject* parent) : KeychainTask(parent), m_job(entry) {
        connect(&m_job, &qstore::KeychainJob::finished, this, &KeychainTask::finished);
    }
    void probe() override { m_job.probe(); }
    void find(const std::string& profile, const std::string& host) override { m_job.find(profile, host); }
    void keep(const std::string& profile, const std::string& host, const qstore::Secret& secret) override {
        m_job.keep(profile, host, secret);
    }
    void forget(const std::string& profile, const std::string& host) override {
        m_job.forget(profile, host);
    }
    const qstore::Status& status() const override { return m_job.status(); }
    const std::optional<qstore::Secret>& secret() const override { return m_job.secret(); }
    qstore::KeychainHealth health() const override { return m_job.health(); }

private:
    qstore::KeychainJob m_job;
};

}  // namespace

qstore::ui::KeychainTasks hostKeychain(const qstore::KeychainEntry& entry) {
    return [entry](QObject* parent) { return new HostTask(entry, parent); };
}
