// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QTableView>
#include <QTest>

#include "core/backends/job_driver.h"
#include "core/backends/provider_factory.h"
#include "core/serving/practice_cloud.h"
#include "core/workspace/workspace_jobs.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/controllers/jobs_controller.h"
#include "ui/controllers/workspace_session.h"
#include "ui/hardware/jobs_panel.h"
#include "ui/support/inline_message.h"

namespace qstore::ui {

inline constexpr int limitMs = 60'000;
inline constexpr std::int64_t longQueueMs = 3'600'000;

inline Circuit flipped(std::size_t qubits = 2) {
    CircuitParts parts;
    parts.qubits = qubits;
    parts.operations = {Operation::gateOn("x", {0})};
    return Circuit::of(std::move(parts));
}

inline NewJob someWork(const std::string& name, std::size_t circuits = 1) {
    NewJob job;
    job.request.device = "simulator";
    job.request.name = name;
    job.request.circuits.assign(circuits, flipped());
    job.request.shots = 100;
    return job;
}

inline JobRecord recordOf(const std::string& id, JobState state, std::int64_t createdMs) {
    JobRecord job;
    job.id = id;
    job.profile = "lab";
    job.device = "qpu.forte-1";
    job.name = "job " + id;
    job.token = "token " + id;
    job.circuits = 12;
    job.shots = 1000;
    job.createdMs = createdMs;
    if (state != JobState::Prepared) {
        job.submittedMs = createdMs + 1000;
        job.remoteId = "remote-" + id;
    }
    job.state = state;
    return job;
}

/// A window's worth of a workspace, an account of a practice cloud, and the panel.
struct JobsFixture : TestContext {
    WorkspaceSession session;
    std::unique_ptr<TestAccounts> accounts;
    std::unique_ptr<PracticeCloud> cloud;
    std::unique_ptr<JobsController> jobs;
    std::unique_ptr<JobsPanel> panel;

    JobsFixture() {
        context.session = &session;
        accounts = std::make_unique<TestAccounts>(*this);
    }
    ~JobsFixture() { stop(); }

    bool openWorkspace() { return session.open(folder.filePath(QStringLiteral("w.qstore"))).has_value(); }
    bool startCloud(std::int64_t queueMs) {
        PracticeOptions options;
        options.queueMs = queueMs;
        auto started = PracticeCloud::start(options);
        if (!started) return false;
        cloud = *std::move(started);
        if (!accounts->accounts.store().add(profile())) return false;
        accounts->accounts.reload();
        return true;
    }
    BackendProfile profile() const {
        BackendProfile made;
        made.name = "practice";
        made.endpoint = cloud->ionqEndpoint();
        made.practice = true;
        return made;
    }
    void giveKey(const std::string& key) {
        accounts->accounts.keepKey(QStringLiteral("practice"), Secret(key), SecretPlace::Session);
    }
    void start() {
        jobs = std::make_unique<JobsController>(session, accounts->accounts);
        panel = std::make_unique<JobsPanel>(context, *jobs);
        panel->resize(1000, 600);
        panel->show();
    }
    void stop() {
        panel.reset();
        jobs.reset();
    }
    std::shared_ptr<JobStore> store() const { return workspaceJobs(session.workspace()); }

    /// As a program that submits and ends: nobody follows the job afterwards.
    Result<std::string> submit(NewJob job) const {
        QSTORE_TRY(auto transport, makeHttpTransport());
        QSTORE_TRY(auto provider,
                   makeProvider(profile(), Secret(cloud->key()), transport, makeSystemClock()));
        DriverOptions options;
        options.profile = "practice";
        options.practice = true;
        JobDriver driver(provider, store(), makeSystemClock(), options);
        QSTORE_TRY(std::string id, driver.add(std::move(job)));
        QSTORE_TRY([[maybe_unused]] const auto next, driver.advance({}));
        return id;
    }
    JobState state(const std::string& id) const {
        const JobRecord* job = jobs->find(toQt(id));
        return job == nullptr ? JobState::Prepared : job->state;
    }
    std::optional<double> costOf(const std::string& id) const {
        const JobRecord* job = jobs->find(toQt(id));
        return job == nullptr ? std::nullopt : job->costUsd;
    }
    template <class Widget>
    Widget* part(const char* name) const {
        return panel->findChild<Widget*>(QString::fromLatin1(name));
    }
    QStringList column(const char* table, int index) const {
        const QAbstractItemModel* model = part<QTableView>(table)->model();
        QStringList texts;
        for (int row = 0; row < model->rowCount(); ++row)
            texts << model->index(row, index).data().toString();
        return texts;
    }
    QString messages() const {
        QStringList texts;
        const auto all = panel->findChildren<InlineMessage*>();
        for (const InlineMessage* message : all) {
            if (!message->isHidden()) texts << message->text();
        }
        return texts.join(QLatin1Char('\n'));
    }
    bool keep(JobRecord job, const std::string& note = {}) const {
        JobRequest request;
        request.device = job.device;
        request.circuits = {flipped()};
        request.token = job.token;
        const JobState last = job.state;
        const auto held = store();
        job.state = JobState::Prepared;
        if (!held->createJob(job, request)) return false;
        if (last == JobState::Prepared) return true;
        job.state = JobState::Queued;
        if (!held->updateJob(job, {job.createdMs + 1000, job.state, ""})) return false;
        job.state = last;
        return held->updateJob(job, {job.createdMs + 61'000, last, note}).has_value();
    }
};

}  // namespace qstore::ui
