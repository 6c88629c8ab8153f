// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/keychain_calls.h"

#include <qt6keychain/keychain.h>

#include <QtCore/QTimer>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>
#include <memory>
#include <string>

namespace qstore {
namespace {

constexpr int lockCheckMs = 5'000;

const char* const unlockHint =
    "unlock the keychain, or keep the keys in a vault under a master password, or set QSTORE_KEY_<ACCOUNT>";

Error lockedError(const std::string& detail) {
    return {ErrorCode::Busy, "the system keychain is locked" + (detail.empty() ? "" : " (" + detail + ")"),
            unlockHint};
}

Error errorOf(const QKeychain::Job& job, bool writing) {
    const std::string detail = job.errorString().toStdString();
    switch (job.error()) {
        case QKeychain::AccessDeniedByUser:
            return {ErrorCode::Busy, "access to the system keychain was refused", unlockHint};
        case QKeychain::AccessDenied: return lockedError(detail);
        case QKeychain::NoBackendAvailable:
        case QKeychain::NotImplemented:
            return {ErrorCode::Unsupported, "this machine has no system keychain", unlockHint};
        default: break;
    }
    // A keychain that answers reads and refuses to write has no keyring that is open.
    if (writing) return lockedError(detail);
    return {ErrorCode::Unsupported, "the system keychain cannot be reached: " + detail, unlockHint};
}

/// Exactly one of the answer and the time limit reaches `answer`. A job cannot be stopped: one that comes
/// too late deletes itself unheard.
void start(QKeychain::Job* job, const KeychainEntry& entry, QObject* context,
           const std::function<void()>& answered, const KeychainDone& tooLate) {
    job->setAutoDelete(true);
    job->setInsecureFallback(false);
    job->setKey(entry.name);
    auto* listener = new QObject(context);
    QObject::connect(job, &QKeychain::Job::finished, listener, [listener, answered] {
        delete listener;  // no more time limit; captured values live on in this call's copy
        answered();
    });
    QTimer::singleShot(entry.timeoutMs, listener, [listener, tooLate, limit = entry.timeoutMs] {
        delete listener;
        tooLate(fail(ErrorCode::Busy,
                     "the system keychain did not answer within " + std::to_string(limit / 1000) + " s",
                     unlockHint));
    });
    job->start();
}

}  // namespace

void readKeychain(const KeychainEntry& entry, QObject* context, KeychainRead answer) {
    auto* job = new QKeychain::ReadPasswordJob(entry.service);
    const auto answered = [job, answer] {
        if (job->error() == QKeychain::EntryNotFound) return answer(std::optional<Secret>());
        if (job->error() != QKeychain::NoError) return answer(tl::unexpected<Error>(errorOf(*job, false)));
        std::string text = job->textData().toStdString();
        answer(std::optional<Secret>(Secret::take(text)));
    };
    start(job, entry, context, answered,
          [answer](const Status& late) { answer(tl::unexpected<Error>(late.error())); });
}

void writeKeychain(const KeychainEntry& entry, const Secret& text, QObject* context, KeychainDone answer) {
    auto* job = new QKeychain::WritePasswordJob(entry.service);
    const std::string_view bytes = text.reveal();
    job->setTextData(QString::fromLatin1(bytes.data(), static_cast<qsizetype>(bytes.size())));
    const auto answered = [job, answer] {
        if (job->error() == QKeychain::NoError) return answer({});
        answer(tl::unexpected<Error>(errorOf(*job, true)));
    };
    start(job, entry, context, answered, answer);
}

void removeFromKeychain(const KeychainEntry& entry, QObject* context, KeychainDone answer) {
    auto* job = new QKeychain::DeletePasswordJob(entry.service);
    const auto answered = [job, answer] {
        const auto error = job->error();
        if (error == QKeychain::NoError || error == QKeychain::EntryNotFound) return answer({});
        answer(tl::unexpected<Error>(errorOf(*job, true)));
    };
    start(job, entry, context, answered, answer);
}

void checkKeychainOpen(const KeychainEntry& entry, QObject* context, KeychainDone answer) {
    auto message = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets/aliases/default"),
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    message.setArguments({QStringLiteral("org.freedesktop.Secret.Collection"), QStringLiteral("Locked")});
    message.setAutoStartService(false);
    const auto call =
        QDBusConnection::sessionBus().asyncCall(message, std::min(entry.timeoutMs, lockCheckMs));
    auto* watcher = new QDBusPendingCallWatcher(call, context);
    const auto answered = [answer](QDBusPendingCallWatcher* finished) {
        finished->deleteLater();
        const QDBusPendingReply<QDBusVariant> reply = *finished;
        if (reply.isValid()) {
            if (reply.value().variant().toBool()) return answer(tl::unexpected<Error>(lockedError({})));
            return answer({});
        }
        const auto kind = reply.error().type();
        if (kind == QDBusError::UnknownObject || kind == QDBusError::UnknownMethod ||
            kind == QDBusError::UnknownInterface)
            return answer(tl::unexpected<Error>(lockedError("it has no keyring yet")));
        answer({});
    };
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context, answered);
}

}  // namespace qstore
