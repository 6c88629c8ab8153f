// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/base/memory.h"
#include "core/workspace/cell_codec.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

/// The row of a run that this workspace holds; Busy when another took it over.
Result<std::int64_t> heldRun(SQLite::Database& database, const std::string& id, const std::string& token) {
    auto row = statement(database, "SELECT sequence, lease_token FROM runs WHERE id = ?", id);
    if (!row.executeStep())
        return fail(ErrorCode::NotFound, "there is no run '" + id + "' in this workspace");
    if (textOf(row.getColumn(1)) != token)
        return fail(ErrorCode::Busy, "run '" + id + "' is no longer held by this program",
                    "another one resumed it; look at its progress there");
    return row.getColumn(0).getInt64();
}

Result<std::int64_t> sequenceOf(SQLite::Database& database, const std::string& id) {
    auto row = statement(database, "SELECT sequence FROM runs WHERE id = ?", id);
    if (!row.executeStep())
        return fail(ErrorCode::NotFound, "there is no run '" + id + "' in this workspace",
                    "`qstore runs list` shows those that exist");
    return row.getColumn(0).getInt64();
}

/// SQLite has no NaN; NULL stands for it.
void bindNumber(SQLite::Statement& row, int index, double value) {
    if (std::isnan(value))
        row.bind(index);
    else
        row.bind(index, value);
}

double numberOrNan(const SQLite::Column& column) {
    return column.isNull() ? std::numeric_limits<double>::quiet_NaN() : column.getDouble();
}

void saveMetrics(SQLite::Database& database, std::int64_t run, const EpochMetrics& metrics) {
    SQLite::Statement row(database,
                          "INSERT OR REPLACE INTO metrics VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    row.bind(1, run);
    row.bind(2, toSql(metrics.epoch));
    bindNumber(row, 3, metrics.train.loss);
    bindNumber(row, 4, metrics.train.accuracy);
    row.bind(5, toSql(metrics.train.rows));
    bindNumber(row, 6, metrics.validation.loss);
    bindNumber(row, 7, metrics.validation.accuracy);
    row.bind(8, toSql(metrics.validation.rows));
    bindNumber(row, 9, metrics.learningRate);
    bindNumber(row, 10, metrics.gradientNorm);
    row.bind(11, metrics.gradientError);
    row.bind(12, metrics.lossError);
    row.bind(13, toSql(metrics.shots));
    row.exec();
}

void insertPieces(SQLite::Statement& insert, int chunkIndex, const std::string& bytes) {
    for (std::size_t position = 0, chunk = 0; position < bytes.size(); position += chunkBytes, ++chunk) {
        const std::size_t size = std::min(chunkBytes, bytes.size() - position);
        insert.bind(chunkIndex, toSql(chunk));
        insert.bind(chunkIndex + 1, static_cast<const void*>(bytes.data() + position),
                    static_cast<int>(size));
        insert.exec();
        insert.reset();
    }
}

void saveCheckpoint(SQLite::Database& database, std::int64_t run, const std::string& bytes) {
    execute(database, "DELETE FROM checkpoint_chunks WHERE run = ?", run);
    SQLite::Statement insert(database, "INSERT INTO checkpoint_chunks VALUES (?, ?, ?)");
    insert.bind(1, run);
    insertPieces(insert, 2, bytes);
}

Result<NamedTensor> loadTensor(SQLite::Database& database, std::int64_t run, std::int64_t position,
                               std::string name, const std::string& shape) {
    NamedTensor tensor;
    tensor.name = std::move(name);
    const auto parsed = parseJson(shape);
    const nlohmann::json sizes = parsed ? *parsed : nlohmann::json();
    std::size_t count = 1;
    bool valid = sizes.is_array();
    for (std::size_t index = 0; valid && index < sizes.size(); ++index) {
        valid = sizes[index].is_number_unsigned();
        if (valid) tensor.shape.push_back(sizes[index].get<std::size_t>());
        if (valid) count = saturatingMultiply(count, tensor.shape.back());
    }
    auto chunks =
        statement(database, "SELECT cells FROM tensor_chunks WHERE run = ? AND position = ? ORDER BY chunk",
                  run, position);
    while (chunks.executeStep()) QSTORE_CHECK(appendDoubles(textOf(chunks.getColumn(0)), tensor.values));
    if (!valid || count != tensor.values.size())
        return fail(ErrorCode::Corrupt,
                    "the stored weights '" + tensor.name + "' do not fit their shape " + shape,
                    "restore a backup of the workspace");
    return tensor;
}

}  // namespace

void saveHistory(SQLite::Database& database, std::int64_t run, const std::vector<EpochMetrics>& history) {
    auto last = statement(database, "SELECT coalesce(max(epoch), -1) FROM metrics WHERE run = ?", run);
    last.executeStep();
    const std::int64_t stored = last.getColumn(0).getInt64();
    for (const EpochMetrics& metrics : history)
        if (toSql(metrics.epoch) > stored) saveMetrics(database, run, metrics);
}

void saveTensors(SQLite::Database& database, std::int64_t run, const std::vector<NamedTensor>& tensors) {
    execute(database, "DELETE FROM run_tensors WHERE run = ?", run);
    for (std::size_t position = 0; position < tensors.size(); ++position) {
        const NamedTensor& tensor = tensors[position];
        execute(database, "INSERT INTO run_tensors VALUES (?, ?, ?, ?)", run, toSql(position), tensor.name,
                nlohmann::json(tensor.shape).dump());
        SQLite::Statement insert(database, "INSERT INTO tensor_chunks VALUES (?, ?, ?, ?)");
        insert.bind(1, run);
        insert.bind(2, toSql(position));
        insertPieces(insert, 3, doublesToBytes(tensor.values));
    }
}

