// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sql_rows.h"

#include <set>
#include <utility>

#include "core/base/closest_name.h"

namespace qstore {

Status checkSqlColumnNames(const std::vector<std::string>& names) {
    if (names.empty())
        return fail(ErrorCode::InvalidArgument, "the query answers without columns",
                    "only a query that answers with rows can be read: SELECT …");
    std::set<std::string> seen;
    for (const std::string& name : names) {
        if (name.empty())
            return fail(ErrorCode::InvalidArgument, "a column of the query has no name",
                        "give it one: SELECT … AS name");
        if (!seen.insert(name).second)
            return fail(ErrorCode::InvalidArgument, "two columns of the query are named '" + name + "'",
                        "give one of them another name: SELECT … AS name");
    }
    return {};
}

tl::unexpected<Error> blobColumn(const std::string& column) {
    return fail(ErrorCode::Unsupported,
                "the column '" + column + "' holds bytes (a blob), which no column of a dataset can",
                "leave it out: name the other columns in a query, SELECT a, b FROM …");
}

Result<std::size_t> findSqlTable(const std::vector<SourceTable>& tables, const std::string& wanted) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < tables.size(); ++index) {
        if (tables[index].name == wanted) return index;
        names.push_back(tables[index].name);
    }
    const std::string closest = closestName(wanted, names);
    return fail(
        ErrorCode::NotFound, "there is no table or view '" + wanted + "'",
        closest.empty() ? "`qstore data tables ADDRESS` lists them" : "did you mean '" + closest + "'?");
}

Result<DatasetRows> sqlTable(std::vector<SqlColumn> columns, bool more) {
    std::vector<Column> finished;
    finished.reserve(columns.size());
    for (SqlColumn& column : columns) finished.push_back(column.finish());
    QSTORE_TRY(Table table, Table::create(std::move(finished)));
    return DatasetRows{std::move(table), more};
}

}  // namespace qstore
