// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/pgvector/child_process.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>

namespace qstore::testing {
namespace {

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    out.reserve(texts.size() + 1);
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

std::int64_t nowMs() {
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

}  // namespace

ChildProcess::~ChildProcess() {
    if (m_id > 0) {
        send(SIGKILL);
        wait(5000);
    }
    if (m_reads >= 0) ::close(m_reads);
}

bool ChildProcess::start(const std::string& program, const std::vector<std::string>& arguments,
                         const std::string& folder, const std::map<std::string, std::string>& environment) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv = pointers(words);
    m_id = ::fork();
    if (m_id == 0) {
        // Goes with the test, however that ends.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::dup2(ends[1], STDOUT_FILENO);
        ::dup2(ends[1], STDERR_FILENO);
        for (const auto& [name, value] : environment) ::setenv(name.c_str(), value.c_str(), 1);
        if (folder.empty() || ::chdir(folder.c_str()) == 0) ::execv(program.c_str(), argv.data());
        ::_exit(127);
    }
    ::close(ends[1]);
    m_reads = ends[0];
    return m_id > 0;
}

bool ChildProcess::readMore(int limitMs) {
    pollfd watched{m_reads, POLLIN, 0};
    if (::poll(&watched, 1, limitMs) <= 0) return false;
    std::array<char, 4096> piece{};
    const ssize_t got = ::read(m_reads, piece.data(), piece.size());
    if (got <= 0) return false;
    m_output.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

std::string ChildProcess::waitForLine(const std::string& text, int limitMs) {
    const std::int64_t endMs = nowMs() + limitMs;
    while (true) {
        for (std::size_t end = m_output.find('\n', m_seen); end != std::string::npos;
             end = m_output.find('\n', m_seen)) {
            std::string line = m_output.substr(m_seen, end - m_seen);
            m_seen = end + 1;
            if (line.find(text) != std::string::npos) return line;
        }
        const std::int64_t leftMs = endMs - nowMs();
        if (leftMs <= 0 || !readMore(static_cast<int>(leftMs))) return {};
    }
}

void ChildProcess::send(int signal) const {
    if (m_id > 0) ::kill(m_id, signal);
}

int ChildProcess::wait(int limitMs) {
    const std::int64_t endMs = nowMs() + limitMs;
    // The pipe ends with the program; reading it also keeps a full pipe from holding the program up.
    while (nowMs() < endMs && readMore(static_cast<int>(endMs - nowMs()))) continue;
    int status = 0;
    while (::waitpid(m_id, &status, nowMs() < endMs ? 0 : WNOHANG) == 0)
        if (nowMs() >= endMs) return -1000;
    m_id = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

ProgramRun runProgram(const std::string& program, const std::vector<std::string>& arguments) {
    ChildProcess process;
    if (!process.start(program, arguments)) return {};
    const int code = process.wait(60000);
    return {code, process.output()};
}

int freePort() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    int port = 0;
    if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) == 0)
        port = ntohs(address.sin_port);
    ::close(socket);
    return port;
}

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "qstore-pg-XXXXXX").string();
    const char* const made = ::mkdtemp(pattern.data());
    m_path = made == nullptr ? std::string() : made;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    if (!m_path.empty()) std::filesystem::remove_all(m_path, ignored);
}

}  // namespace qstore::testing
