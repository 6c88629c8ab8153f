// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/stores/byte_store.h"
#include "plugins/pgvector/pg_session.h"
#include "plugins/pgvector/pgvector_settings.h"

namespace qstore {

/// Files as rows of 1 MiB in the tables `files` and `file_chunks`. Needs PostgreSQL alone, not pgvector.
class PgvectorBytes final : public ByteStore {
public:
    PgvectorBytes(PgSession& session, PgvectorSettings settings)
        : m_session(session), m_settings(std::move(settings)) {}

    Result<std::vector<KeptFile>> files(const RunControl& control) override;
    Result<KeptFile> keep(const std::string& name, const std::string& kind, std::string_view bytes,
                          const RunControl& control) override;
    Result<std::string> restore(const std::string& name, const RunControl& control) override;
    Result<bool> forget(const std::string& name, const RunControl& control) override;

private:
    Result<std::vector<KeptFile>> list(PgConnection& connection, const RunControl& control) const;
    Status makeTables(PgConnection& connection, const RunControl& control) const;
    Status write(PgConnection& connection, KeptFile& file, std::string_view bytes,
                 const RunControl& control) const;
    Status read(PgConnection& connection, const std::string& name, std::string& bytes,
                const RunControl& control) const;
    Status readChunks(PgConnection& connection, std::int64_t number, std::uint64_t size, std::string& bytes,
                      const RunControl& control) const;

    PgSession& m_session;
    PgvectorSettings m_settings;
};

}  // namespace qstore
