// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/pgvector/postgres_server.h"

#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace qstore::testing {
namespace {

const std::string kPrograms = "/usr/lib/postgresql/15/bin/";
const std::string kOpenssl = "/usr/bin/openssl";
const std::string kSetpriv = "/usr/bin/setpriv";

/// PostgreSQL refuses to run as root.
std::vector<std::string> asPostgres(std::vector<std::string> words) {
    if (::geteuid() != 0) return words;
    std::vector<std::string> all{kSetpriv,   "--reuid",       "postgres",    "--regid",
                                 "postgres", "--init-groups", "--pdeathsig", "KILL"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

std::string ran(const std::vector<std::string>& words) {
    const ProgramRun run = runProgram(words.front(), {words.begin() + 1, words.end()});
    return run.code == 0 ? "" : words.front() + ": " + std::to_string(run.code) + "\n" + run.output;
}

}  // namespace

std::string PostgresServer::missing() {
    for (const std::string& program : {kPrograms + "postgres", kPrograms + "initdb", kOpenssl})
        if (!std::filesystem::exists(program)) return program + " is not installed";
    if (::geteuid() == 0 && !std::filesystem::exists(kSetpriv)) return kSetpriv + " is not installed";
    return {};
}

PostgresServer::~PostgresServer() {
    if (m_process) stop();
}

std::string PostgresServer::makeAuthority(const std::string& name) {
    return ran({kOpenssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=" + name, "-keyout", m_folder.file(name + ".key"), "-out",
                m_folder.file(name + ".crt")});
}

std::string PostgresServer::makeCertificate() {
    std::ofstream(m_folder.file("names")) << "subjectAltName=DNS:localhost\n";
    if (std::string why =
            ran({kOpenssl, "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-keyout",
                 m_folder.file("server.key"), "-out", m_folder.file("server.csr")});
        !why.empty())
        return why;
    return ran({kOpenssl, "x509", "-req", "-in", m_folder.file("server.csr"), "-CA",
                m_folder.file("ca.crt"), "-CAkey", m_folder.file("ca.key"), "-CAcreateserial", "-days", "2",
                "-extfile", m_folder.file("names"), "-out", m_folder.file("server.crt")});
}

std::string PostgresServer::makeData() {
    std::ofstream(m_folder.file("password")) << kPassword << "\n";
    if (::geteuid() == 0)
        if (std::string why = ran({"/bin/chown", "-R", "postgres", m_folder.path()}); !why.empty())
            return why;
    std::filesystem::permissions(m_folder.file("server.key"), std::filesystem::perms::owner_read);
    return ran(
        asPostgres({kPrograms + "initdb", "-D", m_folder.file("data"), "-U", "owner", "-A", "scram-sha-256",
                    "--pwfile", m_folder.file("password"), "-E", "UTF8", "--locale=C", "--no-sync"}));
}

std::string PostgresServer::create() {
    for (const char* const name : {"ca", "foreign"})
        if (std::string why = makeAuthority(name); !why.empty()) return why;
    if (std::string why = makeCertificate(); !why.empty()) return why;
    if (std::string why = makeData(); !why.empty()) return why;
    m_port = freePort();
    return start() ? "" : "PostgreSQL did not come up: " + m_process->output();
}

bool PostgresServer::start() {
    std::vector<std::string> words = asPostgres({kPrograms + "postgres", "-D", m_folder.file("data"), "-p",
                                                 std::to_string(m_port), "-k", m_folder.path()});
    for (const std::string& setting :
         {std::string("listen_addresses=127.0.0.1"), std::string("fsync=off"), std::string("ssl=on"),
          "ssl_cert_file=" + m_folder.file("server.crt"), "ssl_key_file=" + m_folder.file("server.key")})
        words.insert(words.end(), {"-c", setting});
    m_process = std::make_unique<ChildProcess>();
    return m_process->start(words.front(), {words.begin() + 1, words.end()}) &&
           !m_process->waitForLine("ready to accept connections", 60000).empty();
}

void PostgresServer::stop() {
    m_process->send(SIGINT);
    m_process->wait(30000);
    m_process.reset();
}

std::string PostgresServer::endpoint(const std::string& user, const std::string& host,
                                     const std::string& options) const {
    return "postgresql://" + user + "@" + host + ":" + std::to_string(m_port) + "/postgres" + options;
}

PgTarget PostgresServer::target(const std::string& user, std::string_view password) const {
    PgTarget target;
    target.endpoint = *parsePgEndpoint(endpoint(user, "localhost", ""));
    target.caFile = authority();
    target.key = Secret(password);
    return target;
}

StoreConnection PostgresServer::connection(const std::string& user) const {
    StoreConnection connection;
    connection.name = "postgres";
    connection.kind = "pgvector";
    connection.endpoint = endpoint(user, "localhost", "");
    connection.caFile = authority();
    return connection;
}

}  // namespace qstore::testing
