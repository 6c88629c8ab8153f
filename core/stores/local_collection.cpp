// SPDX-License-Identifier: Apache-2.0
#include "core/stores/local_collection.h"

#include <algorithm>
#include <cstring>
#include <set>
#include <shared_mutex>
#include <utility>

#include "core/base/memory.h"
#include "core/stores/store_checks.h"

namespace qstore {
namespace {

/// Points linked under one lock: some 20 ms in which queries wait.
constexpr std::size_t kLinkedAtOnce = 32;
/// What a point takes beside its vector, at the least: its id, links of the tree, an empty payload.
constexpr std::size_t kPointBytes = 192;

bool isSameVector(std::span<const float> a, std::span<const float> b) {
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size_bytes()) == 0;
}

}  // namespace

LocalCollection::LocalCollection(PointStorage& storage, CollectionSpec spec, PointRevision revision)
    : m_storage(storage), m_spec(std::move(spec)), m_table(m_spec.dimension), m_revision(revision) {
    if (m_spec.index == IndexKind::Hnsw) m_index.emplace(m_table, m_spec.metric, m_spec.hnsw);
}

Status LocalCollection::load(std::uint64_t count, const RunControl& control) {
    const std::size_t bytes = saturatingAdd(VectorRows::bytesFor(m_spec.dimension, count),
                                            saturatingMultiply(count, kPointBytes));
    QSTORE_CHECK(requireMemory(bytes, "loading the collection '" + m_spec.name + "'",
                               "Close other collections, or use a machine with more memory."));
    QSTORE_CHECK(m_table.reserveMore(count));
    const auto take = [&](std::vector<Point> points) -> Status {
        if (control.stop.stop_requested()) return cancelled();
        QSTORE_CHECK(takeStored(std::move(points)));
        control.report(m_table.count(), std::max<std::uint64_t>(count, m_table.count()));
        return {};
    };
    QSTORE_TRY(const PointRevision read, m_storage.forEach(m_spec.name, take));
    if (read.collection != m_revision.collection) return madeAnew();
    m_revision = read;
    return {};
}

tl::unexpected<Error> LocalCollection::madeAnew() const {
    return fail(ErrorCode::Busy, "the collection '" + m_spec.name + "' was made anew meanwhile",
                "Try again.");
}

Status LocalCollection::takeStored(std::vector<Point> points) {
    const std::string hint = "Open a copy of the file from before it was damaged.";
    if (Status valid = checkPoints(m_spec, points, points.size()); !valid)
        return fail(ErrorCode::Corrupt,
                    "'" + m_spec.name + "' holds what it cannot: " + valid.error().message, hint);
    QSTORE_CHECK(m_table.reserveMore(points.size()));
    for (Point& point : points) {
        if (m_table.find(point.id))
            return fail(ErrorCode::Corrupt, "'" + m_spec.name + "' holds the id '" + point.id + "' twice",
                        hint);
        const Slot slot = m_table.add(std::move(point));
        if (m_index) m_index->add(slot);
    }
    return {};
}

Status LocalCollection::checkThere() const {
    if (!m_dropped) return {};
    return fail(ErrorCode::NotFound, "the collection '" + m_spec.name + "' was removed meanwhile",
                "Create it again.");
}

PointRevision LocalCollection::revision() const {
    const std::shared_lock lock(m_lock);
    return m_revision;
}

bool LocalCollection::isCurrent() {
    if (const auto now = m_storage.revision(m_spec.name); now && *now == revision()) return true;
    // A write of our own may be under way, which storage knows already.
    const std::scoped_lock storing(m_storing);
    const auto now = m_storage.revision(m_spec.name);
    return now && *now == revision();
}

/// Where another one wrote in between, the revision stays behind, and with the next call all is loaded
/// anew.
void LocalCollection::wrote(PointRevision now) {
    const std::unique_lock lock(m_lock);
    if (now == m_revision.next()) m_revision = now;
}

CollectionInfo LocalCollection::info() const {
    const std::shared_lock lock(m_lock);
    CollectionInfo info;
    info.spec = m_spec;
    info.count = m_table.count();
    info.indexedCount = m_index ? m_index->linked() : info.count;
    info.bytes = m_table.bytes() + (m_index ? m_index->bytes() : 0);
    return info;
}

/// All that may be refused is refused here, before storage is written.
Status LocalCollection::reserve(std::size_t points) {
    const std::unique_lock lock(m_lock);
    QSTORE_CHECK(m_table.reserveMore(points));
    return m_index && m_index->waiting() == 0 ? m_index->reserveMore(points) : Status{};
}

