// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "core/net/certificates.h"
#include "core/net/curl_exchange.h"
#include "core/net/curl_pool.h"
#include "core/net/curl_request.h"
#include "core/net/http.h"
#include "core/net/net_faults.h"
#include "core/net/retry_after.h"
#include "core/net/text.h"
#include "core/net/url.h"

namespace qstore {
namespace {

tl::unexpected<NetError> failed(NetError error) {
    return tl::unexpected<NetError>(std::move(error));
}

long number(CURL* easy, CURLINFO what) {
    long value = 0;
    ::curl_easy_getinfo(easy, what, &value);
    return value;
}

/// A date is held against the server's own clock where the reply tells it: ours may be wrong.
std::optional<std::int64_t> retryAfter(const HttpResponse& response) {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const std::int64_t nowMs = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    return parseRetryAfterMs(response.header("Retry-After"),
                             parseHttpDateMs(response.header("Date")).value_or(nowMs));
}

/// A line of the pool, given back whatever happens.
class BorrowedLine {
public:
    BorrowedLine(CurlPool& pool, const std::string& origin) : m_pool(pool), m_line(pool.take(origin)) {}
    ~BorrowedLine() {
        if (m_line) m_pool.giveBack(std::move(m_line));
    }
    BorrowedLine(const BorrowedLine&) = delete;
    BorrowedLine& operator=(const BorrowedLine&) = delete;
    CurlLine* get() const { return m_line.get(); }

private:
    CurlPool& m_pool;
    std::unique_ptr<CurlLine> m_line;
};

class CurlTransport final : public HttpTransport {
public:
    CurlTransport(HttpOptions options, std::string authorities)
        : m_options(std::move(options)),
          m_authorities(std::move(authorities)),
          m_pool(m_options.maxConnections) {}

    HttpResult send(const HttpRequest& request, const RunControl& control) const override;

private:
    CURLcode setUp(CURL* easy, const UrlParts& url) const;
    void setUpTrust(CurlOptions& options) const;
    void setUpProxy(CurlOptions& options, const UrlParts& url) const;
    HttpResult fault(CurlLine& line, CURLcode code, const UrlParts& url, const HttpRequest& request,
                     bool begun) const;
    HttpResult reply(CURL* easy, const UrlParts& url, ReplyReader& reader) const;
    bool usesProxy(const UrlParts& url) const { return !m_options.proxy.empty() && !isLoopback(url.host); }

    HttpOptions m_options;
    std::string m_authorities;  ///< PEM; empty where the system's alone are trusted
    mutable CurlPool m_pool;
};

void CurlTransport::setUpTrust(CurlOptions& options) const {
    options.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    options.set(CURLOPT_SSL_VERIFYPEER, 1L);
    options.set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (m_authorities.empty()) return;
    curl_blob authorities{};
    authorities.data = const_cast<char*>(m_authorities.data());
    authorities.len = m_authorities.size();
    authorities.flags = CURL_BLOB_NOCOPY;
    options.set(CURLOPT_CAINFO_BLOB, &authorities);
}

void CurlTransport::setUpProxy(CurlOptions& options, const UrlParts& url) const {
    options.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    // What is meant for the server is not told to the proxy that only opens the way to it.
    options.set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
    if (isLoopback(url.host)) options.set(CURLOPT_PROXY, "");
    if (!usesProxy(url)) return;
    options.set(CURLOPT_PROXY, m_options.proxy.c_str());
    options.set(CURLOPT_NOPROXY, "");  // what the options say stands above the environment
}

CURLcode CurlTransport::setUp(CURL* easy, const UrlParts& url) const {
    CurlOptions options(easy);
    options.set(CURLOPT_PROTOCOLS_STR, "http,https");
    options.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    options.set(CURLOPT_FOLLOWLOCATION, 0L);
    options.set(CURLOPT_NOSIGNAL, 1L);
    options.set(CURLOPT_QUICK_EXIT, 1L);  // a cancelled look-up of a name ends by itself, unwatched
    options.set(CURLOPT_PATH_AS_IS, 1L);
    options.set(CURLOPT_USERAGENT, m_options.userAgent.c_str());
    options.set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_options.connectTimeoutMs));
    // Asked for here, and unpacked by the reader of the reply.
    options.set(CURLOPT_ACCEPT_ENCODING, "gzip");
    options.set(CURLOPT_HTTP_CONTENT_DECODING, 0L);
    setUpTrust(options);
    setUpProxy(options, url);
    return options.code();
}

