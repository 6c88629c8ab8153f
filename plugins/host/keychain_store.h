// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <stop_token>

#include "core/backends/secret_choice.h"
#include "core/base/progress.h"
#include "plugins/host/keychain_calls.h"

class QCoreApplication;

namespace qstore {

class KeychainJob;

/// The system keychain, waiting for its answers in an event loop of its own: for the command
/// line, and for workers of the window. The window's own thread has KeychainJob.
class KeychainStore : public SecretStore {
public:
    /// Makes the QCoreApplication that the keychain needs where there is none. `stop` ends the waiting.
    explicit KeychainStore(KeychainEntry entry = {}, std::stop_token stop = {});
    ~KeychainStore() override;
    KeychainStore(const KeychainStore&) = delete;
    KeychainStore& operator=(const KeychainStore&) = delete;

    KeychainHealth probe();
    std::string place() const override { return "the system keychain"; }
    Result<std::optional<Secret>> find(const std::string& profile, const std::string& host) override;
    Status keep(const std::string& profile, const std::string& host, const Secret& secret) override;
    Status forget(const std::string& profile, const std::string& host) override;

private:
    /// Cancelled when `stop` was asked for before the job finished.
    Status wait(KeychainJob& job, const std::function<void()>& start) const;

    KeychainEntry m_entry;
    std::stop_token m_stop;
    std::unique_ptr<QCoreApplication> m_application;
};

}  // namespace qstore
