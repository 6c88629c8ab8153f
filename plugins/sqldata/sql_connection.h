// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtSql/QSqlDatabase>

#include "core/base/result.h"
#include "core/base/secret.h"
#include "plugins/sqldata/sql_address.h"

namespace qstore {

/// A connection of Qt's that is good for reading alone: for one thread, closed and forgotten at its end.
class SqlConnection {
public:
    /// PostgreSQL: at most ten seconds; TLS with the server's name verified, except on this machine.
    static Result<std::unique_ptr<SqlConnection>> open(const SqlAddress& address, const Secret& password);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    const QSqlDatabase& database() const { return m_database; }

private:
    explicit SqlConnection(const char* driver);
    Status openSqlite(const SqlAddress& address);
    Status openPostgres(const SqlAddress& address, const Secret& password);

    QString m_name;
    QSqlDatabase m_database;
};

}  // namespace qstore
