// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/host/keychain_store.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEventLoop>

#include "plugins/host/keychain_job.h"

namespace qstore {
namespace {

/// Qt keeps references to these for as long as the application lives.
struct Arguments {
    char name[7] = "qstore";
    char* values[2] = {name, nullptr};
    int count = 1;
};

std::unique_ptr<QCoreApplication> makeApplication() {
    if (QCoreApplication::instance() != nullptr) return nullptr;
    static Arguments arguments;
    return std::make_unique<QCoreApplication>(arguments.count, arguments.values);
}

}  // namespace

KeychainStore::KeychainStore(KeychainEntry entry, std::stop_token stop)
    : m_entry(std::move(entry)), m_stop(std::move(stop)), m_application(makeApplication()) {}

KeychainStore::~KeychainStore() = default;

Status KeychainStore::wait(KeychainJob& job, const std::function<void()>& start) const {
    QEventLoop loop;
    bool done = false;
    QObject::connect(&job, &KeychainJob::finished, &loop, [&loop, &done] {
        done = true;
        loop.quit();
    });
    const std::stop_callback stopped(
        m_stop, [&loop] { QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection); });
    start();
    if (!done) loop.exec();
    return done ? job.status() : cancelled();
}

KeychainHealth KeychainStore::probe() {
    KeychainJob job(m_entry);
    const Status done = wait(job, [&job] { job.probe(); });
    return done || done.error().code != ErrorCode::Cancelled
               ? job.health()
               : KeychainHealth{false, done.error().message, false};
}

Result<std::optional<Secret>> KeychainStore::find(const std::string& profile, const std::string& host) {
    KeychainJob job(m_entry);
    QSTORE_CHECK(wait(job, [&] { job.find(profile, host); }));
    return job.secret();
}

Status KeychainStore::keep(const std::string& profile, const std::string& host, const Secret& secret) {
    KeychainJob job(m_entry);
    return wait(job, [&] { job.keep(profile, host, secret); });
}

Status KeychainStore::forget(const std::string& profile, const std::string& host) {
    KeychainJob job(m_entry);
    return wait(job, [&] { job.forget(profile, host); });
}

}  // namespace qstore
