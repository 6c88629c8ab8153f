// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <string>

#include "core/net/http.h"

namespace qstore {

/// The URL, taken apart; BadRequest for what must not or cannot be sent.
tl::expected<UrlParts, NetError> checkRequest(const HttpRequest& request);

/// What libcurl reads while it sends; it copies none of it. Wiped when it goes.
class OutgoingRequest {
public:
    explicit OutgoingRequest(const HttpRequest& request);
    ~OutgoingRequest();
    OutgoingRequest(const OutgoingRequest&) = delete;
    OutgoingRequest& operator=(const OutgoingRequest&) = delete;

    /// Method, URL, headers and body. The request must stay where it is until the transfer is over.
    CURLcode setUp(CURL* easy) const;

private:
    void addHeader(const std::string& line);
    std::string_view body() const;

    const HttpRequest& m_request;
    curl_slist* m_headers = nullptr;
    bool m_complete = true;    ///< no header was lost for want of memory
    std::string m_secretBody;  ///< body and secret body, where there is a secret one
};

}  // namespace qstore
