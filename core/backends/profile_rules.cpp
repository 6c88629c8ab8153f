// SPDX-License-Identifier: Apache-2.0
#include "core/backends/profile_rules.h"

#include <algorithm>
#include <array>

#include "core/base/atomic_file.h"
#include "core/net/url.h"

namespace qstore {
namespace {

constexpr std::size_t maxFieldLength = 2048;
constexpr std::size_t maxKeyLength = 4096;
constexpr std::size_t maxJobs = 1000;
constexpr std::size_t maxCaFileBytes = std::size_t{16} << 20U;

struct Region {
    ProviderKind provider;
    std::string_view name, endpoint;
};
constexpr std::array regions = {
    Region{ProviderKind::Ionq, "", "https://api.ionq.co/v0.4"},
    Region{ProviderKind::Ibm, "us-east", "https://quantum.cloud.ibm.com/api/v1"},
    Region{ProviderKind::Ibm, "eu-de", "https://eu-de.quantum.cloud.ibm.com/api/v1"},
};

tl::unexpected<Error> refuse(const BackendProfile& profile, const std::string& what, std::string hint) {
    return fail(ErrorCode::InvalidArgument, "account '" + profile.name + "': " + what, std::move(hint));
}

bool isPlainText(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c != 0x7F; });
}

Status checkName(const std::string& name, bool practice) {
    QSTORE_CHECK(checkEntryName(name, profileWords()));
    if (!isPracticeName(name) || practice) return {};
    return fail(ErrorCode::InvalidArgument,
                "the name '" + name + "' is kept for accounts of a practice cloud", "choose another name");
}

/// Where a URL's user name and password would stand; shown to nobody.
bool holdsCredentials(std::string_view url) {
    const auto start = url.find("://");
    const auto host = start == std::string_view::npos ? 0 : start + 3;
    return url.substr(host, url.find('/', host) - host).find('@') != std::string_view::npos;
}

Status checkText(const BackendProfile& profile, const char* field, const std::string& value) {
    if (value.size() > maxFieldLength)
        return refuse(profile, std::string(field) + " has " + std::to_string(value.size()) + " characters",
                      "at most " + std::to_string(maxFieldLength) + " are taken");
    if (!isPlainText(value))
        return refuse(profile, std::string(field) + " holds a space or a control character",
                      "write it without; in a URL a space is %20");
    return {};
}

Status checkUrl(const BackendProfile& profile, const char* field, const std::string& url) {
    QSTORE_CHECK(checkText(profile, field, url));
    if (holdsCredentials(url))
        return refuse(profile, std::string(field) + " holds a user name or password",
                      "leave it out; keys are kept apart from the configuration");
    const auto parts = parseUrl(url);
    if (!parts)
        return refuse(profile, std::string(field) + ": " + parts.error().message, parts.error().hint);
    if (!parts->query.empty() || url.find_first_of("?#") != std::string::npos)
        return refuse(profile, std::string(field) + " '" + url + "' holds a query",
                      "end it before the '?' or '#'");
    const bool here = isLoopback(parts->host);
    if (parts->scheme != "https" && !here)
        return refuse(profile, std::string(field) + " '" + url + "' would send the key unencrypted",
                      "write https://");
    // What is marked so is neither priced nor asked about before it is run.
    if (profile.practice && !here)
        return refuse(profile, std::string(field) + " '" + url + "' is not on this machine",
                      "a practice cloud runs here, as on http://127.0.0.1:PORT; a real account must not be "
                      "marked as practice");
    if (parts->scheme == "https") return {};
    if (!profile.practice)
        return refuse(profile, std::string(field) + " '" + url + "' is not encrypted",
                      "only a practice cloud on this machine may do without: --practice");
    return {};
}

Status checkProxyOf(const BackendProfile& profile) {
    if (profile.proxy.empty()) return {};
    QSTORE_CHECK(checkText(profile, "proxy", profile.proxy));
    if (holdsCredentials(profile.proxy))
        return refuse(profile, "proxy holds a user name or password",
                      "leave it out here; a proxy that wants one is named by the variable https_proxy");
    const Status fits = checkProxy(profile.proxy);
    return fits ? fits : refuse(profile, fits.error().message, fits.error().hint);
}

Status checkIbm(const BackendProfile& profile) {
    if (!profile.tokenEndpoint.empty())
        QSTORE_CHECK(checkUrl(profile, "token endpoint", profile.tokenEndpoint));
    QSTORE_CHECK(checkText(profile, "instance", profile.instance));
    if (profile.instance.rfind("crn:", 0) == 0) return {};
    if (profile.instance.empty() && profile.practice) return {};
    return refuse(profile,
                  profile.instance.empty() ? std::string("an IBM account needs an instance")
                                           : "instance '" + profile.instance + "' is no CRN",
                  "copy the CRN (crn:v1:…) of the instance from quantum.cloud.ibm.com: --instance CRN");
}

std::string withoutSlash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

}  // namespace

bool isPracticeName(std::string_view name) {
    return name == "practice" || name.rfind("practice-", 0) == 0;
}

std::string_view providerKindName(ProviderKind kind) {
    return kind == ProviderKind::Ionq ? "ionq" : "ibm";
}

