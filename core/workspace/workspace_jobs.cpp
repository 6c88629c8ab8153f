// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_jobs.h"

#include "core/workspace/job_codec.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr const char* jobColumns =
    "SELECT sequence, id, profile, device, name, token, remote_id, state, state_before_key, run, purpose, "
    "circuits, shots, merged, estimated_usd, cost_usd, error_code, error_message, error_hint, created_ms, "
    "submitted_ms, finished_ms, practice, lease_token, lease_pid, lease_started, lease_boot, lease_host, "
    "lease_ms "
    "FROM jobs ";

std::string selectJobs(std::string_view tail) {
    std::string sql = jobColumns;
    sql += tail;
    return sql;
}

struct StoredJob {
    std::int64_t sequence = 0;
    JobRecord record;
    LeaseOwner lease;
    std::int64_t leaseMs = 0;
};

Result<JobState> jobStateFrom(const std::string& name) {
    if (const auto state = findJobState(name)) return *state;
    return fail(ErrorCode::Corrupt, "a job has the unknown state '" + name + "'",
                "restore a backup of the workspace");
}

std::optional<double> numberFrom(const SQLite::Column& column) {
    if (column.isNull()) return {};
    return column.getDouble();
}

void bindNumber(SQLite::Statement& row, int index, const std::optional<double>& value) {
    if (value)
        row.bind(index, *value);
    else
        row.bind(index);
}

Result<StoredJob> jobFrom(const SQLite::Statement& row) {
    StoredJob job;
    JobRecord& record = job.record;
    int column = 0;
    const auto text = [&] { return textOf(row.getColumn(column++)); };
    const auto number = [&] { return row.getColumn(column++).getInt64(); };
    job.sequence = number();
    record.id = text();
    record.profile = text();
    record.device = text();
    record.name = text();
    record.token = text();
    record.remoteId = text();
    QSTORE_TRY(record.state, jobStateFrom(text()));
    QSTORE_TRY(record.stateBeforeKey, jobStateFrom(text()));
    record.run = text();
    record.purpose = text();
    record.circuits = static_cast<std::size_t>(number());
    record.shots = static_cast<std::uint64_t>(number());
    record.merged = static_cast<std::size_t>(number());
    record.estimatedUsd = numberFrom(row.getColumn(column++));
    record.costUsd = numberFrom(row.getColumn(column++));
    record.errorCode = text();
    record.errorMessage = text();
    record.errorHint = text();
    record.createdMs = number();
    record.submittedMs = number();
    record.finishedMs = number();
    record.practice = number() != 0;
    job.lease.token = text();
    job.lease.pid = number();
    job.lease.started = number();
    job.lease.boot = text();
    job.lease.host = text();
    job.leaseMs = number();
    return job;
}

Result<StoredJob> findJob(SQLite::Database& database, const std::string& id) {
    auto row = statement(database, selectJobs("WHERE id = ?").c_str(), id);
    if (!row.executeStep())
        return fail(ErrorCode::NotFound, "there is no job '" + id + "' in this workspace",
                    "`qstore jobs list` shows those that exist");
    return jobFrom(row);
}

Result<std::vector<JobRecord>> recordsOf(SQLite::Statement row) {
    std::vector<JobRecord> records;
    while (row.executeStep()) {
        QSTORE_TRY(auto job, jobFrom(row));
        records.push_back(std::move(job.record));
    }
    return records;
}

/// The values of a record, from `first` on: all that may change, in the order of the columns.
void bindRecord(SQLite::Statement& row, int first, const JobRecord& record) {
    for (const std::string& text :
         {record.profile, record.device, record.name, record.token, record.remoteId,
          std::string(jobStateName(record.state)), std::string(jobStateName(record.stateBeforeKey)),
          record.run, record.purpose})
        row.bind(first++, text);
    row.bind(first++, toSql(record.circuits));
    row.bind(first++, toSql(record.shots));
    row.bind(first++, toSql(record.merged));
    bindNumber(row, first++, record.estimatedUsd);
    bindNumber(row, first++, record.costUsd);
    for (const std::string& text : {record.errorCode, record.errorMessage, record.errorHint})
        row.bind(first++, text);
    for (const std::int64_t time : {record.createdMs, record.submittedMs, record.finishedMs})
        row.bind(first++, time);
}

