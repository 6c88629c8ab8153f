// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/plugins/pinecone/pinecone_double.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace qstore::testing {

namespace fs = std::filesystem;
using nlohmann::json;

PineconeDouble::PineconeDouble(std::vector<std::string> options) {
    std::string pattern = (fs::temp_directory_path() / "qstore-pinecone-XXXXXX").string();
    m_folder = ::mkdtemp(pattern.data());
    const std::string script = std::string(QSTORE_SOURCE_DIR) + "/tests/doubles/pinecone/server.mjs";
    std::vector<std::string> words = {"node",
                                      script,
                                      "--key",
                                      std::string(kDoubleKey),
                                      "--read-only-key",
                                      std::string(kReadOnlyKey),
                                      "--log",
                                      (m_folder / "all").string(),
                                      "--parent",
                                      std::to_string(::getpid())};
    words.insert(words.end(), options.begin(), options.end());
    m_program = std::make_unique<ChildProgram>(std::move(words));
    const std::string said = m_program->line();
    constexpr std::string_view start = "listening ";
    EXPECT_TRUE(said.starts_with(start)) << said;
    if (said.starts_with(start)) m_url = said.substr(start.size());
}

PineconeDouble::~PineconeDouble() {
    m_program.reset();
    std::error_code ignored;
    fs::remove_all(m_folder, ignored);
}

StoreConnection PineconeDouble::connection() const {
    StoreConnection connection;
    connection.name = "double";
    connection.kind = "pinecone";
    connection.endpoint = m_url;
    return connection;
}

fs::path PineconeDouble::traffic(const std::string& plane) const {
    fs::path file = m_folder / plane;
    std::ofstream out(file);
    std::ifstream in(m_folder / "all");
    for (std::string line; std::getline(in, line);)
        if (json::parse(line).at("plane") == plane) out << line << '\n';
    return file;
}

std::vector<std::string> PineconeDouble::requests(const std::string& operation) const {
    std::vector<std::string> bodies;
    std::ifstream in(m_folder / "all");
    for (std::string line; std::getline(in, line);) {
        const json entry = json::parse(line);
        if (entry.at("operation") != operation) continue;
        const std::string body = entry.at("requestBody");
        bodies.push_back(body.empty() ? entry.at("path").get<std::string>() : body);
    }
    return bodies;
}

std::int64_t JumpingClock::steadyMs() const {
    const std::scoped_lock lock(m_mutex);
    return m_nowMs;
}

bool JumpingClock::waitFor(std::int64_t ms, const std::stop_token& stop) {
    if (stop.stop_requested()) return false;
    const std::scoped_lock lock(m_mutex);
    m_nowMs += ms;
    return true;
}

RestAccess accessWith(std::shared_ptr<Clock> clock) {
    RestAccess access = systemRestAccess();
    access.clock = std::move(clock);
    return access;
}

std::shared_ptr<VectorStore> openAt(const PineconeDouble& server, std::shared_ptr<Clock> clock,
                                    std::string_view key, PineconeWaits waits) {
    return openAt(server.connection(), std::move(clock), key, waits);
}

std::shared_ptr<VectorStore> openAt(const StoreConnection& connection, std::shared_ptr<Clock> clock,
                                    std::string_view key, PineconeWaits waits) {
    const PineconeDriver driver(accessWith(std::move(clock)), waits);
    auto store = driver.open(connection, Secret(key));
    EXPECT_TRUE(store) << store.error().message;
    return store ? *store : nullptr;
}

CollectionSpec hnswSpec(const std::string& name, std::size_t dimension, Metric metric) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = dimension;
    spec.metric = metric;
    spec.index = IndexKind::Hnsw;
    return spec;
}

}  // namespace qstore::testing
