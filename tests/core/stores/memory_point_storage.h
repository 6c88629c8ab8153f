// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/stores/point_storage.h"

namespace qstore {

/// Points in memory that outlive the stores over them; faults on demand.
class MemoryPointStorage : public PointStorage {
public:
    Result<std::vector<StoredCollection>> collections() override;
    Status createCollection(const CollectionSpec& spec) override;
    Status dropCollection(const std::string& name, const PointRevision& known) override;
    Result<PointRevision> putBatch(const std::string& collection, const PointRevision& known,
                                   std::span<const Point> points) override;
    Result<PointRevision> removeBatch(const std::string& collection, const PointRevision& known,
                                      std::span<const std::string> ids) override;
    Result<PointRevision> revision(const std::string& collection) override;
    Result<PointRevision> forEach(const std::string& collection, const Chunk& chunk) override;

    /// The next write or walk fails with this.
    void failNext(Error error);
    /// What collections() says instead of the truth.
    void claimCount(std::uint64_t count);
    /// Past all checks.
    void putUnchecked(const std::string& collection, const std::string& key, Point point);
    std::size_t walks() const;

private:
    struct Kept {
        CollectionSpec spec;
        std::map<std::string, Point> points;
        PointRevision revision;
    };
    Result<Kept*> find(const std::string& name);
    Result<Kept*> find(const std::string& name, const PointRevision& known);

    mutable std::mutex m_mutex;
    std::map<std::string, Kept> m_collections;
    std::optional<Error> m_fault;
    std::optional<std::uint64_t> m_claimed;
    std::size_t m_walks = 0;
    std::int64_t m_made = 0;
};

}  // namespace qstore
