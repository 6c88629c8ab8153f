// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/pgvector_store.h"

#include <unordered_map>
#include <utility>

#include "core/stores/store_checks.h"
#include "plugins/pgvector/point_tables.h"

namespace qstore {
namespace {

/// A name no collection can have is told from one that no collection has.
Status checkName(const std::string& name) {
    CollectionSpec spec;
    spec.name = name;
    spec.dimension = 1;
    return checkSpec(spec);
}

/// What the work of a session gives back, which may be done more than once.
template <class T>
Status keep(std::optional<T>& place, Result<T> result) {
    if (!result) return tl::unexpected<Error>(std::move(result).error());
    place = *std::move(result);
    return {};
}

}  // namespace

PgvectorStore::PgvectorStore(PgTarget target, PgvectorSettings settings, std::shared_ptr<Clock> clock)
    : m_settings(settings),
      m_session(std::move(target), std::move(clock)),
      m_registry(settings),
      m_bytes(m_session, std::move(settings)) {}

Capabilities PgvectorStore::capabilities() const {
    Capabilities can;
    can.kind = "pgvector";
    can.metrics.assign(kMetrics.begin(), kMetrics.end());
    can.indexes = {IndexKind::Exact};
    if (m_settings.index != PgIndexKind::None) can.indexes.push_back(IndexKind::Hnsw);
    can.filters = can.exactQueries = can.ordersPages = true;
    can.maxDimension = kPgMaxDimension;
    can.maxBatchPoints = kPgMaxBatchPoints;
    can.maxTopK = kPgMaxTopK;
    can.maxPagePoints = kPgMaxPagePoints;
    return can;
}

Status PgvectorStore::with(const std::string& name, PgRepeat repeat, const RunControl& control,
                           const Work& work) {
    QSTORE_CHECK(checkName(name));
    constexpr std::string_view noSuchTable = "42P01";
    return m_session.run(control, repeat, [&](PgConnection& connection) -> Status {
        for (bool isSecond = false;; isSecond = true) {
            QSTORE_TRY(const PgCollection collection, m_registry.find(connection, name, control));
            QSTORE_CHECK(vectorType(connection, false, control));
            Status done = work(connection, collection);
            if (done || isSecond || connection.state() != noSuchTable) return done;
            // Somebody removed it, and perhaps made another of that name.
            m_registry.forget(name);
        }
    });
}

Result<CollectionInfo> PgvectorStore::infoOf(PgConnection& connection, const PgCollection& collection,
                                             const RunControl& control) const {
    const std::string table = m_registry.tableOf(collection);
    QSTORE_TRY(const PgRows rows,
               connection.run("SELECT count(*), pg_total_relation_size($1::text::regclass) FROM " + table,
                              PgParams().text(table), control));
    QSTORE_TRY(const PgIndexKind index, PointTableSql(connection, collection, m_settings).index(control));
    CollectionInfo info;
    info.spec = collection.spec;
    QSTORE_TRY(const std::int64_t count, rows.number(0, 0));
    QSTORE_TRY(const std::int64_t bytes, rows.number(0, 1));
    info.count = static_cast<std::uint64_t>(count);
    info.bytes = static_cast<std::uint64_t>(bytes);
    const bool waits = collection.spec.index == IndexKind::Hnsw && index == PgIndexKind::None;
    info.indexedCount = waits ? 0 : info.count;
    return info;
}

Result<std::vector<CollectionInfo>> PgvectorStore::collections(const RunControl& control) {
    std::vector<CollectionInfo> infos;
    QSTORE_CHECK(m_session.run(control, PgRepeat::Yes, [&](PgConnection& connection) -> Status {
        infos.clear();
        // One snapshot, in which no collection goes away between its name and its count.
        PgTransaction transaction(connection);
        QSTORE_CHECK(transaction.begin(control, "ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        QSTORE_TRY(const std::vector<PgCollection> there, m_registry.list(connection, control));
        for (const PgCollection& collection : there) {
            QSTORE_TRY(CollectionInfo info, infoOf(connection, collection, control));
            infos.push_back(std::move(info));
        }
        return transaction.commit();
    }));
    return infos;
}

Result<CollectionInfo> PgvectorStore::collection(const std::string& name, const RunControl& control) {
    std::optional<CollectionInfo> info;
    QSTORE_CHECK(
        with(name, PgRepeat::Yes, control, [&](PgConnection& connection, const PgCollection& there) {
            return keep(info, infoOf(connection, there, control));
        }));
    return *info;
}

Status PgvectorStore::createCollection(const CollectionSpec& spec, const RunControl& control) {
    QSTORE_CHECK(checkSpec(spec));
    QSTORE_CHECK(checkPgSpec(spec, m_settings));
    return m_session.run(control, PgRepeat::No, [&](PgConnection& connection) {
        return m_registry.create(connection, spec, control);
    });
}

Status PgvectorStore::dropCollection(const std::string& name, const RunControl& control) {
    QSTORE_CHECK(checkName(name));
    return m_session.run(control, PgRepeat::No, [&](PgConnection& connection) {
        return m_registry.drop(connection, name, control);
    });
}

Status PgvectorStore::upsert(const std::string& collection, std::vector<Point> points,
                             const RunControl& control) {
    return with(collection, PgRepeat::Yes, control,
                [&](PgConnection& connection, const PgCollection& there) -> Status {
                    QSTORE_CHECK(checkPoints(there.spec, points, kPgMaxBatchPoints));
                    return PointTableSql(connection, there, m_settings).upsert(points, control);
                });
}

Result<QueryAnswer> PgvectorStore::query(const std::string& collection, const Query& query,
                                         const RunControl& control) {
    std::optional<QueryAnswer> answer;
    QSTORE_CHECK(with(collection, PgRepeat::Yes, control,
                      [&](PgConnection& connection, const PgCollection& there) -> Status {
                          QSTORE_CHECK(checkQuery(there.spec, query, kPgMaxTopK));
                          PointTableSql table(connection, there, m_settings);
                          return keep(answer, table.query(query, control));
                      }));
    return *std::move(answer);
}

Result<std::vector<Point>> PgvectorStore::fetch(const std::string& collection,
                                                const std::vector<std::string>& ids,
                                                const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, kPgMaxBatchPoints));
    std::optional<std::vector<Point>> found;
    QSTORE_CHECK(
        with(collection, PgRepeat::Yes, control, [&](PgConnection& connection, const PgCollection& there) {
            return keep(found, PointTableSql(connection, there, m_settings).fetch(ids, control));
        }));
    std::unordered_map<std::string_view, const Point*> byId;
    for (const Point& point : *found) byId.emplace(point.id, &point);
    std::vector<Point> points;
    points.reserve(ids.size());
    for (const std::string& id : ids)
        if (const auto point = byId.find(id); point != byId.end()) points.push_back(*point->second);
    return points;
}

Result<Page> PgvectorStore::scroll(const std::string& collection, const ScrollRequest& request,
                                   const RunControl& control) {
    QSTORE_CHECK(checkScroll(request, kPgMaxPagePoints));
    std::optional<Page> page;
    QSTORE_CHECK(
        with(collection, PgRepeat::Yes, control, [&](PgConnection& connection, const PgCollection& there) {
            return keep(page, PointTableSql(connection, there, m_settings).scroll(request, control));
        }));
    return *std::move(page);
}

Result<std::size_t> PgvectorStore::remove(const std::string& collection,
                                          const std::vector<std::string>& ids, const RunControl& control) {
    QSTORE_CHECK(checkIds(ids, kPgMaxBatchPoints));
    std::optional<std::size_t> gone;
    // Done twice, it would count what it removed the first time as not there.
    QSTORE_CHECK(
        with(collection, PgRepeat::No, control, [&](PgConnection& connection, const PgCollection& there) {
            return keep(gone, PointTableSql(connection, there, m_settings).remove(ids, control));
        }));
    return *gone;
}

Status PgvectorStore::prepare(const std::string& collection, const RunControl& control) {
    return with(collection, PgRepeat::Yes, control,
                [&](PgConnection& connection, const PgCollection& there) -> Status {
                    PointTableSql table(connection, there, m_settings);
                    QSTORE_TRY(const CollectionInfo info, infoOf(connection, there, control));
                    control.report(info.indexedCount, info.count);
                    QSTORE_CHECK(table.buildIndex(control));
                    control.report(info.count, info.count);
                    return {};
                });
}

}  // namespace qstore