void addEvent(SQLite::Database& database, std::int64_t job, const JobEvent& event) {
    execute(
        database,
        "INSERT INTO job_events SELECT ?, coalesce(max(position) + 1, 0), ?, ?, ? FROM job_events WHERE "
        "job = ?",
        job, event.atMs, std::string(jobStateName(event.state)), event.note, job);
}

void addPieces(SQLite::Database& database, const char* insertSql, std::int64_t job,
               const std::string& bytes) {
    SQLite::Statement insert(database, insertSql);
    for (std::size_t position = 0, chunk = 0; position < bytes.size(); position += chunkBytes, ++chunk) {
        const std::size_t size = std::min(chunkBytes, bytes.size() - position);
        insert.bind(1, job);
        insert.bind(2, toSql(chunk));
        insert.bind(3, static_cast<const void*>(bytes.data() + position), static_cast<int>(size));
        insert.exec();
        insert.reset();
    }
}

std::string piecesOf(SQLite::Statement rows) {
    std::string bytes;
    while (rows.executeStep()) {
        const SQLite::Column column = rows.getColumn(0);
        bytes.append(static_cast<const char*>(column.getBlob()),
                     static_cast<std::size_t>(column.getBytes()));
    }
    return bytes;
}

class WorkspaceJobs final : public JobStore {
public:
    explicit WorkspaceJobs(std::shared_ptr<Workspace> workspace)
        : m_workspace(std::move(workspace)), m_owner(currentLeaseOwner()) {}
    ~WorkspaceJobs() override;
    WorkspaceJobs(const WorkspaceJobs&) = delete;
    WorkspaceJobs& operator=(const WorkspaceJobs&) = delete;

    Result<JobRecord> takeJob(const std::string& id) override;
    Status releaseJob(const std::string& id) override;
    Status createJob(const JobRecord& record, const JobRequest& request) override;
    Status updateJob(const JobRecord& record, const JobEvent& event) override;
    Status completeJob(const JobRecord& record, const std::vector<CircuitOutcome>& outcomes,
                       const JobEvent& event) override;
    Result<JobRecord> job(const std::string& id) const override;
    Result<std::vector<JobRecord>> jobs() const override;
    Result<std::vector<JobRecord>> jobsFor(const std::string& run,
                                           const std::string& purpose) const override;
    Result<JobRequest> jobRequest(const std::string& id) const override;
    Result<std::vector<CircuitOutcome>> jobOutcomes(const std::string& id) const override;
    Result<std::vector<JobEvent>> jobEvents(const std::string& id) const override;

private:
    auto& impl() const { return WorkspaceAccess::impl(*m_workspace); }
    /// The job, if this store may change it.
    Result<StoredJob> heldJob(SQLite::Database& database, const std::string& id) const;
    Result<std::string> pieces(const char* sql, const std::string& id) const;
    void lease(SQLite::Database& database, std::int64_t job) const;
    void update(SQLite::Database& database, std::int64_t job, const JobRecord& record,
                const JobEvent& event) const;

    std::shared_ptr<Workspace> m_workspace;
    LeaseOwner m_owner;  ///< of this store, not of the workspace: two drivers of one program are two
};

tl::unexpected<Error> busyJob(const StoredJob& job) {
    return fail(ErrorCode::Busy,
                "job '" + job.record.id + "' is being driven by process " + std::to_string(job.lease.pid) +
                    " on " + job.lease.host,
                "wait until it is done, or stop it there");
}

WorkspaceJobs::~WorkspaceJobs() {
    // Failing to is harmless: the leases end with this process.
    static_cast<void>(impl().write([&](SQLite::Database& database) -> Status {
        if (!statement(database, "SELECT 1 FROM jobs WHERE lease_token = ?", m_owner.token).executeStep())
            return fail(ErrorCode::NotFound, "no lease to give back");
        execute(database, "UPDATE jobs SET lease_token = '' WHERE lease_token = ?", m_owner.token);
        return {};
    }));
}

void WorkspaceJobs::lease(SQLite::Database& database, std::int64_t job) const {
    execute(
        database,
        "UPDATE jobs SET lease_token = ?, lease_pid = ?, lease_started = ?, lease_boot = ?, lease_host = "
        "?, lease_ms = ? WHERE sequence = ?",
        m_owner.token, m_owner.pid, m_owner.started, m_owner.boot, m_owner.host, wallClockMs(), job);
}

