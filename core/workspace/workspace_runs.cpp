// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <utility>

#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr std::array<std::pair<RunState, std::string_view>, 7> stateNames{{
    {RunState::Created, "created"},
    {RunState::Running, "running"},
    {RunState::Interrupted, "interrupted"},
    {RunState::Paused, "paused"},
    {RunState::Finished, "finished"},
    {RunState::Cancelled, "cancelled"},
    {RunState::Failed, "failed"},
}};

constexpr const char* runColumns =
    "SELECT id, dataset, dataset_hash, recipe, fitted, spec, config, state, error, epochs, seconds, "
    "created_ms, finished_ms, result, weights_hash, lease_token, lease_pid, lease_started, lease_boot, "
    "lease_host, lease_ms, imported FROM runs ";

std::string selectRuns(std::string_view tail) {
    std::string sql = runColumns;
    sql += tail;
    return sql;
}

tl::unexpected<Error> noRun(const std::string& id) {
    return fail(ErrorCode::NotFound, "there is no run '" + id + "' in this workspace",
                "`qstore runs list` shows those that exist");
}

tl::unexpected<Error> busyRun(const std::string& id, const LeaseOwner& owner) {
    return fail(
        ErrorCode::Busy,
        "run '" + id + "' is being worked on by process " + std::to_string(owner.pid) + " on " + owner.host,
        "wait until it is done, or stop it there");
}

Result<RunState> runStateFrom(const std::string& name) {
    for (const auto& [state, text] : stateNames)
        if (text == name) return state;
    return fail(ErrorCode::Corrupt, "a run has the unknown state '" + name + "'",
                "restore a backup of the workspace");
}

struct StoredRun {
    RunRecord record;
    LeaseOwner lease;
    std::int64_t leaseMs = 0;
};

LeaseOwner leaseFrom(const SQLite::Statement& row) {
    return {textOf(row.getColumn(15)), row.getColumn(16).getInt64(), row.getColumn(17).getInt64(),
            textOf(row.getColumn(18)), textOf(row.getColumn(19))};
}

bool isHeld(const StoredRun& run) {
    return leaseOwnerAlive(run.lease, run.leaseMs, wallClockMs());
}

Result<StoredRun> runFrom(const SQLite::Statement& row) {
    StoredRun run;
    RunRecord& record = run.record;
    record.id = textOf(row.getColumn(0));
    record.dataset = textOf(row.getColumn(1));
    record.datasetHash = textOf(row.getColumn(2));
    record.recipeJson = textOf(row.getColumn(3));
    record.fittedJson = textOf(row.getColumn(4));
    record.specJson = textOf(row.getColumn(5));
    record.configJson = textOf(row.getColumn(6));
    QSTORE_TRY(record.state, runStateFrom(textOf(row.getColumn(7))));
    record.error = textOf(row.getColumn(8));
    record.epochs = sizeOf(row.getColumn(9));
    record.seconds = row.getColumn(10).getDouble();
    record.createdMs = row.getColumn(11).getInt64();
    record.finishedMs = row.getColumn(12).getInt64();
    record.resultJson = textOf(row.getColumn(13));
    record.weightsHash = textOf(row.getColumn(14));
    run.lease = leaseFrom(row);
    run.leaseMs = row.getColumn(20).getInt64();
    record.imported = row.getColumn(21).getInt() != 0;
    const bool active = record.state == RunState::Running || record.state == RunState::Created;
    if (active && !isHeld(run)) record.state = RunState::Interrupted;
    return run;
}

Result<StoredRun> findRun(SQLite::Database& database, const std::string& id) {
    auto row = statement(database, selectRuns("WHERE id = ?").c_str(), id);
    if (!row.executeStep()) return noRun(id);
    return runFrom(row);
}

