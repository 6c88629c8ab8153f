// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sql_source.h"

#include <memory>

#include "plugins/sqldata/postgres_reader.h"
#include "plugins/sqldata/sql_address.h"
#include "plugins/sqldata/sql_connection.h"
#include "plugins/sqldata/sqlite_reader.h"

namespace qstore {

Result<std::string> SqlSource::complete(const std::string& address) const {
    QSTORE_TRY(const SqlAddress parsed, parseSqlAddress(address));
    return parsed.text();
}

std::string SqlSource::keyHost(const std::string& address) const {
    const auto parsed = parseSqlAddress(address);
    if (!parsed || parsed->engine == SqlEngine::Sqlite) return {};
    return parsed->socketFolder.empty() ? parsed->host : "localhost";
}

Result<std::vector<SourceTable>> SqlSource::tables(const std::string& address, const Secret& password,
                                                   const RunControl& control) const {
    QSTORE_TRY(const SqlAddress parsed, parseSqlAddress(address));
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const auto connection, SqlConnection::open(parsed, password));
    return parsed.engine == SqlEngine::Sqlite ? sqliteTables(*connection, control)
                                              : postgresTables(*connection, control);
}

Result<DatasetRows> SqlSource::read(const std::string& address, const Secret& password,
                                    const DatasetRequest& request, const RunControl& control) const {
    QSTORE_TRY(const SqlAddress parsed, parseSqlAddress(address));
    if (request.table.empty() == request.query.empty())
        return fail(ErrorCode::InvalidArgument, "either a table or a query is read",
                    "name one of the two, and not both");
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const auto connection, SqlConnection::open(parsed, password));
    return parsed.engine == SqlEngine::Sqlite ? readSqlite(*connection, request, control)
                                              : readPostgres(*connection, request, control);
}

}  // namespace qstore
