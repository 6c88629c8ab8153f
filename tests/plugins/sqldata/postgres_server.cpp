// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/sqldata/postgres_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <stdexcept>

namespace qstore::test {
namespace {

namespace fs = std::filesystem;

const fs::path programs = "/usr/lib/postgresql/15/bin";

/// A port that was free a moment ago.
int freePort() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof(address);
    auto* const generic = reinterpret_cast<sockaddr*>(&address);
    const bool bound =
        ::bind(listener, generic, length) == 0 && ::getsockname(listener, generic, &length) == 0;
    ::close(listener);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

std::string output(const std::string& line, int& status) {
    std::string text;
    FILE* pipe = ::popen((line + " 2>&1").c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("cannot run " + line);
    std::array<char, 4096> buffer{};
    while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe))
        text.append(buffer.data(), got);
    status = ::pclose(pipe);
    return text;
}

std::string mustRun(const std::string& line) {
    int status = 0;
    std::string text = output(line, status);
    if (status != 0) throw std::runtime_error(line + ":\n" + text);
    return text;
}

/// PostgreSQL refuses to run as root.
std::string asOwner() {
    return ::geteuid() == 0 ? "runuser -u postgres -- " : "";
}

}  // namespace

SqlPostgresServer::SqlPostgresServer() {
    std::error_code error;
    if (!fs::exists(programs / "initdb", error)) {
        m_whyNot = (programs / "initdb").string() + " is not installed (Debian's package postgresql)";
        return;
    }
    m_installed = true;
    std::string pattern = (fs::temp_directory_path() / "qstore-postgres-XXXXXX").string();
    m_folder = ::mkdtemp(pattern.data());
    m_password = "p'w \\" + std::to_string(std::random_device{}());
    m_port = freePort();
    start();
    m_running = true;
}

void SqlPostgresServer::start() {
    const std::string folder = m_folder.string();
    std::ofstream(m_folder / "password") << m_password << '\n';
    mustRun(
        "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost "
        "-addext subjectAltName=DNS:localhost -keyout " +
        folder + "/server.key -out " + folder + "/server.crt");
    fs::permissions(m_folder / "server.key", fs::perms::owner_read | fs::perms::owner_write);
    if (::geteuid() == 0) mustRun("chown -R postgres " + folder);
    const std::string run = "cd " + folder + " && " + asOwner() + programs.string();
    mustRun(run + "/initdb -D " + folder +
            "/data -U ada --auth=scram-sha-256 --no-sync -E UTF8 --locale=C "
            "--pwfile=" +
            folder + "/password");
    std::ofstream(m_folder / "options")
        << "-p " << m_port << " -k " << folder
        << " -F -c listen_addresses=127.0.0.1 -c ssl=on -c ssl_cert_file=" << folder
        << "/server.crt -c ssl_key_file=" << folder << "/server.key";
    mustRun(run + "/pg_ctl -D " + folder + "/data -w -t 60 -l " + folder + "/log -o \"$(cat " + folder +
            "/options)\" start >/dev/null");
}

SqlPostgresServer::~SqlPostgresServer() {
    if (m_running) {
        int status = 0;
        output("cd / && " + asOwner() + programs.string() + "/pg_ctl -D " + m_folder.string() +
                   "/data -m immediate -w stop",
               status);
    }
    std::error_code error;
    if (!m_folder.empty()) fs::remove_all(m_folder, error);
}

std::string SqlPostgresServer::address() const {
    return "postgresql://ada@127.0.0.1:" + std::to_string(m_port) + "/postgres";
}

std::string SqlPostgresServer::socketAddress() const {
    return "postgresql://ada@:" + std::to_string(m_port) + "/postgres?host=" + m_folder.string();
}

std::string SqlPostgresServer::psql(const std::string& statements) const {
    const fs::path script = m_folder / ("script-" + std::to_string(std::random_device{}()) + ".sql");
    std::ofstream(script) << statements << '\n';
    return mustRun("PGPASSWORD=\"$(cat " + (m_folder / "password").string() + ")\" psql -X -q -A -t " +
                   "-v ON_ERROR_STOP=1 -h " + m_folder.string() + " -p " + std::to_string(m_port) +
                   " -U ada -d postgres -f " + script.string());
}

}  // namespace qstore::test
