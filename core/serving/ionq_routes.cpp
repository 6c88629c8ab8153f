// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/json.h"
#include "core/circuit/qasm.h"
#include "core/serving/ionq_submission.h"
#include "core/serving/ionq_views.h"
#include "core/serving/practice_account.h"

namespace qstore {
namespace {

using Json = nlohmann::json;
using Parts = std::vector<std::string>;

constexpr std::size_t kListLimit = 1000;

HttpReply notFound() {
    return ionqError(404, "Resource not found. This is the practice cloud of Q-Store Workbench.");
}

HttpReply badRequest(const IonqRefusal& refusal) {
    return jsonReply({{"statusCode", 400},
                      {"error", "Bad Request"},
                      {"message", refusal.message},
                      {"validation", {{"keys", refusal.keys}, {"source", "body"}}}},
                     400);
}

/// A job, or one circuit of a multi-circuit job, by its id.
struct Place {
    PracticeJobPtr job;
    std::optional<std::size_t> child;
};

class IonqRoutes {
public:
    IonqRoutes(PracticeAccount& account, const HttpCall& call)
        : m_account(account), m_call(call), m_parts(pathParts(call.path)) {
        m_parts.erase(m_parts.begin());  // "v0.4"
    }

    HttpReply answer() {
        if (m_parts.empty()) return notFound();
        if (m_parts[0] == "backends" && !isPrivate()) return backends();
        if (auto refused = checkKey()) return std::move(*refused);
        if (m_parts[0] == "backends") return backends();
        if (m_parts[0] == "whoami" && isGet() && m_parts.size() == 1) return whoami();
        if (m_parts[0] == "jobs") return jobs();
        if (m_parts[0] == "sessions") return sessions();
        return notFound();
    }

private:
    bool isGet() const { return m_call.method == "GET"; }
    bool isPut() const { return m_call.method == "PUT"; }
    bool isPost() const { return m_call.method == "POST"; }
    bool isDelete() const { return m_call.method == "DELETE"; }
    /// One characterization needs a key, their list does not.
    bool isPrivate() const { return m_parts.size() == 4; }
    ResultForm form() {
        const std::lock_guard lock(m_account.mutex);
        const std::string_view wanted = m_call.header("X-Practice-Results");
        if (wanted == "may") return ResultForm::May2026;
        if (wanted == "september") return ResultForm::September2026;
        return m_account.resultForm;
    }

    std::optional<HttpReply> checkKey() {
        const std::string_view header = m_call.header("Authorization");
        constexpr std::string_view scheme = "apiKey ";
        const bool right = header.substr(0, scheme.size()) == scheme;
        KeyVerdict verdict = KeyVerdict::Unknown;
        if (right) {
            const std::lock_guard lock(m_account.mutex);
            verdict = m_account.keys.check(header.substr(scheme.size()), m_account.clock->unixMs());
        }
        switch (verdict) {
            case KeyVerdict::Valid: return std::nullopt;
            case KeyVerdict::Expired: return ionqError(401, "The key provided has expired.");
            case KeyVerdict::Revoked: return ionqError(401, "The key provided has been revoked.");
            case KeyVerdict::Unknown: break;
        }
        return ionqError(401, "Invalid key provided.");
    }

    HttpReply whoami() {
        return jsonReply({{"key_id", Json(uuidOfKey())},
                          {"key_name", "practice key"},
                          {"project_id", uuidOf("practice project")}});
    }
    std::string uuidOfKey() const { return uuidOf(m_call.header("Authorization")); }

