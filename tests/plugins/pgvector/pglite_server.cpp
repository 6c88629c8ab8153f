// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/pgvector/pglite_server.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace qstore::testing {
namespace {

std::string npmFolder() {
    const char* const folder = std::getenv("QSTORE_NPM");
    return folder == nullptr ? std::string() : folder;
}

const std::string kScript = "node_modules/@electric-sql/pglite-socket/dist/scripts/server.js";

std::string node() {
    for (const char* const place : {"/usr/bin/node", "/usr/local/bin/node"})
        if (std::filesystem::exists(place)) return place;
    return {};
}

}  // namespace

std::string PgliteServer::missing() {
    if (npmFolder().empty()) return "QSTORE_NPM names no folder of npm packages";
    if (!std::filesystem::exists(npmFolder() + "/" + kScript))
        return "npm's pglite-socket is not installed";
    return node().empty() ? "node is not installed" : "";
}

bool PgliteServer::start(const std::string& folder) {
    m_port = freePort();
    std::vector<std::string> arguments{kScript,
                                       "-p",
                                       std::to_string(m_port),
                                       "-h",
                                       "127.0.0.1",
                                       "-e",
                                       "@electric-sql/pglite-pgvector:vector",
                                       "-m",
                                       "10"};
    if (!folder.empty()) arguments.insert(arguments.end(), {"-d", folder});
    m_process = std::make_unique<ChildProcess>();
    return m_process->start(node(), arguments, npmFolder()) &&
           !m_process->waitForLine("listening on", 60000).empty();
}

void PgliteServer::kill() {
    m_process.reset();
}

std::string PgliteServer::endpoint() const {
    return "postgresql://postgres@127.0.0.1:" + std::to_string(m_port) + "/postgres?sslmode=disable";
}

StoreConnection PgliteServer::connection(std::map<std::string, std::string> settings) const {
    StoreConnection connection;
    connection.name = "pglite";
    connection.kind = "pgvector";
    connection.endpoint = endpoint();
    connection.settings = std::move(settings);
    return connection;
}

std::shared_ptr<VectorStore> PgliteServer::store(std::map<std::string, std::string> settings) const {
    const auto store = PgvectorDriver().open(connection(std::move(settings)), {});
    return store ? *store : nullptr;
}

PgTarget PgliteServer::target() const {
    PgTarget target;
    target.endpoint = *parsePgEndpoint(endpoint());
    return target;
}

}  // namespace qstore::testing
