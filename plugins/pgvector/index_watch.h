// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>

#include "plugins/pgvector/pg_connection.h"
#include "plugins/pgvector/pgvector_settings.h"

namespace qstore {

/// While it lives, tells how far CREATE INDEX is on a connection that builds one, as it is seen from
/// another connection. Where there can be none (PGlite), nothing is told.
class IndexWatch {
public:
    IndexWatch(PgConnection& builder, PgIndexKind kind, std::uint64_t points, const RunControl& control);
    ~IndexWatch() { m_builder.setIdle({}); }
    IndexWatch(const IndexWatch&) = delete;
    IndexWatch& operator=(const IndexWatch&) = delete;

private:
    void look();

    PgConnection& m_builder;
    PgIndexKind m_kind;
    std::uint64_t m_points;
    const RunControl& m_control;
    std::unique_ptr<PgConnection> m_observer;
    bool m_gaveUp = false;
    std::uint64_t m_told = 0;
};

}  // namespace qstore