    HttpReply backends() {
        const std::int64_t now = m_account.clock->unixMs();
        if (!isGet()) return notFound();
        if (m_parts.size() == 1) {
            Json list = Json::array();
            for (const PracticeDevice& device : practiceDevices())
                if (device.provider == PracticeProvider::Ionq)
                    list.push_back(ionqBackend(device, m_account.jobs->waiting(), now));
            return jsonReply(list);
        }
        const PracticeDevice* device = findPracticeDevice(PracticeProvider::Ionq, m_parts[1]);
        if (device == nullptr) return notFound();
        if (m_parts.size() == 2) return jsonReply(ionqBackend(*device, m_account.jobs->waiting(), now));
        if (m_parts[2] != "characterizations") return notFound();
        const Json all = ionqCharacterizations(*device, now, form());
        if (m_parts.size() == 4) {
            for (const Json& one : all)
                if (one.at("id") == m_parts[3]) return jsonReply(one);
            return notFound();
        }
        return m_parts.size() == 3 ? characterizations(all) : notFound();
    }

    /// The number behind a parameter; nothing where it is not one.
    std::optional<std::uint64_t> number(const char* name, std::uint64_t fallback) const {
        const std::string_view text = m_call.parameter(name);
        if (text.empty()) return fallback;
        std::uint64_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
        return value;
    }

    HttpReply badParameter(const std::string& name) {
        return jsonReply({{"statusCode", 400},
                          {"error", "Bad Request"},
                          {"message", "\"" + name + "\" was invalid."},
                          {"validation", {{"keys", {name}}, {"source", "params"}}}},
                         400);
    }

    HttpReply characterizations(const Json& all) {
        const auto limit = number("limit", 10);
        const auto page = number("page", 1);
        if (!limit || *limit < 1 || *limit > 10) return badParameter("limit");
        if (!page || *page < 1) return badParameter("page");
        const std::string start(m_call.parameter("start")), end(m_call.parameter("end"));
        Json fitting = Json::array();
        for (const Json& one : all) {
            const std::string& date = one.at("date").get_ref<const std::string&>();
            if ((start.empty() || date >= start) && (end.empty() || date < end)) fitting.push_back(one);
        }
        Json shown = Json::array();
        for (std::size_t index = (*page - 1) * *limit;
             index < std::min<std::size_t>(fitting.size(), *page * *limit); ++index)
            shown.push_back(fitting[index]);
        const std::size_t pages = (fitting.size() + *limit - 1) / *limit;
        return jsonReply({{"characterizations", shown}, {"pages", pages > *page ? pages - *page : 0}});
    }

    HttpReply sessions() {
        if (isGet() && m_parts.size() == 1)
            return jsonReply({{"organization_id", "practice"}, {"sessions", Json::array()}});
        if (isPost() && m_parts.size() == 1) return ionqError(403, "The practice cloud has no sessions.");
        return notFound();
    }

    HttpReply jobs() {
        if (m_parts.size() == 1) {
            if (isPost()) return submit();
            if (isGet()) return list();
            if (isDelete()) return removeMany();
            return notFound();
        }
        if (m_parts.size() == 3 && m_parts[1] == "status" && m_parts[2] == "cancel" && isPut())
            return cancelMany();
        if (m_parts.size() == 2 && m_parts[1] == "estimate" && isGet()) return estimate();
        return job();
    }

    HttpReply job() {
        const Place place = find(m_parts[1]);
        if (place.job == nullptr) return notFound();
        if (m_parts.size() == 2 && isGet()) return jsonReply(view(place, false));
        if (m_parts.size() == 2 && isDelete()) return removeOne(place);
        if (m_parts.size() == 4 && m_parts[2] == "status" && m_parts[3] == "cancel" && isPut())
            return cancelOne(place);
        if (!isGet()) return notFound();
        if (m_parts.size() == 3 && m_parts[2] == "cost") return cost(place);
        if (m_parts.size() == 4 && m_parts[2] == "circuits") return program(place);
        if (m_parts.size() >= 4 && m_parts[2] == "results" && m_parts[3] == "probabilities")
            return probabilities(place);
        if (m_parts.size() == 4 && m_parts[2] == "artifacts") return artifact(place);
        return notFound();
    }

