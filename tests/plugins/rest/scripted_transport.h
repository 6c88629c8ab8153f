// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/net/http.h"

namespace qstore::testing {

/// Answers in the order it was told, and remembers what was asked.
class ScriptedTransport final : public HttpTransport {
public:
    HttpResult send(const HttpRequest& request, const RunControl& control) const override {
        if (control.stop.stop_requested()) return broken(NetFault::Cancelled);
        requests.push_back(request);
        if (replies.empty()) throw std::runtime_error("nothing was expected to be sent");
        HttpResult reply = std::move(replies.front());
        replies.pop_front();
        return reply;
    }
    static HttpResult answer(int status, std::string body) {
        HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        return response;
    }
    static HttpResult broken(NetFault fault) {
        return tl::unexpected<NetError>(
            NetError{fault, {ErrorCode::Io, "the connection to host broke", {}}, true});
    }

    mutable std::deque<HttpResult> replies;
    mutable std::vector<HttpRequest> requests;
};

/// Waits are over at once, and remembered.
class WaitLog final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'800'000'000'000 + m_nowMs; }
    std::int64_t steadyMs() const override { return m_nowMs; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        waits.push_back(ms);
        if (onWait) onWait();
        m_nowMs += std::max<std::int64_t>(ms, 0);
        return !stop.stop_requested();
    }
    std::vector<std::int64_t> waits;
    std::function<void()> onWait;

private:
    std::int64_t m_nowMs = 0;
};

}  // namespace qstore::testing
