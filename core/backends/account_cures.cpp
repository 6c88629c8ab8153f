// SPDX-License-Identifier: Apache-2.0
#include "core/backends/account_cures.h"

#include <array>
#include <ctime>

#include "core/backends/profile_rules.h"

namespace qstore {
namespace {

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::string proxyWords(const BackendProfile& profile) {
    return profile.proxy.empty() ? "the proxy of the environment (https_proxy)"
                                 : "the proxy " + profile.proxy;
}

std::string certificateCure(const NetError& error, const BackendProfile& profile, std::int64_t nowMs) {
    const std::string& reason = error.error.message;
    if (contains(reason, "not yet valid"))
        return "check this computer's clock, which says " + utcText(nowMs) +
               "; if it is right, the server's certificate is not";
    if (contains(reason, "expired"))
        return "check this computer's clock, which says " + utcText(nowMs) +
               "; if it is right, the owner of the server must renew its certificate";
    const std::string own = profile.caFile.empty()
                                ? "name your organisation's authority with --ca-file FILE.pem"
                                : "check that " + profile.caFile + " is the authority of this server";
    return "if your network looks into encrypted connections, " + own +
           "; else check the endpoint: somebody may be posing as it";
}

std::string keyCure(const BackendProfile& profile) {
    if (profile.practice)
        return "give the key that the practice cloud printed: `qstore accounts key " + profile.name + "`";
    const char* where = profile.provider == ProviderKind::Ionq ? "cloud.ionq.com, API keys"
                                                               : "quantum.cloud.ibm.com, API keys";
    return "the key is wrong, revoked or expired: make a new one at " + std::string(where) +
           " and give it with `qstore accounts key " + profile.name + "`";
}

std::string rightsCure(const BackendProfile& profile) {
    const std::string mismatch = regionMismatch(profile);
    if (!mismatch.empty()) return mismatch + ": use the endpoint of the instance's region (--region)";
    if (profile.provider == ProviderKind::Ibm)
        return "check that the instance's CRN is one of this key's account, and that the key's owner has "
               "access to it";
    return "ask the owner of the organisation to let this key read and create jobs";
}

std::string addressCure(const BackendProfile& profile) {
    const auto usual = defaultEndpoint(profile.provider);
    return "check the endpoint " + profile.endpoint + (usual ? "; the provider's own is " + *usual : "");
}

}  // namespace

AccountStep stepOfFault(const NetError& error) {
    switch (error.fault) {
        case NetFault::NameNotFound:
        case NetFault::Refused:
        case NetFault::Proxy:
        case NetFault::BadRequest: return AccountStep::Name;
        // Nothing was sent: no connection came about.
        case NetFault::Timeout: return error.maybeReceived ? AccountStep::Tls : AccountStep::Name;
        default: return AccountStep::Tls;
    }
}

std::string cureOf(const NetError& error, const BackendProfile& profile, std::int64_t nowMs) {
    switch (error.fault) {
        case NetFault::NameNotFound:
            return "check the spelling of the endpoint and that this machine is online; behind a company's "
                   "proxy name "
                   "it with --proxy http://host:port";
        case NetFault::Refused:
            return profile.practice
                       ? "start the practice cloud: `qstore practice-cloud`"
                       : "check port and endpoint; a firewall may want a proxy: --proxy http://host:port";
        case NetFault::Proxy:
            return "check " + proxyWords(profile) + ": its address, and whether it wants a password";
        case NetFault::Timeout:
            return "try again; if it stays, a firewall drops the connection: name a proxy with --proxy "
                   "http://host:port";
        case NetFault::Certificate: return certificateCure(error, profile, nowMs);
        case NetFault::TlsHandshake:
            return "that port may not speak TLS, or a proxy stands between: check the endpoint and " +
                   proxyWords(profile);
        case NetFault::BadRequest: return addressCure(profile);
        case NetFault::Cancelled: return {};
        case NetFault::Malformed:
            return "something else than a web server answers there: " + addressCure(profile);
        default: return "try again; if it stays, a proxy or firewall cuts the connection";
    }
}

std::string cureOf(const RemoteError& error, AccountStep step, const BackendProfile& profile) {
    switch (error.fault) {
        case RemoteFault::KeyRejected: return keyCure(profile);
        case RemoteFault::Forbidden: return rightsCure(profile);
        case RemoteFault::NotFound:
            return step == AccountStep::Rights ? rightsCure(profile) : addressCure(profile);
        case RemoteFault::RateLimited: return "the service asks for patience: test again in a minute";
        case RemoteFault::Transient:
            return "the service has a fault of its own: try again in a few minutes";
        case RemoteFault::QuotaExceeded: return "the account's budget is used up: see the provider's page";
        case RemoteFault::Protocol:
            return "the answer is not this provider's: " + addressCure(profile) +
                   "; a network that asks for a sign-in first answers like that too";
        default: break;
    }
    return error.error.hint.empty() ? addressCure(profile) : error.error.hint;
}

std::string deviceCure(const BackendProfile& profile) {
    if (profile.practice) return "give the practice cloud a device to offer";
    if (profile.provider == ProviderKind::Ionq)
        return "ask IonQ or the owner of the organisation for access to a device";
    return "this instance has no machine: choose another instance, or ask its owner for one";
}

std::string regionMismatch(const BackendProfile& profile) {
    if (profile.provider != ProviderKind::Ibm) return {};
    // crn:v1:bluemix:public:quantum-computing:us-east:a/…: the sixth field is the region.
    std::size_t start = 0;
    for (int field = 0; field < 5; ++field) {
        start = profile.instance.find(':', start);
        if (start == std::string::npos) return {};
        ++start;
    }
    const std::string region = profile.instance.substr(start, profile.instance.find(':', start) - start);
    for (const char* other : {"us-east", "eu-de"}) {
        const auto endpoint = defaultEndpoint(ProviderKind::Ibm, other);
        if (endpoint && *endpoint == profile.endpoint && !region.empty() && region != other)
            return "the instance is in " + region + ", the endpoint in " + other;
    }
    return {};
}

std::string utcText(std::int64_t unixMs) {
    const auto seconds = static_cast<std::time_t>(unixMs / 1000);
    std::tm parts{};
    std::array<char, 32> text{};
    if (gmtime_r(&seconds, &parts) == nullptr) return "no time at all";
    std::strftime(text.data(), text.size(), "%Y-%m-%d %H:%M UTC", &parts);
    return text.data();
}

}  // namespace qstore
