// SPDX-License-Identifier: Apache-2.0
#include "tests/core/net/tls_server.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <fstream>

extern char** environ;  // NOLINT: POSIX's own

namespace qstore::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* newKey = " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes ";

/// Output up to and with this line; whatever came when it never does.
std::string readUntil(int descriptor, const std::string& start) {
    std::string text;
    for (char c = 0; ::read(descriptor, &c, 1) == 1;) {
        text += c;
        const std::size_t line = text.rfind('\n', text.size() - 2) + 1;
        if (c == '\n' && text.compare(line, start.size(), start) == 0) break;
    }
    return text;
}

}  // namespace

Certificates::Certificates() {
    std::string pattern = (fs::temp_directory_path() / "qstore-tls-XXXXXX").string();
    m_folder = ::mkdtemp(pattern.data());
    run(std::string("req -x509") + newKey +
        "-keyout authority.key -out authority.pem -days 30 -subj /CN=Authority");
}

Certificates::~Certificates() {
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

void Certificates::run(const std::string& arguments) const {
    const std::string line =
        "cd '" + m_folder.string() + "' && openssl " + arguments + " >>log 2>&1 </dev/null";
    EXPECT_EQ(std::system(line.c_str()), 0) << "openssl " << arguments;  // NOLINT: our own words alone
}

void Certificates::makeSelfSigned(const std::string& name) const {
    run(std::string("req -x509") + newKey + "-keyout " + name + ".key -out " + name +
        ".pem -days 30 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1");
}

void Certificates::make(const std::string& name, const std::string& alternative) const {
    run(std::string("req -x509") + newKey + "-keyout " + name + ".key -out " + name +
        ".pem -days 30 -CA authority.pem -CAkey authority.key -subj /CN=Server -addext "
        "basicConstraints=CA:FALSE" +
        " -addext subjectAltName=" + alternative);
}

void Certificates::makeExpired(const std::string& name) const {
    std::ofstream(m_folder / "ca.conf")
        << "[ca]\ndefault_ca = own\n[own]\ndatabase = index\nserial = serial\nnew_certs_dir = .\n"
           "default_md = sha256\npolicy = any\nx509_extensions = names\n[any]\ncommonName = supplied\n"
           "[names]\nsubjectAltName = IP:127.0.0.1\n";
    std::ofstream(m_folder / "index").flush();
    std::ofstream(m_folder / "serial") << "01\n";
    run(std::string("req") + newKey + "-keyout " + name + ".key -out " + name + ".csr -subj /CN=Server");
    run("ca -batch -notext -config ca.conf -cert authority.pem -keyfile authority.key -in " + name +
        ".csr -out " + name + ".pem -startdate 20200101000000Z -enddate 20210101000000Z");
}

TlsServer::TlsServer(const Certificates& certificates, const std::string& name,
                     const std::vector<std::string>& options) {
    const std::string base = (certificates.folder() / name).string();
    std::vector<std::string> words = {"openssl",     "s_server", "-accept",     "127.0.0.1:0", "-cert",
                                      base + ".pem", "-key",     base + ".key", "-www"};
    words.insert(words.end(), options.begin(), options.end());
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], 1);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    EXPECT_EQ(::posix_spawnp(&m_process, "openssl", &actions, nullptr, arguments.data(), environ), 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    m_output = pipe[0];
    const std::string said = readUntil(m_output, "ACCEPT");
    const std::size_t colon = said.rfind(':');
    EXPECT_NE(colon, std::string::npos) << said;
    if (colon != std::string::npos) m_port = static_cast<std::uint16_t>(std::stoul(said.substr(colon + 1)));
}

TlsServer::~TlsServer() {
    if (m_process > 0) {
        ::kill(m_process, SIGKILL);
        ::waitpid(m_process, nullptr, 0);
    }
    ::close(m_output);
}

std::string TlsServer::url(const std::string& host) const {
    return "https://" + host + ":" + std::to_string(m_port) + "/";
}

}  // namespace qstore::test
