// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/keychain_job.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtCore/QUuid>
#include <algorithm>

#include "core/base/configuration_folder.h"

namespace qstore {
namespace {

constexpr int probeMs = 10'000;
constexpr int lockLookMs = 20;

}  // namespace

KeychainJob::KeychainJob(KeychainEntry entry, QObject* parent)
    : QObject(parent), m_entry(std::move(entry)) {}

KeychainHealth KeychainJob::health() const {
    return m_status
               ? KeychainHealth{true, {}, false}
               : KeychainHealth{false, m_status.error().message, m_status.error().code == ErrorCode::Busy};
}

void KeychainJob::finish(Status status) {
    m_status = std::move(status);
    m_lock.reset();
    Q_EMIT finished();
}

void KeychainJob::probe() {
    KeychainEntry never = m_entry;
    never.name = QStringLiteral("probe-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    never.timeoutMs = std::min(never.timeoutMs, probeMs);
    readKeychain(never, this, [this, never](const Result<std::optional<Secret>>& found) {
        if (!found) return finish(tl::unexpected<Error>(found.error()));
        if (*found)
            return finish(fail(ErrorCode::Failed, "the system keychain makes up entries that never existed",
                               "use a vault under a master password"));
        checkKeychainOpen(never, this, [this](Status open) { finish(std::move(open)); });
    });
}

void KeychainJob::whenLocked(const std::function<void()>& next) {
    const QDir folder(QString::fromStdString(configurationFolder().string()));
    const bool isNew = !folder.exists();
    if (!folder.mkpath(QStringLiteral(".")))
        return finish(fail(ErrorCode::Io, "the folder '" + folder.path().toStdString() + "' cannot be made",
                           "make it, or name another in XDG_CONFIG_HOME"));
    if (isNew)
        QFile::setPermissions(folder.path(),
                              QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    m_lock = std::make_unique<QLockFile>(folder.filePath(QStringLiteral("keychain.lock")));
    // A person may be asked for a password meanwhile: only a dead owner's lock is old.
    m_lock->setStaleLockTime(0);
    tryLock(QDeadlineTimer(m_entry.timeoutMs), next);
}

void KeychainJob::tryLock(const QDeadlineTimer& end, const std::function<void()>& next) {
    if (m_lock->tryLock(0)) return next();
    if (m_lock->error() != QLockFile::LockFailedError)
        return finish(fail(ErrorCode::Io,
                           "'" + m_lock->fileName().toStdString() +
                               "' cannot be written, which keeps two "
                               "programs from changing the keys at once",
                           "make its folder writable"));
    if (end.hasExpired())
        return finish(fail(ErrorCode::Busy, "another program is changing the keys in the system keychain",
                           "answer what it asks for, then try again"));
    QTimer::singleShot(lockLookMs, this, [this, end, next] { tryLock(end, next); });
}

void KeychainJob::withMap(const WithMap& next) {
    readKeychain(m_entry, this, [this, next](const Result<std::optional<Secret>>& found) {
        if (!found) return finish(tl::unexpected<Error>(found.error()));
        if (!*found) {
            // Either there is none or the keychain is locked: both read alike.
            return checkKeychainOpen(m_entry, this, [this, next](Status open) {
                if (!open) return finish(std::move(open));
                next(SecretMap());
            });
        }
        auto map = SecretMap::fromText(**found);
        if (!map) return finish(tl::unexpected<Error>(map.error()));
        next(*std::move(map));
    });
}

void KeychainJob::find(const std::string& profile, const std::string& host) {
    withMap([this, profile, host](const SecretMap& map) {
        m_secret = map.find(profile, host);
        finish({});
    });
}

void KeychainJob::keep(const std::string& profile, const std::string& host, const Secret& secret) {
    whenLocked([this, profile, host, secret] {
        withMap([this, profile, host, secret](SecretMap map) {
            if (Status kept = map.keep(profile, host, secret); !kept) return finish(std::move(kept));
            write(map);
        });
    });
}

void KeychainJob::forget(const std::string& profile, const std::string& host) {
    whenLocked([this, profile, host] {
        withMap([this, profile, host](SecretMap map) {
            if (!map.forget(profile, host)) return finish({});
            if (map.size() > 0) return write(map);
            removeFromKeychain(m_entry, this, [this](Status removed) { finish(std::move(removed)); });
        });
    });
}

void KeychainJob::write(const SecretMap& map) {
    const Secret text = map.toText();
    writeKeychain(m_entry, text, this, [this, text](Status written) {
        if (!written) return finish(std::move(written));
        compare(text);
    });
}

void KeychainJob::compare(const Secret& written) {
    readKeychain(m_entry, this, [this, written](const Result<std::optional<Secret>>& found) {
        if (!found) return finish(tl::unexpected<Error>(found.error()));
        if (*found && **found == written) return finish({});
        finish(fail(ErrorCode::Failed, "the system keychain did not keep what was written",
                    "use a vault under a master password"));
    });
}

}  // namespace qstore
