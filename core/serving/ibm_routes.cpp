// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "core/base/json.h"
#include "core/serving/ibm_programs.h"
#include "core/serving/ibm_views.h"
#include "core/serving/practice_account.h"

namespace qstore {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostListed = 200;
constexpr const char* kGrant = "urn:ibm:params:oauth:grant-type:apikey";

HttpReply nothing() {
    HttpReply reply;
    reply.status = 204;
    return reply;
}

std::string statusName(PracticeState state) {
    switch (state) {
        case PracticeState::Submitted:
        case PracticeState::Ready: return "Queued";
        case PracticeState::Started: return "Running";
        case PracticeState::Completed: return "Completed";
        case PracticeState::Failed: return "Failed";
        case PracticeState::Cancelled: return "Cancelled";
    }
    return "Failed";
}

HttpReply tokenError(const std::string& code, const std::string& message) {
    return jsonReply({{"errorCode", code}, {"errorMessage", message}}, 400);
}

/// A form with the key; answers with a bearer token that ends.
HttpReply giveToken(PracticeAccount& account, const HttpCall& call) {
    if (call.method != "POST") return ibmError(404, "Not found.");
    const auto form = formValues(call.body);
    if (!form) return tokenError("BXNIM0109E", "The form cannot be read.");
    std::string grant, key;
    for (const auto& [name, value] : *form) {
        if (name == "grant_type") grant = value;
        if (name == "apikey") key = value;
    }
    if (grant != kGrant) return tokenError("BXNIM0108E", "grant_type is not supported.");
    const std::lock_guard lock(account.mutex);
    const std::int64_t now = account.clock->unixMs();
    switch (account.keys.check(key, now)) {
        case KeyVerdict::Valid: break;
        case KeyVerdict::Expired: return tokenError("BXNIM0415E", "The API key provided has expired.");
        case KeyVerdict::Revoked: return tokenError("BXNIM0415E", "The API key provided has been revoked.");
        case KeyVerdict::Unknown: return tokenError("BXNIM0415E", "Provided API key could not be found.");
    }
    const KeyRing::Token token = account.keys.issueToken(key, now, account.tokenLifetimeMs);
    return jsonReply({{"access_token", token.text},
                      {"refresh_token", "not_supported"},
                      {"token_type", "Bearer"},
                      {"expires_in", account.tokenLifetimeMs / 1000},
                      {"expiration", token.expiresMs / 1000},
                      {"scope", "ibm openid"}});
}

class IbmRoutes {
public:
    IbmRoutes(PracticeAccount& account, const HttpCall& call)
        : m_account(account), m_call(call), m_parts(pathParts(call.path)) {
        m_parts.erase(m_parts.begin(), m_parts.begin() + 2);  // "api", "v1"
    }

    HttpReply answer() {
        if (m_parts.empty()) return notFound();
        if (auto refused = checkToken()) return std::move(*refused);
        if (m_parts[0] == "backends" && isGet()) return backends();
        if (m_parts[0] == "jobs") return m_parts.size() == 1 ? jobs() : job();
        if (m_parts[0] == "instances" && m_parts.size() == 2 && m_parts[1] == "usage" && isGet())
            return usage();
        if (m_parts[0] == "sessions") return ibmError(403, "The practice cloud has no sessions.");
        return notFound();
    }

private:
    bool isGet() const { return m_call.method == "GET"; }
    bool isPost() const { return m_call.method == "POST"; }
    static HttpReply notFound() { return ibmError(404, "Not found."); }

    std::optional<HttpReply> checkToken() {
        const std::string_view header = m_call.header("Authorization");
        const std::lock_guard lock(m_account.mutex);
        const std::int64_t now = m_account.clock->unixMs();
        KeyVerdict verdict = KeyVerdict::Unknown;
        if (header.rfind("Bearer ", 0) == 0) verdict = m_account.keys.checkToken(header.substr(7), now);
        if (header.rfind("apikey ", 0) == 0) verdict = m_account.keys.check(header.substr(7), now);
        if (verdict == KeyVerdict::Expired) return ibmError(401, "The token has expired.");
        if (verdict != KeyVerdict::Valid) return ibmError(401, "The token is not valid.");
        if (m_call.header("Service-CRN").empty())
            return ibmError(400, "The header Service-CRN is missing.");
        if (m_call.header("Service-CRN") != m_account.crn)
            return ibmError(403, "The account has no access to this instance.");
        return std::nullopt;
    }

