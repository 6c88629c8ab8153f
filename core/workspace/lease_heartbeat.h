// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "core/workspace/workspace.h"

namespace qstore {

/// Renews a run's lease in the background for as long as it lives, so that a step that takes longer than a
/// lease lasts does not make the run look abandoned. It computes nothing: no result depends on it.
class QSTORE_EXPORT LeaseHeartbeat {
public:
    LeaseHeartbeat(Workspace& workspace, std::string run,
                   std::chrono::milliseconds interval = std::chrono::minutes(1));
    ~LeaseHeartbeat();
    LeaseHeartbeat(const LeaseHeartbeat&) = delete;
    LeaseHeartbeat& operator=(const LeaseHeartbeat&) = delete;

private:
    void beat(const std::stop_token& stop);

    Workspace& m_workspace;
    std::string m_run;
    std::chrono::milliseconds m_interval;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;  // last: joined before the rest goes away
};

}  // namespace qstore
