// SPDX-License-Identifier: Apache-2.0
#include "core/net/curl_pool.h"

#include <algorithm>
#include <utility>

namespace qstore {

CurlPool::CurlPool(std::size_t keep) : m_keep(keep) {}

std::unique_ptr<CurlLine> CurlPool::take(const std::string& origin) {
    std::unique_ptr<CurlLine> line;
    {
        const std::scoped_lock lock(m_mutex);
        // The one used last is the least likely to have been closed by the server meanwhile.
        const auto found = std::find_if(m_waiting.rbegin(), m_waiting.rend(),
                                        [&](const auto& waiting) { return waiting->origin == origin; });
        const bool full = m_waiting.size() >= m_keep;
        if (found != m_waiting.rend()) {
            line = std::move(*found);
            m_waiting.erase(std::next(found).base());
        } else if (full && !m_waiting.empty()) {
            line = std::move(m_waiting.front());
            m_waiting.erase(m_waiting.begin());
        }
    }
    if (!line) line = CurlLine::open(m_share.handle());
    if (line) line->origin = origin;
    return line;
}

void CurlPool::giveBack(std::unique_ptr<CurlLine> line) {
    line->reset();
    std::unique_ptr<CurlLine> oldest;  // closed after the lock is open
    const std::scoped_lock lock(m_mutex);
    m_waiting.push_back(std::move(line));
    if (m_waiting.size() <= m_keep) return;
    oldest = std::move(m_waiting.front());
    m_waiting.erase(m_waiting.begin());
}

}  // namespace qstore
