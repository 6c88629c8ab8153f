// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/workspace_points.h"

#include <utility>

#include "core/workspace/point_codec.h"
#include "core/workspace/workspace_impl.h"

namespace qstore {
namespace {

constexpr std::size_t kChunkPoints = 1000;
constexpr std::size_t kChunkBytes = std::size_t{4} << 20U;

struct CollectionRow {
    std::int64_t sequence = 0;
    CollectionSpec spec;
};

Result<IndexKind> indexKindOf(const std::string& name) {
    for (const IndexKind kind : {IndexKind::Exact, IndexKind::Hnsw})
        if (indexKindName(kind) == name) return kind;
    return fail(ErrorCode::Corrupt, "a collection has the unknown index '" + name + "'",
                "restore a backup of the workspace");
}

constexpr const char* kSelectCollections =
    "SELECT sequence, name, dimension, metric, index_kind, hnsw_m, hnsw_ef_construction, points, "
    "revision FROM collections ";

Result<CollectionRow> collectionFrom(const SQLite::Statement& row) {
    CollectionRow collection;
    collection.sequence = row.getColumn(0).getInt64();
    CollectionSpec& spec = collection.spec;
    spec.name = textOf(row.getColumn(1));
    spec.dimension = sizeOf(row.getColumn(2));
    const auto metric = metricOf(textOf(row.getColumn(3)));
    if (!metric)
        return fail(ErrorCode::Corrupt, "the collection '" + spec.name + "': " + metric.error().message,
                    "restore a backup of the workspace");
    spec.metric = *metric;
    QSTORE_TRY(spec.index, indexKindOf(textOf(row.getColumn(4))));
    spec.hnsw = {sizeOf(row.getColumn(5)), sizeOf(row.getColumn(6))};
    return collection;
}

tl::unexpected<Error> noCollection(const std::string& name) {
    return fail(ErrorCode::NotFound, "there is no collection '" + name + "' in this workspace",
                "`qstore stores collections` shows those that exist");
}

struct FoundCollection {
    CollectionRow row;
    PointRevision revision;
};

Result<FoundCollection> findCollection(SQLite::Database& database, const std::string& name) {
    auto row = statement(database, (std::string(kSelectCollections) + "WHERE name = ?").c_str(), name);
    if (!row.executeStep()) return noCollection(name);
    FoundCollection found;
    QSTORE_TRY(found.row, collectionFrom(row));
    found.revision = {found.row.sequence, row.getColumn(8).getInt64()};
    return found;
}

/// Under its name, and the one that the caller means.
Result<CollectionRow> knownCollection(SQLite::Database& database, const std::string& name,
                                      const PointRevision& known) {
    QSTORE_TRY(FoundCollection found, findCollection(database, name));
    if (found.row.sequence != known.collection)
        return fail(ErrorCode::Busy, "the collection '" + name + "' was made anew meanwhile", "Try again.");
    return std::move(found.row);
}

std::string_view bytesOf(const SQLite::Column& column) {
    return {static_cast<const char*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

/// The count stands with the collection: counting a million rows takes its time. Returns what the
/// collection is after one more batch.
PointRevision countBatch(SQLite::Database& database, std::int64_t collection, std::int64_t change) {
    auto row = statement(database,
                         "UPDATE collections SET points = points + ?, revision = revision + 1 WHERE "
                         "sequence = ? RETURNING revision",
                         change, collection);
    row.executeStep();
    return {collection, row.getColumn(0).getInt64()};
}

class WorkspacePoints final : public PointStorage {
public:
    explicit WorkspacePoints(std::shared_ptr<Workspace> workspace) : m_workspace(std::move(workspace)) {}

    Result<std::vector<StoredCollection>> collections() override;
    Status createCollection(const CollectionSpec& spec) override;
    Status dropCollection(const std::string& name, const PointRevision& known) override;
    Result<PointRevision> putBatch(const std::string& collection, const PointRevision& known,
                                   std::span<const Point> points) override;
    Result<PointRevision> removeBatch(const std::string& collection, const PointRevision& known,
                                      std::span<const std::string> ids) override;
    Result<PointRevision> revision(const std::string& collection) override;
    Result<PointRevision> forEach(const std::string& collection, const Chunk& chunk) override;

private:
    auto& impl() const { return WorkspaceAccess::impl(*m_workspace); }

    std::shared_ptr<Workspace> m_workspace;
};

Result<std::vector<StoredCollection>> WorkspacePoints::collections() {
    return impl().read([](SQLite::Database& database) -> Result<std::vector<StoredCollection>> {
        SQLite::Statement row(database, std::string(kSelectCollections) + "ORDER BY name");
        std::vector<StoredCollection> list;
        while (row.executeStep()) {
            QSTORE_TRY(CollectionRow each, collectionFrom(row));
            const PointRevision revision{each.sequence, row.getColumn(8).getInt64()};
            list.push_back({std::move(each.spec), sizeOf(row.getColumn(7)), revision});
        }
        return list;
    });
}

Status WorkspacePoints::createCollection(const CollectionSpec& spec) {
    QSTORE_CHECK(requireStorable(spec.name, "the name of a collection"));
    return impl().write([&](SQLite::Database& database) -> Status {
        if (statement(database, "SELECT 1 FROM collections WHERE name = ?", spec.name).executeStep())
            return fail(ErrorCode::AlreadyExists, "there is a collection '" + spec.name + "' already",
                        "choose another name, or drop that one first");
        execute(database,
                "INSERT INTO collections (name, dimension, metric, index_kind, hnsw_m, "
                "hnsw_ef_construction, points) VALUES (?, ?, ?, ?, ?, ?, 0)",
                spec.name, toSql(spec.dimension), std::string(metricName(spec.metric)),
                std::string(indexKindName(spec.index)), toSql(spec.hnsw.m),
                toSql(spec.hnsw.efConstruction));
        return {};
    });
}

Status WorkspacePoints::dropCollection(const std::string& name, const PointRevision& known) {
    return impl().write([&](SQLite::Database& database) -> Status {
        QSTORE_TRY(const CollectionRow row, knownCollection(database, name, known));
        execute(database, "DELETE FROM collections WHERE sequence = ?", row.sequence);
        return {};
    });
}

Result<PointRevision> WorkspacePoints::putBatch(const std::string& collection, const PointRevision& known,
                                                std::span<const Point> points) {
    return impl().write([&](SQLite::Database& database) -> Result<PointRevision> {
        QSTORE_TRY(const CollectionRow row, knownCollection(database, collection, known));
        SQLite::Statement there(database, "SELECT 1 FROM points WHERE collection = ? AND id = ?");
        SQLite::Statement put(database,
                              "INSERT INTO points (collection, id, vector, payload) VALUES (?, ?, ?, ?) ON "
                              "CONFLICT (collection, id) DO UPDATE SET vector = excluded.vector, payload = "
                              "excluded.payload");
        std::int64_t added = 0;
        for (const Point& point : points) {
            there.reset();
            there.bind(1, row.sequence);
            there.bind(2, point.id);
            if (!there.executeStep()) ++added;
            const std::string vector = vectorBytes(point.vector), payload = payloadToBytes(point.payload);
            put.reset();
            put.bind(1, row.sequence);
            put.bind(2, point.id);
            put.bind(3, vector.data(), static_cast<int>(vector.size()));
            put.bind(4, payload.data(), static_cast<int>(payload.size()));
            put.exec();
        }
        return countBatch(database, row.sequence, added);
    });
}

Result<PointRevision> WorkspacePoints::removeBatch(const std::string& collection,
                                                   const PointRevision& known,
                                                   std::span<const std::string> ids) {
    return impl().write([&](SQLite::Database& database) -> Result<PointRevision> {
        QSTORE_TRY(const CollectionRow row, knownCollection(database, collection, known));
        std::int64_t removed = 0;
        SQLite::Statement remove(database, "DELETE FROM points WHERE collection = ? AND id = ?");
        for (const std::string& id : ids) {
            remove.reset();
            remove.bind(1, row.sequence);
            remove.bind(2, id);
            removed += remove.exec();
        }
        return countBatch(database, row.sequence, -removed);
    });
}

Result<PointRevision> WorkspacePoints::revision(const std::string& collection) {
    return impl().read([&](SQLite::Database& database) -> Result<PointRevision> {
        auto row =
            statement(database, "SELECT sequence, revision FROM collections WHERE name = ?", collection);
        if (!row.executeStep()) return noCollection(collection);
        return PointRevision{row.getColumn(0).getInt64(), row.getColumn(1).getInt64()};
    });
}

Result<Point> pointFrom(const SQLite::Statement& rows, std::size_t dimension) {
    Point point;
    point.id = textOf(rows.getColumn(0));
    QSTORE_TRY(point.vector, readVectorBytes(bytesOf(rows.getColumn(1)), dimension));
    QSTORE_TRY(point.payload, readPayloadBytes(bytesOf(rows.getColumn(2))));
    return point;
}

Result<PointRevision> WorkspacePoints::forEach(const std::string& collection, const Chunk& chunk) {
    return impl().read([&](SQLite::Database& database) -> Result<PointRevision> {
        // read() is one transaction: what it sees is one state of the file, whoever writes meanwhile.
        QSTORE_TRY(const FoundCollection found, findCollection(database, collection));
        auto rows = statement(
            database, "SELECT id, vector, payload FROM points WHERE collection = ? ORDER BY position",
            found.row.sequence);
        std::vector<Point> points;
        std::size_t bytes = 0;
        while (rows.executeStep()) {
            QSTORE_TRY(Point point, pointFrom(rows, found.row.spec.dimension));
            bytes += point.vector.size() * sizeof(float) + payloadBytes(point.payload);
            points.push_back(std::move(point));
            if (points.size() < kChunkPoints && bytes < kChunkBytes) continue;
            QSTORE_CHECK(chunk(std::exchange(points, {})));
            bytes = 0;
        }
        if (!points.empty()) QSTORE_CHECK(chunk(std::move(points)));
        return found.revision;
    });
}

}  // namespace

std::shared_ptr<PointStorage> workspacePoints(std::shared_ptr<Workspace> workspace) {
    return std::make_shared<WorkspacePoints>(std::move(workspace));
}

}  // namespace qstore
