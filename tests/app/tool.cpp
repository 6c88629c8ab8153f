// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/tool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace qstore::test {
namespace {

std::string slurp(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

}  // namespace

nlohmann::json Outcome::json() const {
    nlohmann::json document = nlohmann::json::parse(out, nullptr, false);
    if (!document.is_discarded()) return document;
    ADD_FAILURE() << "not one JSON document: " << out << error;
    return nullptr;
}

Tool::Tool() {
    std::string pattern = (std::filesystem::temp_directory_path() / "qstore-test-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "cannot make " << pattern;
    m_folder = pattern;
}

Tool::~Tool() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

std::string Tool::write(const std::string& name, const std::string& content) const {
    std::ofstream(m_folder / name, std::ios::binary) << content;
    return name;
}

std::string Tool::read(const std::string& name) const {
    return slurp(m_folder / name);
}

pid_t Tool::start(const std::vector<std::string>& program) const {
    const std::string out = m_folder / "stdout.txt", error = m_folder / "stderr.txt";
    std::vector<std::string> words = program;
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    const std::string tools = std::filesystem::path(QSTORE_TOOL).parent_path();
    const std::string workspace = m_folder / "test.qstore";

    const pid_t process = fork();
    if (process == 0) {
        const int outFile = open(out.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        const int errorFile = open(error.c_str(), O_CREAT | O_WRONLY | O_TRUNC, 0600);
        const int nothing = open("/dev/null", O_RDONLY);
        dup2(nothing, STDIN_FILENO);
        dup2(outFile, STDOUT_FILENO);
        dup2(errorFile, STDERR_FILENO);
        const char* path = getenv("PATH");
        setenv("PATH", (tools + ":" + (path == nullptr ? "/usr/bin:/bin" : path)).c_str(), 1);
        setenv("QSTORE_WORKSPACE", workspace.c_str(), 1);
        setenv("LC_ALL", "C.UTF-8", 1);
        if (chdir(m_folder.c_str()) == 0) execvp(argv.front(), argv.data());
        _exit(127);
    }
    return process;
}

Outcome Tool::wait(pid_t process) const {
    int status = 0;
    waitpid(process, &status, 0);
    Outcome outcome;
    outcome.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    outcome.out = slurp(m_folder / "stdout.txt");
    outcome.error = slurp(m_folder / "stderr.txt");
    return outcome;
}

Outcome Tool::run(const std::vector<std::string>& arguments) const {
    std::vector<std::string> program = {QSTORE_TOOL};
    program.insert(program.end(), arguments.begin(), arguments.end());
    return wait(start(program));
}

Outcome Tool::done(const std::vector<std::string>& arguments) const {
    Outcome outcome = run(arguments);
    std::string line;
    for (const std::string& argument : arguments) line += " " + argument;
    EXPECT_EQ(outcome.exitCode, 0) << "qstore" << line << '\n' << outcome.out << outcome.error;
    return outcome;
}

nlohmann::json Tool::json(std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    return done(arguments).json();
}

Outcome Tool::shell(const std::string& line) const {
    return wait(start({"bash", "-euo", "pipefail", "-c", line}));
}

}  // namespace qstore::test