void takeLease(SQLite::Database& database, const std::string& id, const LeaseOwner& owner) {
    execute(
        database,
        "UPDATE runs SET lease_token = ?, lease_pid = ?, lease_started = ?, lease_boot = ?, lease_host = "
        "?, lease_ms = ? WHERE id = ?",
        owner.token, owner.pid, owner.started, owner.boot, owner.host, wallClockMs(), id);
}

std::string stateText(RunState state) {
    return std::string(runStateName(state));
}

}  // namespace

std::string_view runStateName(RunState state) {
    return stateNames.at(static_cast<std::size_t>(state)).second;
}

void nameRun(RunRecord& record) {
    record.id = "r";
    record.id += randomHex(5);
    record.createdMs = wallClockMs();
}

Result<RunRecord> Workspace::createRun(RunRecord record, RunRows rows) {
    nameRun(record);
    record.state = RunState::Created;
    QSTORE_CHECK(requireStorable(record.specJson, "the model of the run"));
    QSTORE_CHECK(requireStorable(record.fittedJson, "the recipe of the run"));
    return m_impl->write([&](SQLite::Database& database) -> Result<RunRecord> {
        const auto content = findContent(database, record.datasetHash);
        if (!content && rows == RunRows::Here)
            return fail(ErrorCode::NotFound,
                        "the rows of dataset '" + record.dataset + "' are not in this workspace any more",
                        "import the table again");
        auto insert =
            statement(database,
                      "INSERT INTO runs (id, dataset, dataset_hash, recipe, fitted, spec, config, "
                      "state, created_ms, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      record.id, record.dataset, record.datasetHash, record.recipeJson, record.fittedJson,
                      record.specJson, record.configJson, stateText(RunState::Created), record.createdMs);
        if (content) insert.bind(10, *content);
        insert.exec();
        takeLease(database, record.id, m_impl->owner);
        return record;
    });
}

Status Workspace::leaseRun(const std::string& id) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, findRun(database, id));
        if (isHeld(run)) return busyRun(id, run.lease);
        if (run.record.state == RunState::Finished)
            return fail(ErrorCode::InvalidArgument, "run '" + id + "' is finished; nothing is left to do");
        takeLease(database, id, m_impl->owner);
        execute(database, "UPDATE runs SET state = ?, error = '' WHERE id = ?",
                stateText(RunState::Running), id);
        return {};
    });
}

Status Workspace::releaseRun(const std::string& id, RunState state, const std::string& error) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, findRun(database, id));
        if (run.lease.token != m_impl->owner.token) return busyRun(id, run.lease);
        execute(database, "UPDATE runs SET state = ?, error = ?, lease_token = '' WHERE id = ?",
                stateText(state), error, id);
        return {};
    });
}

Result<std::vector<RunRecord>> Workspace::runs() const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::vector<RunRecord>> {
        SQLite::Statement row(database, selectRuns("ORDER BY sequence"));
        std::vector<RunRecord> list;
        while (row.executeStep()) {
            QSTORE_TRY(auto run, runFrom(row));
            list.push_back(std::move(run.record));
        }
        return list;
    });
}

Result<RunRecord> Workspace::run(const std::string& id) const {
    QSTORE_TRY(auto stored,
               m_impl->read([&](SQLite::Database& database) { return findRun(database, id); }));
    return std::move(stored.record);
}

Status Workspace::deleteRun(const std::string& id) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, findRun(database, id));
        if (isHeld(run)) return busyRun(id, run.lease);
        auto model = statement(database,
                               "SELECT name, version FROM model_versions JOIN runs ON runs.sequence = "
                               "model_versions.run WHERE runs.id = ?",
                               id);
        if (model.executeStep())
            return fail(ErrorCode::InvalidArgument,
                        "run '" + id + "' made the model " + textOf(model.getColumn(0)) + ":" +
                            textOf(model.getColumn(1)) + ", which still points at it",
                        "keep the run; a model's history stays whole");
        execute(database, "DELETE FROM runs WHERE id = ?", id);
        dropUnusedContents(database);
        return {};
    });
}

}  // namespace qstore
