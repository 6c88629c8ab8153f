// SPDX-License-Identifier: Apache-2.0
#include "core/base/memory.h"
#include "core/workspace/cell_codec.h"
#include "core/workspace/names.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

tl::unexpected<Error> noDataset(const std::string& name) {
    return fail(ErrorCode::NotFound, "there is no dataset '" + name + "' in this workspace",
                "`qstore data list` shows those that exist");
}

const char* typeName(ColumnType type) {
    switch (type) {
        case ColumnType::Number: return "number";
        case ColumnType::Category: return "category";
        case ColumnType::Text: return "text";
    }
    return "";
}

Result<ColumnType> typeFrom(const std::string& name) {
    for (const ColumnType type : {ColumnType::Number, ColumnType::Category, ColumnType::Text})
        if (name == typeName(type)) return type;
    return fail(ErrorCode::Corrupt, "a stored column has the unknown type '" + name + "'",
                "restore a backup of the workspace");
}

void bindBytes(SQLite::Statement& row, int index, const std::string& bytes) {
    row.bind(index, static_cast<const void*>(bytes.data()), static_cast<int>(bytes.size()));
}

Status insertColumn(SQLite::Database& database, std::int64_t content, std::size_t position,
                    const Column& column) {
    execute(database, "INSERT INTO content_columns VALUES (?, ?, ?, ?, ?)", content, toSql(position),
            column.name, typeName(column.type), column.typeReason);
    QSTORE_TRY(const auto chunks, encodeColumn(column, chunkBytes));
    SQLite::Statement insert(database, "INSERT INTO column_chunks VALUES (?, ?, ?, ?, ?, ?)");
    for (std::size_t index = 0; index < chunks.size(); ++index) {
        insert.bind(1, content);
        insert.bind(2, toSql(position));
        insert.bind(3, toSql(index));
        insert.bind(4, toSql(chunks[index].rows));
        bindBytes(insert, 5, chunks[index].missing);
        bindBytes(insert, 6, chunks[index].cells);
        insert.exec();
        insert.reset();
    }
    return {};
}

Result<Column> loadColumn(SQLite::Database& database, std::int64_t content, std::int64_t position,
                          Column column) {
    auto chunks = statement(database,
                            "SELECT rows, missing, cells FROM column_chunks WHERE content = ? AND "
                            "position = ? ORDER BY chunk",
                            content, position);
    while (chunks.executeStep()) {
        const CellChunk chunk{column.rows(), sizeOf(chunks.getColumn(0)), textOf(chunks.getColumn(1)),
                              textOf(chunks.getColumn(2))};
        QSTORE_CHECK(decodeChunk(chunk, column));
    }
    return column;
}

/// Bytes that the rows take in memory, about.
std::size_t contentBytes(SQLite::Database& database, std::int64_t content) {
    auto sum = statement(database,
                         "SELECT coalesce(sum(length(cells) + 32 * rows), 0) FROM column_chunks WHERE "
                         "content = ?",
                         content);
    sum.executeStep();
    return sizeOf(sum.getColumn(0));
}

Result<Table> loadContent(SQLite::Database& database, std::int64_t content) {
    auto header = statement(database, "SELECT rows FROM contents WHERE id = ?", content);
    if (!header.executeStep()) return fail(ErrorCode::Corrupt, "the rows of a dataset are missing");
    const std::size_t rows = sizeOf(header.getColumn(0));
    if (const std::size_t bytes = contentBytes(database, content); bytes > availableMemoryBytes())
        return fail(ErrorCode::ResourceExhausted,
                    "the dataset needs about " + std::to_string(bytes) + " bytes of memory; " +
                        std::to_string(availableMemoryBytes()) + " are free",
                    "close other programs or use a smaller table");
    auto described =
        statement(database,
                  "SELECT position, name, type, type_reason FROM content_columns WHERE content "
                  "= ? ORDER BY position",
                  content);
    std::vector<Column> columns;
    while (described.executeStep()) {
        Column column;
        column.name = textOf(described.getColumn(1));
        QSTORE_TRY(column.type, typeFrom(textOf(described.getColumn(2))));
        column.typeReason = textOf(described.getColumn(3));
        QSTORE_TRY(column,
                   loadColumn(database, content, described.getColumn(0).getInt64(), std::move(column)));
        if (column.rows() != rows)
            return fail(ErrorCode::Corrupt,
                        "column '" + column.name + "' has " + std::to_string(column.rows()) + " of " +
                            std::to_string(rows) + " rows",
                        "restore a backup of the workspace");
        columns.push_back(std::move(column));
    }
    return Table::create(std::move(columns));
}

std::string targetOf(const Recipe& recipe) {
    for (const auto& [name, column] : recipe.columns)
        if (column.role == ColumnRole::Target) return name;
    return {};
}

}  // namespace

std::optional<std::int64_t> findContent(SQLite::Database& database, const std::string& hash) {
    auto row = statement(database, "SELECT id FROM contents WHERE hash = ?", hash);
    if (!row.executeStep()) return {};
    return row.getColumn(0).getInt64();
}

void dropUnusedContents(SQLite::Database& database) {
    execute(database,
            "DELETE FROM contents WHERE id NOT IN (SELECT content FROM datasets) AND id NOT IN "
            "(SELECT content FROM runs WHERE content IS NOT NULL)");
}

