// SPDX-License-Identifier: Apache-2.0
#include "core/net/url.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>

#include "core/net/text.h"

namespace qstore {
namespace {

/// The parser of the library that will send the request: two parsers could mean two different hosts.
class ParsedUrl {
public:
    ParsedUrl() : m_url(::curl_url()) {}
    ~ParsedUrl() { ::curl_url_cleanup(m_url); }
    ParsedUrl(const ParsedUrl&) = delete;
    ParsedUrl& operator=(const ParsedUrl&) = delete;

    CURLUcode parse(const std::string& url, unsigned flags) {
        return m_url == nullptr ? CURLUE_OUT_OF_MEMORY
                                : ::curl_url_set(m_url, CURLUPART_URL, url.c_str(), flags);
    }
    /// Empty when there is none.
    std::string part(CURLUPart which, unsigned flags = 0) const {
        char* text = nullptr;
        if (::curl_url_get(m_url, which, &text, flags) != CURLUE_OK || text == nullptr) return {};
        const std::unique_ptr<char, void (*)(void*)> owned(text, ::curl_free);
        return owned.get();
    }

private:
    CURLU* m_url;
};

tl::unexpected<Error> badUrl(const std::string& why, std::string hint) {
    return fail(ErrorCode::InvalidArgument, "this is not a URL that can be used: " + why, std::move(hint));
}

/// `offset` of the first character that a URL cannot hold.
std::size_t badCharacter(std::string_view url) {
    const auto bad = [](char c) {
        return isControl(c) || c == ' ' || c == '\\' || static_cast<unsigned char>(c) >= 0x80;
    };
    return static_cast<std::size_t>(std::find_if(url.begin(), url.end(), bad) - url.begin());
}

Status checkText(std::string_view url) {
    constexpr std::size_t longest = std::size_t{64} << 10U;
    if (url.empty()) return badUrl("it is empty", "write it as https://host/path");
    if (url.size() > longest)
        return badUrl("it has " + std::to_string(url.size()) + " characters", "use at most 65536");
    if (const std::size_t at = badCharacter(url); at < url.size())
        return badUrl("character " + std::to_string(at + 1) +
                          " is a space, a backslash, a control or a non-ASCII character",
                      "write such characters as %XX, and an international host name in its xn-- form");
    const std::string lower = lowerAscii(url.substr(0, 8));
    if (lower.rfind("https://", 0) != 0 && lower.rfind("http://", 0) != 0)
        return badUrl("it starts with neither http:// nor https://", "write it as https://host/path");
    // What stands before an '@' may be a password, so the URL is not repeated.
    const std::string_view rest = url.substr(url.find("://") + 3);
    // libcurl would take what follows a third slash for the host.
    if (rest.empty() || rest.front() == '/')
        return badUrl("it names no host", "write it as https://host/path");
    if (rest.substr(0, rest.find_first_of("/?#")).find('@') != std::string_view::npos)
        return badUrl("it holds a user name or password",
                      "leave out everything up to the '@'; keys belong into the account's key");
    if (url.find('#') != std::string_view::npos)
        return badUrl("it holds a '#'", "leave the fragment out, or write %23");
    return {};
}

}  // namespace

Result<UrlParts> parseUrl(std::string_view url) {
    QSTORE_CHECK(checkText(url));
    ParsedUrl parsed;
    const CURLUcode code = parsed.parse(std::string(url), CURLU_PATH_AS_IS | CURLU_DISALLOW_USER);
    if (code != CURLUE_OK) return badUrl(::curl_url_strerror(code), "write it as https://host:port/path");
    UrlParts parts;
    parts.scheme = lowerAscii(parsed.part(CURLUPART_SCHEME));
    parts.host = lowerAscii(parsed.part(CURLUPART_HOST));
    parts.path = parsed.part(CURLUPART_PATH);
    parts.query = parsed.part(CURLUPART_QUERY);
    const std::string port = parsed.part(CURLUPART_PORT, CURLU_DEFAULT_PORT);
    const auto read = std::from_chars(port.data(), port.data() + port.size(), parts.port);
    if (parts.host.empty()) return badUrl("it names no host", "write it as https://host/path");
    if (read.ec != std::errc() || parts.port == 0)
        return badUrl("its port is not one of 1 to 65535", "leave the port out, or correct it");
    if (parts.path.empty()) parts.path = "/";
    return parts;
}

std::string percentEncoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const char lower = lowerAscii(c);
        if ((lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
            c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::string hostText(const UrlParts& url) {
    const std::uint16_t usual = url.scheme == "http" ? 80 : 443;
    return url.port == usual ? url.host : url.host + ":" + std::to_string(url.port);
}

bool isLoopback(std::string_view host) {
    const auto endsWith = [&](std::string_view end) {
        return host.size() >= end.size() && host.substr(host.size() - end.size()) == end;
    };
    if (host == "localhost" || endsWith(".localhost") || host == "[::1]") return true;
    // Four numbers: 127.evil.example is a name like any other.
    return host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

Status checkProxy(const std::string& proxy) {
    const auto bad = [](const std::string& why) {
        return fail(ErrorCode::InvalidArgument, "the proxy cannot be used: " + why,
                    "write it as http://host:port or socks5h://host:port");
    };
    constexpr std::array<std::string_view, 6> schemes = {"http",    "https",  "socks4",
                                                         "socks4a", "socks5", "socks5h"};
    if (badCharacter(proxy) < proxy.size())
        return bad("it holds a space, a backslash, a control or a non-ASCII character");
    if (proxy.find("://") == std::string::npos) return bad("it names no scheme");
    ParsedUrl parsed;
    if (const CURLUcode code = parsed.parse(proxy, CURLU_NON_SUPPORT_SCHEME); code != CURLUE_OK)
        return bad(::curl_url_strerror(code));
    const std::string scheme = lowerAscii(parsed.part(CURLUPART_SCHEME));
    if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
        return bad("\"" + scheme + "\" is no scheme of a proxy");
    if (parsed.part(CURLUPART_HOST).empty()) return bad("it names no host");
    const std::string path = parsed.part(CURLUPART_PATH);
    if ((!path.empty() && path != "/") || !parsed.part(CURLUPART_QUERY).empty())
        return bad("it has a path or a query");
    return {};
}

}  // namespace qstore
