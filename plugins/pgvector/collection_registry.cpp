// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/collection_registry.h"

#include <algorithm>
#include <optional>

#include "core/base/closest_name.h"
#include "plugins/pgvector/pg_wire.h"

namespace qstore {
namespace {

/// Of the tables below; a later layout has a larger one.
constexpr std::int64_t kLayout = 1;

tl::unexpected<Error> noCollection(const std::string& name, const std::vector<PgCollection>& there) {
    std::vector<std::string> names;
    names.reserve(there.size());
    for (const PgCollection& collection : there) names.push_back(collection.spec.name);
    const std::string near = closestName(name, names);
    return fail(ErrorCode::NotFound, "there is no collection '" + name + "'",
                near.empty() ? "Create it, or list the collections." : "Did you mean '" + near + "'?");
}

std::string specText(const CollectionSpec& spec) {
    std::string text = "dimension " + std::to_string(spec.dimension) + ", ";
    text.append(metricName(spec.metric)).append(", ").append(indexKindName(spec.index));
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

Result<PgCollection> collectionAt(const PgRows& rows, std::size_t row) {
    PgCollection collection;
    QSTORE_TRY(collection.number, rows.number(row, 0));
    CollectionSpec& spec = collection.spec;
    spec.name = rows.text(row, 1);
    QSTORE_TRY(const std::int64_t dimension, rows.number(row, 2));
    QSTORE_TRY(const std::int64_t links, rows.number(row, 5));
    QSTORE_TRY(const std::int64_t candidates, rows.number(row, 6));
    QSTORE_TRY(const std::int64_t layout, rows.number(row, 7));
    spec.dimension = static_cast<std::size_t>(dimension);
    spec.index = rows.bytes(row, 4) == indexKindName(IndexKind::Hnsw) ? IndexKind::Hnsw : IndexKind::Exact;
    spec.hnsw = {static_cast<std::size_t>(links), static_cast<std::size_t>(candidates)};
    if (layout > kLayout)
        return fail(ErrorCode::NewerVersion,
                    "the collection '" + spec.name + "' was made by a later release",
                    "Update this program, or use another schema.");
    QSTORE_TRY(spec.metric, metricOf(rows.text(row, 3)));
    return collection;
}

}  // namespace

Status makeSchema(PgConnection& connection, const PgvectorSettings& settings, const RunControl& control) {
    // IF NOT EXISTS alone fails where two programs begin at once. The number is this program's own.
    QSTORE_CHECK(connection.script("SELECT pg_advisory_xact_lock(7162348190234)", control));
    QSTORE_TRY(const PgRows there, connection.run("SELECT 1 FROM pg_namespace WHERE nspname = $1::text",
                                                  PgParams().text(settings.schema), control));
    // Without the right to create one, a schema made by an administrator will do.
    if (there.size() == 0)
        QSTORE_CHECK(connection.script("CREATE SCHEMA " + pgQuoted(settings.schema), control));
    return connection.script(
        "CREATE TABLE IF NOT EXISTS " + settings.table("collections") +
            " (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE \"C\" NOT NULL "
            "UNIQUE,"
            " dimension integer NOT NULL, metric text NOT NULL, index_kind text NOT NULL, m integer NOT "
            "NULL,"
            " ef_construction integer NOT NULL, layout integer NOT NULL);"
            "CREATE TABLE IF NOT EXISTS " +
            settings.table("files") +
            " (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text COLLATE \"C\" NOT NULL "
            "UNIQUE,"
            " kind text NOT NULL, sha256 text NOT NULL, size bigint NOT NULL, kept_ms bigint NOT NULL);"
            "CREATE TABLE IF NOT EXISTS " +
            settings.table("file_chunks") + " (file bigint NOT NULL REFERENCES " + settings.table("files") +
            " ON DELETE CASCADE, part integer NOT NULL, data bytea NOT NULL, PRIMARY KEY (file, part))",
        control);
}

Result<bool> hasTable(PgConnection& connection, const PgvectorSettings& settings, std::string_view name,
                      const RunControl& control) {
    QSTORE_TRY(const PgRows rows, connection.run("SELECT to_regclass($1::text) IS NOT NULL",
                                                 PgParams().text(settings.table(name)), control));
    return rows.flag(0, 0);
}

namespace {

Result<std::optional<PgVectorType>> findVectorType(PgConnection& connection, const RunControl& control) {
    QSTORE_TRY(const PgRows rows,
               connection.run("SELECT e.extversion, n.nspname::text, t.oid::bigint FROM pg_extension e"
                              " JOIN pg_namespace n ON n.oid = e.extnamespace"
                              " JOIN pg_type t ON t.typnamespace = n.oid AND t.typname = 'vector'"
                              " WHERE e.extname = 'vector'",
                              {}, control));
    if (rows.size() == 0) return std::optional<PgVectorType>();
    QSTORE_TRY(const std::int64_t oid, rows.number(0, 2));
    return PgVectorType{rows.text(0, 0), pgQuoted(rows.bytes(0, 1)), static_cast<std::uint32_t>(oid)};
}

Status installVector(PgConnection& connection, const RunControl& control) {
    Status made = connection.script("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public", control);
    constexpr std::string_view noRight = "42501";
    if (!made && connection.state() == noRight)
        made.error().hint = "Let an administrator run CREATE EXTENSION vector in the database '" +
                            connection.target().endpoint.database + "' once.";
    return made;
}

}  // namespace

Result<PgVectorType> vectorType(PgConnection& connection, bool install, const RunControl& control) {
    if (connection.vectorType()) return *connection.vectorType();
    QSTORE_TRY(std::optional<PgVectorType> type, findVectorType(connection, control));
    if (!type && install) {
        QSTORE_CHECK(installVector(connection, control));
        QSTORE_TRY(type, findVectorType(connection, control));
    }
    if (!type)
        return tl::unexpected<Error>(pgError(
            connection.target().endpoint, {"42704", "the extension vector is not in this database", {}}));
    connection.setVectorType(*type);
    return *type;
}

std::string CollectionRegistry::tableOf(const PgCollection& collection) const {
    return m_settings.table("points_" + std::to_string(collection.number));
}

Result<std::vector<PgCollection>> CollectionRegistry::list(PgConnection& connection,
                                                           const RunControl& control) {
    QSTORE_TRY(const bool there, hasTable(connection, m_settings, "collections", control));
    if (!there) return std::vector<PgCollection>{};
    QSTORE_TRY(
        const PgRows rows,
        connection.run("SELECT number, name, dimension, metric, index_kind, m, ef_construction, layout"
                       " FROM " +
                           m_settings.table("collections") + " ORDER BY name",
                       {}, control));
    std::vector<PgCollection> collections;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        QSTORE_TRY(PgCollection collection, collectionAt(rows, row));
        collections.push_back(std::move(collection));
    }
    return collections;
}

Result<PgCollection> CollectionRegistry::find(PgConnection& connection, const std::string& name,
                                              const RunControl& control) {
    if (const auto known = m_known.find(name); known != m_known.end()) return known->second;
    QSTORE_TRY(const std::vector<PgCollection> there, list(connection, control));
    const auto found = std::find_if(there.begin(), there.end(), [&](const PgCollection& collection) {
        return collection.spec.name == name;
    });
    if (found == there.end()) return noCollection(name, there);
    m_known.insert_or_assign(name, *found);
    return *found;
}

Status CollectionRegistry::insert(PgConnection& connection, const CollectionSpec& spec,
                                  const PgVectorType& type, const RunControl& control) {
    PgParams values;
    values.text(spec.name).number(static_cast<std::int64_t>(spec.dimension));
    values.text(std::string(metricName(spec.metric))).text(std::string(indexKindName(spec.index)));
    values.number(static_cast<std::int64_t>(spec.hnsw.m));
    values.number(static_cast<std::int64_t>(spec.hnsw.efConstruction)).number(kLayout);
    QSTORE_TRY(
        const PgRows made,
        connection.run("INSERT INTO " + m_settings.table("collections") +
                           " (name, dimension, metric, index_kind, m, ef_construction, layout) VALUES"
                           " ($1::text, $2::integer, $3::text, $4::text, $5::integer, $6::integer,"
                           " $7::integer) ON CONFLICT (name) DO NOTHING RETURNING number",
                       values, control));
    if (made.size() == 0) {
        forget(spec.name);
        QSTORE_TRY(const PgCollection there, find(connection, spec.name, control));
        return nameTaken(spec, there.spec);
    }
    QSTORE_TRY(const std::int64_t number, made.number(0, 0));
    return connection.script("CREATE TABLE " + tableOf({spec, number}) +
                                 " (id text COLLATE \"C\" PRIMARY KEY, embedding " + type.schema +
                                 ".vector(" + std::to_string(spec.dimension) +
                                 ") NOT NULL, payload jsonb NOT NULL)",
                             control);
}

Status CollectionRegistry::create(PgConnection& connection, const CollectionSpec& spec,
                                  const RunControl& control) {
    QSTORE_TRY(const PgVectorType type, vectorType(connection, true, control));
    PgTransaction transaction(connection);
    QSTORE_CHECK(transaction.begin(control));
    QSTORE_CHECK(makeSchema(connection, m_settings, control));
    QSTORE_CHECK(insert(connection, spec, type, control));
    return transaction.commit();
}

Status CollectionRegistry::drop(PgConnection& connection, const std::string& name,
                                const RunControl& control) {
    forget(name);
    QSTORE_TRY(const PgCollection collection, find(connection, name, control));
    forget(name);
    PgTransaction transaction(connection);
    QSTORE_CHECK(transaction.begin(control));
    QSTORE_TRY(const PgRows gone, connection.run("DELETE FROM " + m_settings.table("collections") +
                                                     " WHERE number = $1::bigint",
                                                 PgParams().number(collection.number), control));
    if (gone.changed() == 0) return noCollection(name, {});
    QSTORE_CHECK(connection.script("DROP TABLE " + tableOf(collection), control));
    return transaction.commit();
}

}  // namespace qstore
