// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/qdrant/qdrant_driver.h"
#include "plugins/qdrant/qdrant_store.h"
#include "tests/plugins/stores/child_program.h"

namespace qstore::testing {

inline constexpr std::string_view kQdrantKey = "qdrant-key-0123456789-of-the-double";
inline constexpr std::string_view kQdrantReadKey = "qdrant-key-9876543210-read-only";

/// tests/doubles/qdrant/server.mjs, started and ready; killed and reaped at the end.
class QdrantDouble {
public:
    /// `options` are further words of the command line ("--index-polls", "3").
    explicit QdrantDouble(std::vector<std::string> options = {});
    /// With faults, as JSON.
    static std::vector<std::string> faults(const std::string& json) { return {"--faults", json}; }
    ~QdrantDouble();
    QdrantDouble(const QdrantDouble&) = delete;
    QdrantDouble& operator=(const QdrantDouble&) = delete;

    const std::string& url() const { return m_url; }
    StoreConnection connection() const;
    void kill() { m_program->kill(); }
    /// Exchanges so far, as JSON lines in a file.
    std::filesystem::path traffic() const { return m_folder / "traffic.jsonl"; }
    /// Bodies of the requests whose path ends so.
    std::vector<std::string> requests(std::string_view pathEnd) const;

private:
    std::filesystem::path m_folder;
    std::string m_url;
    std::unique_ptr<ChildProgram> m_program;
};

/// Waits are over at once.
class InstantClock final : public Clock {
public:
    std::int64_t unixMs() const override { return 1'800'000'000'000 + steadyMs(); }
    std::int64_t steadyMs() const override { return m_nowMs; }
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override {
        m_nowMs += ms > 0 ? ms : 0;
        return !stop.stop_requested();
    }

private:
    std::atomic<std::int64_t> m_nowMs = 0;
};

/// A store at the double, by the driver, with waits that are over at once.
std::shared_ptr<VectorStore> openQdrant(const QdrantDouble& server, std::string_view key = kQdrantKey,
                                        StoreConnection connection = {});
/// One with limits of its own: `timeoutMs` of one attempt.
std::shared_ptr<QdrantStore> directQdrant(const QdrantDouble& server, QdrantOptions options = {},
                                          std::int64_t timeoutMs = 30'000, unsigned maxAttempts = 5);

CollectionSpec qdrantSpec(const std::string& name, std::size_t dimension, Metric metric = Metric::Euclidean,
                          IndexKind index = IndexKind::Exact);

/// All ids of a collection, page by page, sorted.
std::vector<std::string> allIds(VectorStore& store, const std::string& collection,
                                std::optional<Filter> filter = {}, std::size_t limit = 100);

}  // namespace qstore::testing
