// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDeadlineTimer>
#include <QtCore/QLockFile>
#include <QtCore/QObject>
#include <memory>
#include <optional>
#include <string>

#include "core/backends/secret_choice.h"
#include "core/backends/secret_map.h"
#include "plugins/host/keychain_calls.h"

namespace qstore {

/// One thing to be done with the system keychain, without waiting: make it, connect to `finished`, start
/// it. It emits `finished` once and belongs to its parent; delete it to hear no more.
class KeychainJob : public QObject {
    Q_OBJECT

public:
    explicit KeychainJob(KeychainEntry entry = {}, QObject* parent = nullptr);

    /// Reads an entry that never existed; `health` says what that means. For the start of the program:
    /// ten seconds at most.
    void probe();
    /// `secret` afterwards; empty where there is none.
    void find(const std::string& profile, const std::string& host);
    /// Done when it was read back and is the same.
    void keep(const std::string& profile, const std::string& host, const Secret& secret);
    void forget(const std::string& profile, const std::string& host);

    const Status& status() const { return m_status; }
    const std::optional<Secret>& secret() const { return m_secret; }
    KeychainHealth health() const;

Q_SIGNALS:
    void finished();

private:
    using WithMap = std::function<void(SecretMap)>;
    void finish(Status status);
    /// While other programs (and other jobs of this one) leave the keys alone: they are one entry, so that
    /// two who change it at once would lose what one of them wrote. Until finish().
    void whenLocked(const std::function<void()>& next);
    void tryLock(const QDeadlineTimer& end, const std::function<void()>& next);
    /// All keys, an empty map where there are none; finishes instead when the keychain cannot say.
    void withMap(const WithMap& next);
    void write(const SecretMap& map);
    void compare(const Secret& written);

    KeychainEntry m_entry;
    CoreDumpGuard m_noCoreDump;
    std::unique_ptr<QLockFile> m_lock;
    Status m_status;
    std::optional<Secret> m_secret;
};

}  // namespace qstore
