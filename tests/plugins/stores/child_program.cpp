// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/stores/child_program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <string_view>

extern char** environ;  // NOLINT: POSIX's own

namespace qstore::testing {

ChildProgram::ChildProgram(std::vector<std::string> words) {
    std::vector<char*> arguments;
    arguments.reserve(words.size() + 1);
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    posix_spawn_file_actions_t actions{};
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, pipe[1], 1);
    EXPECT_EQ(::posix_spawnp(&m_process, arguments[0], &actions, nullptr, arguments.data(), environ), 0)
        << words[0] << " is needed by this test";
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    m_output = pipe[0];
}

ChildProgram::~ChildProgram() {
    kill();
    ::close(m_output);
}

std::string ChildProgram::line() {
    std::string text;
    for (char c = 0; ::read(m_output, &c, 1) == 1 && c != '\n';) text += c;
    return text;
}

std::string ChildProgram::listeningUrl() {
    constexpr std::string_view announced = "listening on ";
    const std::string said = line();
    EXPECT_TRUE(said.starts_with(announced)) << said;
    return said.starts_with(announced) ? "http://127.0.0.1:" + said.substr(announced.size()) : "";
}

void ChildProgram::kill() {
    if (m_process <= 0) return;
    ::kill(m_process, SIGKILL);
    wait();
}

int ChildProgram::wait() {
    int status = -1;
    ::waitpid(m_process, &status, 0);
    m_process = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace qstore::testing
