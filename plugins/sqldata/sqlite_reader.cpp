// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sqlite_reader.h"

#include <sqlite3.h>

#include <QtCore/QVariant>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlField>
#include <QtSql/QSqlQuery>
#include <QtSql/QSqlRecord>
#include <QtSql/QSqlResult>
#include <stop_token>
#include <string>
#include <string_view>

#include "plugins/sqldata/sql_rows.h"

namespace qstore {
namespace {

/// The SQLite of a handle that Qt shows; null where it shows none.
template <class T>
T* shownHandle(const QVariant& handle, const char* type) {
    return qstrcmp(handle.typeName(), type) == 0 ? *static_cast<T* const*>(handle.data()) : nullptr;
}

std::string reasonOf(const QSqlQuery& query) {
    const QSqlError error = query.lastError();
    const QString text = error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return text.simplified().toStdString();
}

/// While it lives, a stop request ends what the connection does.
class SqliteStop {
public:
    SqliteStop(sqlite3* connection, std::stop_token stop)
        : m_connection(connection), m_stop(std::move(stop)) {
        constexpr int instructions = 10'000;
        sqlite3_progress_handler(
            m_connection, instructions,
            [](void* self) { return static_cast<SqliteStop*>(self)->m_stop.stop_requested() ? 1 : 0; },
            this);
    }
    ~SqliteStop() { sqlite3_progress_handler(m_connection, 0, nullptr, nullptr); }
    SqliteStop(const SqliteStop&) = delete;
    SqliteStop& operator=(const SqliteStop&) = delete;

private:
    sqlite3* m_connection;
    std::stop_token m_stop;
};

/// Queries over Qt's connection.
class SqliteReader {
public:
    SqliteReader(const SqlConnection& connection, const RunControl& control)
        : m_database(connection.database()), m_control(control), m_query(m_database) {
        m_query.setForwardOnly(true);
    }

    Status checkLibrary() {
        m_handle = shownHandle<sqlite3>(m_database.driver()->handle(), "sqlite3*");
        // With another copy of SQLite inside Qt its handles would mean nothing to ours.
        const bool asked = m_query.exec(QStringLiteral("SELECT sqlite_source_id()")) && m_query.next();
        if (!asked) return failed();
        const bool same = m_query.value(0).toString().toStdString() == sqlite3_sourceid();
        if (m_handle != nullptr && same) return {};
        return fail(ErrorCode::Unsupported, "Qt's driver QSQLITE has an SQLite library of its own",
                    "use the driver of Debian's package libqt6sql6-sqlite");
    }

    Result<std::vector<SourceTable>> tables() {
        const SqliteStop stop(m_handle, m_control.stop);
        if (!m_query.exec(QStringLiteral("SELECT name, type = 'view' FROM sqlite_master "
                                         "WHERE type IN ('table', 'view') "
                                         "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")))
            return failed();
        std::vector<SourceTable> tables;
        while (m_query.next())
            tables.push_back({m_query.value(0).toString().toStdString(), m_query.value(1).toBool()});
        return tables;
    }

    Result<DatasetRows> read(const DatasetRequest& request) {
        QString text = QString::fromStdString(request.query);
        if (!request.table.empty()) {
            QSTORE_TRY(const auto all, tables());
            QSTORE_CHECK(findSqlTable(all, request.table));
            text = QString::fromStdString(request.table).replace(QLatin1Char('"'), QLatin1String("\"\""));
            text = QStringLiteral("SELECT * FROM \"%1\"").arg(text);
        }
        const SqliteStop stop(m_handle, m_control.stop);
        if (!m_query.prepare(text)) return failed();
        QSTORE_CHECK(checkReads());
        if (!m_query.exec()) return failed();
        QSTORE_TRY(std::vector<SqlColumn> columns, columnsOf());
        return rows(std::move(columns), request.maxRows);
    }

private:
    tl::unexpected<Error> failed() const {
        if (m_control.stop.stop_requested()) return cancelled();
        return fail(ErrorCode::InvalidArgument, "SQLite refuses: " + reasonOf(m_query),
                    "check that the file is an SQLite database, and the query one SELECT");
    }

    /// Before it runs: opened for reading alone, SQLite still lets VACUUM INTO write another file.
    Status checkReads() {
        auto* const statement = shownHandle<sqlite3_stmt>(m_query.result()->handle(), "sqlite3_stmt*");
        if (statement == nullptr)
            return fail(ErrorCode::InvalidArgument, "the query is empty",
                        "give one reading query: SELECT …");
        if (sqlite3_stmt_readonly(statement) == 0)
            return fail(ErrorCode::InvalidArgument, "the query writes, which is refused",
                        "only reading queries are run: SELECT …");
        if (sqlite3_column_count(statement) > 0) return {};
        return checkSqlColumnNames({});
    }

    Result<std::vector<SqlColumn>> columnsOf() const {
        const QSqlRecord record = m_query.record();
        std::vector<std::string> names;
        names.reserve(static_cast<std::size_t>(record.count()));
        for (int index = 0; index < record.count(); ++index)
            names.push_back(record.fieldName(index).toStdString());
        QSTORE_CHECK(checkSqlColumnNames(names));
        std::vector<SqlColumn> columns;
        columns.reserve(names.size());
        for (int index = 0; index < record.count(); ++index) {
            const bool truth = record.field(index).metaType().id() == QMetaType::Bool;
            columns.emplace_back(names[static_cast<std::size_t>(index)],
                                 truth ? SqlColumnKind::Truth : SqlColumnKind::Unknown);
        }
        return columns;
    }

    Result<DatasetRows> rows(std::vector<SqlColumn> columns, std::size_t maxRows) {
        std::size_t count = 0;
        while (m_query.next()) {
            if (count == maxRows) return sqlTable(std::move(columns), true);
            for (std::size_t index = 0; index < columns.size(); ++index)
                QSTORE_CHECK(addCell(m_query.value(static_cast<int>(index)), columns[index]));
            if (++count % kSqlPageRows == 0) m_control.report(count, 0);
            if (m_control.stop.stop_requested()) return cancelled();
        }
        // next() is false at the end and for an error alike.
        if (m_query.lastError().isValid()) return failed();
        m_control.report(count, 0);
        return sqlTable(std::move(columns), false);
    }

    static Status addCell(const QVariant& value, SqlColumn& column) {
        if (value.isNull()) {
            column.addMissing();
            return {};
        }
        switch (value.metaType().id()) {
            case QMetaType::LongLong:
            case QMetaType::Int: column.addWhole(value.toLongLong()); return {};
            case QMetaType::Double: return column.addReal(value.toDouble());
            case QMetaType::QByteArray: return blobColumn(column.name());
            default: column.addText(value.toString().toStdString()); return {};
        }
    }

    QSqlDatabase m_database;
    const RunControl& m_control;
    QSqlQuery m_query;
    sqlite3* m_handle = nullptr;
};

}  // namespace

Result<std::vector<SourceTable>> sqliteTables(const SqlConnection& connection, const RunControl& control) {
    SqliteReader reader(connection, control);
    QSTORE_CHECK(reader.checkLibrary());
    return reader.tables();
}

Result<DatasetRows> readSqlite(const SqlConnection& connection, const DatasetRequest& request,
                               const RunControl& control) {
    SqliteReader reader(connection, control);
    QSTORE_CHECK(reader.checkLibrary());
    return reader.read(request);
}

}  // namespace qstore
