// SPDX-License-Identifier: GPL-3.0-or-later
// PointTableSql: what changes a table.
#include <algorithm>

#include "plugins/pgvector/payload_json.h"
#include "plugins/pgvector/pg_wire.h"
#include "plugins/pgvector/point_tables.h"

namespace qstore {
namespace {

/// Below this a COPY's five statements cost more than they save.
constexpr std::size_t kLeastForCopy = 200;
/// Of one INSERT, so that its memory stays small and a stop is seen.
constexpr std::size_t kInsertRows = 500;
constexpr std::size_t kCopyPieceBytes = std::size_t{64} << 10U;

/// Where a batch waits until it is merged; of this session alone.
constexpr std::string_view kWaiting = "pg_temp.qstore_batch";

constexpr std::string_view kMerge =
    " ON CONFLICT (id) DO UPDATE SET embedding = EXCLUDED.embedding, payload = EXCLUDED.payload";

Result<std::string> jsonOf(const Point& point) {
    Result<std::string> json = payloadJson(point.payload);
    if (!json) json.error().message = "point '" + point.id + "': " + json.error().message;
    return json;
}

/// The points as pieces of a COPY stream.
class PointStream {
public:
    PointStream(std::span<const Point> points, const RunControl& control)
        : m_points(points), m_control(control) {
        m_rows = PgCopyRows::header();
    }

    std::string next() {
        std::string piece = std::exchange(m_rows, {});
        PgCopyRows rows;
        while (m_sent < m_points.size() && piece.size() + rows.size() < kCopyPieceBytes) {
            const Point& point = m_points[m_sent++];
            // All payloads were looked at before the stream was begun.
            rows.row(3)
                .field(point.id)
                .field(pgVector(point.vector))
                .field(pgJsonb(*payloadJson(point.payload)));
        }
        piece += rows.take();
        m_control.report(m_sent, m_points.size());
        if (m_sent == m_points.size() && !m_ended) {
            m_ended = true;
            piece += PgCopyRows::trailer();
        }
        return piece;
    }

private:
    std::span<const Point> m_points;
    const RunControl& m_control;
    std::string m_rows;
    std::size_t m_sent = 0;
    bool m_ended = false;
};

}  // namespace

Status PointTableSql::upsert(std::span<const Point> points, const RunControl& control) {
    for (const Point& point : points) QSTORE_CHECK(jsonOf(point));
    if (points.empty()) return {};
    if (m_connection.isPglite() || points.size() < kLeastForCopy) return insertPoints(points, control);
    return copyPoints(points, control);
}

Status PointTableSql::copyPoints(std::span<const Point> points, const RunControl& control) {
    PgTransaction transaction(m_connection);
    const std::string waiting(kWaiting);
    // The vector's type without a dimension serves every collection.
    QSTORE_CHECK(transaction.begin(
        control, {},
        "CREATE TEMP TABLE IF NOT EXISTS qstore_batch (id text COLLATE \"C\", embedding " + type() +
            ", payload jsonb) ON COMMIT DELETE ROWS"));
    PointStream stream(points, control);
    QSTORE_CHECK(m_connection.copyIn(
        "COPY " + waiting + " (id, embedding, payload) FROM STDIN (FORMAT binary)",
        [&stream] { return stream.next(); }, control));
    // In the order of their ids, two programs that write the same points wait for each other in turn.
    QSTORE_CHECK(m_connection.run("INSERT INTO " + m_table +
                                      " (id, embedding, payload) SELECT id, embedding, payload"
                                      " FROM " +
                                      waiting + " ORDER BY id" + std::string(kMerge),
                                  {}, control));
    return transaction.commit();
}

Status PointTableSql::insertPoints(std::span<const Point> points, const RunControl& control) {
    PgTransaction transaction(m_connection);
    QSTORE_CHECK(transaction.begin(control));
    for (std::size_t from = 0; from < points.size(); from += kInsertRows) {
        PgArray ids(kPgTextType);
        PgArray vectors(m_type.type);
        PgArray payloads(kPgJsonbType);
        for (const Point& point : points.subspan(from, std::min(kInsertRows, points.size() - from))) {
            QSTORE_TRY(const std::string json, jsonOf(point));
            ids.add(point.id);
            vectors.add(pgVector(point.vector));
            payloads.add(pgJsonb(json));
        }
        const std::string sql = "INSERT INTO " + m_table +
                                " (id, embedding, payload) SELECT * FROM unnest($1::text[], $2::" + type() +
                                "[], $3::jsonb[])" + std::string(kMerge);
        QSTORE_CHECK(m_connection.run(
            sql, PgParams().binary(ids.take()).binary(vectors.take()).binary(payloads.take()), control));
        control.report(std::min(from + kInsertRows, points.size()), points.size());
    }
    return transaction.commit();
}

Result<std::size_t> PointTableSql::remove(std::span<const std::string> ids, const RunControl& control) {
    QSTORE_TRY(const PgRows gone, m_connection.run("DELETE FROM " + m_table + " WHERE id = ANY($1::text[])",
                                                   PgParams().binary(pgTextArray(ids)), control));
    return gone.changed();
}

}  // namespace qstore
