// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include "core/stores/byte_store.h"
#include "core/stores/vector_store.h"

namespace qstore::test {

struct FolderSettings {
    std::size_t batch = 1000, hold = 0, holdFetch = 0;
    bool files = true;
    bool canBeExact = true;  ///< whether a query can look at every point
    bool isExact = true;     ///< whether answers say that they did
};

/// Files by name, each beside one that says its kind.
class FolderBytes : public ByteStore {
public:
    explicit FolderBytes(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    Result<std::vector<KeptFile>> files(const RunControl& control) override;
    Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                          const RunControl& control) override;
    Result<std::string> restore(const std::string& name, const RunControl& control) override;
    Result<bool> forget(const std::string& name, const RunControl& control) override;

private:
    std::filesystem::path m_folder;
};

/// Collections in a workspace of the folder's own, see FolderDriver.
class FolderStore : public VectorStore {
public:
    static Result<std::shared_ptr<FolderStore>> open(const std::filesystem::path& folder,
                                                     const FolderSettings& settings);

    Capabilities capabilities() const override;
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override;
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override;
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override;
    Status dropCollection(const std::string& name, const RunControl& control) override;
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override;
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override;
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override;
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override;
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override;
    Status prepare(const std::string& collection, const RunControl& control) override;
    ByteStore* bytes() override { return m_settings.files ? &m_bytes : nullptr; }

private:
    FolderStore(const std::filesystem::path& folder, const FolderSettings& settings)
        : m_folder(folder), m_settings(settings), m_bytes(folder / "files") {}
    /// Counts the calls that write or page points; the one that is to be held waits until it is stopped.
    Status count(const RunControl& control);
    Status hold(const RunControl& control) const;

    std::filesystem::path m_folder;
    FolderSettings m_settings;
    FolderBytes m_bytes;
    std::unique_ptr<VectorStore> m_points;
    std::size_t m_calls = 0;
    std::atomic<std::size_t> m_fetches{0};  ///< from several threads
};

}  // namespace qstore::test
