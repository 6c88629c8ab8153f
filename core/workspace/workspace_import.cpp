// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/names.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

bool isTaken(SQLite::Database& database, const std::string& name) {
    return statement(database, "SELECT 1 FROM datasets WHERE name = ?", name).executeStep();
}

/// The name of a dataset with these rows, if there is one.
std::optional<std::string> datasetWith(SQLite::Database& database, std::int64_t content) {
    auto row =
        statement(database, "SELECT name FROM datasets WHERE content = ? ORDER BY name LIMIT 1", content);
    if (!row.executeStep()) return {};
    return textOf(row.getColumn(0));
}

/// Stores the rows under a free name unless a dataset has them; the dataset's name then.
Result<std::string> importRows(SQLite::Database& database, const ImportedModel& model) {
    if (const auto known = findContent(database, model.run.datasetHash))
        if (const auto name = datasetWith(database, *known)) return *name;
    if (!model.rows) return model.run.dataset;
    std::string name = model.run.dataset;
    for (int number = 2; isTaken(database, name); ++number)
        name = model.run.dataset + " " + std::to_string(number);
    QSTORE_TRY(const auto content, storeContent(database, *model.rows, model.run.datasetHash));
    QSTORE_CHECK(
        storeDataset(database, name, content, model.rowsSource, model.rowsRecipe, WhenTaken::Refuse));
    return name;
}

/// A finished run that was not trained here.
void insertFinishedRun(SQLite::Database& database, const RunRecord& record) {
    auto insert = statement(
        database,
        "INSERT INTO runs (id, dataset, dataset_hash, recipe, fitted, spec, config, state, epochs, "
        "seconds, "
        "created_ms, finished_ms, result, weights_hash, imported, content) VALUES (?, ?, ?, ?, ?, ?, ?, "
        "'finished', ?, ?, ?, ?, ?, ?, 1, ?)",
        record.id, record.dataset, record.datasetHash, record.recipeJson, record.fittedJson,
        record.specJson, record.configJson, toSql(record.epochs), record.seconds, record.createdMs,
        record.createdMs, record.resultJson, record.weightsHash);
    if (const auto content = findContent(database, record.datasetHash)) insert.bind(14, *content);
    insert.exec();
}

}  // namespace

Result<ModelVersion> Workspace::importModel(const ImportedModel& model) {
    QSTORE_CHECK(checkModelName(model.name));
    QSTORE_CHECK(checkNote(model.notes, "the notes"));
    QSTORE_CHECK(checkName(model.run.dataset, "a dataset"));
    for (const std::string* text : {&model.run.specJson, &model.run.fittedJson, &model.run.recipeJson,
                                    &model.run.configJson, &model.run.resultJson})
        QSTORE_CHECK(requireStorable(*text, "a text of the model"));
    RunRecord record = model.run;
    nameRun(record);
    record.weightsHash = weightsHash(model.weights);
    QSTORE_TRY(const auto hashes, lineageHashes(record));
    return m_impl->write([&](SQLite::Database& database) -> Result<ModelVersion> {
        QSTORE_TRY(record.dataset, importRows(database, model));
        insertFinishedRun(database, record);
        const std::int64_t run = database.getLastInsertRowid();
        saveHistory(database, run, model.history);
        saveTensors(database, run, model.weights);
        return insertVersion(database, {model.name, model.notes, record.id, record.resultJson}, hashes);
    });
}

}  // namespace qstore
