// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/stores/vector_store.h"
#include "plugins/pgvector/pg_connection.h"
#include "plugins/pgvector/pgvector_settings.h"

namespace qstore {

/// A collection and the number its table is named by: collections' names fit no identifier.
struct PgCollection {
    CollectionSpec spec;
    std::int64_t number = 0;
};

/// Which collections are there: the table `collections` of the schema, and one table `points_<number>` for
/// each. A number is never given twice, so what is known of one stays true or its table is gone. For
/// whoever has the connection.
class CollectionRegistry {
public:
    explicit CollectionRegistry(PgvectorSettings settings) : m_settings(std::move(settings)) {}

    /// Sorted by name; none where the schema is not there yet.
    Result<std::vector<PgCollection>> list(PgConnection& connection, const RunControl& control);
    /// As it was last seen, or as it is. NotFound with the nearest name.
    Result<PgCollection> find(PgConnection& connection, const std::string& name, const RunControl& control);
    void forget(const std::string& name) { m_known.erase(name); }

    /// AlreadyExists says in what the other one differs.
    Status create(PgConnection& connection, const CollectionSpec& spec, const RunControl& control);
    Status drop(PgConnection& connection, const std::string& name, const RunControl& control);

    std::string tableOf(const PgCollection& collection) const;
    const PgvectorSettings& settings() const { return m_settings; }

private:
    Status insert(PgConnection& connection, const CollectionSpec& spec, const PgVectorType& type,
                  const RunControl& control);

    PgvectorSettings m_settings;
    std::map<std::string, PgCollection> m_known;
};

/// The schema with its tables, made where it is not there. Inside a transaction.
Status makeSchema(PgConnection& connection, const PgvectorSettings& settings, const RunControl& control);
/// Whether a table of the schema is there.
Result<bool> hasTable(PgConnection& connection, const PgvectorSettings& settings, std::string_view name,
                      const RunControl& control);

/// pgvector's type; looked for once a connection. With `install`, the extension is created where it is
/// missing. Unsupported says how to get it.
Result<PgVectorType> vectorType(PgConnection& connection, bool install, const RunControl& control);

}  // namespace qstore