Result<std::int64_t> storeContent(SQLite::Database& database, const Table& table, const std::string& hash) {
    if (const auto known = findContent(database, hash)) return *known;
    execute(database, "INSERT INTO contents (hash, rows, columns) VALUES (?, ?, ?)", hash,
            toSql(table.rows()), toSql(table.columns().size()));
    const std::int64_t content = database.getLastInsertRowid();
    for (std::size_t position = 0; position < table.columns().size(); ++position)
        QSTORE_CHECK(insertColumn(database, content, position, table.columns()[position]));
    return content;
}

Status storeDataset(SQLite::Database& database, const std::string& name, std::int64_t content,
                    const std::string& source, const Recipe& recipe, WhenTaken whenTaken) {
    auto known = statement(database, "SELECT content FROM datasets WHERE name = ?", name);
    if (known.executeStep() && whenTaken != WhenTaken::Replace) {
        const bool sameRows = known.getColumn(0).getInt64() == content;
        if (sameRows && whenTaken == WhenTaken::Keep) return {};
        return fail(
            ErrorCode::AlreadyExists,
            "there is a dataset '" + name + "' with " + (sameRows ? "these" : "other") + " rows already",
            sameRows ? "use it as it is, choose another name, or replace it: `qstore data import … "
                       "--replace`"
                     : "choose another name, or delete that dataset first");
    }
    execute(database,
            "INSERT INTO datasets VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO UPDATE SET content = "
            "excluded.content, source = excluded.source, target = excluded.target, recipe = "
            "excluded.recipe",
            name, content, source, targetOf(recipe), writeRecipeJson(recipe, -1), wallClockMs());
    return {};
}

Status Workspace::saveDataset(const std::string& name, const Table& table, const std::string& source,
                              const Recipe& recipe, WhenTaken whenTaken) {
    QSTORE_CHECK(checkName(name, "a dataset"));
    const std::string hash = table.contentHash();
    return m_impl->write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const auto content, storeContent(database, table, hash));
        QSTORE_CHECK(storeDataset(database, name, content, source, recipe, whenTaken));
        if (whenTaken == WhenTaken::Replace) dropUnusedContents(database);
        return {};
    });
}

Status Workspace::saveRecipe(const std::string& dataset, const Recipe& recipe) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database, "UPDATE datasets SET recipe = ?, target = ? WHERE name = ?",
                    writeRecipeJson(recipe, -1), targetOf(recipe), dataset) == 0)
            return noDataset(dataset);
        return {};
    });
}

Result<std::vector<DatasetInfo>> Workspace::datasets() const {
    return m_impl->read([&](SQLite::Database& database) -> Result<std::vector<DatasetInfo>> {
        SQLite::Statement row(database,
                              "SELECT name, hash, rows, columns, source, target, created_ms FROM datasets "
                              "JOIN contents ON contents.id = datasets.content ORDER BY created_ms, name");
        std::vector<DatasetInfo> list;
        while (row.executeStep())
            list.push_back({textOf(row.getColumn(0)), textOf(row.getColumn(1)), sizeOf(row.getColumn(2)),
                            sizeOf(row.getColumn(3)), textOf(row.getColumn(4)), textOf(row.getColumn(5)),
                            row.getColumn(6).getInt64()});
        return list;
    });
}

Result<Table> Workspace::loadDataset(const std::string& name) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<Table> {
        auto row = statement(database, "SELECT content FROM datasets WHERE name = ?", name);
        if (!row.executeStep()) return noDataset(name);
        return loadContent(database, row.getColumn(0).getInt64());
    });
}

Result<Table> Workspace::loadDatasetByHash(const std::string& hash) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<Table> {
        const auto content = findContent(database, hash);
        if (!content)
            return fail(ErrorCode::NotFound, "no rows with the hash " + hash + " are in this workspace",
                        "import the table they came from");
        return loadContent(database, *content);
    });
}

Result<Recipe> Workspace::loadRecipe(const std::string& dataset) const {
    return m_impl->read([&](SQLite::Database& database) -> Result<Recipe> {
        auto row = statement(database, "SELECT recipe FROM datasets WHERE name = ?", dataset);
        if (!row.executeStep()) return noDataset(dataset);
        return readRecipeJson(textOf(row.getColumn(0)));
    });
}

Status Workspace::deleteDataset(const std::string& name) {
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (execute(database, "DELETE FROM datasets WHERE name = ?", name) == 0) return noDataset(name);
        dropUnusedContents(database);
        return {};
    });
}

Status Workspace::renameDataset(const std::string& from, const std::string& to) {
    QSTORE_CHECK(checkName(to, "a dataset"));
    return m_impl->write([&](SQLite::Database& database) -> Status {
        if (from != to && statement(database, "SELECT 1 FROM datasets WHERE name = ?", to).executeStep())
            return fail(ErrorCode::AlreadyExists, "there is a dataset '" + to + "' already",
                        "choose another name");
        if (execute(database, "UPDATE datasets SET name = ? WHERE name = ?", to, from) == 0)
            return noDataset(from);
        return {};
    });
}

}  // namespace qstore