Result<StoredJob> WorkspaceJobs::heldJob(SQLite::Database& database, const std::string& id) const {
    QSTORE_TRY(auto job, findJob(database, id));
    if (job.lease.token == m_owner.token) return job;
    if (leaseOwnerAlive(job.lease, job.leaseMs, wallClockMs())) return busyJob(job);
    // Not taken, or taken over and given back by another since: what is known of it here may be old.
    return fail(ErrorCode::Busy, "job '" + id + "' is not held by this program (any more)",
                "look at it again; `qstore jobs resume` takes it up");
}

Result<JobRecord> WorkspaceJobs::takeJob(const std::string& id) {
    return impl().write([&](SQLite::Database& database) -> Result<JobRecord> {
        QSTORE_TRY(auto job, findJob(database, id));
        if (job.lease.token != m_owner.token && leaseOwnerAlive(job.lease, job.leaseMs, wallClockMs()))
            return busyJob(job);
        lease(database, job.sequence);
        return std::move(job.record);
    });
}

Status WorkspaceJobs::releaseJob(const std::string& id) {
    return impl().write([&](SQLite::Database& database) -> Status {
        execute(database, "UPDATE jobs SET lease_token = '' WHERE id = ? AND lease_token = ?", id,
                m_owner.token);
        return {};
    });
}

Status WorkspaceJobs::createJob(const JobRecord& record, const JobRequest& request) {
    const std::string bytes = jobRequestBytes(request);
    return impl().write([&](SQLite::Database& database) -> Status {
        const bool taken =
            statement(database, "SELECT 1 FROM jobs WHERE id = ? OR (token <> '' AND token = ?)", record.id,
                      record.token)
                .executeStep();
        if (taken)
            return fail(
                ErrorCode::AlreadyExists,
                "there is a job '" + record.id + "' or one with the token '" + record.token + "' already",
                "give every job a token of its own");
        SQLite::Statement row(
            database,
            "INSERT INTO jobs (id, profile, device, name, token, remote_id, state, state_before_key, run, "
            "purpose, circuits, shots, merged, estimated_usd, cost_usd, error_code, error_message, "
            "error_hint, created_ms, submitted_ms, finished_ms, practice) VALUES (?, ?, ?, ?, ?, ?, ?, ?, "
            "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        row.bind(1, record.id);
        bindRecord(row, 2, record);
        row.bind(22, record.practice ? 1 : 0);
        row.exec();
        const std::int64_t job = database.getLastInsertRowid();
        addPieces(database, "INSERT INTO job_requests VALUES (?, ?, ?)", job, bytes);
        addEvent(database, job, {record.createdMs, record.state, ""});
        lease(database, job);
        return {};
    });
}

void WorkspaceJobs::update(SQLite::Database& database, std::int64_t job, const JobRecord& record,
                           const JobEvent& event) const {
    SQLite::Statement row(
        database,
        "UPDATE jobs SET profile = ?, device = ?, name = ?, token = ?, remote_id = ?, state = ?, "
        "state_before_key = ?, run = ?, purpose = ?, circuits = ?, shots = ?, merged = ?, estimated_usd = "
        "?, "
        "cost_usd = ?, error_code = ?, error_message = ?, error_hint = ?, created_ms = ?, submitted_ms = "
        "?, "
        "finished_ms = ? WHERE sequence = ?");
    bindRecord(row, 1, record);
    row.bind(21, job);
    row.exec();
    addEvent(database, job, event);
    lease(database, job);
}

Status WorkspaceJobs::updateJob(const JobRecord& record, const JobEvent& event) {
    return impl().write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto job, heldJob(database, record.id));
        update(database, job.sequence, record, event);
        return {};
    });
}

Status WorkspaceJobs::completeJob(const JobRecord& record, const std::vector<CircuitOutcome>& outcomes,
                                  const JobEvent& event) {
    const std::string bytes = outcomesBytes(outcomes);
    return impl().write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto job, heldJob(database, record.id));
        execute(database, "DELETE FROM job_outcomes WHERE job = ?", job.sequence);
        addPieces(database, "INSERT INTO job_outcomes VALUES (?, ?, ?)", job.sequence, bytes);
        update(database, job.sequence, record, event);
        return {};
    });
}

