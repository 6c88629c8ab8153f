// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/qdrant/qdrant_double.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace qstore::testing {
namespace fs = std::filesystem;

QdrantDouble::QdrantDouble(std::vector<std::string> options) {
    std::string pattern = (fs::temp_directory_path() / "qstore-qdrant-XXXXXX").string();
    EXPECT_NE(::mkdtemp(pattern.data()), nullptr);
    m_folder = pattern;
    const fs::path script = fs::path(QSTORE_SOURCE_DIR) / "tests" / "doubles" / "qdrant" / "server.mjs";
    std::vector<std::string> words = {"node",
                                      script.string(),
                                      "--port",
                                      "0",
                                      "--key",
                                      std::string(kQdrantKey),
                                      "--traffic",
                                      traffic().string(),
                                      "--read-only-key",
                                      std::string(kQdrantReadKey)};
    words.insert(words.end(), options.begin(), options.end());
    m_program = std::make_unique<ChildProgram>(std::move(words));
    m_url = m_program->listeningUrl();
}

QdrantDouble::~QdrantDouble() {
    m_program.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

StoreConnection QdrantDouble::connection() const {
    StoreConnection connection;
    connection.name = "double";
    connection.kind = "qdrant";
    connection.endpoint = m_url;
    return connection;
}

std::vector<std::string> QdrantDouble::requests(std::string_view pathEnd) const {
    std::vector<std::string> bodies;
    std::ifstream file(traffic());
    for (std::string line; std::getline(file, line);) {
        const auto exchange = nlohmann::json::parse(line);
        const auto path = exchange["path"].get<std::string>();
        if (path.size() >= pathEnd.size() && path.substr(path.size() - pathEnd.size()) == pathEnd)
            bodies.push_back(exchange["requestBody"].get<std::string>());
    }
    return bodies;
}

std::shared_ptr<VectorStore> openQdrant(const QdrantDouble& server, std::string_view key,
                                        StoreConnection connection) {
    RestAccess access = systemRestAccess();
    access.clock = std::make_shared<InstantClock>();
    const QdrantDriver driver(std::move(access));
    const auto settings = connection.settings;
    connection = server.connection();
    connection.settings = settings;
    auto store = driver.open(connection, Secret(key));
    EXPECT_TRUE(store) << store.error().message;
    return store.value();
}

std::shared_ptr<QdrantStore> directQdrant(const QdrantDouble& server, QdrantOptions options,
                                          std::int64_t timeoutMs, unsigned maxAttempts) {
    RestService service;
    service.name = "Qdrant";
    service.keyHeader = "api-key";
    service.key = Secret(kQdrantKey);
    service.transport = makeHttpTransport().value();
    service.clock = std::make_shared<InstantClock>();
    service.timeoutMs = timeoutMs;
    service.retries.maxAttempts = maxAttempts;
    service.refusalText = QdrantStore::refusalText;
    options.endpoint = server.url();
    return std::make_shared<QdrantStore>(std::move(options), std::move(service));
}

CollectionSpec qdrantSpec(const std::string& name, std::size_t dimension, Metric metric, IndexKind index) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = dimension;
    spec.metric = metric;
    spec.index = index;
    return spec;
}

std::vector<std::string> allIds(VectorStore& store, const std::string& collection,
                                std::optional<Filter> filter, std::size_t limit) {
    std::vector<std::string> ids;
    ScrollRequest request;
    request.filter = std::move(filter);
    request.limit = limit;
    request.withPayload = false;
    do {
        auto page = store.scroll(collection, request, {});
        EXPECT_TRUE(page) << page.error().message;
        if (!page) return ids;
        for (const Point& point : page->points) ids.push_back(point.id);
        request.cursor = page->nextCursor;
    } while (!request.cursor.empty());
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace qstore::testing