Status Workspace::renewLease(const std::string& id) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, heldRun(database, id, m_impl->owner.token));
        execute(database, "UPDATE runs SET lease_ms = ? WHERE sequence = ?", wallClockMs(), run);
        return {};
    });
}

Status Workspace::appendProgress(const std::string& id, const EpochMetrics* metrics,
                                 const Checkpoint* checkpoint) {
    return appendProgress(id, metrics, checkpoint, -1.0);
}

Status Workspace::appendProgress(const std::string& id, const EpochMetrics* metrics,
                                 const Checkpoint* checkpoint, double seconds) {
    const std::string bytes = checkpoint == nullptr ? std::string() : checkpoint->toBytes();
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, heldRun(database, id, m_impl->owner.token));
        std::size_t epochs = 0;
        if (checkpoint != nullptr) {
            saveHistory(database, run, checkpoint->history);
            saveCheckpoint(database, run, bytes);
            epochs = checkpoint->epoch;
        }
        if (metrics != nullptr) {
            saveMetrics(database, run, *metrics);
            epochs = std::max(epochs, metrics->epoch);
        }
        execute(database,
                "UPDATE runs SET state = 'running', epochs = max(epochs, ?), seconds = max(seconds, ?), "
                "lease_ms = ? WHERE sequence = ?",
                toSql(epochs), seconds, wallClockMs(), run);
        return {};
    });
}

Result<std::vector<EpochMetrics>> Workspace::metrics(const std::string& id) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::vector<EpochMetrics>> {
        QSTORE_TRY(const auto run, sequenceOf(database, id));
        auto row = statement(database,
                             "SELECT epoch, train_loss, train_accuracy, train_rows, validation_loss, "
                             "validation_accuracy, validation_rows, learning_rate, gradient_norm, "
                             "gradient_error, loss_error, shots FROM metrics "
                             "WHERE run = ? ORDER BY epoch",
                             run);
        std::vector<EpochMetrics> list;
        while (row.executeStep()) {
            EpochMetrics metrics;
            metrics.epoch = sizeOf(row.getColumn(0));
            metrics.train = {numberOrNan(row.getColumn(1)), numberOrNan(row.getColumn(2)),
                             sizeOf(row.getColumn(3))};
            metrics.validation = {numberOrNan(row.getColumn(4)), numberOrNan(row.getColumn(5)),
                                  sizeOf(row.getColumn(6))};
            metrics.learningRate = numberOrNan(row.getColumn(7));
            metrics.gradientNorm = numberOrNan(row.getColumn(8));
            metrics.gradientError = numberOrNan(row.getColumn(9));
            metrics.lossError = numberOrNan(row.getColumn(10));
            metrics.shots = sizeOf(row.getColumn(11));
            list.push_back(metrics);
        }
        return list;
    });
}

Result<std::optional<Checkpoint>> Workspace::latestCheckpoint(const std::string& id) const {
    QSTORE_TRY(const auto bytes, m_impl->read([&](SQLite::Database& database) -> Result<std::string> {
        QSTORE_TRY(const auto run, sequenceOf(database, id));
        auto row =
            statement(database, "SELECT bytes FROM checkpoint_chunks WHERE run = ? ORDER BY chunk", run);
        std::string all;
        while (row.executeStep()) all += textOf(row.getColumn(0));
        return all;
    }));
    if (bytes.empty()) return std::optional<Checkpoint>{};
    QSTORE_TRY(auto checkpoint, Checkpoint::fromBytes(bytes));
    return std::optional<Checkpoint>(std::move(checkpoint));
}

Status Workspace::finishRun(const std::string& id, const std::string& fittedJson,
                            const std::string& resultJson, const std::vector<NamedTensor>& weights) {
    const std::string hash = weightsHash(weights);
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto run, heldRun(database, id, m_impl->owner.token));
        saveTensors(database, run, weights);
        execute(database,
                "UPDATE runs SET state = 'finished', error = '', fitted = ?, result = ?, weights_hash = ?, "
                "finished_ms = ?, lease_token = '' WHERE sequence = ?",
                fittedJson, resultJson, hash, wallClockMs(), run);
        return {};
    });
}

Result<std::vector<NamedTensor>> Workspace::runWeights(const std::string& id) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::vector<NamedTensor>> {
        QSTORE_TRY(const auto run, sequenceOf(database, id));
        auto row = statement(
            database, "SELECT position, name, shape FROM run_tensors WHERE run = ? ORDER BY position", run);
        std::vector<NamedTensor> tensors;
        while (row.executeStep()) {
            QSTORE_TRY(auto tensor, loadTensor(database, run, row.getColumn(0).getInt64(),
                                               textOf(row.getColumn(1)), textOf(row.getColumn(2))));
            tensors.push_back(std::move(tensor));
        }
        if (tensors.empty())
            return fail(ErrorCode::NotFound, "run '" + id + "' has no weights yet",
                        "let it finish: `qstore runs resume " + id + "`");
        return tensors;
    });
}

}  // namespace qstore
