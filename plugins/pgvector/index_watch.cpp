// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/index_watch.h"

#include <algorithm>
#include <string>

namespace qstore {

IndexWatch::IndexWatch(PgConnection& builder, PgIndexKind kind, std::uint64_t points,
                       const RunControl& control)
    : m_builder(builder), m_kind(kind), m_points(points), m_control(control) {
    if (!builder.isPglite() && control.progress) m_builder.setIdle([this] { look(); });
}

void IndexWatch::look() {
    if (m_gaveUp) return;
    if (!m_observer) {
        // Nobody needs to know how far it is: where there is no second connection, the index is built all
        // the same.
        auto observer = PgConnection::open(m_builder.target(), {m_control.stop, {}});
        m_gaveUp = !observer;
        if (m_gaveUp) return;
        m_observer = *std::move(observer);
    }
    // A graph grows while the table is read; IVFFlat reads it first and then sorts the points into lists.
    const std::string counted = m_kind == PgIndexKind::IvfFlat ? "tuples" : "blocks";
    const auto rows =
        m_observer->run("SELECT coalesce($2::bigint * " + counted + "_done / nullif(" + counted +
                            "_total, 0), 0)::bigint FROM pg_stat_progress_create_index WHERE pid"
                            " = $1::integer",
                        PgParams().number(m_builder.backend()).number(static_cast<std::int64_t>(m_points)),
                        {m_control.stop, {}});
    m_gaveUp = !rows;
    if (m_gaveUp || rows->size() == 0) return;
    const auto seen = rows->number(0, 0);
    m_gaveUp = !seen;
    if (m_gaveUp) return;
    const auto done = std::min(static_cast<std::uint64_t>(*seen), m_points);
    if (done <= m_told) return;
    m_told = done;
    m_control.report(done, m_points);
}

}  // namespace qstore
