// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pinecone/pinecone_driver.h"

#include <algorithm>
#include <utility>

#include "plugins/pinecone/pinecone_names.h"
#include "plugins/pinecone/pinecone_probe.h"
#include "plugins/pinecone/pinecone_store.h"
#include "plugins/rest/rest_endpoint.h"

namespace qstore {
namespace {

constexpr const char* kStandardEndpoint = "https://api.pinecone.io";

StoreKind pineconeKind() {
    StoreKind kind;
    kind.id = "pinecone";
    kind.title = "Pinecone";
    kind.endpointExample = kStandardEndpoint;
    kind.standardEndpoint = kStandardEndpoint;
    kind.keyTitle = "API key";
    kind.key = KeyNeed::Required;
    kind.settings = {
        {"namespace", "Namespace", "The part of each index that is read and written.", "__default__", {}},
        {"cloud", "Cloud", "Whose machines hold new indexes.", "aws", {"aws", "gcp", "azure"}},
        {"region", "Region", "Where new indexes are made, as that cloud calls it.", "us-east-1", {}},
    };
    return kind;
}

Status checkRegion(const std::string& region) {
    const bool isWord = std::all_of(region.begin(), region.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (isWord) return {};
    return fail(ErrorCode::InvalidArgument, "the region '" + pineconeShown(region) + "' is none",
                "Write it as the cloud does: us-east-1, europe-west4, eastus2.");
}

}  // namespace

PineconeDriver::PineconeDriver() : PineconeDriver(systemRestAccess()) {}
PineconeDriver::PineconeDriver(RestAccess access, PineconeWaits waits)
    : m_access(std::move(access)), m_waits(waits), m_kind(pineconeKind()) {}

Result<StoreConnection> PineconeDriver::complete(StoreConnection connection) const {
    if (connection.endpoint.empty()) connection.endpoint = kStandardEndpoint;
    QSTORE_TRY(connection.endpoint, completedEndpoint(connection.endpoint, kStandardEndpoint));
    QSTORE_TRY(const UrlParts url, parseUrl(connection.endpoint));
    if (!url.path.empty() && url.path != "/")
        return fail(ErrorCode::InvalidArgument,
                    "the endpoint has a path, '" + pineconeShown(url.path) + "'; Pinecone's has none",
                    "Write it as " + std::string(kStandardEndpoint) + ".");
    connection.kind = m_kind.id;
    QSTORE_CHECK(completeSettings(m_kind, connection));
    QSTORE_CHECK(checkPineconeNamespace(connection.settings.at("namespace")));
    QSTORE_CHECK(checkRegion(connection.settings.at("region")));
    return connection;
}

std::string PineconeDriver::keyHost(const StoreConnection& connection) const {
    return endpointHost(connection.endpoint.empty() ? kStandardEndpoint : connection.endpoint);
}

Result<std::shared_ptr<VectorStore>> PineconeDriver::open(const StoreConnection& connection,
                                                          const Secret& key) const {
    QSTORE_TRY(const StoreConnection whole, complete(connection));
    QSTORE_CHECK(checkPineconeKey(key));
    QSTORE_TRY(auto transport, m_access.transport(httpOptionsOf(whole)));
    PineconeOptions options;
    options.endpoint = whole.endpoint;
    options.space = whole.settings.at("namespace");
    options.place = {whole.settings.at("cloud"), whole.settings.at("region")};
    options.waits = m_waits;
    return std::make_shared<PineconeStore>(
        std::move(options), pineconeService(key, std::move(transport), m_access.clock, m_waits));
}

std::vector<StoreTestStep> PineconeDriver::test(const StoreConnection& connection, const Secret& key,
                                                const RunControl& control,
                                                const StoreTestSink& sink) const {
    const Result<StoreConnection> whole = complete(connection);
    const StoreConnection& used = whole ? *whole : connection;
    PineconeProbe probe(used, key, m_access.clock, m_waits);
    StoreTestPlan plan;
    plan.probeUrl = used.endpoint + "/indexes";
    plan.begin = [&](std::shared_ptr<const HttpTransport> transport) -> Status {
        if (!whole) return tl::unexpected<Error>(whole.error());
        return probe.begin(std::move(transport));
    };
    plan.key = [&](const RunControl& running) { return probe.key(running); };
    plan.version = [&](const RunControl&) { return probe.version(); };
    plan.collections = [&](const RunControl&) { return probe.collections(); };
    return runStoreTest(used, key, m_access, plan, control, sink);
}

}  // namespace qstore
