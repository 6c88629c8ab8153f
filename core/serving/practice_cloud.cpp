// SPDX-License-Identifier: Apache-2.0
#include "core/serving/practice_cloud.h"

#include "core/serving/practice_account.h"
#include "core/serving/practice_faults.h"
#include "core/serving/practice_pages.h"

namespace qstore {
namespace {

constexpr std::size_t kMostExchanges = 100'000;

}  // namespace

std::vector<std::string> pathParts(std::string_view path) {
    std::vector<std::string> parts;
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        if (end > 0) parts.emplace_back(path.substr(0, end));
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return parts;
}

struct PracticeCloud::Impl {
    PracticeAccount account;
    FaultState faults;
    std::string key, url;
    bool record = false;
    std::vector<PracticeExchange> exchanges;
    std::unique_ptr<HttpServer> server;  // goes first

    std::string urlNow() {
        const std::lock_guard lock(account.mutex);
        return url;
    }

    HttpReply answer(const HttpCall& call) {
        if (call.path == "/" || call.path == "/practice" || call.path.rfind("/practice/", 0) == 0)
            return answerPractice(account, faults, urlNow(), call);
        std::optional<Fault> fault;
        {
            const std::lock_guard lock(account.mutex);
            fault = faults.next(stageOf(call));
        }
        const std::int64_t now = account.clock->unixMs();
        if (fault && fault->kind == FaultKind::Deleted) {
            for (const std::string& id : jobsOf(call)) account.jobs->remove(id);
            fault.reset();
        }
        if (fault && !fault->processed) return faultReply(*fault, call, now);
        HttpReply reply = process(call);
        return fault ? spoiled(std::move(reply), *fault, call, now) : reply;
    }

    HttpReply process(const HttpCall& call) {
        HttpReply reply = route(call);
        if (!record) return reply;
        const std::lock_guard lock(account.mutex);
        if (exchanges.size() < kMostExchanges)
            exchanges.push_back({call.method, call.target, call.body, reply.status, reply.body});
        return reply;
    }

    HttpReply route(const HttpCall& call) {
        const std::vector<std::string> parts = pathParts(call.path);
        if (!parts.empty() && parts[0] == "v0.4") return answerIonq(account, call);
        if (isIbmPath(call.path)) return answerIbm(account, call);
        return ionqError(404,
                         "The practice cloud answers below /v0.4, /api/v1, /identity/token and /practice.");
    }
};

PracticeCloud::PracticeCloud(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
PracticeCloud::~PracticeCloud() = default;

Result<std::unique_ptr<PracticeCloud>> PracticeCloud::start(PracticeOptions options) {
    auto impl = std::make_unique<Impl>();
    PracticeAccount& account = impl->account;
    account.clock = options.clock != nullptr ? options.clock : makeSystemClock();
    account.resultForm = options.resultForm;
    account.tokenLifetimeMs = options.tokenLifetimeMs;
    account.crn = "crn:v1:practice:public:quantum-computing:this-machine:a/practice:" + newUuid() + "::";
    account.jobs = std::make_unique<JobTable>(account.clock, options.queueMs);
    impl->key = account.keys.add();
    impl->faults = FaultState(std::move(options.faults));
    impl->record = options.record;
    HttpServerOptions server;
    server.port = options.port;
    server.errorBody = [](int status, const std::string& message) {
        return ionqError(status, message).body;
    };
    Impl* raw = impl.get();
    QSTORE_TRY(impl->server, HttpServer::start([raw](const HttpCall& call) { return raw->answer(call); },
                                               std::move(server)));
    const std::lock_guard lock(account.mutex);
    impl->url = "http://127.0.0.1:" + std::to_string(impl->server->port());
    return std::unique_ptr<PracticeCloud>(new PracticeCloud(std::move(impl)));
}

std::uint16_t PracticeCloud::port() const {
    return m_impl->server->port();
}
std::string PracticeCloud::url() const {
    return m_impl->url;
}
std::string PracticeCloud::ionqEndpoint() const {
    return m_impl->url + "/v0.4";
}
std::string PracticeCloud::ibmEndpoint() const {
    return m_impl->url + "/api/v1";
}
std::string PracticeCloud::tokenEndpoint() const {
    return m_impl->url + "/identity/token";
}
const std::string& PracticeCloud::key() const {
    return m_impl->key;
}
const std::string& PracticeCloud::crn() const {
    return m_impl->account.crn;
}

std::string PracticeCloud::addKey(std::optional<std::int64_t> expiresUnixMs) {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->account.keys.add(expiresUnixMs);
}
bool PracticeCloud::revokeKey(std::string_view key) {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->account.keys.revoke(key);
}
bool PracticeCloud::restoreKey(std::string_view key) {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->account.keys.restore(key);
}
bool PracticeCloud::expireKeyAfter(std::string_view key, std::uint64_t requests) {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->account.keys.expireAfter(key, requests);
}
void PracticeCloud::expireTokens() {
    const std::lock_guard lock(m_impl->account.mutex);
    m_impl->account.keys.expireTokens();
}
void PracticeCloud::setFaults(FaultPlan plan) {
    const std::lock_guard lock(m_impl->account.mutex);
    m_impl->faults = FaultState(std::move(plan));
}
std::uint64_t PracticeCloud::faultsHit() const {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->faults.hits();
}
void PracticeCloud::setResultForm(ResultForm form) {
    const std::lock_guard lock(m_impl->account.mutex);
    m_impl->account.resultForm = form;
}
void PracticeCloud::setQueueMs(std::int64_t queueMs) {
    m_impl->account.jobs->setQueueMs(queueMs);
}
PracticeLedger PracticeCloud::ledger() const {
    return m_impl->account.jobs->ledger();
}
std::vector<PracticeExchange> PracticeCloud::exchanges() const {
    const std::lock_guard lock(m_impl->account.mutex);
    return m_impl->exchanges;
}
void PracticeCloud::waitIdle() const {
    m_impl->account.jobs->waitIdle();
}

}  // namespace qstore
