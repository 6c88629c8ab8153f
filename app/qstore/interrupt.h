// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace qstore {

/// Turns Ctrl+C and SIGTERM into a stop request, on a thread of its own, so that the work ends at a
/// safe place and what it has done is saved. A second Ctrl+C ends the process at once.
///
/// Make it before any other thread: threads inherit the blocked signals.
class Interrupt {
public:
    explicit Interrupt(std::stop_source stop);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

private:
    sigset_t m_signals{};
    std::thread m_thread;
};

}  // namespace qstore
