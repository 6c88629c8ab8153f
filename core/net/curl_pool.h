// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/net/curl_line.h"

namespace qstore {

/// Lines that wait for their next transfer. As many are opened as are asked for at once; at most `keep`
/// wait.
class CurlPool {
public:
    explicit CurlPool(std::size_t keep);

    /// Preferably one that is connected to `origin`. Null when memory ran out.
    std::unique_ptr<CurlLine> take(const std::string& origin);
    void giveBack(std::unique_ptr<CurlLine> line);

private:
    std::size_t m_keep;
    CurlShare m_share;  ///< outlives the lines
    std::mutex m_mutex;
    std::vector<std::unique_ptr<CurlLine>> m_waiting;  ///< the longest waiting first
};

}  // namespace qstore
