// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/rest/rest_endpoint.h"

#include <algorithm>

#include "core/base/closest_name.h"
#include "core/net/http.h"

namespace qstore {
namespace {

bool isLoopbackHost(std::string_view host) {
    constexpr std::string_view local = ".localhost";
    if (host == "localhost" || host == "[::1]") return true;
    if (host.size() > local.size() && host.substr(host.size() - local.size()) == local) return true;
    // Four numbers: 127.evil.example is a name like any other.
    return host.rfind("127.", 0) == 0 && host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::string withoutEndSlashes(std::string path) {
    while (!path.empty() && path.back() == '/') path.pop_back();
    return path;
}

tl::unexpected<Error> unknownSetting(const StoreKind& kind, const std::string& name) {
    std::vector<std::string> names;
    for (const StoreSetting& setting : kind.settings) names.push_back(setting.name);
    const std::string near = closestName(name, names);
    std::string hint = near.empty() ? "Leave it out." : "Did you mean '" + near + "'?";
    return fail(ErrorCode::InvalidArgument, kind.title + " has no setting '" + name + "'", std::move(hint));
}

Status checkChoice(const StoreSetting& setting, const std::string& value) {
    if (setting.choices.empty()) return {};
    if (std::find(setting.choices.begin(), setting.choices.end(), value) != setting.choices.end())
        return {};
    std::string hint = "Use one of:";
    for (const std::string& choice : setting.choices)
        hint += (choice == setting.choices.front() ? " " : ", ") + choice;
    return fail(ErrorCode::InvalidArgument, "the setting '" + setting.name + "' is '" + value + "'",
                hint + ".");
}

}  // namespace

Result<std::string> completedEndpoint(const std::string& endpoint, std::string_view example) {
    const std::string wanted = "Write it as " + std::string(example) + ".";
    if (endpoint.empty()) return fail(ErrorCode::InvalidArgument, "the endpoint is missing", wanted);
    auto url = parseUrl(endpoint);
    if (!url)
        return fail(url.error().code, "the endpoint: " + url.error().message, std::move(url.error().hint));
    if (!url->query.empty() || endpoint.find('?') != std::string::npos)
        return fail(ErrorCode::InvalidArgument, "the endpoint holds a '?'", wanted);
    if (url->scheme == "http" && !isLoopbackHost(url->host))
        return fail(ErrorCode::InvalidArgument,
                    "the endpoint reaches " + url->host + " without TLS, where others can read the key",
                    "Write it as https://…; http is for services on this machine alone.");
    std::string text = url->scheme + "://" + url->host;
    if (url->port != (url->scheme == "http" ? 80 : 443)) text += ":" + std::to_string(url->port);
    return text + withoutEndSlashes(url->path);
}

Status completeSettings(const StoreKind& kind, StoreConnection& connection) {
    for (const auto& given : connection.settings) {
        const auto known =
            std::find_if(kind.settings.begin(), kind.settings.end(),
                         [&](const StoreSetting& setting) { return setting.name == given.first; });
        if (known == kind.settings.end()) return unknownSetting(kind, given.first);
        if (!given.second.empty()) QSTORE_CHECK(checkChoice(*known, given.second));
    }
    for (const StoreSetting& setting : kind.settings) {
        std::string& value = connection.settings[setting.name];
        if (value.empty()) value = setting.standard;
    }
    return {};
}

std::string endpointHost(const std::string& endpoint) {
    const auto url = parseUrl(endpoint);
    return url ? url->host : std::string();
}

bool isLoopbackUrl(const std::string& url) {
    return isLoopbackHost(endpointHost(url));
}

}  // namespace qstore
