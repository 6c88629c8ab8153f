// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <optional>
#include <string>

#include "core/backends/secret_choice.h"

namespace qstore::ui {

/// One thing to be done with the system keychain, without waiting: make it, connect to finished(), start
/// it. It emits finished() once and belongs to its parent. The program brings what does it, so that the
/// window needs no keychain.
class KeychainTask : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Whether the keychain can be used: health() afterwards.
    virtual void probe() = 0;
    /// secret() afterwards; empty where there is none.
    virtual void find(const std::string& profile, const std::string& host) = 0;
    virtual void keep(const std::string& profile, const std::string& host, const Secret& secret) = 0;
    virtual void forget(const std::string& profile, const std::string& host) = 0;

    virtual const Status& status() const = 0;
    virtual const std::optional<Secret>& secret() const = 0;
    virtual KeychainHealth health() const = 0;

Q_SIGNALS:
    void finished();
};

/// Makes a task that belongs to `parent`.
using KeychainTasks = std::function<KeychainTask*(QObject* parent)>;

}  // namespace qstore::ui
