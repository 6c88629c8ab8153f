// SPDX-License-Identifier: Apache-2.0
#include "core/backends/ibm_account.h"

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "core/backends/ibm_calibration.h"
#include "core/backends/remote_reply.h"
#include "core/base/json.h"

namespace qstore {
namespace {

constexpr std::int64_t kConfigurationLifeMs = 3'600'000;

/// "2026-05-25T10:00:00.000Z".
std::string isoTime(std::int64_t unixMs) {
    const auto time = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(unixMs));
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    const auto digits = [](std::int64_t value, std::size_t width) {
        std::string text = std::to_string(value);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return digits(static_cast<int>(date.year()), 4) + "-" + digits(static_cast<unsigned>(date.month()), 2) +
           "-" + digits(static_cast<unsigned>(date.day()), 2) + "T" + digits(clock.hours().count(), 2) +
           ":" + digits(clock.minutes().count(), 2) + ":" + digits(clock.seconds().count(), 2) + "." +
           digits(clock.subseconds().count(), 3) + "Z";
}

std::string devicePath(const std::string& device, const char* part) {
    return "/backends/" + percentEncoded(device) + "/" + part;
}

bool isCrn(const std::string& text) {
    const auto printable = [](char c) { return c > ' ' && c < '\x7f'; };
    return text.rfind("crn:", 0) == 0 && text.size() <= 1'000 &&
           std::all_of(text.begin(), text.end(), printable);
}

}  // namespace

std::optional<IbmMachine> IbmAccount::known(const std::string& device) const {
    const std::scoped_lock lock(m_mutex);
    const auto found = m_machines.find(device);
    if (found == m_machines.end()) return std::nullopt;
    if (m_session.clock().steadyMs() - found->second.sinceMs > kConfigurationLifeMs) return std::nullopt;
    return found->second.machine;
}

Remote<IbmMachine> IbmAccount::machine(const std::string& device, const RunControl& control) const {
    if (auto machine = known(device)) return *std::move(machine);
    return fetchMachine(device, control);
}

Remote<IbmMachine> IbmAccount::fetchMachine(const std::string& device, const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response, get(devicePath(device, "configuration"), control));
    QSTORE_REMOTE_TRY(IbmMachine machine, fitting(readIbmConfiguration(response.body, device), response));
    const std::scoped_lock lock(m_mutex);
    m_machines[device] = {machine, m_session.clock().steadyMs()};
    return machine;
}

Remote<Identity> IbmAccount::identity(const RunControl& control) const {
    Identity identity;
    QSTORE_REMOTE_TRY(identity.expiresMs, m_session.tokenEndMs(control));
    // crn:v1:bluemix:public:quantum-computing:us-east:a/ACCOUNT:INSTANCE::
    std::vector<std::string> parts(1);
    for (const char c : m_session.options().instance)
        if (c == ':')
            parts.emplace_back();
        else
            parts.back() += c;
    if (parts.size() > 7) {
        identity.account = parts[6].rfind("a/", 0) == 0 ? parts[6].substr(2) : parts[6];
        identity.project = parts[7];
    }
    QSTORE_REMOTE_TRY(const HttpResponse response, get("/instances/usage", control));
    const Result<nlohmann::json> usage = parseJson(response.body);
    if (!usage) return IbmSession::misfit(usage.error(), response);
    ReplyFields fields(*usage, "the usage");
    const auto instance = fields.text("instance_id");
    const auto plan = fields.text("plan_id");
    const auto used = fields.number("usage_consumed_seconds");
    const auto limit = fields.number("usage_limit_seconds");
    if (const auto status = fields.status(); !status) return tl::unexpected(status.error());
    if (instance && identity.project.empty()) identity.project = *instance;
    if (plan) identity.rights.push_back("plan " + *plan);
    if (used)
        identity.rights.push_back(
            "used " + std::to_string(static_cast<std::int64_t>(*used)) + " s" +
            (limit ? " of " + std::to_string(static_cast<std::int64_t>(*limit)) + " s" : ""));
    return identity;
}