    HttpReply backends() {
        const std::size_t waiting = m_account.jobs->waiting();
        if (m_parts.size() == 1) {
            Json devices = Json::array();
            for (const PracticeDevice& device : practiceDevices())
                if (device.provider == PracticeProvider::Ibm) devices.push_back(ibmDevice(device, waiting));
            return jsonReply({{"devices", devices}});
        }
        const PracticeDevice* device = findPracticeDevice(PracticeProvider::Ibm, m_parts[1]);
        if (device == nullptr || m_parts.size() != 3) return notFound();
        if (m_parts[2] == "configuration") return jsonReply(ibmConfiguration(*device));
        if (m_parts[2] == "status") return jsonReply(ibmStatus(*device, waiting));
        if (m_parts[2] == "properties") return jsonReply(ibmProperties(*device, m_account.clock->unixMs()));
        return notFound();
    }

    HttpReply usage() {
        double seconds = 0.0;
        for (const PracticeJobPtr& job : m_account.jobs->list()) seconds += job->seconds;
        return jsonReply({{"instance_id", m_account.crn}, {"usage_consumed_seconds", seconds}});
    }

    HttpReply jobs() {
        if (isPost()) return submit();
        return isGet() ? list() : notFound();
    }

    HttpReply submit() {
        const auto body = parseJson(m_call.body);
        if (!body) return ibmError(400, "The body is not JSON: " + body.error().message);
        Result<PracticeJob> job = fail(ErrorCode::InvalidArgument, "");
        try {
            job = readIbmSubmission(*body);
        } catch (const nlohmann::json::exception& error) {
            return ibmError(400, std::string("A field has the wrong type: ") + error.what());
        }
        if (!job) return ibmError(400, job.error().message);
        const std::string backend = job->device->name;
        const PracticeJobPtr taken = m_account.jobs->submit(std::move(*job));
        return jsonReply({{"id", taken->id}, {"backend", backend}});
    }

    static Json view(const PracticeJob& job) {
        Json state = {{"status", statusName(job.state)}};
        if (job.state == PracticeState::Failed) {
            state["reason"] = job.failureMessage;
            state["reason_code"] = job.failureCode == "1517" ? 1517 : 9999;
        }
        Json document = {{"id", job.id},
                         {"backend", job.device->name},
                         {"state", state},
                         {"status", statusName(job.state)},
                         {"program", {{"id", job.type}}},
                         {"created", isoTime(job.submittedMs)},
                         {"tags", job.tags},
                         {"private", false},
                         {"usage", {{"quantum_seconds", job.seconds}, {"seconds", job.seconds}}}};
        if (job.completedMs != 0) document["ended"] = isoTime(job.completedMs);
        return document;
    }

    std::optional<std::uint64_t> number(const char* name, std::uint64_t fallback) const {
        const std::string_view text = m_call.parameter(name);
        if (text.empty()) return fallback;
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return value;
    }