    Place find(const std::string& id) {
        if (auto job = m_account.jobs->find(id); job != nullptr && job->provider == PracticeProvider::Ionq)
            return {job, std::nullopt};
        auto [job, child] = m_account.jobs->findCircuit(id);
        if (job == nullptr) return {};
        return {job, child};
    }

    Json view(const Place& place, bool inList) {
        return place.child ? ionqChildJob(*place.job, *place.child, form(), inList)
                           : ionqJob(*place.job, form(), inList);
    }

    HttpReply submit() {
        if (m_call.body.size() > kIonqMaxBytes) return ionqError(413, "The body is larger than 10 MB.");
        const auto body = parseJson(m_call.body);
        if (!body) return ionqError(400, "The body is not JSON: " + body.error().message);
        auto job = readIonqSubmission(*body);
        if (!job) return badRequest(job.error());
        const PracticeJobPtr taken = m_account.jobs->submit(std::move(*job));
        const bool ready = taken->state == PracticeState::Ready;
        return jsonReply(
            {{"id", taken->id}, {"status", ready ? "ready" : "submitted"}, {"session_id", nullptr}}, 201);
    }

    /// Names may come several times, and with commas.
    std::set<std::string> wanted(const char* name) const {
        std::set<std::string> values;
        for (const auto& [key, text] : m_call.query) {
            if (key != name && key != std::string(name) + "[]") continue;
            for (std::size_t at = 0; at <= text.size();) {
                const std::size_t end = std::min(text.find(',', at), text.size());
                if (end > at) values.insert(text.substr(at, end - at));
                at = end + 1;
            }
        }
        return values;
    }

    /// Newest first; the children of a job where they are asked for.
    std::vector<Place> candidates() {
        std::vector<Place> places;
        const std::string parent(m_call.parameter("parent_job_id"));
        const std::set<std::string> ids = wanted("ids");
        if (!parent.empty()) {
            const PracticeJobPtr job = m_account.jobs->find(parent);
            if (job == nullptr || !job->multi) return places;
            for (std::size_t child = 0; child < job->circuits.size(); ++child)
                places.push_back({job, child});
            return places;
        }
        std::vector<PracticeJobPtr> all = m_account.jobs->list();
        std::reverse(all.begin(), all.end());
        std::set<std::string> left = ids;
        for (PracticeJobPtr& job : all) {
            if (job->provider != PracticeProvider::Ionq || (!ids.empty() && ids.count(job->id) == 0))
                continue;
            left.erase(job->id);
            places.push_back({std::move(job), std::nullopt});
        }
        for (const std::string& id : left) {
            auto [job, child] = m_account.jobs->findCircuit(id);
            if (job != nullptr) places.push_back({job, child});
        }
        return places;
    }

    HttpReply list() {
        const auto limit = number("limit", kListLimit);
        if (!limit || *limit < 1) return badParameter("limit");
        const std::string status(m_call.parameter("status"));
        if (!status.empty() && !isStatus(status)) return badParameter("status");
        const std::set<std::string> targets = wanted("target");
        if (m_call.hasParameter("session_id"))
            return jsonReply({{"jobs", Json::array()}, {"next", nullptr}});
        std::string next(m_call.parameter("next"));
        Json shown = Json::array();
        for (const Place& place : candidates()) {
            const std::string& id = place.child ? place.job->circuits[*place.child].id : place.job->id;
            if (!next.empty() && id != next) continue;
            next.clear();
            if (!status.empty() && ionqStatus(place.job->state) != status) continue;
            if (!targets.empty() && targets.count(place.job->device->name) == 0) continue;
            if (shown.size() == std::min<std::size_t>(*limit, kListLimit))
                return jsonReply({{"jobs", shown}, {"next", id}});
            shown.push_back(view(place, true));
        }
        return jsonReply({{"jobs", shown}, {"next", nullptr}});
    }

