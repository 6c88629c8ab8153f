// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace qstore::test {

/// What a finished program left behind.
struct Outcome {
    int exitCode = -1;
    std::string out, error;
    /// Standard output as one JSON document; a null and a test failure when it is none.
    nlohmann::json json() const;
};

/// A folder of one's own, gone afterwards, with the built `qstore` started inside it on a workspace that
/// lies there too.
class Tool {
public:
    Tool();
    ~Tool();
    Tool(const Tool&) = delete;
    Tool& operator=(const Tool&) = delete;

    const std::filesystem::path& folder() const { return m_folder; }
    /// Writes a file into the folder and returns its name.
    std::string write(const std::string& name, const std::string& content) const;
    std::string read(const std::string& name) const;

    Outcome run(const std::vector<std::string>& arguments) const;
    /// Expects exit code 0.
    Outcome done(const std::vector<std::string>& arguments) const;
    /// done() with --json.
    nlohmann::json json(std::vector<std::string> arguments) const;
    /// A command line for a shell, in the folder, with the tool's folder first in PATH.
    Outcome shell(const std::string& line) const;

    /// For tests that interrupt: starts without waiting, and waits.
    pid_t start(const std::vector<std::string>& program) const;
    Outcome wait(pid_t process) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace qstore::test