    /// Newest first. Every tag asked for must be there.
    HttpReply list() {
        const auto limit = number("limit", 200), offset = number("offset", 0);
        if (!limit || !offset) return ibmError(400, "limit and offset must be whole numbers.");
        const std::string backend(m_call.parameter("backend")), pending(m_call.parameter("pending"));
        const std::string after(m_call.parameter("created_after"));
        std::vector<std::string> tags;
        for (const auto& [name, value] : m_call.query)
            if (name == "tags" || name == "tags[]") tags.push_back(value);
        std::vector<PracticeJobPtr> all = m_account.jobs->list();
        std::reverse(all.begin(), all.end());
        Json fitting = Json::array();
        for (const PracticeJobPtr& job : all) {
            if (job->provider != PracticeProvider::Ibm) continue;
            if (!backend.empty() && job->device->name != backend) continue;
            if (!pending.empty() && isOver(job->state) == (pending == "true")) continue;
            if (!after.empty() && isoTime(job->submittedMs) < after) continue;
            const bool tagged = std::all_of(tags.begin(), tags.end(), [&](const std::string& tag) {
                return std::find(job->tags.begin(), job->tags.end(), tag) != job->tags.end();
            });
            if (tagged) fitting.push_back(view(*job));
        }
        Json shown = Json::array();
        const std::size_t most = std::min<std::size_t>(*limit, kMostListed);
        for (std::size_t index = *offset; index < fitting.size() && shown.size() < most; ++index)
            shown.push_back(fitting[index]);
        return jsonReply(
            {{"jobs", shown}, {"count", fitting.size()}, {"limit", most}, {"offset", *offset}});
    }

    HttpReply job() {
        const PracticeJobPtr job = m_account.jobs->find(m_parts[1]);
        if (job == nullptr || job->provider != PracticeProvider::Ibm)
            return ibmError(404, "Job not found.");
        if (m_parts.size() == 2 && isGet()) return jsonReply(view(*job));
        if (m_parts.size() == 2 && m_call.method == "DELETE") {
            if (!isOver(job->state)) return ibmError(409, "The job has not ended.");
            m_account.jobs->remove(job->id);
            return nothing();
        }
        if (m_parts.size() != 3) return notFound();
        if (m_parts[2] == "cancel" && isPost()) return cancel(*job);
        if (!isGet()) return notFound();
        if (m_parts[2] == "results") return results(*job);
        if (m_parts[2] == "metrics") return metrics(*job);
        if (m_parts[2] == "logs") {
            HttpReply reply;
            reply.contentType = "text/plain";
            reply.body = "practice\n";
            return reply;
        }
        return notFound();
    }

    HttpReply cancel(const PracticeJob& job) {
        if (isOver(job.state)) return ibmError(409, "The job is " + statusName(job.state) + " already.");
        const auto state = m_account.jobs->cancel(job.id);
        if (state == PracticeState::Cancelled) return nothing();
        return state ? ibmError(409, "The job is " + statusName(*state) + " already.")
                     : ibmError(404, "Job not found.");
    }

    HttpReply results(const PracticeJob& job) {
        if (job.state == PracticeState::Failed) return ibmError(404, job.failureMessage);
        if (job.state != PracticeState::Completed) return nothing();
        return jsonReply(ibmResults(job));
    }

    HttpReply metrics(const PracticeJob& job) {
        Json times = {{"created", isoTime(job.submittedMs)}, {"running", nullptr}, {"finished", nullptr}};
        if (job.startedMs != 0) times["running"] = isoTime(job.startedMs);
        if (job.completedMs != 0) times["finished"] = isoTime(job.completedMs);
        return jsonReply({{"timestamps", times},
                          {"executions", job.circuits.size()},
                          {"num_circuits", job.circuits.size()},
                          {"num_qubits", {job.qubits}},
                          {"usage", {{"quantum_seconds", job.seconds}, {"seconds", job.seconds}}}});
    }

    PracticeAccount& m_account;
    const HttpCall& m_call;
    std::vector<std::string> m_parts;
};

}  // namespace

HttpReply ibmError(int status, const std::string& message) {
    const int code = status == 429 ? 1202 : status == 401 ? 1213 : status == 404 ? 1291 : status;
    return jsonReply({{"errors",
                       {{{"code", code},
                         {"message", message},
                         {"solution", "This is the practice cloud of Q-Store Workbench."},
                         {"more_info", ""}}}},
                      {"trace", newUuid()},
                      {"status_code", status}},
                     status);
}

HttpReply answerIbm(PracticeAccount& account, const HttpCall& call) {
    if (call.path == "/identity/token") return giveToken(account, call);
    if (call.path.rfind("/api/v1/", 0) != 0) return ibmError(404, "Not found.");
    return IbmRoutes(account, call).answer();
}

}  // namespace qstore
