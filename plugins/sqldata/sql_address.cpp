// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/sqldata/sql_address.h"

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <algorithm>

namespace qstore {
namespace {

namespace fs = std::filesystem;

constexpr int standardPort = 5432;

tl::unexpected<Error> invalid(std::string message, std::string hint) {
    return fail(ErrorCode::InvalidArgument, std::move(message), std::move(hint));
}

tl::unexpected<Error> holdsPassword() {
    return invalid("the address holds a password, which would be written down with it",
                   "take it out of the address; set QSTORE_KEY_SQL or send it with --password-stdin");
}

bool isPlain(const QString& text) {
    return std::none_of(text.begin(), text.end(),
                        [](QChar c) { return c.category() == QChar::Other_Control; });
}

Result<SqlAddress> fileAddress(const std::string& path) {
    if (path.empty()) return invalid("the address names no file", "sqlite:FILE, or the path alone");
    if (!isPlain(QString::fromStdString(path)))
        return invalid("the path of the file holds control characters", "rename the file");
    SqlAddress address;
    std::error_code error;
    address.file = fs::absolute(path, error).lexically_normal();
    if (error) return invalid("'" + path + "' is no path: " + error.message(), "give an absolute path");
    return address;
}

/// What may follow the `?`.
Status readOptions(const QUrl& url, SqlAddress& address) {
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    for (const auto& [name, value] : items) {
        if (name == QLatin1String("password")) return holdsPassword();
        const bool known = name == QLatin1String("host") || name == QLatin1String("sslrootcert");
        if (!known)
            return invalid("the address has the option '" + name.toStdString() + "', which is not known",
                           "host=/folder names the folder of a socket, sslrootcert=FILE an authority");
        // Qt turns ';' into a space on the way to PostgreSQL.
        if (!value.startsWith(QLatin1Char('/')) || value.contains(QLatin1Char(';')) || !isPlain(value))
            return invalid("the option '" + name.toStdString() + "' of the address is '" +
                               value.toStdString() + "', which is no absolute path without ';'",
                           "give one that begins with '/'");
        (name == QLatin1String("host") ? address.socketFolder : address.caFile) = value.toStdString();
    }
    return {};
}

Result<SqlAddress> serverAddress(const std::string& text) {
    const QUrl url(QString::fromStdString(text), QUrl::StrictMode);
    const auto way = [] { return std::string("postgresql://user@host:5432/database"); };
    // The message of a URL that cannot be read would repeat it, with a password in it perhaps.
    if (!url.isValid()) return invalid("the address is no URL", "it looks like " + way());
    if (!url.password().isEmpty()) return holdsPassword();
    SqlAddress address;
    address.engine = SqlEngine::Postgres;
    QSTORE_CHECK(readOptions(url, address));
    address.user = url.userName(QUrl::FullyDecoded).toStdString();
    address.host = url.host().toLower().toStdString();
    address.port = url.port(standardPort);
    const QString database = url.path(QUrl::FullyDecoded).mid(1);
    address.database = database.toStdString();
    if (address.user.empty()) return invalid("the address names no user", way());
    if (address.database.empty() || database.contains(QLatin1Char('/')) || !isPlain(database))
        return invalid("the address names no database", way());
    if (address.host.empty() == address.socketFolder.empty())
        return invalid("the address must name a host, or the folder of a socket with ?host=/folder", way());
    if (url.hasFragment()) return invalid("the address ends in '#…', which means nothing here", way());
    return address;
}

}  // namespace

std::string SqlAddress::text() const {
    if (engine == SqlEngine::Sqlite) return "sqlite:" + file.string();
    QUrl url;
    url.setScheme(QStringLiteral("postgresql"));
    url.setUserName(QString::fromStdString(user), QUrl::DecodedMode);
    url.setHost(QString::fromStdString(host));
    url.setPort(port);
    url.setPath(QLatin1Char('/') + QString::fromStdString(database), QUrl::DecodedMode);
    QUrlQuery options;
    if (!socketFolder.empty())
        options.addQueryItem(QStringLiteral("host"), QString::fromStdString(socketFolder));
    if (!caFile.empty())
        options.addQueryItem(QStringLiteral("sslrootcert"), QString::fromStdString(caFile));
    if (!options.isEmpty()) url.setQuery(options);
    return url.toString(QUrl::FullyEncoded).toStdString();
}

bool SqlAddress::onThisMachine() const {
    return engine == SqlEngine::Sqlite || !socketFolder.empty() || host == "localhost" ||
           host == "127.0.0.1" || host == "::1";
}

Result<SqlAddress> parseSqlAddress(const std::string& text) {
    const auto startsWith = [&](std::string_view scheme) { return text.rfind(scheme, 0) == 0; };
    if (startsWith("postgresql:") || startsWith("postgres:")) return serverAddress(text);
    constexpr std::string_view sqlite = "sqlite:";
    if (startsWith(sqlite)) return fileAddress(text.substr(sqlite.size()));
    if (const std::size_t end = text.find("://"); end != std::string::npos)
        return fail(ErrorCode::Unsupported, "addresses of '" + text.substr(0, end) + "' are not read",
                    "postgresql://user@host:5432/database, sqlite:FILE, or the path of a file");
    return fileAddress(text);
}

}  // namespace qstore
