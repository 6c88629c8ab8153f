// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "core/workspace/workspace_jobs.h"
#include "ui/controllers/background_job.h"

namespace qstore::ui {

class AccountJobs;
class Accounts;
class WorkspaceSession;
struct AccountNews;

/// What has become different in the list of jobs.
struct JobChanges {
    std::vector<std::size_t> changed;  ///< places in the list, ascending
    std::size_t added = 0;             ///< at its end
    bool reloaded = false;             ///< everything; the rest is empty
};

/// What is read of one job when somebody looks at it.
struct JobDetails {
    std::string id;
    std::vector<JobEvent> events;
    std::vector<CircuitOutcome> outcomes;  ///< of a completed job, one a circuit
    std::optional<Error> error;            ///< why something of this could not be read
};

/// The jobs of the open workspace, whoever drives them, and what a person can do with them.
///
/// Jobs of persons are followed here until they are over, after a restart too: one worker an account. Jobs
/// of a run belong to its training, which takes them up again when it goes on. Of all that have ended in
/// the last days, prices that were not told yet are asked for. The workspace is read in the
/// background; what is different reaches the window a few times a second, all at once.
class JobsController : public QObject {
    Q_OBJECT
public:
    JobsController(WorkspaceSession& session, Accounts& accounts, QObject* parent = nullptr);
    ~JobsController() override;

    /// Oldest first.
    const std::vector<JobRecord>& jobs() const { return m_jobs; }
    const JobRecord* find(const QString& id) const;
    /// Oldest month first.
    const std::vector<JobSpending>& ledger() const { return m_ledger; }
    std::size_t unfinished() const { return m_unfinished; }
    /// False until the workspace was read for the first time.
    bool isLoaded() const { return m_loaded; }
    /// Why an account's jobs are not followed.
    std::optional<Error> accountError(const QString& profile) const;

    /// Reads what belongs to this job, and again when it changes; detailsChanged() follows. Empty for none.
    void watch(const QString& id);
    const JobDetails& details() const { return m_details; }

    /// In any state; failed() follows when it cannot be.
    void cancel(const QString& id);
    /// A job of the account that somebody else submitted; added() or failed() follows.
    void attach(const QString& profile, const QString& remoteId);
    /// Its circuits once more, as a new job; added() or failed() follows.
    void resubmit(const QString& id);

Q_SIGNALS:
    void jobsChanged(const qstore::ui::JobChanges& changes);
    void ledgerChanged();
    void detailsChanged();
    /// accountError() is another.
    void accountsChanged();
    void added(const QString& id);
    void failed(const qstore::Error& error);

private:
    struct Inbox;
    struct Reading;
    void openWorkspace();
    void closeWorkspace();
    void endWork();
    void tick();
    void takeNews();
    void take(const AccountNews& news);
    void read();
    void apply(Reading reading);
    /// Whether a worker has something to do for it.
    static bool isToFollow(const JobRecord& job);
    void followNew(const JobChanges& changes);
    void readDetails();
    AccountJobs& workerOf(const std::string& profile);
    void reopen(const QString& profile);

    WorkspaceSession& m_session;
    Accounts& m_accounts;
    std::shared_ptr<Inbox> m_inbox;
    std::shared_ptr<std::vector<JobRecord>> m_known;  // of the reader alone
    std::vector<JobRecord> m_jobs;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<JobSpending> m_ledger;
    std::size_t m_unfinished = 0;
    bool m_loaded = false;
    std::optional<Error> m_readError;  // told once
    std::map<std::string, Error> m_accountErrors;
    std::set<std::string> m_followed;
    std::size_t m_late = 0;  ///< of these, those that were over and had no price
    std::string m_watched;
    JobDetails m_details;
    bool m_detailsAgain = false;
    QTimer m_timer;
    QElapsedTimer m_sinceRead;
    qint64 m_pauseMs = 0;
    BackgroundJob m_reader, m_detailsReader;
    std::map<std::string, std::unique_ptr<AccountJobs>> m_workers;
};

}  // namespace qstore::ui
