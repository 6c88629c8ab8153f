// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/stores/vector_store.h"
#include "plugins/pinecone/pinecone_driver.h"
#include "tests/plugins/stores/child_program.h"

namespace qstore::testing {

inline constexpr std::string_view kDoubleKey = "pcsk-0123456789-of-the-double";
inline constexpr std::string_view kReadOnlyKey = "pcsk-9876543210-read-only";

/// tests/doubles/pinecone/server.mjs, started and ready.
class PineconeDouble {
public:
    explicit PineconeDouble(std::vector<std::string> options = {});
    ~PineconeDouble();
    PineconeDouble(const PineconeDouble&) = delete;
    PineconeDouble& operator=(const PineconeDouble&) = delete;

    const std::string& url() const { return m_url; }
    StoreConnection connection() const;
    /// Waits for the next thing it says.
    std::string line() { return m_program->line(); }
    void kill() { m_program->kill(); }
    /// The exchanges so far with one of its planes ("control", "data"), as JSON lines in a file.
    std::filesystem::path traffic(const std::string& plane) const;
    /// What was asked of one operation ("upsert"): the bodies, or the paths where there are none.
    std::vector<std::string> requests(const std::string& operation) const;

private:
    std::filesystem::path m_folder;
    std::unique_ptr<ChildProgram> m_program;
    std::string m_url;
};

/// Waits are over at once, and are remembered.
class JumpingClock : public Clock {
public:
    std::int64_t unixMs() const override { return 1'800'000'000'000 + steadyMs(); }
    std::int64_t steadyMs() const override;
    bool waitFor(std::int64_t ms, const std::stop_token& stop) override;

private:
    mutable std::mutex m_mutex;
    std::int64_t m_nowMs = 0;
};

/// A store at the double: through the driver, as programs do, but with the clock given.
std::shared_ptr<VectorStore> openAt(const PineconeDouble& server, std::shared_ptr<Clock> clock,
                                    std::string_view key = kDoubleKey, PineconeWaits waits = {});
/// As well, where something stands before the double.
std::shared_ptr<VectorStore> openAt(const StoreConnection& connection, std::shared_ptr<Clock> clock,
                                    std::string_view key = kDoubleKey, PineconeWaits waits = {});
RestAccess accessWith(std::shared_ptr<Clock> clock);

CollectionSpec hnswSpec(const std::string& name, std::size_t dimension, Metric metric = Metric::Cosine);

}  // namespace qstore::testing
