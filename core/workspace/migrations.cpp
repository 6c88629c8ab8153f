// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/migrations.h"

#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <array>

namespace qstore {
namespace {

constexpr const char* datasetsAndCircuits = R"sql(
-- Rows, named by content; several datasets and runs may share them.
CREATE TABLE contents (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    rows INTEGER NOT NULL CHECK (rows >= 0),
    columns INTEGER NOT NULL CHECK (columns >= 0)
) STRICT;
CREATE TABLE content_columns (
    content INTEGER NOT NULL REFERENCES contents(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL CHECK (type IN ('number', 'category', 'text')),
    type_reason TEXT NOT NULL,
    PRIMARY KEY (content, position)
) STRICT, WITHOUT ROWID;
-- Cells of up to a few MiB each: doubles (little-endian) or texts with 32-bit length before each;
-- `missing` is one byte a row.
CREATE TABLE column_chunks (
    content INTEGER NOT NULL,
    position INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    rows INTEGER NOT NULL CHECK (rows > 0),
    missing BLOB NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (content, position, chunk),
    FOREIGN KEY (content, position) REFERENCES content_columns(content, position) ON DELETE CASCADE
) STRICT;
CREATE TABLE datasets (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    content INTEGER NOT NULL REFERENCES contents(id),
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    recipe TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX datasets_by_content ON datasets(content);
CREATE TABLE circuits (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    hash TEXT NOT NULL,
    json TEXT NOT NULL,
    changed_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE kept_values (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* runs = R"sql(
CREATE TABLE runs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    dataset TEXT NOT NULL,
    dataset_hash TEXT NOT NULL,
    content INTEGER REFERENCES contents(id),
    recipe TEXT NOT NULL,
    fitted TEXT NOT NULL,
    spec TEXT NOT NULL,
    config TEXT NOT NULL,
    state TEXT NOT NULL,
    error TEXT NOT NULL DEFAULT '',
    epochs INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0,
    created_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL DEFAULT 0,
    result TEXT NOT NULL DEFAULT '',
    weights_hash TEXT NOT NULL DEFAULT '',
    -- The lease: empty token = nobody works on it.
    lease_token TEXT NOT NULL DEFAULT '',
    lease_pid INTEGER NOT NULL DEFAULT 0,
    lease_started INTEGER NOT NULL DEFAULT 0,
    lease_boot TEXT NOT NULL DEFAULT '',
    lease_host TEXT NOT NULL DEFAULT '',
    lease_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX runs_by_content ON runs(content);
CREATE TABLE metrics (
    run INTEGER NOT NULL REFERENCES runs(sequence) ON DELETE CASCADE,
    epoch INTEGER NOT NULL,
    -- NULL is a number that does not exist (no validation rows).
    train_loss REAL, train_accuracy REAL, train_rows INTEGER NOT NULL,
    validation_loss REAL, validation_accuracy REAL, validation_rows INTEGER NOT NULL,
    learning_rate REAL, gradient_norm REAL,
    PRIMARY KEY (run, epoch)
) STRICT, WITHOUT ROWID;
-- The latest checkpoint of each run, in pieces.
CREATE TABLE checkpoint_chunks (
    run INTEGER NOT NULL REFERENCES runs(sequence) ON DELETE CASCADE,
    chunk INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (run, chunk)
) STRICT;
CREATE TABLE run_tensors (
    run INTEGER NOT NULL REFERENCES runs(sequence) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    shape TEXT NOT NULL,
    PRIMARY KEY (run, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE tensor_chunks (
    run INTEGER NOT NULL,
    position INTEGER NOT NULL,
    chunk INTEGER NOT NULL,
    cells BLOB NOT NULL,
    PRIMARY KEY (run, position, chunk),
    FOREIGN KEY (run, position) REFERENCES run_tensors(run, position) ON DELETE CASCADE
) STRICT;
)sql";

constexpr const char* models = R"sql(
-- `last_version` only grows, so that a number is never used twice.
CREATE TABLE models (
    name TEXT PRIMARY KEY CHECK (name <> ''),
    last_version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE model_versions (
    name TEXT NOT NULL REFERENCES models(name),
    version INTEGER NOT NULL CHECK (version > 0),
    run INTEGER NOT NULL REFERENCES runs(sequence),
    notes TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    dataset_hash TEXT NOT NULL,
    recipe_hash TEXT NOT NULL,
    fitted_hash TEXT NOT NULL,
    circuit_hash TEXT NOT NULL,
    spec_hash TEXT NOT NULL,
    weights_hash TEXT NOT NULL,
    result TEXT NOT NULL,
    binned INTEGER NOT NULL DEFAULT 0 CHECK (binned IN (0, 1)),
    PRIMARY KEY (name, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX model_versions_by_run ON model_versions(run);
CREATE TABLE aliases (
    name TEXT NOT NULL,
    alias TEXT NOT NULL CHECK (alias <> ''),
    version INTEGER NOT NULL,
    PRIMARY KEY (name, alias),
    FOREIGN KEY (name, version) REFERENCES model_versions(name, version)
) STRICT, WITHOUT ROWID;
)sql";

constexpr const char* lineageAndOrigin = R"sql(
-- Empty: registered before these were recorded.
ALTER TABLE model_versions ADD COLUMN config_hash TEXT NOT NULL DEFAULT '';
ALTER TABLE model_versions ADD COLUMN result_hash TEXT NOT NULL DEFAULT '';
-- 1: came with a model in a bundle, was not trained here.
ALTER TABLE runs ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));
)sql";

constexpr const char* jobs = R"sql(
-- Jobs of accounts. A run that is deleted leaves its jobs: what was spent was spent.
CREATE TABLE jobs (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL,
    device TEXT NOT NULL,
    name TEXT NOT NULL,
    token TEXT NOT NULL,  -- empty: somebody else submitted it
    remote_id TEXT NOT NULL,
    state TEXT NOT NULL,
    state_before_key TEXT NOT NULL,
    run TEXT NOT NULL,
    purpose TEXT NOT NULL,
    circuits INTEGER NOT NULL,
    shots INTEGER NOT NULL,
    merged INTEGER NOT NULL,
    estimated_usd REAL,
    cost_usd REAL,
    error_code TEXT NOT NULL,
    error_message TEXT NOT NULL,
    error_hint TEXT NOT NULL,
    created_ms INTEGER NOT NULL,
    submitted_ms INTEGER NOT NULL,
    finished_ms INTEGER NOT NULL,
    -- The lease, as runs have it: empty token = nobody drives it.
    lease_token TEXT NOT NULL DEFAULT '',
    lease_pid INTEGER NOT NULL DEFAULT 0,
    lease_started INTEGER NOT NULL DEFAULT 0,
    lease_boot TEXT NOT NULL DEFAULT '',
    lease_host TEXT NOT NULL DEFAULT '',
    lease_ms INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX jobs_by_token ON jobs(token) WHERE token <> '';
CREATE INDEX jobs_by_run ON jobs(run, purpose);
-- What was asked and what came back, in pieces.
CREATE TABLE job_requests (
    job INTEGER NOT NULL REFERENCES jobs(sequence) ON DELETE CASCADE,
    chunk INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (job, chunk)
) STRICT;
CREATE TABLE job_outcomes (
    job INTEGER NOT NULL REFERENCES jobs(sequence) ON DELETE CASCADE,
    chunk INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (job, chunk)
) STRICT;
CREATE TABLE job_events (
    job INTEGER NOT NULL REFERENCES jobs(sequence) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    at_ms INTEGER NOT NULL,
    state TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (job, position)
) STRICT, WITHOUT ROWID;
-- What was spent; `open` jobs are at the provider and have no price yet.
CREATE VIEW job_costs AS
SELECT profile, run,
       strftime('%Y-%m', max(submitted_ms, created_ms) / 1000, 'unixepoch') AS month,
       count(*) AS jobs,
       sum(circuits) AS circuits,
       total(cost_usd) AS cost_usd,
       sum(cost_usd IS NULL) AS open,
       total(CASE WHEN cost_usd IS NULL THEN estimated_usd END) AS open_estimated_usd
FROM jobs WHERE remote_id <> '' OR state = 'submitting'
GROUP BY profile, run, month;
)sql";

constexpr const char* measuredMetrics = R"sql(
-- Of runs that are measured on a machine; 0 where numbers are exact.
ALTER TABLE metrics ADD COLUMN gradient_error REAL NOT NULL DEFAULT 0;
ALTER TABLE metrics ADD COLUMN loss_error REAL NOT NULL DEFAULT 0;
ALTER TABLE metrics ADD COLUMN shots INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* practiceJobs = R"sql(
-- 1: of a practice cloud, whose prices nobody pays. Names that only such accounts may have tell it of old jobs.
ALTER TABLE jobs ADD COLUMN practice INTEGER NOT NULL DEFAULT 0 CHECK (practice IN (0, 1));
UPDATE jobs SET practice = 1 WHERE profile = 'practice' OR substr(profile, 1, 9) = 'practice-';
DROP VIEW job_costs;
CREATE VIEW job_costs AS
SELECT profile, run,
       strftime('%Y-%m', max(submitted_ms, created_ms) / 1000, 'unixepoch') AS month,
       count(*) AS jobs,
       sum(circuits) AS circuits,
       total(cost_usd) AS cost_usd,
       sum(cost_usd IS NULL) AS open,
       total(CASE WHEN cost_usd IS NULL THEN estimated_usd END) AS open_estimated_usd,
       practice
FROM jobs WHERE remote_id <> '' OR state = 'submitting'
GROUP BY profile, practice, run, month;
)sql";

constexpr const char* vectorCollections = R"sql(
-- The local vector store. `points` is how many there are.
CREATE TABLE collections (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    dimension INTEGER NOT NULL,
    metric TEXT NOT NULL,
    index_kind TEXT NOT NULL,
    hnsw_m INTEGER NOT NULL,
    hnsw_ef_construction INTEGER NOT NULL,
    points INTEGER NOT NULL
) STRICT;
-- In the order of their position a graph is built again.
CREATE TABLE points (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collections(sequence) ON DELETE CASCADE,
    id TEXT NOT NULL,
    vector BLOB NOT NULL,
    payload BLOB NOT NULL,
    UNIQUE (collection, id)
) STRICT;
CREATE INDEX points_in_order ON points(collection, position);
)sql";

constexpr const char* collectionRevisions = R"sql(
-- One more with each batch that is put or removed: tells other programs that what they have loaded is old.
ALTER TABLE collections ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
)sql";

constexpr const char* stateLibrary = R"sql(
-- The state library. What is kept lies once under the SHA-256 of its bytes (state_codec.h) in pieces.
CREATE TABLE state_contents (
    id INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    bytes INTEGER NOT NULL
) STRICT;
CREATE TABLE state_pieces (
    content INTEGER NOT NULL REFERENCES state_contents(id) ON DELETE CASCADE,
    part INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (content, part)
) STRICT;
-- kind: record, group, register, options (with an empty name).
CREATE TABLE state_things (
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    content INTEGER NOT NULL REFERENCES state_contents(id),
    PRIMARY KEY (kind, name)
) STRICT;
CREATE INDEX things_of_content ON state_things(content);
CREATE TABLE group_lines (
    number INTEGER PRIMARY KEY,
    content INTEGER NOT NULL REFERENCES state_contents(id)
) STRICT;
CREATE INDEX group_lines_of_content ON group_lines(content);
-- What can be undone and done again; group_line is 0 where it is no line of the groups' log.
CREATE TABLE state_edits (
    number INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    undone INTEGER NOT NULL,
    group_line INTEGER NOT NULL,
    bytes INTEGER NOT NULL
) STRICT;
-- NULL where nothing stood.
CREATE TABLE state_edit_images (
    edit INTEGER NOT NULL REFERENCES state_edits(number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    before INTEGER REFERENCES state_contents(id),
    after INTEGER REFERENCES state_contents(id),
    PRIMARY KEY (edit, position)
) STRICT;
CREATE INDEX edit_images_before ON state_edit_images(before);
CREATE INDEX edit_images_after ON state_edit_images(after);
-- Rises by one with every commit to the library.
CREATE TABLE state_revision (one INTEGER PRIMARY KEY CHECK (one = 1), revision INTEGER NOT NULL) STRICT;
INSERT INTO state_revision VALUES (1, 0);
)sql";

constexpr std::array<Migration, 10> steps{
    {{1, "datasets, circuits and values", datasetsAndCircuits},
     {2, "runs, metrics, checkpoints and weights", runs},
     {3, "models, versions and aliases", models},
     {4, "hashes of configuration and result, origin of runs", lineageAndOrigin},
     {5, "jobs of accounts", jobs},
     {6, "errors and shots of measured epochs", measuredMetrics},
     {7, "practice jobs", practiceJobs},
     {8, "collections of vectors", vectorCollections},
     {9, "revisions of collections", collectionRevisions},
     {10, "records, registers and groups of the state library", stateLibrary}}};

int pragma(SQLite::Database& database, const char* name) {
    return database.execAndGet(std::string("PRAGMA ") + name).getInt();
}

}  // namespace

std::span<const Migration> workspaceMigrations() {
    return steps;
}
int workspaceSchemaVersion() {
    return steps.back().to;
}

Status migrateWorkspace(SQLite::Database& database, const std::filesystem::path& path, int target) {
    const int application = pragma(database, "application_id");
    const int tables = database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt();
    if (application != workspaceApplicationId && (application != 0 || tables != 0))
        return fail(ErrorCode::Corrupt,
                    "'" + path.string() + "' is a database of another program, not a workspace",
                    "choose a .qstore file, or another name for a new one; this file was left as it is");
    int version = pragma(database, "user_version");
    if (version > workspaceSchemaVersion())
        return fail(ErrorCode::NewerVersion,
                    "the workspace '" + path.string() + "' has version " + std::to_string(version) +
                        "; this release reads up to version " + std::to_string(workspaceSchemaVersion()),
                    "update Q-Store Workbench, or open a copy that was made by this release (`qstore "
                    "workspace copy "
                    "OUT.qstore` keeps this one); the file was left as it is");
    for (const Migration& step : steps) {
        if (step.to <= version || step.to > target) continue;
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        // Another process may have taken this step while we waited for the lock.
        version = pragma(database, "user_version");
        if (version >= step.to) continue;
        database.exec(step.sql);
        database.exec("PRAGMA application_id = " + std::to_string(workspaceApplicationId));
        database.exec("PRAGMA user_version = " + std::to_string(step.to));
        transaction.commit();
        version = step.to;
    }
    return {};
}

}  // namespace qstore