Result<JobRecord> WorkspaceJobs::job(const std::string& id) const {
    QSTORE_TRY(auto stored, impl().read([&](SQLite::Database& database) { return findJob(database, id); }));
    return std::move(stored.record);
}

Result<std::vector<JobRecord>> WorkspaceJobs::jobs() const {
    return impl().read([&](SQLite::Database& database) {
        return recordsOf(SQLite::Statement(database, selectJobs("ORDER BY sequence")));
    });
}

Result<std::vector<JobRecord>> WorkspaceJobs::jobsFor(const std::string& run,
                                                      const std::string& purpose) const {
    return impl().read([&](SQLite::Database& database) {
        const std::string sql = selectJobs("WHERE run = ? AND purpose = ? ORDER BY sequence");
        return recordsOf(statement(database, sql.c_str(), run, purpose));
    });
}

Result<std::string> WorkspaceJobs::pieces(const char* sql, const std::string& id) const {
    return impl().read([&](SQLite::Database& database) -> Result<std::string> {
        QSTORE_TRY(const auto job, findJob(database, id));
        return piecesOf(statement(database, sql, job.sequence));
    });
}

Result<JobRequest> WorkspaceJobs::jobRequest(const std::string& id) const {
    QSTORE_TRY(const std::string bytes,
               pieces("SELECT bytes FROM job_requests WHERE job = ? ORDER BY chunk", id));
    return readJobRequest(bytes);
}

Result<std::vector<CircuitOutcome>> WorkspaceJobs::jobOutcomes(const std::string& id) const {
    QSTORE_TRY(const std::string bytes,
               pieces("SELECT bytes FROM job_outcomes WHERE job = ? ORDER BY chunk", id));
    if (bytes.empty())
        return fail(ErrorCode::NotFound, "job '" + id + "' has no results",
                    "`qstore jobs show " + id + "` says how it stands");
    return readOutcomes(bytes);
}

Result<std::vector<JobEvent>> WorkspaceJobs::jobEvents(const std::string& id) const {
    return impl().read([&](SQLite::Database& database) -> Result<std::vector<JobEvent>> {
        QSTORE_TRY(const auto job, findJob(database, id));
        auto row =
            statement(database, "SELECT at_ms, state, note FROM job_events WHERE job = ? ORDER BY position",
                      job.sequence);
        std::vector<JobEvent> events;
        while (row.executeStep()) {
            QSTORE_TRY(const JobState state, jobStateFrom(textOf(row.getColumn(1))));
            events.push_back({row.getColumn(0).getInt64(), state, textOf(row.getColumn(2))});
        }
        return events;
    });
}

}  // namespace

std::shared_ptr<JobStore> workspaceJobs(std::shared_ptr<Workspace> workspace) {
    return std::make_shared<WorkspaceJobs>(std::move(workspace));
}

Result<std::vector<JobRecord>> jobsOfRun(const std::shared_ptr<Workspace>& workspace,
                                         const std::string& run) {
    return WorkspaceAccess::impl(*workspace).read([&](SQLite::Database& database) {
        const std::string sql = selectJobs("WHERE run = ? ORDER BY sequence");
        return recordsOf(statement(database, sql.c_str(), run));
    });
}

Result<std::vector<JobSpending>> jobSpending(Workspace& workspace) {
    const auto& impl = WorkspaceAccess::impl(workspace);
    return impl.read([&](SQLite::Database& database) -> Result<std::vector<JobSpending>> {
        SQLite::Statement row(database,
                              "SELECT profile, run, month, jobs, circuits, cost_usd, open, "
                              "open_estimated_usd, practice FROM job_costs "
                              "ORDER BY month, profile, practice, run");
        std::vector<JobSpending> list;
        while (row.executeStep())
            list.push_back({textOf(row.getColumn(0)), textOf(row.getColumn(1)), textOf(row.getColumn(2)),
                            sizeOf(row.getColumn(3)), sizeOf(row.getColumn(4)),
                            row.getColumn(5).getDouble(), sizeOf(row.getColumn(6)),
                            row.getColumn(7).getDouble(), row.getColumn(8).getInt() != 0});
        return list;
    });
}

}  // namespace qstore
