// SPDX-License-Identifier: Apache-2.0
#include "core/net/http.h"

#include "core/net/text.h"

namespace qstore {

std::string_view httpMethodName(HttpMethod method) {
    switch (method) {
        case HttpMethod::Get: return "GET";
        case HttpMethod::Post: return "POST";
        case HttpMethod::Put: return "PUT";
        case HttpMethod::Patch: return "PATCH";
        case HttpMethod::Delete: return "DELETE";
    }
    return "GET";
}

std::string_view netFaultName(NetFault fault) {
    switch (fault) {
        case NetFault::NameNotFound: return "name-not-found";
        case NetFault::Refused: return "refused";
        case NetFault::TlsHandshake: return "tls-handshake";
        case NetFault::Certificate: return "certificate";
        case NetFault::Timeout: return "timeout";
        case NetFault::Closed: return "closed";
        case NetFault::Reset: return "reset";
        case NetFault::Truncated: return "truncated";
        case NetFault::TooLarge: return "too-large";
        case NetFault::Malformed: return "malformed";
        case NetFault::BadEncoding: return "bad-encoding";
        case NetFault::Proxy: return "proxy";
        case NetFault::BadRequest: return "bad-request";
        case NetFault::Cancelled: return "cancelled";
    }
    return "reset";
}

std::string_view HttpResponse::header(std::string_view name) const {
    for (const HttpHeader& entry : headers)
        if (sameName(entry.name, name)) return entry.value;
    return {};
}

}  // namespace qstore
