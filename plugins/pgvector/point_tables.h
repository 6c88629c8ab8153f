// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/pgvector/collection_registry.h"
#include "plugins/pgvector/pg_connection.h"

namespace qstore {

/// The table of one collection and the statements on it. For whoever has the connection.
class PointTableSql {
public:
    PointTableSql(PgConnection& connection, const PgCollection& collection,
                  const PgvectorSettings& settings);

    /// Valid points, all or none: by COPY where the server has it and it is worth it, else by rows of
    /// binary values.
    Status upsert(std::span<const Point> points, const RunControl& control);
    Result<std::size_t> remove(std::span<const std::string> ids, const RunControl& control);
    /// In no order.
    Result<std::vector<Point>> fetch(std::span<const std::string> ids, const RunControl& control);
    Result<Page> scroll(const ScrollRequest& request, const RunControl& control);
    Result<QueryAnswer> query(const Query& query, const RunControl& control);

    /// The index that is there.
    Result<PgIndexKind> index(const RunControl& control);
    /// Builds the one that the settings name, in place of another.
    Status buildIndex(const RunControl& control);

private:
    Status copyPoints(std::span<const Point> points, const RunControl& control);
    Status insertPoints(std::span<const Point> points, const RunControl& control);
    Result<std::vector<Point>> points(const PgRows& rows, bool withVectors, bool withPayload) const;
    Result<PgRows> nearest(const Query& query, PgIndexKind index, const RunControl& control);
    Result<std::string> searchSettings(const Query& query, PgIndexKind index, const RunControl& control);
    Result<std::vector<Hit>> hits(const Query& query, const PgRows& rows) const;
    Result<std::int64_t> count(const RunControl& control);
    Result<std::string> indexOptions(const RunControl& control);
    std::string indexName(PgIndexKind kind) const;
    std::string type() const { return m_type.schema + ".vector"; }

    PgConnection& m_connection;
    const PgCollection& m_collection;
    const PgvectorSettings& m_settings;
    std::string m_table;
    PgVectorType m_type;
};

/// What pgvector cannot do of a collection, with the way out.
Status checkPgSpec(const CollectionSpec& spec, const PgvectorSettings& settings);

}  // namespace qstore