Status LocalCollection::upsert(std::vector<Point> points, const RunControl& control) {
    QSTORE_CHECK(checkPoints(m_spec, points, kLocalMaxBatchPoints));
    const std::scoped_lock writing(m_writing);
    QSTORE_CHECK(checkThere());
    if (control.stop.stop_requested()) return cancelled();
    if (points.empty()) return {};
    QSTORE_CHECK(reserve(points.size()));
    // Storage first: a crash may leave an index that knows less than the file, never more.
    {
        const std::scoped_lock storing(m_storing);
        QSTORE_TRY(const PointRevision now, m_storage.putBatch(m_spec.name, revision(), points));
        wrote(now);
    }
    const std::size_t count = points.size();
    bool linksNow = false;
    {
        const std::unique_lock lock(m_lock);
        // A graph that is behind is completed by prepare(), which somebody waits for; not by one new point.
        linksNow = m_index && m_index->waiting() == 0;
        apply(std::move(points));
    }
    // The points are stored and found from here on, linked or not; info() tells how many are.
    if (linksNow) static_cast<void>(linkWaiting(control));
    control.report(count, count);
    return {};
}

void LocalCollection::apply(std::vector<Point> points) {
    std::vector<Slot> replaced;
    std::vector<Point> added;
    added.reserve(points.size());
    for (Point& point : points) {
        const std::optional<Slot> slot = m_table.find(point.id);
        if (slot && isSameVector(m_table.vectors().vector(*slot), point.vector)) {
            m_table.setPayload(*slot, std::move(point.payload));
            continue;
        }
        if (slot) {
            m_table.remove(*slot);
            replaced.push_back(*slot);
        }
        added.push_back(std::move(point));
    }
    freeSlots(replaced);
    for (Point& point : added) {
        const Slot slot = m_table.add(std::move(point));
        if (m_index) m_index->add(slot);
    }
}

void LocalCollection::freeSlots(const std::vector<Slot>& removed) {
    if (m_index) m_index->remove(removed);
    for (const Slot slot : m_index ? m_index->takeFreed() : removed) m_table.release(slot);
}

/// A few at a time, so that queries come in between.
Status LocalCollection::linkWaiting(const RunControl& control) {
    std::uint64_t done = 0;
    while (true) {
        std::size_t waiting = 0;
        {
            const std::unique_lock lock(m_lock);
            waiting = m_index->waiting();
            if (waiting == 0) return {};
            if (control.stop.stop_requested()) return cancelled();
            const Status linked = m_index->link(kLinkedAtOnce);
            for (const Slot slot : m_index->takeFreed()) m_table.release(slot);
            QSTORE_CHECK(linked);
        }
        done += std::min(waiting, kLinkedAtOnce);
        control.report(done, done + waiting - std::min(waiting, kLinkedAtOnce));
    }
}

Result<std::size_t> LocalCollection::remove(const std::vector<std::string>& ids,
                                            const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, kLocalMaxBatchPoints));
    const std::scoped_lock writing(m_writing);
    QSTORE_CHECK(checkThere());
    if (control.stop.stop_requested()) return cancelled();
    // Only writes change the table, and this one holds their lock.
    std::set<std::string> there;
    for (const std::string& id : ids)
        if (m_table.find(id)) there.insert(id);
    if (there.empty()) return std::size_t{0};
    const std::vector<std::string> stored(there.begin(), there.end());
    {
        const std::scoped_lock storing(m_storing);
        QSTORE_TRY(const PointRevision now, m_storage.removeBatch(m_spec.name, revision(), stored));
        wrote(now);
    }
    const std::unique_lock lock(m_lock);
    std::vector<Slot> removed;
    for (const std::string& id : stored) {
        removed.push_back(*m_table.find(id));
        m_table.remove(removed.back());
    }
    freeSlots(removed);
    return stored.size();
}

Status LocalCollection::drop() {
    const std::scoped_lock writing(m_writing);
    QSTORE_CHECK(checkThere());
    QSTORE_CHECK(m_storage.dropCollection(m_spec.name, revision()));
    const std::unique_lock lock(m_lock);
    m_dropped = true;
    return {};
}

Status LocalCollection::prepare(const RunControl& control) {
    const std::scoped_lock writing(m_writing);
    QSTORE_CHECK(checkThere());
    if (!m_index) return {};
    {
        const std::unique_lock lock(m_lock);
        QSTORE_CHECK(m_index->reserveMore(0));
    }
    return linkWaiting(control);
}

}  // namespace qstore
