// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>

#include "core/workspace/lineage.h"
#include "core/workspace/names.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr std::string_view latest = "latest";

constexpr const char* versionColumns =
    "SELECT v.name, v.version, runs.id, v.notes, v.created_ms, v.binned, v.dataset_hash, v.recipe_hash, "
    "v.fitted_hash, v.circuit_hash, v.spec_hash, v.weights_hash, v.result, v.config_hash, v.result_hash, "
    "runs.imported FROM model_versions AS v JOIN runs ON runs.sequence = v.run ";

std::string selectVersions(std::string_view tail) {
    std::string sql = versionColumns;
    sql += tail;
    return sql;
}

std::string nameOf(const std::string& name, std::size_t version) {
    return name + ":" + std::to_string(version);
}

tl::unexpected<Error> noModel(std::string_view reference) {
    return fail(ErrorCode::NotFound, "there is no model '" + std::string(reference) + "' in this workspace",
                "`qstore models list` shows those that exist");
}

tl::unexpected<Error> inBin(const std::string& reference) {
    return fail(ErrorCode::NotFound, "model '" + reference + "' is in the bin",
                "`qstore models restore " + reference + "` takes it out");
}

std::vector<std::string> aliasesOf(SQLite::Database& database, const ModelVersion& model) {
    auto row =
        statement(database, "SELECT alias FROM aliases WHERE name = ? AND version = ? ORDER BY alias",
                  model.name, toSql(model.version));
    std::vector<std::string> aliases;
    while (row.executeStep()) aliases.push_back(textOf(row.getColumn(0)));
    return aliases;
}

ModelVersion versionFrom(SQLite::Database& database, const SQLite::Statement& row) {
    ModelVersion model;
    model.name = textOf(row.getColumn(0));
    model.version = sizeOf(row.getColumn(1));
    model.run = textOf(row.getColumn(2));
    model.notes = textOf(row.getColumn(3));
    model.createdMs = row.getColumn(4).getInt64();
    model.binned = row.getColumn(5).getInt() != 0;
    model.datasetHash = textOf(row.getColumn(6));
    model.recipeHash = textOf(row.getColumn(7));
    model.fittedHash = textOf(row.getColumn(8));
    model.circuitHash = textOf(row.getColumn(9));
    model.specHash = textOf(row.getColumn(10));
    model.weightsHash = textOf(row.getColumn(11));
    model.resultJson = textOf(row.getColumn(12));
    model.configHash = textOf(row.getColumn(13));
    model.resultHash = textOf(row.getColumn(14));
    model.imported = row.getColumn(15).getInt() != 0;
    model.aliases = aliasesOf(database, model);
    return model;
}

Result<ModelVersion> findVersion(SQLite::Database& database, const std::string& name, std::size_t version) {
    auto row = statement(database, selectVersions("WHERE v.name = ? AND version = ?").c_str(), name,
                         toSql(version));
    if (!row.executeStep()) return noModel(nameOf(name, version));
    return versionFrom(database, row);
}

Result<std::size_t> latestVersion(SQLite::Database& database, const std::string& name) {
    auto row =
        statement(database, "SELECT max(version) FROM model_versions WHERE name = ? AND binned = 0", name);
    row.executeStep();
    if (row.getColumn(0).isNull()) return noModel(name);
    return sizeOf(row.getColumn(0));
}

Result<std::size_t> aliasedVersion(SQLite::Database& database, const std::string& name,
                                   const std::string& alias) {
    if (alias == latest) return latestVersion(database, name);
    auto row = statement(database, "SELECT version FROM aliases WHERE name = ? AND alias = ?", name, alias);
    if (!row.executeStep()) return noModel(name + "@" + alias);
    return sizeOf(row.getColumn(0));
}

Result<std::size_t> referredVersion(SQLite::Database& database, std::string_view reference,
                                    std::size_t separator) {
    const std::string name(reference.substr(0, separator));
    if (separator == std::string_view::npos) return latestVersion(database, name);
    const std::string_view rest = reference.substr(separator + 1);
    if (reference[separator] == '@') return aliasedVersion(database, name, std::string(rest));
    std::size_t version = 0;
    const auto parsed = std::from_chars(rest.data(), rest.data() + rest.size(), version);
    if (parsed.ec != std::errc() || parsed.ptr != rest.data() + rest.size())
        return fail(
            ErrorCode::InvalidArgument,
            "'" + std::string(rest) + "' is not a version number in '" + std::string(reference) + "'",
            "name a model as name, name@alias or name:version");
    return version;
}

bool hasVersions(SQLite::Database& database, const std::string& name) {
    return statement(database, "SELECT 1 FROM model_versions WHERE name = ?", name).executeStep();
}

std::size_t nextVersion(SQLite::Database& database, const std::string& name) {
    execute(database,
            "INSERT INTO models VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last_version = "
            "last_version + 1",
            name);
    auto row = statement(database, "SELECT last_version FROM models WHERE name = ?", name);
    row.executeStep();
    return sizeOf(row.getColumn(0));
}

Result<std::vector<ModelVersion>> listModels(SQLite::Database& database, bool binned) {
    auto row = statement(database, selectVersions("WHERE v.binned = ? ORDER BY v.name, v.version").c_str(),
                         binned ? 1 : 0);
    std::vector<ModelVersion> list;
    while (row.executeStep()) list.push_back(versionFrom(database, row));
    return list;
}

}  // namespace

