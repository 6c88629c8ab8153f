// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <curl/curl.h>

#include <string>

#include "core/net/http.h"

namespace qstore {

/// How a transfer ended that brought no reply.
struct FailedTransfer {
    CURLcode code = CURLE_OK;
    std::string text;          ///< libcurl's own words
    long proxyStatus = 0;      ///< what the proxy said to CONNECT; 0 when it was not asked
    long verifyResult = 0;     ///< OpenSSL's X509_V_ERR_…
    long systemError = 0;      ///< errno of the connection
    bool begun = false;        ///< the request was about to be sent, at least once
    bool proxyChosen = false;  ///< by the options; the environment may choose one, too
};

/// Names the host and says what to do; holds nothing of the request's headers and body.
NetError netError(const UrlParts& url, const HttpRequest& request, const FailedTransfer& transfer);
/// For the faults that the reader of the reply, or whoever asked, finds; `reason` is a clause about the
/// reply.
NetError netError(const UrlParts& url, NetFault fault, const std::string& reason, bool begun);

/// A transfer that could not even be prepared.
NetError noMemory(const UrlParts& url);

}  // namespace qstore
