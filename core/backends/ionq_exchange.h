// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/backends/ionq_provider.h"
#include "core/backends/remote_reply.h"

namespace qstore {

/// Sends one request to IonQ and makes of every reply either its text or a fault that never holds the key.
class IonqExchange {
public:
    IonqExchange(IonqOptions options, std::shared_ptr<const HttpTransport> transport);

    /// `path` starts with '/' and follows the endpoint. The text of a reply that is a success.
    Remote<std::string> get(const std::string& path, const RunControl& control) const;
    Remote<nlohmann::json> getJson(const std::string& path, const RunControl& control) const;
    /// For requests that change something.
    Remote<nlohmann::json> sendJson(HttpMethod method, const std::string& path, std::string body,
                                    const RunControl& control) const;
    /// What a job's reply names as the place of something: a path on this host, or a URL of this host, as a
    /// path after the endpoint. Protocol for any other host: the key goes nowhere else.
    Remote<std::string> pathOf(const std::string& url) const;
    /// Replaces the key wherever the service sent it back: in a message, a name, a reason.
    void strikeOut(std::string& text) const;
    template <class T>
    Remote<T> struckOut(Remote<T> result) const {
        if (result) return result;
        strikeOut(result.error().error.message);
        strikeOut(result.error().error.hint);
        strikeOut(result.error().providerCode);
        return result;
    }
    /// As a part of a path, or Local when it is empty.
    Remote<std::string> segment(const std::string& id) const;

private:
    Remote<std::string> send(HttpMethod method, const std::string& url, std::string body,
                             const RunControl& control) const;
    Remote<nlohmann::json> parsed(const std::string& text) const;
    RemoteError refusal(const HttpResponse& response, HttpMethod method) const;

    IonqOptions m_options;
    std::shared_ptr<const HttpTransport> m_transport;
};

}  // namespace qstore
