// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/stores/fair_shared_mutex.h"
#include "core/stores/hnsw_index.h"
#include "core/stores/point_storage.h"
#include "core/stores/point_table.h"

namespace qstore {

/// Of a local store; the least and the most that make sense in memory.
inline constexpr std::size_t kLocalMaxBatchPoints = 65536;
inline constexpr std::size_t kLocalMaxTopK = 10000;
inline constexpr std::size_t kLocalMaxPagePoints = 10000;

/// One collection of a local store, loaded. Writes go to storage first and then into memory, one batch
/// after the other; queries run beside each other and between the steps of a write, and see a batch as a
/// whole. Thread-safe.
class LocalCollection {
public:
    /// `revision` is what load() is about to read, or an older one.
    LocalCollection(PointStorage& storage, CollectionSpec spec, PointRevision revision);

    /// Reads all points from storage; before anything else is called. Corrupt for points that could never
    /// have been stored, ResourceExhausted before anything is read, Busy where the name means another
    /// collection by now, Cancelled.
    Status load(std::uint64_t count, const RunControl& control);

    const CollectionSpec& spec() const { return m_spec; }
    PointRevision revision() const;
    /// Whether nobody else has written since this was loaded.
    bool isCurrent();
    CollectionInfo info() const;
    Status upsert(std::vector<Point> points, const RunControl& control);
    Result<std::size_t> remove(const std::vector<std::string>& ids, const RunControl& control);
    /// From storage too; everything is NotFound from then on.
    Status drop();
    Status prepare(const RunControl& control);

    Result<QueryAnswer> query(const Query& query, const RunControl& control) const;
    Result<std::vector<Point>> fetch(const std::vector<std::string>& ids, const RunControl& control) const;
    Result<Page> scroll(const ScrollRequest& request, const RunControl& control) const;

private:
    Status checkThere() const;
    tl::unexpected<Error> madeAnew() const;
    void wrote(PointRevision now);
    Status takeStored(std::vector<Point> points);
    Status reserve(std::size_t points);
    void apply(std::vector<Point> points);
    void freeSlots(const std::vector<Slot>& removed);
    Status linkWaiting(const RunControl& control);
    std::vector<Hit> hitsOf(const std::vector<Candidate>& candidates, const Query& query) const;
    Point pointAt(Slot slot, bool withVector, bool withPayload) const;

    PointStorage& m_storage;
    const CollectionSpec m_spec;
    std::mutex m_writing;            ///< held by a write from its first step to its last
    std::mutex m_storing;            ///< held while storage is written and m_revision does not know it
    mutable FairSharedMutex m_lock;  ///< of everything below
    PointTable m_table;
    std::optional<HnswIndex> m_index;
    PointRevision m_revision;
    bool m_dropped = false;
};

}  // namespace qstore
