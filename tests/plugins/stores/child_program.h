// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace qstore::testing {

/// A program with its output in hand; killed and reaped at the end.
class ChildProgram {
public:
    /// Found as a shell finds it. Failing to start is a failure of the test.
    explicit ChildProgram(std::vector<std::string> words);
    ~ChildProgram();
    ChildProgram(const ChildProgram&) = delete;
    ChildProgram& operator=(const ChildProgram&) = delete;

    /// Waits for one more line; empty when there is none.
    std::string line();
    /// Waits for "listening on PORT": the address on loopback. Another line is a failure of the test.
    std::string listeningUrl();
    void kill();
    /// Waits until it ends by itself: its exit status.
    int wait();

private:
    pid_t m_process = -1;
    int m_output = -1;
};

}  // namespace qstore::testing
