// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/postgres_exchange.h"

#include <poll.h>

#include <QtCore/QVariant>
#include <QtSql/QSqlDriver>
#include <array>
#include <string_view>

namespace qstore {
namespace {

constexpr int pollMs = 50;

std::string lineOf(const char* text) {
    std::string line = text == nullptr ? "" : text;
    while (!line.empty() && (line.back() == '\n' || line.back() == ' ')) line.pop_back();
    for (char& c : line)
        if (c == '\n') c = ' ';
    return line;
}

std::string_view field(const PGresult* result, int code) {
    const char* text = PQresultErrorField(result, code);
    return text == nullptr ? std::string_view() : text;
}

}  // namespace

Result<PostgresExchange> PostgresExchange::over(const QSqlDatabase& database) {
    const QVariant handle = database.driver()->handle();
    // The documented name, and the one that Qt 6 finds by itself.
    const QByteArrayView type = handle.typeName();
    if (type == "PGconn*" || type == "pg_conn*")
        if (auto* const connection = *static_cast<PGconn* const*>(handle.data()))
            return PostgresExchange(connection);
    return fail(ErrorCode::Unsupported, "Qt's driver QPSQL shows no connection of libpq",
                "use the driver of Debian's package libqt6sql6-psql");
}

void PostgresExchange::askToStop() const {
    constexpr std::size_t reasonBytes = 256;
    std::array<char, reasonBytes> reason{};
    if (PGcancel* request = PQgetCancel(m_connection)) {
        // Where this fails the statement goes on, and is asked again.
        PQcancel(request, reason.data(), static_cast<int>(reason.size()));
        PQfreeCancel(request);
    }
}

tl::unexpected<Error> PostgresExchange::connectionLost() const {
    return fail(ErrorCode::Io,
                "the connection to PostgreSQL is lost: " + lineOf(PQerrorMessage(m_connection)),
                "see whether the server runs, then try again");
}

Status PostgresExchange::waitForAnswer(const std::stop_token& stop) const {
    constexpr int pollsBetweenRequests = 20;
    int polls = 0;
    while (PQisBusy(m_connection) != 0) {
        // One that comes before the server has begun is lost, so it is sent again once a second.
        if (stop.stop_requested() && polls++ % pollsBetweenRequests == 0) askToStop();
        pollfd socket{PQsocket(m_connection), POLLIN, 0};
        ::poll(&socket, 1, pollMs);
        if (PQconsumeInput(m_connection) == 0) return connectionLost();
    }
    return {};
}

tl::unexpected<Error> PostgresExchange::errorOf(const PGresult* result) const {
    const std::string_view state = field(result, PG_DIAG_SQLSTATE);
    std::string message(field(result, PG_DIAG_MESSAGE_PRIMARY));
    if (message.empty()) message = lineOf(PQresultErrorMessage(result));
    if (state == "25006" || (state == "0A000" && message.find("data-modifying") != std::string::npos))
        return fail(ErrorCode::InvalidArgument, "the query writes, which is refused: " + message,
                    "only reading queries are run: SELECT …");
    if (state == "42501") return fail(ErrorCode::Failed, message, "ask for the right to read it");
    // 42601, a syntax error: also what INSERT, COPY or a second statement is where a query is wanted.
    if (state.substr(0, 2) == "42")
        return fail(ErrorCode::InvalidArgument, "PostgreSQL refuses the query: " + message,
                    "give one reading query, SELECT … or WITH … SELECT …, without a semicolon");
    if (PQstatus(m_connection) == CONNECTION_BAD) return connectionLost();
    return fail(ErrorCode::Failed, "PostgreSQL answers: " + message,
                "change the query, or ask who runs it");
}

Result<PostgresResult> PostgresExchange::run(const std::string& statement,
                                             const std::stop_token& stop) const {
    if (stop.stop_requested()) return cancelled();
    if (PQsendQueryParams(m_connection, statement.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 0)
        return connectionLost();
    PostgresResult answer;
    for (;;) {
        QSTORE_CHECK(waitForAnswer(stop));
        PostgresResult next(PQgetResult(m_connection));
        if (next == nullptr) break;
        answer = std::move(next);
    }
    if (stop.stop_requested()) return cancelled();
    if (answer == nullptr) return connectionLost();
    const ExecStatusType status = PQresultStatus(answer.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return errorOf(answer.get());
    return answer;
}

}  // namespace qstore
