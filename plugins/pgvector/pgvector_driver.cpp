// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_driver.h"

#include <utility>

#include "plugins/pgvector/connection_steps.h"
#include "plugins/pgvector/pgvector_store.h"

namespace qstore {
namespace {

StoreKind describe() {
    StoreKind kind;
    kind.id = "pgvector";
    kind.title = "PostgreSQL (pgvector)";
    kind.endpointExample = "postgresql://user@host:5432/database";
    kind.keyTitle = "Password";
    kind.key = KeyNeed::Optional;
    kind.settings = pgvectorSettingList();
    return kind;
}

Result<PgTarget> targetOf(const StoreConnection& connection, const PgvectorSettings& settings,
                          const Secret& key) {
    PgTarget target;
    QSTORE_TRY(target.endpoint, parsePgEndpoint(connection.endpoint));
    if (key.reveal().find('\0') != std::string_view::npos)
        return fail(ErrorCode::InvalidArgument, "the password holds a zero byte",
                    "Set the connection's key anew.");
    target.caFile = connection.caFile;
    target.key = key;
    target.statementLimitMs = settings.statementLimitMs;
    return target;
}

}  // namespace

const StoreKind& PgvectorDriver::kind() const {
    static const StoreKind kind = describe();
    return kind;
}

Result<StoreConnection> PgvectorDriver::complete(StoreConnection connection) const {
    QSTORE_TRY(const PgEndpoint endpoint, parsePgEndpoint(connection.endpoint));
    QSTORE_CHECK(readPgvectorSettings(connection.settings));
    if (!connection.proxy.empty())
        return fail(ErrorCode::InvalidArgument, "PostgreSQL cannot be reached through a proxy of HTTP",
                    "Leave the proxy empty; use a tunnel (ssh -L) to this machine where one is needed.");
    if (!connection.caFile.empty() && connection.caFile.front() != '/')
        return fail(ErrorCode::InvalidArgument, "the CA file '" + connection.caFile + "' is no full path",
                    "Write it with all its folders, from '/' on.");
    connection.endpoint = endpoint.text();
    return connection;
}

std::string PgvectorDriver::keyHost(const StoreConnection& connection) const {
    const Result<PgEndpoint> endpoint = parsePgEndpoint(connection.endpoint);
    if (!endpoint) return {};
    if (endpoint->isSocket()) return "localhost";
    return endpoint->host.find(':') == std::string::npos ? endpoint->host : "[" + endpoint->host + "]";
}

Result<std::shared_ptr<VectorStore>> PgvectorDriver::open(const StoreConnection& connection,
                                                          const Secret& key) const {
    QSTORE_TRY(const StoreConnection whole, complete(connection));
    QSTORE_TRY(PgvectorSettings settings, readPgvectorSettings(whole.settings));
    QSTORE_TRY(PgTarget target, targetOf(whole, settings, key));
    return std::make_shared<PgvectorStore>(std::move(target), std::move(settings), m_clock);
}

std::vector<StoreTestStep> PgvectorDriver::test(const StoreConnection& connection, const Secret& key,
                                                const RunControl& control,
                                                const StoreTestSink& sink) const {
    PgConnectionSteps test(*m_clock, sink);
    const auto prepared = [&]() -> Result<std::pair<PgTarget, PgvectorSettings>> {
        QSTORE_TRY(const StoreConnection whole, complete(connection));
        QSTORE_TRY(PgvectorSettings settings, readPgvectorSettings(whole.settings));
        QSTORE_TRY(PgTarget target, targetOf(whole, settings, key));
        return std::pair(std::move(target), std::move(settings));
    }();
    if (!prepared) return test.refused(prepared.error());
    return test.run(prepared->first, prepared->second, control);
}

}  // namespace qstore