    static bool isStatus(const std::string& text) {
        static const std::set<std::string> all = {"submitted", "ready",  "started",
                                                  "canceled",  "failed", "completed"};
        return all.count(text) != 0;
    }

    HttpReply removeOne(const Place& place) {
        m_account.jobs->remove(place.job->id);
        return jsonReply({{"id", m_parts[1]}, {"status", "deleted"}});
    }

    HttpReply cancelOne(const Place& place) {
        const auto state = m_account.jobs->cancel(place.job->id);
        if (!state) return notFound();
        if (*state != PracticeState::Cancelled)
            return ionqError(
                400, "The job is " + std::string(ionqStatus(*state)) + " and can no longer be canceled.");
        return jsonReply({{"id", m_parts[1]}, {"status", "canceled"}});
    }

    std::optional<std::vector<std::string>> bodyIds() const {
        const auto body = parseJson(m_call.body);
        if (!body || !body->is_object() || !body->contains("ids") || !(*body)["ids"].is_array())
            return std::nullopt;
        std::vector<std::string> ids;
        for (const Json& id : (*body)["ids"]) {
            if (!id.is_string()) return std::nullopt;
            ids.push_back(id.get<std::string>());
        }
        return ids;
    }

    HttpReply cancelMany() {
        const auto ids = bodyIds();
        if (!ids) return badRequest({"\"ids\" must be a list of strings", {"ids"}, {}});
        Json done = Json::array();
        for (const std::string& id : *ids)
            if (m_account.jobs->cancel(id) == PracticeState::Cancelled) done.push_back(id);
        return jsonReply({{"ids", done}, {"status", "canceled"}});
    }

    HttpReply removeMany() {
        const auto ids = bodyIds();
        if (!ids) return badRequest({"\"ids\" must be a list of strings", {"ids"}, {}});
        Json done = Json::array();
        for (const std::string& id : *ids)
            if (m_account.jobs->remove(id)) done.push_back(id);
        return jsonReply({{"ids", done}, {"status", "deleted"}});
    }

    HttpReply cost(const Place& place) {
        const PracticeJob& job = *place.job;
        Json view = {{"dry_run", job.dryRun},
                     {"estimated_cost", {{"value", job.estimatedUsd}, {"unit", "usd"}}}};
        if (isOver(job.state) && !job.dryRun) view["cost"] = {{"value", job.costUsd}, {"unit", "usd"}};
        return jsonReply(view);
    }

