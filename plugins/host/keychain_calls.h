// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <functional>
#include <optional>

#include "core/base/result.h"
#include "core/base/secret.h"

namespace qstore {

/// One entry of the system keychain, and how long an exchange about it may take. A person may have to
/// unlock the keychain within that time.
struct KeychainEntry {
    QString service = QStringLiteral("qstore-workbench");
    QString name = QStringLiteral("keys");
    int timeoutMs = 60'000;
};

/// Nothing when there is no such entry; a locked keychain says so too.
using KeychainRead = std::function<void(Result<std::optional<Secret>>)>;
using KeychainDone = std::function<void(Status)>;

/// One exchange each, answered later in the thread that asked, unless `context` is gone by then. Busy for a
/// keychain that is locked, refuses, or does not answer in time; Unsupported where there is none.
void readKeychain(const KeychainEntry& entry, QObject* context, KeychainRead answer);
void writeKeychain(const KeychainEntry& entry, const Secret& text, QObject* context, KeychainDone answer);
void removeFromKeychain(const KeychainEntry& entry, QObject* context, KeychainDone answer);

/// Fails with Busy where the Secret Service says that its default keyring is locked, or has none. Success
/// otherwise, also where another service than the Secret Service keeps the keys: it is not asked.
void checkKeychainOpen(const KeychainEntry& entry, QObject* context, KeychainDone answer);

}  // namespace qstore
