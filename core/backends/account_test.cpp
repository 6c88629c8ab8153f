// SPDX-License-Identifier: Apache-2.0
#include "core/backends/account_test.h"

#include <algorithm>

#include "core/backends/account_cures.h"
#include "core/base/time_limit.h"

namespace qstore {
namespace {

constexpr std::size_t maxProbeBytes = std::size_t{1} << 20U;
constexpr std::string_view ibmTokenEndpoint = "https://iam.cloud.ibm.com/identity/token";
/// Of the form of an IonQ job's id; nobody's.
constexpr std::string_view noJob = "7e57ac00-0000-4000-8000-000000000000";

/// How one step ended.
struct Finding {
    StepState state = StepState::Passed;
    std::string detail, cure;
};

class AccountTest {
public:
    AccountTest(const BackendProfile& profile, const Secret& key, const AccountTestAccess& access,
                const RunControl& control, const AccountTestSink& sink)
        : m_profile(profile), m_key(key), m_access(access), m_control(control), m_sink(sink) {
        for (const AccountStep step : {AccountStep::Name, AccountStep::Tls, AccountStep::Key,
                                       AccountStep::Rights, AccountStep::Devices})
            m_steps.push_back({step, StepState::NotTried, "not tried", {}, 0});
    }

    std::vector<AccountTestStep> run() {
        step(AccountStep::Name, [this](const RunControl& control) { return name(control); });
        step(AccountStep::Tls, [this](const RunControl&) { return tls(); });
        step(AccountStep::Key, [this](const RunControl& control) { return key(control); });
        step(AccountStep::Rights, [this](const RunControl& control) { return rights(control); });
        step(AccountStep::Devices, [this](const RunControl& control) { return devices(control); });
        return m_steps;
    }

private:
    template <class Do>
    void step(AccountStep which, const Do& todo) {
        AccountTestStep& entry = m_steps[static_cast<std::size_t>(which)];
        if (m_broken) return report(entry);
        entry.state = StepState::Running;
        entry.detail.clear();
        report(entry);
        const std::int64_t start = m_access.clock->steadyMs();
        Finding finding;
        if (m_control.stop.stop_requested()) {
            finding = {StepState::Cancelled, "cancelled on request", {}};
        } else {
            const TimeLimit deadline(m_control.stop, m_access.clock, m_access.stepLimitMs);
            finding = todo(deadline.control());
            if (finding.state != StepState::Passed)
                finding = explained(std::move(finding), deadline.over());
        }
        entry.state = finding.state;
        entry.detail = redacted(finding.detail, m_key);
        entry.cure = redacted(finding.cure, m_key);
        entry.elapsedMs = m_access.clock->steadyMs() - start;
        m_broken = finding.state != StepState::Passed;
        report(entry);
    }

    /// A stop that came from outside or from the clock is the reason, whatever the exchange made of it.
    Finding explained(Finding finding, bool over) const {
        if (m_control.stop.stop_requested()) return {StepState::Cancelled, "cancelled on request", {}};
        if (!over) return finding;
        return {StepState::Failed, "no answer within " + std::to_string(m_access.stepLimitMs / 1000) + " s",
                "try again; if it stays, a firewall drops the connection: name a proxy with --proxy "
                "http://host:port"};
    }

    void report(const AccountTestStep& entry) const {
        if (m_sink) m_sink(entry);
    }

    std::vector<std::string> addresses() const {
        std::vector<std::string> urls = {m_profile.endpoint};
        if (m_profile.provider == ProviderKind::Ibm)
            urls.push_back(m_profile.tokenEndpoint.empty() ? std::string(ibmTokenEndpoint)
                                                           : m_profile.tokenEndpoint);
        return urls;
    }

    /// One exchange without a key with every host that will see it. It also is what the next step looks at.
    Finding name(const RunControl& control) {
        auto transport = m_access.transport(httpOptionsOf(m_profile));
        if (!transport) return {StepState::Failed, transport.error().message, transport.error().hint};
        m_transport = *std::move(transport);
        std::string hosts;
        bool encrypted = true;
        for (const std::string& url : addresses()) {
            HttpRequest request;
            request.url = url;
            request.timeoutMs = m_access.stepLimitMs;
            request.maxResponseBytes = maxProbeBytes;
            const auto parts = parseUrl(url);
            if (!parts) return {StepState::Failed, parts.error().message, parts.error().hint};
            encrypted = encrypted && parts->scheme == "https";
            const HttpResult reply = m_transport->send(request, control);
            const std::string host = parts->host + ":" + std::to_string(parts->port);
            // A reply that is too large or badly packed is still a reply.
            if (reply || reply.error().fault == NetFault::TooLarge ||
                reply.error().fault == NetFault::BadEncoding) {
                if (hosts.find(host) == std::string::npos) hosts += (hosts.empty() ? "" : ", ") + host;
                continue;
            }
            const NetError& error = reply.error();
            Finding finding = {StepState::Failed, error.error.message,
                               cureOf(error, m_profile, m_access.clock->unixMs())};
            if (stepOfFault(error) == AccountStep::Name || error.fault == NetFault::Cancelled)
                return finding;
            m_tls = finding;
            return {StepState::Passed, host + " is there", {}};
        }
        m_tls = {StepState::Passed,
                 encrypted ? hosts + " proved " +
                                 (hosts.find(',') == std::string::npos ? "its name" : "their names")
                           : "not encrypted: a practice cloud on this machine needs no TLS",
                 {}};
        return {StepState::Passed, hosts + " answered", {}};
    }

