// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "core/net/http.h"

namespace qstore {

/// Plays replies back and keeps what was asked. A reply waits under "GET /path?query" (after the endpoint's
/// host); the last one of a place is given again and again. What nobody prepared is answered with 404.
class FakeTransport final : public HttpTransport {
public:
    void reply(const std::string& place, int status, std::string body) {
        HttpResponse response;
        response.status = status;
        response.body = std::move(body);
        m_replies[place].push_back(std::move(response));
    }
    void reply(const std::string& place, HttpResponse response) {
        m_replies[place].push_back(std::move(response));
    }
    void fault(const std::string& place, NetFault fault, bool maybeReceived) {
        m_replies[place].push_back(tl::unexpected<NetError>(
            NetError{fault, Error{ErrorCode::Io, "the fake broke the line", {}}, maybeReceived}));
    }

    HttpResult send(const HttpRequest& request, const RunControl&) const override {
        const std::lock_guard lock(m_mutex);
        m_requests.push_back(request);
        const auto host = request.url.find('/', request.url.find("//") + 2);
        const std::string place =
            std::string(httpMethodName(request.method)) + " " + request.url.substr(host);
        const auto waiting = m_replies.find(place);
        if (waiting == m_replies.end() || waiting->second.empty()) {
            HttpResponse missing;
            missing.status = 404;
            missing.body =
                R"({"statusCode":404,"error":"Not Found Error","message":"Resource not found."})";
            return missing;
        }
        auto next = waiting->second.front();
        if (waiting->second.size() > 1) waiting->second.pop_front();
        return next;
    }

    const std::vector<HttpRequest>& requests() const { return m_requests; }

private:
    mutable std::mutex m_mutex;
    mutable std::map<std::string, std::deque<HttpResult>> m_replies;
    mutable std::vector<HttpRequest> m_requests;
};

}  // namespace qstore
