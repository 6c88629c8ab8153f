// SPDX-License-Identifier: Apache-2.0
#include "core/net/curl_request.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>
#include <utility>

#include "core/net/text.h"

namespace qstore {
namespace {

tl::unexpected<NetError> badRequest(std::string message, std::string hint) {
    Error error{ErrorCode::InvalidArgument, std::move(message), std::move(hint)};
    return tl::unexpected<NetError>(NetError{NetFault::BadRequest, std::move(error), false});
}

bool isToken(std::string_view name) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    const auto fits = [&](char c) {
        const char lower = lowerAscii(c);
        return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') ||
               marks.find(c) != std::string_view::npos;
    };
    return !name.empty() && std::all_of(name.begin(), name.end(), fits);
}

bool hasControl(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) { return isControl(c) && c != '\t'; });
}

tl::expected<void, NetError> checkHeader(const HttpHeader& header, bool authorized) {
    if (!isToken(header.name))
        return badRequest("\"" + shownText(header.name, 60) + "\" is no name of a header",
                          "use letters, digits and hyphens");
    if (hasControl(header.value))
        return badRequest(
            "the value of the header " + header.name + " holds a line break or a control character",
            "leave it out");
    constexpr std::array<std::string_view, 5> ours = {"Host", "Content-Length", "Transfer-Encoding",
                                                      "Connection", "Expect"};
    if (std::any_of(ours.begin(), ours.end(), [&](auto name) { return sameName(name, header.name); }))
        return badRequest("the header " + header.name + " is set by the connection itself", "leave it out");
    if (authorized && sameName(header.name, "Authorization"))
        return badRequest("the header Authorization is given twice", "leave one of them out");
    return {};
}

tl::expected<void, NetError> checkAuthorization(const HttpRequest& request) {
    if (request.authorization.empty()) return {};
    const std::string_view key = request.authorization.reveal();
    const bool fits = std::all_of(key.begin(), key.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (!fits || key.front() == ' ' || key.back() == ' ')
        return badRequest("the key holds a line break, an outer space or a character that no key has",
                          "copy it again, without anything before or behind it");
    if (!request.authorizationScheme.empty() && !isToken(request.authorizationScheme))
        return badRequest(
            "\"" + shownText(request.authorizationScheme, 60) + "\" is no scheme of authorization",
            "use one word, such as Bearer");
    return {};
}

}  // namespace

tl::expected<UrlParts, NetError> checkRequest(const HttpRequest& request) {
    auto url = parseUrl(request.url);
    if (!url) return badRequest(std::move(url.error().message), std::move(url.error().hint));
    for (const HttpHeader& header : request.headers)
        if (auto good = checkHeader(header, !request.authorization.empty()); !good)
            return tl::unexpected<NetError>(std::move(good).error());
    if (auto good = checkAuthorization(request); !good)
        return tl::unexpected<NetError>(std::move(good).error());
    if (request.method == HttpMethod::Get && !(request.body.empty() && request.secretBody.empty()))
        return badRequest("a GET request carries no body", "use another method");
    if (request.timeoutMs <= 0)
        return badRequest("a time-out of " + std::to_string(request.timeoutMs) + " ms",
                          "allow at least one millisecond");
    return *std::move(url);
}

OutgoingRequest::OutgoingRequest(const HttpRequest& request) : m_request(request) {
    bool typed = false;
    for (const HttpHeader& header : request.headers) {
        // libcurl's way to write a header without a value.
        std::string line = header.name + (header.value.empty() ? ";" : ": " + header.value);
        addHeader(line);
        Secret::take(line);  // some services have their key in a header of its own
        typed = typed || sameName(header.name, "Content-Type");
    }
    // It would wait for "100 Continue", and would call any body a form.
    addHeader("Expect:");
    if (!typed) addHeader("Content-Type:");
    if (!request.authorization.empty()) {
        std::string line;
        line.reserve(64 + request.authorizationScheme.size() + request.authorization.reveal().size());
        line.append("Authorization: ").append(request.authorizationScheme);
        if (!request.authorizationScheme.empty()) line += ' ';
        line.append(request.authorization.reveal());
        addHeader(line);
        Secret::take(line);
    }
    if (!request.secretBody.empty()) {
        m_secretBody.reserve(request.body.size() + request.secretBody.reveal().size());
        m_secretBody.append(request.body).append(request.secretBody.reveal());
    }
}

OutgoingRequest::~OutgoingRequest() {
    for (const curl_slist* entry = m_headers; entry != nullptr; entry = entry->next)
        ::explicit_bzero(entry->data, std::strlen(entry->data));
    ::curl_slist_free_all(m_headers);
    Secret::take(m_secretBody);
}

void OutgoingRequest::addHeader(const std::string& line) {
    curl_slist* longer = ::curl_slist_append(m_headers, line.c_str());
    if (longer == nullptr)
        m_complete = false;
    else
        m_headers = longer;
}

std::string_view OutgoingRequest::body() const {
    return m_request.secretBody.empty() ? m_request.body : m_secretBody;
}

CURLcode OutgoingRequest::setUp(CURL* easy) const {
    if (!m_complete) return CURLE_OUT_OF_MEMORY;
    const HttpMethod method = m_request.method;
    const std::string name(httpMethodName(method));
    // POST and PUT say how long their body is, even when it is empty.
    const bool hasBody = !body().empty() || method == HttpMethod::Post || method == HttpMethod::Put ||
                         method == HttpMethod::Patch;
    const long timeoutMs = std::min<std::int64_t>(m_request.timeoutMs, std::numeric_limits<int>::max());
    CURLcode code = ::curl_easy_setopt(easy, CURLOPT_URL, m_request.url.c_str());
    if (code == CURLE_OK) code = ::curl_easy_setopt(easy, CURLOPT_HTTPHEADER, m_headers);
    if (code == CURLE_OK) code = ::curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeoutMs);
    if (code == CURLE_OK && hasBody)
        code =
            ::curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body().size()));
    if (code == CURLE_OK && hasBody) code = ::curl_easy_setopt(easy, CURLOPT_POSTFIELDS, body().data());
    if (code == CURLE_OK) code = ::curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, name.c_str());
    return code;
}

}  // namespace qstore
