// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/stores/vector_store.h"
#include "plugins/pgvector/collection_registry.h"
#include "plugins/pgvector/pg_session.h"
#include "plugins/pgvector/pgvector_bytes.h"

namespace qstore {

inline constexpr std::size_t kPgMaxBatchPoints = 10000;
inline constexpr std::size_t kPgMaxTopK = 10000;
inline constexpr std::size_t kPgMaxPagePoints = 10000;

/// Collections as tables of a PostgreSQL database with the extension pgvector.
///
/// A collection answers exactly until prepare() has built its index; from then on PostgreSQL keeps that
/// complete, and a query that finds too few with it looks at every vector instead.
class PgvectorStore final : public VectorStore {
public:
    PgvectorStore(PgTarget target, PgvectorSettings settings, std::shared_ptr<Clock> clock);

    Capabilities capabilities() const override;
    Result<std::vector<CollectionInfo>> collections(const RunControl& control) override;
    Result<CollectionInfo> collection(const std::string& name, const RunControl& control) override;
    Status createCollection(const CollectionSpec& spec, const RunControl& control) override;
    Status dropCollection(const std::string& name, const RunControl& control) override;
    Status upsert(const std::string& collection, std::vector<Point> points,
                  const RunControl& control) override;
    Result<QueryAnswer> query(const std::string& collection, const Query& query,
                              const RunControl& control) override;
    Result<std::vector<Point>> fetch(const std::string& collection, const std::vector<std::string>& ids,
                                     const RunControl& control) override;
    Result<Page> scroll(const std::string& collection, const ScrollRequest& request,
                        const RunControl& control) override;
    Result<std::size_t> remove(const std::string& collection, const std::vector<std::string>& ids,
                               const RunControl& control) override;
    Status prepare(const std::string& collection, const RunControl& control) override;
    ByteStore* bytes() override { return &m_bytes; }

private:
    using Work = std::function<Status(PgConnection&, const PgCollection&)>;
    /// Does `work` with a collection; again where what was known of it turns out to be old.
    Status with(const std::string& name, PgRepeat repeat, const RunControl& control, const Work& work);
    Result<CollectionInfo> infoOf(PgConnection& connection, const PgCollection& collection,
                                  const RunControl& control) const;

    PgvectorSettings m_settings;
    PgSession m_session;
    CollectionRegistry m_registry;  ///< of whoever has the session
    PgvectorBytes m_bytes;
};

}  // namespace qstore
