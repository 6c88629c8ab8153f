// SPDX-License-Identifier: Apache-2.0
#include "tests/core/stores/memory_point_storage.h"

#include <utility>

namespace qstore {

Result<MemoryPointStorage::Kept*> MemoryPointStorage::find(const std::string& name) {
    if (m_fault) return tl::unexpected<Error>(*std::exchange(m_fault, std::nullopt));
    const auto kept = m_collections.find(name);
    if (kept == m_collections.end()) return fail(ErrorCode::NotFound, "not stored: " + name);
    return &kept->second;
}

Result<MemoryPointStorage::Kept*> MemoryPointStorage::find(const std::string& name,
                                                           const PointRevision& known) {
    QSTORE_TRY(Kept* const kept, find(name));
    if (kept->revision.collection != known.collection) return fail(ErrorCode::Busy, "made anew: " + name);
    return kept;
}

Result<std::vector<StoredCollection>> MemoryPointStorage::collections() {
    const std::scoped_lock lock(m_mutex);
    std::vector<StoredCollection> all;
    for (const auto& [name, kept] : m_collections)
        all.push_back({kept.spec, m_claimed.value_or(kept.points.size()), kept.revision});
    return all;
}

Status MemoryPointStorage::createCollection(const CollectionSpec& spec) {
    const std::scoped_lock lock(m_mutex);
    if (!m_collections.emplace(spec.name, Kept{spec, {}, {++m_made, 0}}).second)
        return fail(ErrorCode::AlreadyExists, "stored already: " + spec.name);
    return {};
}

Status MemoryPointStorage::dropCollection(const std::string& name, const PointRevision& known) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_CHECK(find(name, known));
    m_collections.erase(name);
    return {};
}

Result<PointRevision> MemoryPointStorage::putBatch(const std::string& collection,
                                                   const PointRevision& known,
                                                   std::span<const Point> points) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(Kept* const kept, find(collection, known));
    for (const Point& point : points) kept->points[point.id] = point;
    return kept->revision = kept->revision.next();
}

Result<PointRevision> MemoryPointStorage::removeBatch(const std::string& collection,
                                                      const PointRevision& known,
                                                      std::span<const std::string> ids) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(Kept* const kept, find(collection, known));
    for (const std::string& id : ids)
        if (kept->points.erase(id) == 0) return fail(ErrorCode::NotFound, "no point " + id);
    return kept->revision = kept->revision.next();
}

Result<PointRevision> MemoryPointStorage::revision(const std::string& collection) {
    const std::scoped_lock lock(m_mutex);
    const auto kept = m_collections.find(collection);
    if (kept == m_collections.end()) return fail(ErrorCode::NotFound, "not stored: " + collection);
    return kept->second.revision;
}

Result<PointRevision> MemoryPointStorage::forEach(const std::string& collection, const Chunk& chunk) {
    const std::scoped_lock lock(m_mutex);
    QSTORE_TRY(Kept* const kept, find(collection));
    ++m_walks;
    constexpr std::size_t few = 100;
    std::vector<Point> points;
    for (const auto& [key, point] : kept->points) {
        points.push_back(point);
        if (points.size() < few) continue;
        QSTORE_CHECK(chunk(std::exchange(points, {})));
    }
    if (!points.empty()) QSTORE_CHECK(chunk(std::move(points)));
    return kept->revision;
}

void MemoryPointStorage::failNext(Error error) {
    const std::scoped_lock lock(m_mutex);
    m_fault = std::move(error);
}

void MemoryPointStorage::claimCount(std::uint64_t count) {
    const std::scoped_lock lock(m_mutex);
    m_claimed = count;
}

void MemoryPointStorage::putUnchecked(const std::string& collection, const std::string& key, Point point) {
    const std::scoped_lock lock(m_mutex);
    m_collections.at(collection).points[key] = std::move(point);
}

std::size_t MemoryPointStorage::walks() const {
    const std::scoped_lock lock(m_mutex);
    return m_walks;
}

}  // namespace qstore
