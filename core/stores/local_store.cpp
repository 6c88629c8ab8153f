// SPDX-License-Identifier: Apache-2.0
#include "core/stores/local_store.h"

#include <algorithm>
#include <utility>

#include "core/base/closest_name.h"
#include "core/stores/local_collection.h"
#include "core/stores/printable.h"
#include "core/stores/store_checks.h"

namespace qstore {
namespace {

tl::unexpected<Error> noCollection(const std::string& name, const std::vector<StoredCollection>& there) {
    std::vector<std::string> names;
    names.reserve(there.size());
    for (const StoredCollection& collection : there) names.push_back(collection.spec.name);
    const std::string near = closestName(name, names);
    std::string hint =
        near.empty() ? "Create it, or list the collections." : "Did you mean '" + near + "'?";
    return fail(ErrorCode::NotFound, "there is no collection '" + shownText(name) + "'", std::move(hint));
}

std::string specText(const CollectionSpec& spec) {
    std::string text = "dimension " + std::to_string(spec.dimension) + ", ";
    text += metricName(spec.metric);
    text += ", ";
    text += indexKindName(spec.index);
    if (spec.index == IndexKind::Hnsw)
        text += " (m " + std::to_string(spec.hnsw.m) + ", efConstruction " +
                std::to_string(spec.hnsw.efConstruction) + ")";
    return text;
}

tl::unexpected<Error> nameTaken(const CollectionSpec& wanted, const CollectionSpec& there) {
    const std::string what = specText(wanted) == specText(there)
                                 ? ", with the same settings"
                                 : ": " + specText(there) + ", not " + specText(wanted);
    return fail(ErrorCode::AlreadyExists, "there is a collection '" + wanted.name + "' already" + what,
                "Use it, choose another name, or remove it first.");
}

}  // namespace

std::string_view indexKindName(IndexKind kind) {
    return kind == IndexKind::Exact ? "exact" : "hnsw";
}

struct LocalStore::Entry {
    std::mutex opening;  ///< held while the collection is loaded or removed
    bool retired = false;
    Loaded collection;  ///< of the store's mutex
};

LocalStore::LocalStore(std::shared_ptr<PointStorage> storage) : m_storage(std::move(storage)) {}
LocalStore::~LocalStore() = default;

Capabilities LocalStore::capabilities() const {
    Capabilities can;
    can.kind = "local";
    can.metrics.assign(kMetrics.begin(), kMetrics.end());
    can.indexes = {IndexKind::Exact, IndexKind::Hnsw};
    can.filters = can.exactQueries = can.ordersPages = true;
    can.maxDimension = kMaxDimension;
    can.maxBatchPoints = kLocalMaxBatchPoints;
    can.maxTopK = kLocalMaxTopK;
    can.maxPagePoints = kLocalMaxPagePoints;
    return can;
}

std::shared_ptr<LocalStore::Entry> LocalStore::entry(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    std::shared_ptr<Entry>& entry = m_entries[name];
    if (!entry) entry = std::make_shared<Entry>();
    return entry;
}

LocalStore::Loaded LocalStore::loaded(const std::string& name) {
    const std::scoped_lock lock(m_mutex);
    const auto entry = m_entries.find(name);
    return entry == m_entries.end() ? nullptr : entry->second->collection;
}

LocalStore::Loaded LocalStore::current(const std::string& name) {
    const Loaded collection = loaded(name);
    return collection && collection->isCurrent() ? collection : nullptr;
}

Result<StoredCollection> LocalStore::stored(const std::string& name) {
    QSTORE_TRY(std::vector<StoredCollection> there, m_storage->collections());
    for (StoredCollection& collection : there)
        if (collection.spec.name == name) return std::move(collection);
    return noCollection(name, there);
}

Result<LocalStore::Loaded> LocalStore::open(const std::string& name, const RunControl& control) {
    while (true) {
        if (Loaded collection = current(name); collection) return collection;
        QSTORE_CHECK(stored(name));
        const std::shared_ptr<Entry> place = entry(name);
        const std::scoped_lock opening(place->opening);
        // Somebody removed it while this call waited for its turn; perhaps there is another one by now.
        if (place->retired) continue;
        if (Loaded collection = current(name); collection) return collection;
        QSTORE_TRY(StoredCollection found, stored(name));
        auto collection =
            std::make_shared<LocalCollection>(*m_storage, std::move(found.spec), found.revision);
        if (const Status read = collection->load(found.count, control); !read) {
            const auto now = m_storage->revision(name);
            // What does not fit may be the points of another collection, which somebody made meanwhile.
            if (now && now->collection != found.revision.collection) continue;
            return tl::unexpected<Error>(read.error());
        }
        const std::scoped_lock lock(m_mutex);
        place->collection = collection;
        return collection;
    }
}

CollectionInfo LocalStore::infoOf(const StoredCollection& stored) {
    const Loaded collection = loaded(stored.spec.name);
    if (collection && collection->revision() == stored.revision) return collection->info();
    CollectionInfo info;
    info.spec = stored.spec;
    info.count = stored.count;
    return info;
}

Result<std::vector<CollectionInfo>> LocalStore::collections(const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const std::vector<StoredCollection> there, m_storage->collections());
    std::vector<CollectionInfo> infos;
    infos.reserve(there.size());
    for (const StoredCollection& collection : there) infos.push_back(infoOf(collection));
    return infos;
}

Result<CollectionInfo> LocalStore::collection(const std::string& name, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const StoredCollection there, stored(name));
    return infoOf(there);
}

Status LocalStore::createCollection(const CollectionSpec& spec, const RunControl& control) {
    QSTORE_CHECK(checkSpec(spec));
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const std::vector<StoredCollection> there, m_storage->collections());
    for (const StoredCollection& stored : there)
        if (stored.spec.name == spec.name) return nameTaken(spec, stored.spec);
    return m_storage->createCollection(spec);
}

Status LocalStore::dropCollection(const std::string& name, const RunControl& control) {
    if (control.stop.stop_requested()) return cancelled();
    QSTORE_TRY(const StoredCollection there, stored(name));
    const std::shared_ptr<Entry> place = entry(name);
    const std::scoped_lock opening(place->opening);
    if (place->retired) return noCollection(name, {});
    const Loaded collection = current(name);
    QSTORE_CHECK(collection ? collection->drop() : m_storage->dropCollection(name, there.revision));
    place->retired = true;
    const std::scoped_lock lock(m_mutex);
    m_entries.erase(name);
    return {};
}

Status LocalStore::upsert(const std::string& collection, std::vector<Point> points,
                          const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->upsert(std::move(points), control);
}

Result<QueryAnswer> LocalStore::query(const std::string& collection, const Query& query,
                                      const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->query(query, control);
}

Result<std::vector<Point>> LocalStore::fetch(const std::string& collection,
                                             const std::vector<std::string>& ids,
                                             const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->fetch(ids, control);
}

Result<Page> LocalStore::scroll(const std::string& collection, const ScrollRequest& request,
                                const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->scroll(request, control);
}

Result<std::size_t> LocalStore::remove(const std::string& collection, const std::vector<std::string>& ids,
                                       const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->remove(ids, control);
}

Status LocalStore::prepare(const std::string& collection, const RunControl& control) {
    QSTORE_TRY(const Loaded opened, open(collection, control));
    return opened->prepare(control);
}

}  // namespace qstore
