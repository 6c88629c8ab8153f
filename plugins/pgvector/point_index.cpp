// SPDX-License-Identifier: GPL-3.0-or-later
// PointTableSql: its index.
#include <algorithm>
#include <cmath>

#include "plugins/pgvector/index_watch.h"
#include "plugins/pgvector/pg_wire.h"
#include "plugins/pgvector/point_tables.h"

namespace qstore {
namespace {

constexpr std::size_t kPgMaxLinks = 100;
constexpr std::size_t kPgMaxEfConstruction = 1000;

std::string_view operatorClass(Metric metric) {
    switch (metric) {
        case Metric::Cosine: return "vector_cosine_ops";
        case Metric::Dot: return "vector_ip_ops";
        case Metric::Euclidean: return "vector_l2_ops";
    }
    return {};
}

/// As pgvector's README advises.
std::int64_t listsFor(std::int64_t points) {
    constexpr std::int64_t many = 1000000;
    constexpr std::int64_t perList = 1000;
    constexpr std::int64_t least = 10;
    if (points > many) return static_cast<std::int64_t>(std::sqrt(static_cast<double>(points)));
    return std::max(points / perList, least);
}

/// Takes the limits of time from a connection while it lives.
class Unhurried {
public:
    explicit Unhurried(PgConnection& connection) : m_connection(connection) {
        m_connection.setHurried(false);
    }
    ~Unhurried() { m_connection.setHurried(true); }
    Unhurried(const Unhurried&) = delete;
    Unhurried& operator=(const Unhurried&) = delete;

private:
    PgConnection& m_connection;
};

}  // namespace

Status checkPgSpec(const CollectionSpec& spec, const PgvectorSettings& settings) {
    if (spec.dimension > kPgMaxDimension)
        return fail(ErrorCode::InvalidArgument,
                    "the dimension is " + std::to_string(spec.dimension) + ", and pgvector holds at most " +
                        std::to_string(kPgMaxDimension),
                    "Reduce the features (PCA, say), or use the local store.");
    if (spec.index != IndexKind::Hnsw) return {};
    if (settings.index == PgIndexKind::None)
        return fail(ErrorCode::Unsupported,
                    "the connection's setting 'index' is none, and '" + spec.name +
                        "' asks for an approximate index",
                    "Make an exact collection, or set 'index' to hnsw or ivfflat.");
    if (spec.dimension > kPgMaxIndexedDimension)
        return fail(ErrorCode::InvalidArgument,
                    "the dimension is " + std::to_string(spec.dimension) +
                        ", and pgvector's indexes take at most " + std::to_string(kPgMaxIndexedDimension),
                    "Make an exact collection, or reduce the features.");
    if (settings.index == PgIndexKind::IvfFlat) return {};
    if (spec.hnsw.m > kPgMaxLinks)
        return fail(ErrorCode::InvalidArgument,
                    "m of the graph is " + std::to_string(spec.hnsw.m) + ", and pgvector takes 2 to " +
                        std::to_string(kPgMaxLinks),
                    "16 suits most data.");
    if (spec.hnsw.efConstruction > kPgMaxEfConstruction || spec.hnsw.efConstruction < 2 * spec.hnsw.m)
        return fail(ErrorCode::InvalidArgument,
                    "efConstruction of the graph is " + std::to_string(spec.hnsw.efConstruction) +
                        ", and pgvector takes twice m (" + std::to_string(2 * spec.hnsw.m) + ") to " +
                        std::to_string(kPgMaxEfConstruction),
                    "200 suits most data.");
    return {};
}

std::string PointTableSql::indexName(PgIndexKind kind) const {
    return "points_" + std::to_string(m_collection.number) + "_" + std::string(pgIndexMethod(kind));
}

Result<PgIndexKind> PointTableSql::index(const RunControl& control) {
    if (m_collection.spec.index == IndexKind::Exact) return PgIndexKind::None;
    QSTORE_TRY(
        const PgRows rows,
        m_connection.run("SELECT c.relname::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                         " WHERE i.indrelid = $1::text::regclass AND i.indisvalid",
                         PgParams().text(m_table), control));
    for (std::size_t row = 0; row < rows.size(); ++row)
        for (const PgIndexKind kind : {PgIndexKind::Hnsw, PgIndexKind::IvfFlat})
            if (rows.bytes(row, 0) == indexName(kind)) return kind;
    return PgIndexKind::None;
}

Result<std::int64_t> PointTableSql::count(const RunControl& control) {
    QSTORE_TRY(const PgRows rows, m_connection.run("SELECT count(*) FROM " + m_table, {}, control));
    return rows.number(0, 0);
}

Result<std::string> PointTableSql::indexOptions(const RunControl& control) {
    const HnswSettings& hnsw = m_collection.spec.hnsw;
    if (m_settings.index == PgIndexKind::Hnsw)
        return "m = " + std::to_string(hnsw.m) +
               ", ef_construction = " + std::to_string(hnsw.efConstruction);
    QSTORE_TRY(const std::int64_t points, count(control));
    return "lists = " + std::to_string(m_settings.lists > 0 ? m_settings.lists : listsFor(points));
}

Status PointTableSql::buildIndex(const RunControl& control) {
    if (m_collection.spec.index == IndexKind::Exact || m_settings.index == PgIndexKind::None) return {};
    QSTORE_TRY(const PgIndexKind there, index(control));
    if (there == m_settings.index) return {};
    const Unhurried unhurried(m_connection);
    PgTransaction transaction(m_connection);
    QSTORE_CHECK(transaction.begin(control, {}, "SET LOCAL statement_timeout = 0"));
    QSTORE_TRY(const std::string options, indexOptions(control));
    QSTORE_TRY(const std::int64_t points, count(control));
    const IndexWatch watch(m_connection, m_settings.index, static_cast<std::uint64_t>(points), control);
    if (there != PgIndexKind::None)
        QSTORE_CHECK(m_connection.script("DROP INDEX " + m_settings.table(indexName(there)), control));
    QSTORE_CHECK(m_connection.script(
        "CREATE INDEX " + pgQuoted(indexName(m_settings.index)) + " ON " + m_table + " USING " +
            std::string(pgIndexMethod(m_settings.index)) + " (embedding " + m_type.schema + "." +
            std::string(operatorClass(m_collection.spec.metric)) + ") WITH (" + options + ")",
        control));
    return transaction.commit();
}

}  // namespace qstore