std::optional<ProviderKind> findProviderKind(std::string_view name) {
    for (const ProviderKind kind : {ProviderKind::Ionq, ProviderKind::Ibm})
        if (providerKindName(kind) == name) return kind;
    return std::nullopt;
}

Result<std::string> defaultEndpoint(ProviderKind provider, std::string_view region) {
    std::string known;
    for (const Region& candidate : regions) {
        if (candidate.provider != provider) continue;
        if (region.empty() || candidate.name == region) return std::string(candidate.endpoint);
        if (!candidate.name.empty()) known += (known.empty() ? "" : ", ") + std::string(candidate.name);
    }
    return fail(ErrorCode::InvalidArgument,
                std::string(providerKindName(provider)) + " has no region '" + std::string(region) + "'",
                known.empty() ? "leave the region out" : "its regions are " + known);
}

Result<BackendProfile> completeProfile(BackendProfile profile) {
    // checkProfile() refuses it: a practice account is at no provider.
    if (profile.endpoint.empty() && profile.practice) return profile;
    if (profile.endpoint.empty()) {
        QSTORE_TRY(profile.endpoint, defaultEndpoint(profile.provider));
    }
    profile.endpoint = withoutSlash(profile.endpoint);
    profile.tokenEndpoint = withoutSlash(profile.tokenEndpoint);
    if (profile.provider == ProviderKind::Ibm && profile.practice && profile.tokenEndpoint.empty()) {
        const auto host = profile.endpoint.find("://");
        const auto path = host == std::string::npos ? host : profile.endpoint.find('/', host + 3);
        profile.tokenEndpoint = profile.endpoint.substr(0, path) + "/identity/token";
    }
    return profile;
}

Status checkProfile(const BackendProfile& profile) {
    QSTORE_CHECK(checkName(profile.name, profile.practice));
    if (profile.practice && profile.endpoint.empty())
        return refuse(profile, "endpoint is missing, and a practice account has none of its own",
                      "give the address that the practice cloud shows when it is started");
    QSTORE_CHECK(checkUrl(profile, "endpoint", profile.endpoint));
    QSTORE_CHECK(checkProxyOf(profile));
    if (profile.caFile.size() > maxFieldLength)
        return refuse(profile, "the CA file's name is too long", "move the file to a shorter path");
    if (!profile.caFile.empty() && !std::filesystem::path(profile.caFile).is_absolute())
        return refuse(profile, "the CA file '" + profile.caFile + "' is no absolute path",
                      "begin it with '/'");
    if (profile.maxConcurrentJobs == 0 || profile.maxConcurrentJobs > maxJobs)
        return refuse(profile,
                      "cannot run " + std::to_string(profile.maxConcurrentJobs) + " jobs at a time",
                      "choose 1 to " + std::to_string(maxJobs));
    if (profile.provider == ProviderKind::Ibm) return checkIbm(profile);
    if (!profile.instance.empty() || !profile.tokenEndpoint.empty())
        return refuse(profile, "IonQ has no instance and no token endpoint", "leave them out");
    return {};
}

const EntryWords& profileWords() {
    static const EntryWords words{"profiles", "account", "an account", "accounts", "qstore accounts"};
    return words;
}

Status checkCertificates(const std::string& caFile) {
    if (caFile.empty()) return {};
    const auto text = readFile(caFile, maxCaFileBytes);
    if (!text) return fail(text.error().code, "CA file: " + text.error().message, text.error().hint);
    if (text->find("-----BEGIN CERTIFICATE-----") != std::string::npos ||
        text->find("-----BEGIN TRUSTED CERTIFICATE-----") != std::string::npos)
        return {};
    return fail(ErrorCode::Parse, "the CA file '" + caFile + "' holds no certificate",
                "it must be in PEM form: `openssl x509 -inform der -in CA.der -out CA.pem` converts it");
}

Status checkCaFile(const BackendProfile& profile) {
    return checkCertificates(profile.caFile);
}

std::string keyHost(const BackendProfile& profile) {
    const auto endpoint = parseUrl(profile.endpoint);
    if (!endpoint) return {};
    if (profile.provider != ProviderKind::Ibm || profile.tokenEndpoint.empty()) return endpoint->host;
    const auto token = parseUrl(profile.tokenEndpoint);
    if (!token) return {};
    return token->host == endpoint->host ? endpoint->host : endpoint->host + "," + token->host;
}

Status checkKey(const Secret& key) {
    const std::string_view text = key.reveal();
    if (text.empty()) return fail(ErrorCode::InvalidArgument, "the key is empty", "paste it again");
    if (text.size() > maxKeyLength)
        return fail(ErrorCode::InvalidArgument,
                    "the key has " + std::to_string(text.size()) + " characters; at most " +
                        std::to_string(maxKeyLength) + " are taken",
                    "check what was pasted");
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (plain) return {};
    return fail(ErrorCode::InvalidArgument,
                "the key holds a space, a line break or a character that is not ASCII",
                "copy the key alone, without the words around it");
}

std::string keyVariable(std::string_view profile) {
    return "QSTORE_KEY_" + environmentForm(profile);
}

}  // namespace qstore
