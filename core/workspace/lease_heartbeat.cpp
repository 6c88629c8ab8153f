// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/lease_heartbeat.h"

namespace qstore {

LeaseHeartbeat::LeaseHeartbeat(Workspace& workspace, std::string run, std::chrono::milliseconds interval)
    : m_workspace(workspace),
      m_run(std::move(run)),
      m_interval(interval),
      m_thread([this](const std::stop_token& stop) { beat(stop); }) {}

LeaseHeartbeat::~LeaseHeartbeat() {
    m_thread.request_stop();
    m_thread.join();
}

void LeaseHeartbeat::beat(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_wake.wait_for(lock, stop, m_interval, [] { return false; });
        // A lease that was lost, or a disk that is full, is found by the next checkpoint, which says so.
        if (!stop.stop_requested()) static_cast<void>(m_workspace.renewLease(m_run));
    }
}

}  // namespace qstore
