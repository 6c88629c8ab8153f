// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <map>
#include <string>
#include <vector>

namespace qstore::testing {

/// A program that a test starts, and that goes when this goes.
class ChildProcess {
public:
    ChildProcess() = default;
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    /// `program` by its whole path; `folder` empty: the same as ours. Its output, errors included, is read
    /// by waitForLine().
    bool start(const std::string& program, const std::vector<std::string>& arguments,
               const std::string& folder = {}, const std::map<std::string, std::string>& environment = {});
    /// The next line of output that holds `text`; empty when the program ends or `limitMs` pass before.
    std::string waitForLine(const std::string& text, int limitMs);
    void send(int signal) const;
    /// Its exit code, or minus the signal that ended it; -1000 when it still runs after `limitMs`.
    int wait(int limitMs);
    const std::string& output() const { return m_output; }

private:
    bool readMore(int limitMs);

    pid_t m_id = -1;
    int m_reads = -1;
    std::string m_output;
    std::size_t m_seen = 0;
};

/// Runs a program to its end; its exit code, and what it wrote.
struct ProgramRun {
    int code = -1000;
    std::string output;
};
ProgramRun runProgram(const std::string& program, const std::vector<std::string>& arguments);

/// A port of this machine that nobody listens on.
int freePort();

/// A folder that goes with this, with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::string& path() const { return m_path; }
    std::string file(const std::string& name) const { return m_path + "/" + name; }

private:
    std::string m_path;
};

}  // namespace qstore::testing
