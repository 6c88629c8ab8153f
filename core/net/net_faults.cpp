// SPDX-License-Identifier: Apache-2.0
#include "core/net/net_faults.h"

#include <system_error>
#include <utility>

#include "core/base/number_text.h"
#include "core/net/text.h"
#include "core/net/url.h"

namespace qstore {
namespace {

constexpr const char* serverHint = "try again later; if it stays so, report it to whoever runs the server";

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

/// libcurl names whom it could not reach: the host itself, or a proxy that the environment chose.
bool reachedForProxy(const UrlParts& url, const FailedTransfer& transfer) {
    if (transfer.proxyChosen || has(transfer.text, "proxy") || has(transfer.text, "Proxy")) return true;
    std::string host = url.host;
    if (host.front() == '[') host = host.substr(1, host.size() - 2);
    return transfer.code == CURLE_COULDNT_CONNECT && has(transfer.text, "Failed to connect to ") &&
           !has(lowerAscii(transfer.text), "failed to connect to " + host + " ");
}

NetFault receiveFault(const UrlParts& url, const FailedTransfer& transfer) {
    if (!transfer.begun && (transfer.proxyStatus != 0 || reachedForProxy(url, transfer)))
        return NetFault::Proxy;
    return has(transfer.text, "chunked") ? NetFault::Malformed : NetFault::Reset;
}

/// The table of `CURLcode`s as they were measured, one fault at a time.
NetFault faultOf(const UrlParts& url, const FailedTransfer& transfer) {
    switch (transfer.code) {
        case CURLE_COULDNT_RESOLVE_HOST: return NetFault::NameNotFound;
        case CURLE_COULDNT_CONNECT:
            return reachedForProxy(url, transfer) ? NetFault::Proxy : NetFault::Refused;
        case CURLE_FAILED_INIT: return NetFault::Refused;
        case CURLE_COULDNT_RESOLVE_PROXY:
        case CURLE_PROXY: return NetFault::Proxy;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_SSL_CIPHER: return NetFault::TlsHandshake;
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CLIENTCERT: return NetFault::Certificate;
        case CURLE_OPERATION_TIMEDOUT: return NetFault::Timeout;
        // The second: a request that must not be repeated was about to be, on a new connection.
        case CURLE_GOT_NOTHING:
        case CURLE_ABORTED_BY_CALLBACK:
            return transfer.begun || !reachedForProxy(url, transfer) ? NetFault::Closed : NetFault::Proxy;
        case CURLE_PARTIAL_FILE: return NetFault::Truncated;
        case CURLE_WRITE_ERROR:
        case CURLE_FILESIZE_EXCEEDED:
        // A single header of hundreds of kilobytes ends as "out of memory", in later versions as "too
        // large".
        case CURLE_OUT_OF_MEMORY: return NetFault::TooLarge;
        case CURLE_UNSUPPORTED_PROTOCOL:  // no status line, taken for HTTP/0.9
        case CURLE_WEIRD_SERVER_REPLY: return NetFault::Malformed;
        case CURLE_BAD_CONTENT_ENCODING: return NetFault::BadEncoding;
        case CURLE_URL_MALFORMAT:
        case CURLE_BAD_FUNCTION_ARGUMENT: return NetFault::BadRequest;
        default: break;
    }
    constexpr int tooLargeSince8 = 100;
    if (static_cast<int>(transfer.code) == tooLargeSince8) return NetFault::TooLarge;
    return receiveFault(url, transfer);
}

ErrorCode codeOf(NetFault fault) {
    switch (fault) {
        case NetFault::NameNotFound: return ErrorCode::NotFound;
        case NetFault::TooLarge: return ErrorCode::ResourceExhausted;
        case NetFault::Malformed:
        case NetFault::BadEncoding: return ErrorCode::Parse;
        case NetFault::BadRequest: return ErrorCode::InvalidArgument;
        case NetFault::Cancelled: return ErrorCode::Cancelled;
        case NetFault::TlsHandshake:
        case NetFault::Certificate: return ErrorCode::Failed;
        default: return ErrorCode::Io;
    }
}

std::string certificateHint(const FailedTransfer& transfer) {
    // X509_V_ERR_… of OpenSSL.
    switch (transfer.verifyResult) {
        case 9:
        case 10:
            return "check this machine's clock; if it is right, the server's certificate must be renewed";
        case 18:
        case 19:
        case 20:
        case 21:
            return "if the server is your organisation's own, give its certificate authority as CA file in "
                   "the profile";
        default: break;
    }
    if (transfer.code == CURLE_SSL_CACERT_BADFILE) return "check the CA file of the profile";
    if (has(transfer.text, "subject name"))
        return "the certificate is for another host: correct the endpoint's host name";
    return "do not send a key there until the certificate is right";
}

std::string tlsHint(const FailedTransfer& transfer) {
    if (has(transfer.text, "wrong version number") || has(transfer.text, "packet length too long"))
        return "nothing on that port speaks TLS: correct the port, or write http:// for a server that has "
               "none";
    if (has(transfer.text, "protocol version") || has(transfer.text, "unsupported protocol"))
        return "the server speaks no TLS of version 1.2 or later, which it must learn";
    return "check the endpoint's port, and whether something between here and there interferes";
}

std::string timeoutText(const UrlParts& url, const HttpRequest& request, const FailedTransfer& transfer) {
    if (!transfer.begun) return "no connection to " + hostText(url) + " came about in time";
    return hostText(url) + " did not finish its reply within " +
           numberToText(static_cast<double>(request.timeoutMs) / 1000.0) + " s";
}

Error describe(const UrlParts& url, const HttpRequest& request, const FailedTransfer& transfer,
               NetFault fault) {
    const std::string host = hostText(url);
    const auto error = [&](std::string message, std::string hint) {
        return Error{codeOf(fault), std::move(message), std::move(hint)};
    };
    // libcurl's words may quote what the server sent, and a server may send back what it got.
    constexpr std::size_t longest = 160;
    const std::string detail =
        shownText(redacted(redacted(transfer.text, request.authorization), request.secretBody), longest);
    const std::string because = detail.empty() ? "" : ": " + detail;
    switch (fault) {
        case NetFault::NameNotFound:
            return error("the host \"" + url.host + "\" was not found",
                         "check the spelling of the endpoint, and that this machine is online");
        case NetFault::Refused:
            return error("no connection to " + host + ": " +
                             (transfer.systemError != 0
                                  ? std::generic_category().message(static_cast<int>(transfer.systemError))
                                  : std::string("nobody listens there")),
                         "check the endpoint's host and port, and that its server runs");
        case NetFault::TlsHandshake:
            return error("no secure connection to " + host + because, tlsHint(transfer));
        case NetFault::Certificate:
            return error("the certificate of " + host + " is not trusted" + because,
                         certificateHint(transfer));
        case NetFault::Timeout:
            return error(timeoutText(url, request, transfer),
                         "try again; if it stays so, allow more time or check the network");
        case NetFault::Proxy:
            return error(
                "the proxy on the way to " + host + " refused or was not found" +
                    (transfer.proxyStatus != 0 ? " (status " + std::to_string(transfer.proxyStatus) + ")"
                                               : std::string()),
                "check the proxy of the profile, or the variables http_proxy, https_proxy and no_proxy");
        case NetFault::BadRequest:
            return error("the request to " + host + " cannot be sent" + because, "check the endpoint");
        default: break;
    }
    const NetError plain = netError(url, fault, {}, transfer.begun);
    return error(plain.error.message, plain.error.hint);
}

}  // namespace

NetError netError(const UrlParts& url, const HttpRequest& request, const FailedTransfer& transfer) {
    const NetFault fault = faultOf(url, transfer);
    return {fault, describe(url, request, transfer, fault), transfer.begun};
}

NetError netError(const UrlParts& url, NetFault fault, const std::string& reason, bool begun) {
    const std::string host = hostText(url);
    const std::string because = reason.empty() ? "" : ": " + reason;
    const auto error = [&](std::string message, const char* hint) {
        return NetError{fault, Error{codeOf(fault), std::move(message), hint}, begun};
    };
    switch (fault) {
        case NetFault::Cancelled: return error("cancelled on request", "");
        case NetFault::Closed: return error(host + " closed the connection without a reply", serverHint);
        case NetFault::Truncated:
            return error("the reply of " + host + " ended before its announced end", serverHint);
        case NetFault::TooLarge:
            return error("the reply of " + host + " is too large" + because, "ask for less at once");
        case NetFault::Malformed:
            return error("the reply of " + host + " is not HTTP" + because,
                         "check the endpoint's host and port: another kind of server may be there");
        case NetFault::BadEncoding:
            return error("the reply of " + host + " cannot be unpacked" + because, serverHint);
        case NetFault::Proxy:
            return error("the proxy on the way to " + host + " refused" + because,
                         "check the proxy of the profile, or the variables http_proxy and no_proxy");
        default: return error("the connection to " + host + " broke" + because, serverHint);
    }
}

NetError noMemory(const UrlParts& url) {
    return {NetFault::Refused,
            Error{ErrorCode::ResourceExhausted, "no connection to " + hostText(url) + ": memory ran out",
                  "close other programs, and try again"},
            false};
}

}  // namespace qstore
