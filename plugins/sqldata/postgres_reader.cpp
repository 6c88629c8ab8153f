// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/postgres_reader.h"

#include <algorithm>
#include <string>

#include "core/base/number_text.h"
#include "plugins/sqldata/postgres_exchange.h"
#include "plugins/sqldata/sql_rows.h"

namespace qstore {
namespace {

/// Types by number, of which PostgreSQL says that they never change (pg_type.dat).
constexpr Oid boolOid = 16, byteaOid = 17, int8Oid = 20, int2Oid = 21, int4Oid = 23, oidOid = 26,
              float4Oid = 700, float8Oid = 701, numericOid = 1700;

constexpr const char* tableList =
    "SELECT * FROM (SELECT CASE WHEN pg_table_is_visible(c.oid) THEN c.relname::text "
    "ELSE n.nspname || '.' || c.relname END, c.relkind IN ('v', 'm'), format('%I.%I', n.nspname, "
    "c.relname) "
    "FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
    "WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname NOT IN ('pg_catalog', "
    "'information_schema') "
    "AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%' "
    "AND has_schema_privilege(n.oid, 'USAGE') AND has_any_column_privilege(c.oid, 'SELECT')"
    ") AS listed(name, view, quoted) ORDER BY name COLLATE \"C\"";

std::string cell(const PGresult* result, int row, int column) {
    return {PQgetvalue(result, row, column), static_cast<std::size_t>(PQgetlength(result, row, column))};
}

/// What a name stands for, quoted by the server itself.
struct ListedTables {
    std::vector<SourceTable> tables;
    std::vector<std::string> quoted;
};

Result<ListedTables> listTables(const PostgresExchange& exchange, const std::stop_token& stop) {
    QSTORE_TRY(const PostgresResult answer, exchange.run(tableList, stop));
    ListedTables listed;
    for (int row = 0; row < PQntuples(answer.get()); ++row) {
        listed.tables.push_back({cell(answer.get(), row, 0), cell(answer.get(), row, 1) == "t"});
        listed.quoted.push_back(cell(answer.get(), row, 2));
    }
    return listed;
}

Result<std::string> queryOf(const PostgresExchange& exchange, const DatasetRequest& request,
                            const std::stop_token& stop) {
    if (request.table.empty()) return request.query;
    QSTORE_TRY(const ListedTables listed, listTables(exchange, stop));
    QSTORE_TRY(const std::size_t index, findSqlTable(listed.tables, request.table));
    return "SELECT * FROM " + listed.quoted[index];
}

SqlColumnKind kindOf(Oid type) {
    switch (type) {
        case boolOid: return SqlColumnKind::Truth;
        case int2Oid:
        case int4Oid:
        case int8Oid:
        case oidOid:
        case float4Oid:
        case float8Oid:
        case numericOid: return SqlColumnKind::Number;
        default: return SqlColumnKind::Text;
    }
}

Result<std::vector<SqlColumn>> columnsOf(const PGresult* head) {
    std::vector<std::string> names;
    names.reserve(static_cast<std::size_t>(PQnfields(head)));
    for (int column = 0; column < PQnfields(head); ++column) names.emplace_back(PQfname(head, column));
    QSTORE_CHECK(checkSqlColumnNames(names));
    std::vector<SqlColumn> columns;
    columns.reserve(names.size());
    for (int column = 0; column < PQnfields(head); ++column) {
        const Oid type = PQftype(head, column);
        if (type == byteaOid) return blobColumn(PQfname(head, column));
        columns.emplace_back(PQfname(head, column), kindOf(type));
    }
    return columns;
}

Status addCell(const PGresult* page, int row, int index, SqlColumn& column) {
    if (PQgetisnull(page, row, index) != 0) {
        column.addMissing();
        return {};
    }
    const Oid type = PQftype(page, index);
    switch (kindOf(type)) {
        case SqlColumnKind::Truth: column.addWhole(cell(page, row, index) == "t" ? 1 : 0); return {};
        case SqlColumnKind::Number: return column.addDecimal(cell(page, row, index));
        case SqlColumnKind::Text:
        case SqlColumnKind::Unknown: column.addText(cell(page, row, index)); return {};
    }
    return {};
}

/// Cells of the first `rows` rows of a page.
Status addPage(const PGresult* page, int rows, std::vector<SqlColumn>& columns) {
    for (int row = 0; row < rows; ++row)
        for (int index = 0; index < PQnfields(page); ++index)
            QSTORE_CHECK(addCell(page, row, index, columns[static_cast<std::size_t>(index)]));
    return {};
}

Result<DatasetRows> fetchRows(const PostgresExchange& exchange, std::size_t maxRows,
                              const RunControl& control) {
    QSTORE_TRY(const PostgresResult head, exchange.run("FETCH 0 FROM qstore_rows", control.stop));
    QSTORE_TRY(std::vector<SqlColumn> columns, columnsOf(head.get()));
    const std::string fetch = "FETCH " + std::to_string(kSqlPageRows) + " FROM qstore_rows";
    std::size_t rows = 0;
    for (;;) {
        QSTORE_TRY(const PostgresResult page, exchange.run(fetch, control.stop));
        const auto arrived = static_cast<std::size_t>(PQntuples(page.get()));
        const std::size_t wanted = std::min(arrived, maxRows - rows);
        QSTORE_CHECK(addPage(page.get(), static_cast<int>(wanted), columns));
        rows += wanted;
        control.report(rows, 0);
        if (wanted < arrived) return sqlTable(std::move(columns), true);
        if (arrived < kSqlPageRows) return sqlTable(std::move(columns), false);
    }
}

}  // namespace

Result<std::vector<SourceTable>> postgresTables(const SqlConnection& connection,
                                                const RunControl& control) {
    QSTORE_TRY(const PostgresExchange exchange, PostgresExchange::over(connection.database()));
    QSTORE_TRY(ListedTables listed, listTables(exchange, control.stop));
    return std::move(listed.tables);
}

Result<DatasetRows> readPostgres(const SqlConnection& connection, const DatasetRequest& request,
                                 const RunControl& control) {
    QSTORE_TRY(const PostgresExchange exchange, PostgresExchange::over(connection.database()));
    // The transaction ends with the connection. The rest makes texts that do not depend on where the
    // server stands, and rows of a table in one order as long as nobody changes it.
    for (const char* statement :
         {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SET LOCAL TimeZone = 'UTC'",
          "SET LOCAL DateStyle = 'ISO, YMD'", "SET LOCAL IntervalStyle = 'iso_8601'",
          "SET LOCAL extra_float_digits = 3", "SET LOCAL synchronize_seqscans = off"})
        QSTORE_CHECK(exchange.run(statement, control.stop));
    QSTORE_TRY(const std::string query, queryOf(exchange, request, control.stop));
    QSTORE_CHECK(exchange.run("DECLARE qstore_rows NO SCROLL CURSOR FOR " + query, control.stop));
    return fetchRows(exchange, request.maxRows, control);
}

}  // namespace qstore