    HttpReply estimate() {
        const PracticeDevice* device =
            findPracticeDevice(PracticeProvider::Ionq, m_call.parameter("backend"));
        if (device == nullptr) return badParameter("backend");
        const auto qubits = number("qubits", 25), shots = number("shots", 1000);
        const auto one = number("1q_gates", 0), two = number("2q_gates", 0);
        for (const auto& [name, value] : {std::pair{"qubits", qubits}, std::pair{"shots", shots},
                                          std::pair{"1q_gates", one}, std::pair{"2q_gates", two}})
            if (!value || *value > 2'000'000'000U) return badParameter(name);
        const std::string mitigation(m_call.parameter("error_mitigation"));
        if (!mitigation.empty() && mitigation != "true" && mitigation != "false")
            return badParameter("error_mitigation");
        PracticeUse use;
        use.oneQubitGateShots = *one * *shots;
        use.twoQubitGateShots = *two * *shots;
        use.mitigated = mitigation == "true";
        const PracticePrice& price = device->price;
        const double perShotUs = device->readTimeUs + static_cast<double>(*one) * device->oneQubitTimeUs +
                                 static_cast<double>(*two) * device->twoQubitTimeUs;
        const std::string type(m_call.parameter("type"));
        Json view = {{"input_values",
                      {{"backend", device->name},
                       {"type", type.empty() ? "ionq.circuit.v1" : type},
                       {"qubits", *qubits},
                       {"shots", *shots},
                       {"1q_gates", *one},
                       {"2q_gates", *two},
                       {"error_mitigation", use.mitigated}}},
                     {"estimated_at", isoTime(m_account.clock->unixMs())},
                     {"estimated_execution_time", static_cast<double>(*shots) * perShotUs / 1000.0},
                     {"current_predicted_queue_time", m_account.jobs->waiting() * 10}};
        const double minimum = use.mitigated ? price.mitigatedJobMinimum : price.jobMinimum;
        Json rates = {{"job_cost_minimum", minimum},
                      {"cost_1q_gate", price.perOneQubitGateShot},
                      {"cost_2q_gate", price.perTwoQubitGateShot},
                      {"organization", "practice"}};
        if (form() == ResultForm::May2026) {
            view["cost_unit"] = "usd";
            view["rate_information"] = rates;
            view["estimated_cost"] = priceOf(*device, use);
        } else {
            view["estimated_unit"] = "usd";
            view["rate_card"] = rates;
            view["estimated_total_cost"] = priceOf(*device, use);
        }
        return jsonReply(view);
    }

    HttpReply program(const Place& place) {
        if (m_parts[3] != "qasm3" || place.job->circuits.empty()) return notFound();
        if (place.job->multi && !place.child) return notFound();
        const PracticeCircuit& circuit = place.job->circuits[place.child.value_or(0)];
        if (!circuit.qasm.empty()) return jsonReply(circuit.qasm);
        const auto text = writeQasm3(circuit.task.circuit);
        return text ? jsonReply(*text) : notFound();
    }

    bool hasResults(const Place& place) const {
        return place.job->state == PracticeState::Completed && !place.job->dryRun;
    }

    HttpReply probabilities(const Place& place) {
        if (!hasResults(place)) return ionqError(404, "Job not found or not yet completed.");
        const bool aggregated = m_parts.size() == 5 && m_parts[4] == "aggregated";
        if (m_parts.size() > (aggregated ? 5U : 4U)) return notFound();
        if (place.job->multi && !place.child) return jsonReply(ionqAggregate(*place.job));
        if (aggregated) return notFound();
        return jsonReply(ionqProbabilities(place.job->circuits[place.child.value_or(0)].outcome));
    }

    HttpReply artifact(const Place& place) {
        if (!hasResults(place)) return ionqError(404, "Job or artifact not found.");
        const bool aggregate = place.job->multi && !place.child;
        if (aggregate)
            return m_parts[3] == "probabilities-aggregate" ? jsonReply(ionqAggregate(*place.job))
                                                           : notFound();
        const PracticeCircuit& circuit = place.job->circuits[place.child.value_or(0)];
        if (m_parts[3] == "probabilities") return jsonReply(ionqProbabilities(circuit.outcome));
        if (m_parts[3] != uuidOf(circuit.id + kIonqProbabilities2)) return notFound();
        const Circuit& program = circuit.task.circuit;
        return jsonReply(
            ionqRegisters(circuit.outcome, program.measures() ? program.bits() : program.qubits()));
    }

    PracticeAccount& m_account;
    const HttpCall& m_call;
    Parts m_parts;
};

}  // namespace

HttpReply ionqError(int status, const std::string& message) {
    static const std::map<int, std::string> names = {
        {400, "Bad Request"},     {401, "Unauthorized Error"},  {403, "Forbidden"},
        {404, "Not Found Error"}, {413, "Payload Too Large"},   {429, "Too Many Requests"},
        {502, "Bad Gateway"},     {503, "Service Unavailable"}, {504, "Gateway Timeout"}};
    const auto name = names.find(status);
    return jsonReply({{"statusCode", status},
                      {"error", name == names.end() ? "Internal Server Error" : name->second},
                      {"message", message}},
                     status);
}

HttpReply answerIonq(PracticeAccount& account, const HttpCall& call) {
    return IonqRoutes(account, call).answer();
}

}  // namespace qstore
