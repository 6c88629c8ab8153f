// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include "core/net/reply_reader.h"

namespace qstore {

/// What libcurl calls back while it works on one request.
class CurlExchange {
public:
    /// `repeatable`: sent twice, the request does what it does once. libcurl sends anything once more that
    /// a kept connection swallowed; what the server may have carried out already must not be sent twice.
    CurlExchange(const HttpOptions& options, const HttpRequest& request, bool repeatable);
    CurlExchange(const CurlExchange&) = delete;
    CurlExchange& operator=(const CurlExchange&) = delete;

    CURLcode setUp(CURL* easy);
    ReplyReader& reply() { return m_reply; }
    /// The request was about to be sent, at least once.
    bool begun() const { return m_attempts > 0; }

private:
    static std::size_t onHeader(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* self);
    static int onBegin(void* self, char* address, char* ownAddress, int port, int ownPort);

    ReplyReader m_reply;
    bool m_repeatable;
    unsigned m_attempts = 0;
};

/// Sets options of a handle until one is refused.
class CurlOptions {
public:
    explicit CurlOptions(CURL* easy) : m_easy(easy) {}
    template <class Value>
    void set(CURLoption option, Value value) {
        if (m_code == CURLE_OK) m_code = ::curl_easy_setopt(m_easy, option, value);
    }
    CURLcode code() const { return m_code; }

private:
    CURL* m_easy;
    CURLcode m_code = CURLE_OK;
};

}  // namespace qstore