    Finding tls() const { return m_tls; }

    Finding refused(const RemoteError& error, AccountStep step) const {
        return {StepState::Failed, error.error.message, cureOf(error, step, m_profile)};
    }

    Finding key(const RunControl& control) {
        if (m_key.empty())
            return {StepState::Failed, "there is no key for this account and host",
                    "give it with `qstore accounts key " + m_profile.name + "`"};
        auto provider = m_access.provider(m_profile, m_key, m_transport);
        if (!provider) return {StepState::Failed, provider.error().message, provider.error().hint};
        m_provider = *std::move(provider);
        const auto identity = m_provider->identity(control);
        if (!identity && isRightsFault(identity.error().fault)) {
            // Whom it may not even ask for itself, it still knows: the next step says what is missing.
            m_forbidden = refused(identity.error(), AccountStep::Rights);
            return {StepState::Passed, "the key is known", {}};
        }
        if (!identity) return refused(identity.error(), AccountStep::Key);
        std::string who = identity->account;
        if (!identity->project.empty()) who += (who.empty() ? "" : ", ") + ("project " + identity->project);
        m_rights = identity->rights;
        return {StepState::Passed, who.empty() ? "the key is known" : "the key of " + who, {}};
    }

    static bool isRightsFault(RemoteFault fault) { return fault == RemoteFault::Forbidden; }

    /// Asking for a job that does not exist takes the right to read jobs, one exchange, and nothing else.
    std::optional<RemoteError> askForJobs(const RunControl& control) const {
        if (m_profile.provider == ProviderKind::Ibm) {
            const auto found = m_provider->findByToken("qstore-account-test", control);
            return found ? std::nullopt : std::optional<RemoteError>(found.error());
        }
        const auto job = m_provider->job(std::string(noJob), control);
        if (job || job.error().fault == RemoteFault::NotFound) return std::nullopt;
        return job.error();
    }

    Finding rights(const RunControl& control) const {
        if (m_forbidden) return *m_forbidden;
        if (const auto error = askForJobs(control)) return refused(*error, AccountStep::Rights);
        std::string list;
        for (const std::string& right : m_rights) list += (list.empty() ? ": " : ", ") + right;
        return {StepState::Passed, "the key may read the account's jobs" + list, {}};
    }

    Finding devices(const RunControl& control) const {
        const auto devices = m_provider->devices(control);
        if (!devices) return refused(devices.error(), AccountStep::Devices);
        if (devices->empty())
            return {StepState::Failed, "the account has no device", deviceCure(m_profile)};
        const auto ready = std::count_if(devices->begin(), devices->end(), [](const DeviceInfo& device) {
            return device.status == DeviceStatus::Available;
        });
        return {StepState::Passed,
                std::to_string(devices->size()) + (devices->size() == 1 ? " device, " : " devices, ") +
                    (ready == 0 ? "none" : std::to_string(ready)) + " available now",
                {}};
    }

    const BackendProfile& m_profile;
    const Secret& m_key;
    const AccountTestAccess& m_access;
    const RunControl& m_control;
    const AccountTestSink& m_sink;
    std::vector<AccountTestStep> m_steps;
    bool m_broken = false;
    std::shared_ptr<const HttpTransport> m_transport;
    std::shared_ptr<const Provider> m_provider;
    Finding m_tls;
    std::optional<Finding> m_forbidden;
    std::vector<std::string> m_rights;
};

}  // namespace

std::string_view accountStepName(AccountStep step) {
    switch (step) {
        case AccountStep::Name: return "name";
        case AccountStep::Tls: return "tls";
        case AccountStep::Key: return "key";
        case AccountStep::Rights: return "rights";
        case AccountStep::Devices: break;
    }
    return "devices";
}

std::vector<AccountTestStep> testAccount(const BackendProfile& profile, const Secret& key,
                                         const AccountTestAccess& access, const RunControl& control,
                                         const AccountTestSink& sink) {
    return AccountTest(profile, key, access, control, sink).run();
}

bool allPassed(const std::vector<AccountTestStep>& steps) {
    return std::all_of(steps.begin(), steps.end(),
                       [](const AccountTestStep& step) { return step.state == StepState::Passed; });
}

HttpOptions httpOptionsOf(const BackendProfile& profile) {
    HttpOptions options;
    options.proxy = profile.proxy;
    options.caFile = profile.caFile;
    return options;
}

}  // namespace qstore
