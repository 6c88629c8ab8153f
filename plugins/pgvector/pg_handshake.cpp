// SPDX-License-Identifier: GPL-3.0-or-later
// How a PgConnection comes to be.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>

#include "core/base/clock.h"
#include "plugins/pgvector/pg_connection.h"

namespace qstore {
namespace {

/// Where systems keep the authorities they trust; libpq 15 has no word for them.
std::string systemAuthorities() {
    constexpr std::array<const char*, 4> places{"/etc/ssl/certs/ca-certificates.crt",
                                                "/etc/pki/tls/certs/ca-bundle.crt",
                                                "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};
    std::error_code ignored;
    const auto* const found = std::find_if(places.begin(), places.end(), [&](const char* place) {
        return std::filesystem::exists(place, ignored);
    });
    return found == places.end() ? std::string() : std::string(*found);
}

/// Everything is named, so that neither the environment nor files of the user have a say in whom we reach
/// and with which password.
struct PgOptions {
    std::vector<const char*> names;
    std::vector<std::string> values;

    void add(const char* name, std::string value) {
        names.push_back(name);
        values.push_back(std::move(value));
    }
};

PgOptions optionsOf(const PgTarget& target) {
    const PgEndpoint& endpoint = target.endpoint;
    const std::string authorities = target.caFile.empty() ? systemAuthorities() : target.caFile;
    PgOptions options;
    options.add("host", endpoint.host);
    options.add("port", std::to_string(endpoint.port));
    options.add("user", endpoint.user);
    options.add("dbname", endpoint.database);
    options.add("sslmode", endpoint.sslMode);
    if (endpoint.sslMode != "disable") options.add("sslrootcert", authorities);
    // No file of this name can exist.
    options.add("passfile", "/dev/null/none");
    options.add("gssencmode", "disable");
    options.add("client_encoding", "UTF8");
    options.add("application_name", "Q-Store Workbench");
    options.add("options", "-c client_min_messages=error");
    options.add("target_session_attrs", "any");
    options.add("keepalives", "1");
    options.add("keepalives_idle", "30");
    options.add("keepalives_interval", "10");
    options.add("keepalives_count", "3");
    options.add("tcp_user_timeout", "60000");
    return options;
}

PGconn* start(const PgTarget& target) {
    const PgOptions options = optionsOf(target);
    std::vector<const char*> names = options.names;
    std::vector<const char*> values;
    values.reserve(options.values.size() + 2);
    for (const std::string& value : options.values) values.push_back(value.c_str());
    std::string password(target.key.reveal());
    if (!password.empty()) {
        names.push_back("password");
        values.push_back(password.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    PGconn* const connection = ::PQconnectStartParams(names.data(), values.data(), 0);
    Secret::take(password);  // wipes it
    return connection;
}

/// libpq fills in from the environment what it was not given, and cannot be told not to.
Status checkEnvironment(const PgTarget& target) {
    const auto refuse = [](const std::string& name, const std::string& why) {
        return fail(ErrorCode::InvalidArgument, "the environment variable " + name + " " + why,
                    "Unset it before this program is started.");
    };
    for (const char* const name : {"PGHOSTADDR", "PGSERVICE"})
        if (std::getenv(name) != nullptr)
            return refuse(name, "would send the connection somewhere else than its endpoint says");
    if (target.key.empty() && std::getenv("PGPASSWORD") != nullptr)
        return refuse("PGPASSWORD", "would be sent as password in place of the connection's key");
    return {};
}

PgStage stageOf(const PGconn* connection, bool wantsTls) {
    switch (::PQstatus(connection)) {
        case CONNECTION_SSL_STARTUP: return PgStage::Tls;
        case CONNECTION_AWAITING_RESPONSE:
        case CONNECTION_AUTH_OK:
        case CONNECTION_SETENV:
        case CONNECTION_CHECK_WRITABLE:
        case CONNECTION_CONSUME:
        case CONNECTION_CHECK_TARGET:
        case CONNECTION_CHECK_STANDBY: return PgStage::Key;
        case CONNECTION_OK: return PgStage::Ready;
        case CONNECTION_MADE:
            if (::PQsslInUse(const_cast<PGconn*>(connection)) == 1) return PgStage::Key;
            return wantsTls ? PgStage::Tls : PgStage::Key;
        default: return PgStage::Host;
    }
}

}  // namespace

Result<std::unique_ptr<PgConnection>> PgConnection::open(const PgTarget& target, const RunControl& control,
                                                         const StageSink& onStage) {
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_CHECK(checkEnvironment(target));
    std::unique_ptr<PgConnection> connection(new PgConnection(target));
    connection->m_connection.reset(start(target));
    if (!connection->m_connection)
        return fail(ErrorCode::ResourceExhausted, "there is no memory for a connection to PostgreSQL",
                    "Close other programs.");
    ::PQsetnonblocking(connection->m_connection.get(), 1);
    ::PQsetNoticeReceiver(
        connection->m_connection.get(), [](void* /*unused*/, const PGresult* /*notice*/) {}, nullptr);
    // Only in this form does a refusal carry its SQLSTATE.
    ::PQsetErrorVerbosity(connection->m_connection.get(), PQERRORS_VERBOSE);
    QSTORE_CHECK(connection->handshake(control, onStage));
    ::PQsetErrorVerbosity(connection->m_connection.get(), PQERRORS_DEFAULT);
    QSTORE_CHECK(connection->greet(control));
    return connection;
}

Status PgConnection::handshake(const RunControl& control, const StageSink& onStage) {
    const StopWake wake(control.stop);
    const auto clock = makeSystemClock();
    const std::int64_t endMs = clock->steadyMs() + m_target.connectLimitMs;
    PGconn* const connection = m_connection.get();
    PgStage stage = PgStage::Host;
    // As libpq says: begin as if it wanted to write.
    PostgresPollingStatusType next = PGRES_POLLING_WRITING;
    while (::PQstatus(connection) != CONNECTION_BAD && next != PGRES_POLLING_OK) {
        const bool reads = next == PGRES_POLLING_READING;
        const std::int64_t leftMs = std::max<std::int64_t>(endMs - clock->steadyMs(), 0);
        const PgWait waited = wake.wait(::PQsocket(connection), reads, !reads, leftMs);
        if (waited == PgWait::Stopped) return cancelled();
        if (waited == PgWait::TimedOut)
            return tl::unexpected<Error>(pgConnectError(
                m_target.endpoint, stage,
                "no answer within " + std::to_string(m_target.connectLimitMs / 1000) + " s"));
        next = ::PQconnectPoll(connection);
        if (next == PGRES_POLLING_FAILED) break;
        const PgStage now = stageOf(connection, m_target.endpoint.sslMode != "disable");
        if (now != stage && onStage) onStage(now);
        stage = now;
    }
    if (::PQstatus(connection) == CONNECTION_OK) return {};
    return tl::unexpected<Error>(pgConnectError(m_target.endpoint, stage, message()));
}

Status PgConnection::greet(const RunControl& control) {
    QSTORE_TRY(const PgRows facts,
               run("SELECT pg_catalog.version(), pg_catalog.current_setting('server_encoding'), "
                   "pg_catalog.current_setting('server_version')",
                   {}, control));
    if (facts.size() != 1 || facts.isNull(0, 0))
        return fail(ErrorCode::Unsupported,
                    m_target.endpoint.place() + " does not answer as PostgreSQL does",
                    "Check that a PostgreSQL server listens there.");
    const std::string whole = facts.text(0, 0);
    m_isPglite = whole.find("PGlite") != std::string::npos || whole.find("emscripten") != std::string::npos;
    m_version = facts.text(0, 2);
    if (facts.bytes(0, 1) != "UTF8")
        return fail(ErrorCode::Unsupported,
                    "the database '" + m_target.endpoint.database + "' is encoded as " + facts.text(0, 1),
                    "Use one that was made with ENCODING 'UTF8'.");
    // Names of ours are written in full; nobody's function takes the place of PostgreSQL's own.
    const std::string safe = "SET search_path = pg_catalog; ";
    return script(safe + "SET statement_timeout = " + std::to_string(m_target.statementLimitMs), control);
}

}  // namespace qstore
