// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/qdrant/qdrant_driver.h"

#include "core/backends/profile_rules.h"
#include "plugins/qdrant/qdrant_store.h"
#include "plugins/rest/rest_endpoint.h"

namespace qstore {
namespace {

constexpr const char* vectorsSetting = "vectors";
constexpr const char* exactVectors = "exact";
constexpr const char* normalisedVectors = "normalised";

StoreKind qdrantKind() {
    StoreKind kind;
    kind.id = "qdrant";
    kind.title = "Qdrant";
    kind.endpointExample = "https://host:6333";
    kind.keyTitle = "API key";
    kind.key = KeyNeed::Optional;
    kind.settings = {
        {vectorsSetting,
         "Vectors under cosine",
         "Qdrant stores them with length 1; exact keeps the given ones beside, which takes more "
         "than twice the room.",
         exactVectors,
         {exactVectors, normalisedVectors}}};
    return kind;
}

/// What the steps of one test share.
class QdrantProbe {
public:
    QdrantProbe(std::string endpoint, bool hasKey) : m_endpoint(std::move(endpoint)), m_hasKey(hasKey) {}
    void begin(RestService service) { m_call = std::make_unique<RestCall>(std::move(service)); }

    StoreFinding key(const RunControl& control) {
        m_list = m_call->send(get("/collections", true), control);
        if (m_list || m_list.error().status == 403)
            return {StepState::Passed, m_hasKey ? "the key is known" : "no key is needed", {}};
        if (m_list.error().status == 401 && !m_hasKey)
            return {StepState::Failed, "the service wants a key, and there is none for this connection",
                    "give the key that the service was started with, or one of its console"};
        return storeFindingFailed(m_list.error().error);
    }

    StoreFinding version(const RunControl& control) const {
        const auto body = m_call->json(get("/", true), control);
        if (!body) return storeFindingFailed(body.error());
        const auto version = QdrantStore::checkedVersion(*body);
        if (!version) return storeFindingFailed(version.error());
        return {StepState::Passed, "Qdrant " + version->substr(0, 40), {}};
    }

    StoreFinding collections() const {
        if (!m_list) return storeFindingFailed(m_list.error().error);
        const auto names = QdrantStore::namesIn(m_list->body);
        if (!names) return storeFindingFailed(names.error());
        const std::string count = names->empty() ? "no" : std::to_string(names->size());
        return {StepState::Passed, count + (names->size() == 1 ? " collection" : " collections"), {}};
    }

private:
    RestRequest get(const std::string& path, bool withKey) const {
        RestRequest request;
        request.url = m_endpoint + path;
        request.withKey = withKey;
        return request;
    }

    std::string m_endpoint;
    bool m_hasKey;
    std::unique_ptr<RestCall> m_call;
    RestResult m_list;
};

}  // namespace

QdrantDriver::QdrantDriver(RestAccess access) : m_access(std::move(access)), m_kind(qdrantKind()) {}

RestService QdrantDriver::service(std::shared_ptr<const HttpTransport> transport, const Secret& key) const {
    RestService service;
    service.name = m_kind.title;
    service.keyHeader = "api-key";
    service.key = key;
    service.transport = std::move(transport);
    service.clock = m_access.clock;
    service.refusalText = QdrantStore::refusalText;
    service.keyHint = "the key is wrong or missing: give the one that the service was started with";
    service.rightsHint =
        "the key may only read, or not this: ask the service's owner for one with more rights";
    return service;
}

Result<StoreConnection> QdrantDriver::complete(StoreConnection connection) const {
    connection.kind = m_kind.id;
    QSTORE_TRY(connection.endpoint, completedEndpoint(connection.endpoint, m_kind.endpointExample));
    QSTORE_CHECK(completeSettings(m_kind, connection));
    return connection;
}

std::string QdrantDriver::keyHost(const StoreConnection& connection) const {
    return endpointHost(connection.endpoint);
}

Result<std::shared_ptr<VectorStore>> QdrantDriver::open(const StoreConnection& connection,
                                                        const Secret& key) const {
    QSTORE_TRY(const StoreConnection whole, complete(connection));
    if (!key.empty()) QSTORE_CHECK(checkKey(key));
    QSTORE_TRY(auto transport, m_access.transport(httpOptionsOf(whole)));
    QdrantOptions options;
    options.endpoint = whole.endpoint;
    options.keepsCosineVectors = whole.settings.at(vectorsSetting) == exactVectors;
    return std::make_shared<QdrantStore>(std::move(options), service(std::move(transport), key));
}

std::vector<StoreTestStep> QdrantDriver::test(const StoreConnection& connection, const Secret& key,
                                              const RunControl& control, const StoreTestSink& sink) const {
    const auto whole = complete(connection);
    const std::string endpoint = whole ? whole->endpoint : connection.endpoint;
    QdrantProbe probe(endpoint, !key.empty());
    StoreTestPlan plan;
    plan.probeUrl = endpoint + "/healthz";
    plan.begin = [&](std::shared_ptr<const HttpTransport> transport) -> Status {
        if (!whole) return tl::unexpected<Error>(whole.error());
        if (!key.empty()) QSTORE_CHECK(checkKey(key));
        RestService asked = service(std::move(transport), key);
        asked.retries.maxAttempts = 1;
        asked.timeoutMs = m_access.stepLimitMs;
        probe.begin(std::move(asked));
        return {};
    };
    plan.key = [&](const RunControl& step) { return probe.key(step); };
    plan.version = [&](const RunControl& step) { return probe.version(step); };
    plan.collections = [&](const RunControl&) { return probe.collections(); };
    return runStoreTest(connection, key, m_access, plan, control, sink);
}

}  // namespace qstore
