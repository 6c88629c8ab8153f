// SPDX-License-Identifier: GPL-3.0-or-later
#include "plugins/pgvector/index_watch.h"

#include <gmock/gmock.h>

#include "tests/plugins/pgvector/postgres_test.h"

namespace qstore {
namespace {

using IndexWatchTest = testing::PostgresTest;

/// 400 rows on about 100 pages, and an index over them that waits for a lock at row 300.
const std::string kSlowIndex = R"(
CREATE TABLE public.slow (id integer, filling text);
ALTER TABLE public.slow ALTER COLUMN filling SET STORAGE PLAIN;
INSERT INTO public.slow SELECT i, repeat('x', 2000) FROM generate_series(1, 400) i;
CREATE FUNCTION public.waiting(id integer) RETURNS integer IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN IF id = 300 THEN PERFORM pg_advisory_xact_lock_shared(42); END IF; RETURN id; END $$)";

TEST_F(IndexWatchTest, TellsHowFarAnIndexIs) {
    const auto builder = connected(s_server->target());
    const auto holder = connected(s_server->target());
    ASSERT_EQ(said(builder->script(kSlowIndex)), "fine");
    ASSERT_EQ(said(holder->script("SELECT pg_advisory_lock(42)")), "fine");
    std::vector<std::uint64_t> told;
    // The lock goes when something was told: without it the test never ends.
    const RunControl control{{}, [&](std::uint64_t done, std::uint64_t total) {
                                 EXPECT_EQ(total, 400U);
                                 told.push_back(done);
                                 holder->close();
                             }};
    {
        const IndexWatch watch(*builder, PgIndexKind::Hnsw, 400, control);
        ASSERT_EQ(said(builder->script("CREATE INDEX ON public.slow (public.waiting(id))")), "fine");
    }
    ASSERT_FALSE(told.empty());
    // Row 300 is on the 75th page of 100.
    EXPECT_NEAR(static_cast<double>(told.front()), 300.0, 10.0);
    EXPECT_EQ(number(*builder, "SELECT 1"), "1");
}

}  // namespace
}  // namespace qstore