HttpResult CurlTransport::reply(CURL* easy, const UrlParts& url, ReplyReader& reader) const {
    const long status = number(easy, CURLINFO_RESPONSE_CODE);
    if (status < 200 || status > 599)
        return failed(netError(url, NetFault::Malformed, "its status is " + std::to_string(status), true));
    if (status == 407)
        return failed(
            netError(url, NetFault::Proxy, "it asks for a user name and a password", !usesProxy(url)));
    if (!reader.finish()) return failed(netError(url, *reader.fault(), reader.reason(), true));
    HttpResponse& response = reader.response();
    curl_off_t elapsedUs = 0;
    ::curl_easy_getinfo(easy, CURLINFO_TOTAL_TIME_T, &elapsedUs);
    response.status = static_cast<int>(status);
    response.elapsedMs = elapsedUs / 1000;
    response.retryAfterMs = retryAfter(response);
    return std::move(response);
}

HttpResult CurlTransport::fault(CurlLine& line, CURLcode code, const UrlParts& url,
                                const HttpRequest& request, bool begun) const {
    FailedTransfer transfer;
    transfer.code = code;
    transfer.text = line.errorText();
    transfer.proxyStatus = number(line.easy(), CURLINFO_HTTP_CONNECTCODE);
    transfer.verifyResult = number(line.easy(), CURLINFO_SSL_VERIFYRESULT);
    transfer.systemError = number(line.easy(), CURLINFO_OS_ERRNO);
    transfer.begun = begun;
    transfer.proxyChosen = usesProxy(url);
    return failed(netError(url, request, transfer));
}

HttpResult CurlTransport::send(const HttpRequest& request, const RunControl& control) const {
    const auto url = checkRequest(request);
    if (!url) return failed(url.error());
    const BorrowedLine borrowed(m_pool, url->scheme + "://" + hostText(*url));
    CurlLine* line = borrowed.get();
    if (line == nullptr) return failed(noMemory(*url));
    const bool repeatable = request.method != HttpMethod::Post && request.method != HttpMethod::Patch;
    CurlExchange exchange(m_options, request, repeatable);
    const OutgoingRequest outgoing(request);
    CURL* easy = line->easy();
    if (setUp(easy, *url) != CURLE_OK || outgoing.setUp(easy) != CURLE_OK ||
        exchange.setUp(easy) != CURLE_OK)
        return failed(noMemory(*url));
    const auto code = line->perform(control.stop);
    ReplyReader& reader = exchange.reply();
    if (!code) return failed(netError(*url, NetFault::Cancelled, {}, exchange.begun()));
    if (reader.fault()) return failed(netError(*url, *reader.fault(), reader.reason(), exchange.begun()));
    if (*code != CURLE_OK) return fault(*line, *code, *url, request, exchange.begun());
    return reply(easy, *url, reader);
}

Status checkOptions(const HttpOptions& options) {
    if (!options.proxy.empty()) QSTORE_CHECK(checkProxy(options.proxy));
    if (std::any_of(options.userAgent.begin(), options.userAgent.end(), isControl))
        return fail(ErrorCode::InvalidArgument, "the user agent holds a control character", "leave it out");
    if (options.connectTimeoutMs <= 0 || options.connectTimeoutMs > std::numeric_limits<int>::max())
        return fail(ErrorCode::InvalidArgument,
                    "a time-out of " + std::to_string(options.connectTimeoutMs) + " ms for connecting",
                    "allow from one millisecond to 24 days");
    if (!startCurl())
        return fail(ErrorCode::Failed, "libcurl does not start",
                    "check the installation of libcurl and OpenSSL");
    return {};
}

}  // namespace

Result<std::shared_ptr<const HttpTransport>> makeHttpTransport(HttpOptions options) {
    QSTORE_CHECK(checkOptions(options));
    std::string authorities;
    if (!options.caFile.empty()) {
        QSTORE_TRY(authorities, trustedAuthorities(options.caFile));
    }
    return std::make_shared<const CurlTransport>(std::move(options), std::move(authorities));
}

}  // namespace qstore
