// SPDX-License-Identifier: Apache-2.0
#include "core/net/curl_exchange.h"

#include <exception>

namespace qstore {

CurlExchange::CurlExchange(const HttpOptions& options, const HttpRequest& request, bool repeatable)
    : m_reply(options.maxHeaderBytes, request.maxResponseBytes), m_repeatable(repeatable) {}

std::size_t CurlExchange::onHeader(char* bytes, std::size_t size, std::size_t count, void* self) {
    const std::size_t length = size * count;
    try {
        return static_cast<CurlExchange*>(self)->m_reply.headerLine({bytes, length}) ? length : 0;
    } catch (const std::exception&) {
        return 0;  // memory ran out; nothing may be thrown through libcurl
    }
}

std::size_t CurlExchange::onBody(char* bytes, std::size_t size, std::size_t count, void* self) {
    const std::size_t length = size * count;
    try {
        const bool goOn = static_cast<CurlExchange*>(self)->m_reply.bodyPiece({bytes, length});
        return goOn ? length : CURL_WRITEFUNC_ERROR;
    } catch (const std::exception&) {
        return CURL_WRITEFUNC_ERROR;
    }
}

int CurlExchange::onBegin(void* self, char* /*address*/, char* /*ownAddress*/, int /*port*/,
                          int /*ownPort*/) {
    auto& exchange = *static_cast<CurlExchange*>(self);
    if (exchange.m_attempts > 0 && !exchange.m_repeatable) return CURL_PREREQFUNC_ABORT;
    ++exchange.m_attempts;
    return CURL_PREREQFUNC_OK;
}

CURLcode CurlExchange::setUp(CURL* easy) {
    CurlOptions options(easy);
    options.set(CURLOPT_HEADERFUNCTION, &CurlExchange::onHeader);
    options.set(CURLOPT_HEADERDATA, this);
    options.set(CURLOPT_WRITEFUNCTION, &CurlExchange::onBody);
    options.set(CURLOPT_WRITEDATA, this);
    options.set(CURLOPT_PREREQFUNCTION, &CurlExchange::onBegin);
    options.set(CURLOPT_PREREQDATA, this);
    return options.code();
}

}  // namespace qstore
