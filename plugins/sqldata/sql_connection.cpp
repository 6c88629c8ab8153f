// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sql_connection.h"

#include <QtCore/QUuid>
#include <QtSql/QSqlError>
#include <memory>

namespace qstore {
namespace {

namespace fs = std::filesystem;

/// A value of PostgreSQL's connection string.
QString quoted(const std::string& value) {
    QString text = QString::fromStdString(value);
    text.replace(QLatin1Char('\\'), QLatin1String("\\\\")).replace(QLatin1Char('\''), QLatin1String("\\'"));
    return QLatin1Char('\'') + text + QLatin1Char('\'');
}

/// Authorities of the system, where libpq (before 16) has no name for them.
std::string systemAuthorities() {
    std::error_code error;
    const fs::path bundle = "/etc/ssl/certs/ca-certificates.crt";
    return fs::exists(bundle, error) ? bundle.string() : std::string();
}

QString postgresOptions(const SqlAddress& address) {
    QString options = QStringLiteral(
        "connect_timeout=10;application_name=qstore;client_encoding=UTF8;gssencmode=disable;"
        "options='-c default_transaction_read_only=on'");
    if (address.onThisMachine() && address.caFile.empty())
        return options + QStringLiteral(";sslmode=prefer");
    options += QStringLiteral(";sslmode=verify-full");
    const std::string authorities = address.caFile.empty() ? systemAuthorities() : address.caFile;
    if (!authorities.empty()) options += QStringLiteral(";sslrootcert=") + quoted(authorities);
    return options;
}

/// Without the marks that Qt puts around the words of the database.
std::string reasonOf(const QSqlError& error) {
    const QString text = error.driverText().isEmpty() || !error.databaseText().isEmpty()
                             ? error.databaseText()
                             : error.driverText();
    return text.simplified().toStdString();
}

}  // namespace

SqlConnection::SqlConnection(const char* driver)
    : m_name(QStringLiteral("qstore-") + QUuid::createUuid().toString(QUuid::WithoutBraces)),
      m_database(QSqlDatabase::addDatabase(QLatin1String(driver), m_name)) {}

SqlConnection::~SqlConnection() {
    m_database.close();
    m_database = QSqlDatabase();  // Qt warns of connections that are forgotten while in use
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<SqlConnection>> SqlConnection::open(const SqlAddress& address,
                                                           const Secret& password) {
    const bool sqlite = address.engine == SqlEngine::Sqlite;
    const char* driver = sqlite ? "QSQLITE" : "QPSQL";
    if (!QSqlDatabase::isDriverAvailable(QLatin1String(driver)))
        return fail(
            ErrorCode::Unsupported, std::string("Qt's driver ") + driver + " is not installed",
            sqlite ? "install the package libqt6sql6-sqlite" : "install the package libqt6sql6-psql");
    std::unique_ptr<SqlConnection> connection(new SqlConnection(driver));
    QSTORE_CHECK(sqlite ? connection->openSqlite(address) : connection->openPostgres(address, password));
    return connection;
}

Status SqlConnection::openSqlite(const SqlAddress& address) {
    std::error_code error;
    if (!fs::exists(address.file, error))
        return fail(ErrorCode::NotFound, "there is no file '" + address.file.string() + "'",
                    "give the path of an SQLite database");
    m_database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=5000"));
    m_database.setDatabaseName(QString::fromStdString(address.file.string()));
    if (m_database.open()) return {};
    return fail(ErrorCode::Io,
                "'" + address.file.string() + "' cannot be opened: " + reasonOf(m_database.lastError()),
                "check that it is a file that you may read");
}

Status SqlConnection::openPostgres(const SqlAddress& address, const Secret& password) {
    m_database.setConnectOptions(postgresOptions(address));
    m_database.setHostName(
        QString::fromStdString(address.socketFolder.empty() ? address.host : address.socketFolder));
    m_database.setPort(address.port);
    m_database.setDatabaseName(QString::fromStdString(address.database));
    const std::string_view key = password.reveal();
    // Not setPassword(): Qt would keep it as long as the connection.
    QString revealed = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    const bool open = m_database.open(QString::fromStdString(address.user), revealed);
    revealed.fill(QChar(0));
    if (open) return {};
    return fail(
        ErrorCode::Failed,
        "no connection to " + address.text() + ": " + redacted(reasonOf(m_database.lastError()), password),
        "check host, port, database and user; the password comes from QSTORE_KEY_SQL or "
        "--password-stdin; a server elsewhere needs TLS with a certificate for its name");
}

}  // namespace qstore