Remote<DeviceInfo> IbmAccount::describe(IbmListed listed, const RunControl& control) const {
    DeviceInfo info = std::move(listed.info);
    const Remote<IbmMachine> machine = fetchMachine(info.name, control);
    if (!machine) {
        // One device that cannot be described does not hide the others.
        const RemoteFault fault = machine.error().fault;
        if (fault != RemoteFault::NotFound && fault != RemoteFault::Forbidden &&
            fault != RemoteFault::Protocol && fault != RemoteFault::Rejected)
            return tl::unexpected(machine.error());
        info.status = DeviceStatus::Unavailable;
        info.statusReason = machine.error().error.message;
        return info;
    }
    if (!listed.hasStatus) {
        QSTORE_REMOTE_TRY(const HttpResponse response, get(devicePath(info.name, "status"), control));
        if (const Status read = readIbmStatus(response.body, info); !read)
            return IbmSession::misfit(read.error(), response);
    }
    describeIbmMachine(*machine, info);
    info.updatedMs = m_session.clock().unixMs();
    return info;
}

Remote<std::vector<DeviceInfo>> IbmAccount::devices(const RunControl& control) const {
    QSTORE_REMOTE_TRY(const HttpResponse response, get("/backends?fields=wait_time_seconds", control));
    QSTORE_REMOTE_TRY(std::vector<IbmListed> list, fitting(readIbmDeviceList(response.body), response));
    std::vector<DeviceInfo> devices;
    for (IbmListed& listed : list) {
        QSTORE_REMOTE_TRY(DeviceInfo info, describe(std::move(listed), control));
        devices.push_back(std::move(info));
        control.report(devices.size(), list.size());
    }
    return devices;
}

Remote<std::vector<Calibration>> IbmAccount::calibrations(const std::string& device, std::size_t limit,
                                                          const RunControl& control) const {
    std::vector<Calibration> history;
    std::string before;
    while (history.size() < limit) {
        Remote<HttpResponse> response = get(devicePath(device, "properties") + before, control);
        if (!response) {
            // The end of the history.
            if (!history.empty() && response.error().fault == RemoteFault::NotFound) return history;
            return tl::unexpected(std::move(response).error());
        }
        QSTORE_REMOTE_TRY(auto one, fitting(readIbmProperties(response->body, device), *response));
        if (!one) return history;
        if (!history.empty() && one->measuredMs >= history.back().measuredMs) return history;
        before = "?updated_before=" + percentEncoded(isoTime(one->measuredMs));
        history.push_back(*std::move(one));
        control.report(history.size(), limit);
    }
    return history;
}

Remote<ProviderEstimate> IbmAccount::estimate(const EstimateRequest&, const RunControl&) const {
    return remoteFail(RemoteFault::Rejected, ErrorCode::Unsupported,
                      "IBM Quantum has no estimate of a job's price",
                      "reckon with its list price of a second instead");
}

Result<std::shared_ptr<const IbmProvider>> makeIbmProvider(IbmOptions options,
                                                           std::shared_ptr<const HttpTransport> transport,
                                                           std::shared_ptr<Clock> clock) {
    if (options.endpoint.empty()) options.endpoint = kIbmEndpoint;
    if (options.tokenEndpoint.empty()) options.tokenEndpoint = kIbmTokenEndpoint;
    while (options.endpoint.back() == '/' && options.endpoint.size() > 1) options.endpoint.pop_back();
    for (const std::string* address : {&options.endpoint, &options.tokenEndpoint})
        if (const auto parts = parseUrl(*address); !parts) return tl::unexpected(parts.error());
    if (options.key.empty())
        return fail(ErrorCode::InvalidArgument, "the account of IBM Quantum has no key",
                    "make an API key at https://cloud.ibm.com/iam/apikeys");
    if (!options.instance.empty() && !isCrn(options.instance))
        return fail(ErrorCode::InvalidArgument,
                    "the instance '" + options.instance.substr(0, 60) + "' is no CRN",
                    "copy it from https://quantum.cloud.ibm.com/instances: it begins with crn:v1:");
    return std::make_shared<const IbmAccount>(std::move(options), std::move(transport), std::move(clock));
}

}  // namespace qstore
