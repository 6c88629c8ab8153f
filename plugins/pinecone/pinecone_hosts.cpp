// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/net/http.h"
#include "plugins/pinecone/pinecone_names.h"
#include "plugins/rest/rest_endpoint.h"

namespace qstore {
namespace {

constexpr std::string_view kControlLabel = "api.";

bool isHostCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == ':' || c == '[' || c == ']';
}

/// What the hosts of data have to be, or to be below.
std::string_view domainOf(std::string_view controlHost) {
    return controlHost.starts_with(kControlLabel) ? controlHost.substr(kControlLabel.size()) : controlHost;
}

bool isBelow(std::string_view host, std::string_view domain) {
    return host == domain || (host.size() > domain.size() + 1 && host.ends_with(domain) &&
                              host[host.size() - domain.size() - 1] == '.');
}

tl::unexpected<Error> strangeHost(const std::string& host, const std::string& why) {
    return fail(ErrorCode::Failed, "Pinecone says the index is at '" + pineconeShown(host) + "', " + why,
                "The key is sent nowhere else than to the endpoint and the hosts below it; correct the "
                "connection's endpoint if this one is meant.");
}

}  // namespace

Result<std::string> pineconeDataUrl(const std::string& endpoint, const std::string& host) {
    QSTORE_TRY(const UrlParts control, parseUrl(endpoint));
    const bool isHost = !host.empty() && std::all_of(host.begin(), host.end(), isHostCharacter);
    const std::string url = control.scheme + "://" + host;
    const auto parts = isHost ? parseUrl(url) : Result<UrlParts>(fail(ErrorCode::Parse, {}));
    if (!parts) return strangeHost(host, "which is no host");
    if (isLoopbackUrl(endpoint)) {
        if (!isLoopbackUrl(url)) return strangeHost(host, "which is another machine than this one");
        return url;
    }
    const std::string name = endpointHost(url);
    const std::string_view domain = domainOf(control.host);
    if (isLoopbackUrl(url) || !isBelow(name, domain))
        return strangeHost(host, "which is not below '" + std::string(domain) + "'");
    return url;
}

}  // namespace qstore
