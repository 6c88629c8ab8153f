// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libpq-fe.h>

#include <QtSql/QSqlDatabase>
#include <memory>
#include <stop_token>
#include <string>

#include "core/base/progress.h"

namespace qstore {

struct FreePostgresResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, FreePostgresResult>;

/// Statements over the connection below one of Qt's, which has neither a way to stop one that runs nor
/// types and texts as the server sends them. Each is one statement: the server refuses a second one behind
/// a semicolon, so that no query leaves its read-only transaction.
class PostgresExchange {
public:
    /// Unsupported where Qt's driver shows no connection.
    static Result<PostgresExchange> over(const QSqlDatabase& database);

    /// Cancelled while it runs tells the server to stop and waits until it has.
    Result<PostgresResult> run(const std::string& statement, const std::stop_token& stop) const;

private:
    explicit PostgresExchange(PGconn* connection) : m_connection(connection) {}
    Status waitForAnswer(const std::stop_token& stop) const;
    void askToStop() const;
    tl::unexpected<Error> connectionLost() const;
    tl::unexpected<Error> errorOf(const PGresult* result) const;

    PGconn* m_connection;  ///< Qt's
};

}  // namespace qstore