Result<ModelVersion> insertVersion(SQLite::Database& database, const VersionRow& row,
                                   const LineageHashes& hashes) {
    const std::size_t version = nextVersion(database, row.name);
    const int rows = execute(database,
                             "INSERT INTO model_versions (name, version, run, notes, created_ms, "
                             "dataset_hash, recipe_hash, fitted_hash, circuit_hash, spec_hash, "
                             "weights_hash, config_hash, result_hash, result) SELECT ?, ?, sequence, ?, ?, "
                             "?, ?, ?, ?, ?, ?, ?, ?, ? FROM runs WHERE id = ?",
                             row.name, toSql(version), row.notes, wallClockMs(), hashes.dataset,
                             hashes.recipe, hashes.fitted, hashes.circuit, hashes.spec, hashes.weights,
                             hashes.config, hashes.result, row.resultJson, row.run);
    if (rows != 1) return fail(ErrorCode::NotFound, "run '" + row.run + "' was deleted meanwhile");
    return findVersion(database, row.name, version);
}

Result<ModelVersion> Workspace::registerModel(const std::string& name, const std::string& runId,
                                              const std::string& notes) {
    QSTORE_CHECK(checkModelName(name));
    QSTORE_CHECK(checkNote(notes, "the notes"));
    QSTORE_TRY(const auto record, run(runId));
    if (record.state != RunState::Finished)
        return fail(ErrorCode::InvalidArgument,
                    "run '" + runId + "' is " + std::string(runStateName(record.state)) +
                        "; only a finished one can be registered",
                    "finish it first: `qstore runs resume " + runId + "`");
    QSTORE_TRY(const auto hashes, lineageHashes(record));
    return m_impl->write([&](SQLite::Database& database) {
        return insertVersion(database, {name, notes, runId, record.resultJson}, hashes);
    });
}

Result<std::vector<ModelVersion>> Workspace::models() const {
    return m_impl->read([&](SQLite::Database& database) { return listModels(database, false); });
}

Result<std::vector<ModelVersion>> Workspace::binnedModels() const {
    return m_impl->read([&](SQLite::Database& database) { return listModels(database, true); });
}

Result<ModelVersion> Workspace::findModel(std::string_view reference) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<ModelVersion> {
        const std::size_t separator = reference.find_first_of("@:");
        QSTORE_TRY(const auto version, referredVersion(database, reference, separator));
        QSTORE_TRY(auto model, findVersion(database, std::string(reference.substr(0, separator)), version));
        if (model.binned) return inBin(nameOf(model.name, model.version));
        return model;
    });
}

Status Workspace::setAlias(const std::string& name, const std::string& alias, std::size_t version) {
    QSTORE_CHECK(checkModelName(alias, "an alias"));
    if (alias == latest)
        return fail(ErrorCode::InvalidArgument, "'latest' always means the highest version",
                    "choose another alias, such as 'production'");
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto model, findVersion(database, name, version));
        if (model.binned) return inBin(nameOf(name, version));
        execute(database,
                "INSERT INTO aliases VALUES (?, ?, ?) ON CONFLICT (name, alias) DO UPDATE SET version = "
                "excluded.version",
                name, alias, toSql(version));
        return {};
    });
}

Status Workspace::removeAlias(const std::string& name, const std::string& alias) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database, "DELETE FROM aliases WHERE name = ? AND alias = ?", name, alias) == 0)
            return noModel(name + "@" + alias);
        return {};
    });
}

Status Workspace::setNotes(const std::string& name, std::size_t version, const std::string& notes) {
    QSTORE_CHECK(checkNote(notes, "the notes"));
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database, "UPDATE model_versions SET notes = ? WHERE name = ? AND version = ?", notes,
                    name, toSql(version)) == 0)
            return noModel(nameOf(name, version));
        return {};
    });
}

Status Workspace::renameModel(const std::string& from, const std::string& to) {
    QSTORE_CHECK(checkModelName(to));
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (!hasVersions(database, from)) return noModel(from);
        if (from == to) return {};
        if (hasVersions(database, to))
            return fail(ErrorCode::AlreadyExists, "there is a model '" + to + "' already, or in the bin",
                        "choose another name");
        // Aliases point at (name, version), so both change before the keys are checked, at the commit.
        database.exec("PRAGMA defer_foreign_keys = ON");
        execute(
            database,
            "INSERT INTO models SELECT ?, last_version FROM models WHERE name = ? ON CONFLICT (name) DO "
            "UPDATE SET last_version = max(last_version, excluded.last_version)",
            to, from);
        execute(database, "UPDATE model_versions SET name = ? WHERE name = ?", to, from);
        execute(database, "UPDATE aliases SET name = ? WHERE name = ?", to, from);
        return {};
    });
}

Status Workspace::deleteModel(const std::string& name, std::size_t version) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database,
                    "UPDATE model_versions SET binned = 1 WHERE name = ? AND version = ? AND binned = 0",
                    name, toSql(version)) == 0)
            return noModel(nameOf(name, version));
        return {};
    });
}

Status Workspace::restoreModel(const std::string& name, std::size_t version) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database,
                    "UPDATE model_versions SET binned = 0 WHERE name = ? AND version = ? AND binned = 1",
                    name, toSql(version)) == 0)
            return fail(ErrorCode::NotFound, "model '" + nameOf(name, version) + "' is not in the bin");
        return {};
    });
}

}  // namespace qstore
