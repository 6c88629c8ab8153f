// SPDX-License-Identifier: GPL-3.0-or-later
// PointTableSql: what reads a table.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "plugins/pgvector/filter_sql.h"
#include "plugins/pgvector/payload_json.h"
#include "plugins/pgvector/pg_wire.h"
#include "plugins/pgvector/point_tables.h"

namespace qstore {
namespace {

/// pgvector sums in single precision. This many more candidates than were asked for, ordered anew in double
/// precision, keep a near tie from being cut off on the wrong side.
constexpr std::size_t kSpare = 16;

std::string_view distanceOperator(Metric metric) {
    switch (metric) {
        case Metric::Cosine: return "<=>";
        case Metric::Dot: return "<#>";
        case Metric::Euclidean: return "<->";
    }
    return {};
}

/// From 0.8 on an index goes on looking where a filter leaves too few.
bool canGoOn(const std::string& version) {
    int major = 0;
    int minor = 0;
    const char* const end = version.data() + version.size();
    const auto first = std::from_chars(version.data(), end, major);
    if (first.ptr != end) std::from_chars(first.ptr + 1, end, minor);
    return major > 0 || minor >= 8;
}

}  // namespace

PointTableSql::PointTableSql(PgConnection& connection, const PgCollection& collection,
                             const PgvectorSettings& settings)
    : m_connection(connection),
      m_collection(collection),
      m_settings(settings),
      m_table(settings.table("points_" + std::to_string(collection.number))),
      m_type(connection.vectorType().value_or(PgVectorType{})) {}

Result<std::vector<Point>> PointTableSql::points(const PgRows& rows, bool withVectors,
                                                 bool withPayload) const {
    std::vector<Point> points(rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        Point& point = points[row];
        point.id = rows.text(row, 0);
        if (withVectors) {
            QSTORE_TRY(point.vector, readPgVector(rows.bytes(row, 1), m_collection.spec.dimension));
        }
        if (!withPayload) continue;
        QSTORE_TRY(const std::string_view json, readPgJsonb(rows.bytes(row, 2)));
        QSTORE_TRY(point.payload, readPayloadJson(json));
    }
    return points;
}

Result<std::vector<Point>> PointTableSql::fetch(std::span<const std::string> ids,
                                                const RunControl& control) {
    QSTORE_TRY(const PgRows rows, m_connection.run("SELECT id, embedding, payload FROM " + m_table +
                                                       " WHERE id = ANY($1::text[])",
                                                   PgParams().binary(pgTextArray(ids)), control));
    return points(rows, true, true);
}

Result<Page> PointTableSql::scroll(const ScrollRequest& request, const RunControl& control) {
    PgParams params;
    params.text(request.cursor);
    std::string condition = "id > $1::text";
    if (request.filter) {
        QSTORE_TRY(const std::string filter, filterSql(*request.filter, params));
        condition += " AND " + filter;
    }
    // What is not asked for is not sent.
    const std::string columns = std::string(request.withVectors ? "id, embedding, " : "id, NULL, ") +
                                (request.withPayload ? "payload" : "NULL");
    QSTORE_TRY(const PgRows rows,
               m_connection.run("SELECT " + columns + " FROM " + m_table + " WHERE " + condition +
                                    " ORDER BY id LIMIT " + std::to_string(request.limit + 1),
                                params, control));
    Page page;
    QSTORE_TRY(page.points, points(rows, request.withVectors, request.withPayload));
    if (page.points.size() <= request.limit) return page;
    page.points.pop_back();
    page.nextCursor = page.points.back().id;
    return page;
}

Result<std::string> PointTableSql::searchSettings(const Query& query, PgIndexKind index,
                                                  const RunControl& control) {
    // Planners guess; what an answer says of itself must not be a guess.
    if (index == PgIndexKind::None)
        return "SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = on";
    const std::string method(pgIndexMethod(index));
    std::string settings = "SET LOCAL enable_indexscan = on; SET LOCAL enable_seqscan = off; ";
    if (query.filter && canGoOn(m_type.version))
        settings += "SET LOCAL " + method + ".iterative_scan = " +
                    (index == PgIndexKind::Hnsw ? "strict_order; " : "relaxed_order; ");
    if (index == PgIndexKind::Hnsw) {
        const std::size_t ef = std::max(query.ef > 0 ? query.ef : m_settings.ef, query.topK + kSpare);
        return settings + "SET LOCAL hnsw.ef_search = " + std::to_string(ef);
    }
    std::int64_t probes = m_settings.probes;
    if (probes == 0) {
        QSTORE_TRY(
            const PgRows rows,
            m_connection.run("SELECT option_value::bigint FROM pg_class, pg_options_to_table(reloptions)"
                             " WHERE oid = $1::text::regclass AND option_name = 'lists'",
                             PgParams().text(m_settings.table(indexName(index))), control));
        std::int64_t lists = 1;
        if (rows.size() == 1) {
            QSTORE_TRY(lists, rows.number(0, 0));
        }
        probes = static_cast<std::int64_t>(std::ceil(std::sqrt(static_cast<double>(lists))));
    }
    return settings + "SET LOCAL ivfflat.probes = " + std::to_string(probes);
}

Result<PgRows> PointTableSql::nearest(const Query& query, PgIndexKind index, const RunControl& control) {
    QSTORE_TRY(const std::string settings, searchSettings(query, index, control));
    PgParams params;
    params.binary(pgVector(query.vector));
    std::string condition;
    if (query.filter) {
        QSTORE_TRY(const std::string filter, filterSql(*query.filter, params));
        condition = " WHERE " + filter;
    }
    // A second word of order would keep the index from being used; ties are ordered when scores are known.
    const std::string order = "embedding OPERATOR(" + m_type.schema + "." +
                              std::string(distanceOperator(m_collection.spec.metric)) + ") $1::" + type() +
                              (index == PgIndexKind::None ? ", id" : "");
    PgTransaction transaction(m_connection);
    QSTORE_CHECK(transaction.begin(control, "READ ONLY", settings));
    QSTORE_TRY(PgRows rows, m_connection.run("SELECT id, embedding, " +
                                                 std::string(query.withPayload ? "payload" : "NULL") +
                                                 " FROM " + m_table + condition + " ORDER BY " + order +
                                                 " LIMIT " + std::to_string(query.topK + kSpare),
                                             params, control));
    QSTORE_CHECK(transaction.commit());
    return rows;
}

Result<std::vector<Hit>> PointTableSql::hits(const Query& query, const PgRows& rows) const {
    const Metric metric = m_collection.spec.metric;
    QSTORE_TRY(std::vector<Point> found, points(rows, true, query.withPayload));
    std::vector<Hit> hits;
    hits.reserve(found.size());
    for (Point& point : found) {
        const double score = scoreOf(metric, query.vector, point.vector);
        hits.push_back({std::move(point.id), score, std::move(point.vector), std::move(point.payload)});
    }
    std::sort(hits.begin(), hits.end(), [metric](const Hit& a, const Hit& b) {
        return a.score == b.score ? a.id < b.id : isNearer(metric, a.score, b.score);
    });
    hits.resize(std::min(hits.size(), query.topK));
    if (!query.withVectors)
        for (Hit& hit : hits) hit.vector.clear();
    return hits;
}

Result<QueryAnswer> PointTableSql::query(const Query& query, const RunControl& control) {
    // An index keeps at most kPgMaxEf candidates; whoever asks for more is answered exactly, and told so.
    const bool fits = std::max(query.ef, query.topK + kSpare) <= kPgMaxEf;
    PgIndexKind there = PgIndexKind::None;
    if (fits && !query.exact) {
        QSTORE_TRY(there, index(control));
    }
    QueryAnswer answer;
    if (there != PgIndexKind::None) {
        answer.exact = false;
        QSTORE_TRY(const PgRows rows, nearest(query, there, control));
        QSTORE_TRY(answer.hits, hits(query, rows));
        if (answer.hits.size() == query.topK) return answer;
    }
    // Too few found with an index may be all there are, or not.
    answer.exact = true;
    QSTORE_TRY(const PgRows rows, nearest(query, PgIndexKind::None, control));
    QSTORE_TRY(answer.hits, hits(query, rows));
    return answer;
}

}  // namespace qstore
