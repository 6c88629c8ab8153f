// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "tests/core/stores/store_fixture.h"

namespace qstore {
namespace {

constexpr std::size_t kDimension = 8;
constexpr std::size_t kBatch = 100;

class StoreThreads : public StoreTest {
protected:
    /// Batches of points that all carry their batch's number, so that half a batch would be seen.
    static std::vector<Point> batch(std::size_t number, std::size_t round) {
        auto points = randomPoints(kBatch, kDimension, 1000 * round + number, kBatch * number);
        for (Point& point : points) point.payload["round"] = static_cast<std::int64_t>(round);
        return points;
    }
    void queryUntil(const std::atomic<bool>& done, std::uint64_t seed) {
        RandomStream random(seed, "queries");
        std::uint64_t asked = 0;
        while (!done.load() || asked == 0) {
            Query query = queryOf(randomVector(random, kDimension), 5000);
            query.exact = asked++ % 2 == 0;
            if (!query.exact) query.topK = 10;
            const auto answer = m_store->query("c", query, {});
            ASSERT_TRUE(answer) << answer.error().message;
            if (query.exact) {
                ASSERT_EQ(answer->hits.size() % kBatch, 0U);
            }
            for (std::size_t i = 1; i < answer->hits.size(); ++i)
                ASSERT_GE(answer->hits[i].score, answer->hits[i - 1].score);
        }
    }
};

TEST_F(StoreThreads, QueriesDuringWritesSeeWholeBatches) {
    for (const IndexKind kind : {IndexKind::Exact, IndexKind::Hnsw}) {
        ASSERT_TRUE(create(specOf("c", kDimension, Metric::Euclidean, kind)));
        std::atomic<bool> done = false;
        std::vector<std::jthread> readers;
        for (std::uint64_t seed = 0; seed < 3; ++seed)
            readers.emplace_back([this, &done, seed] { queryUntil(done, seed); });
        for (std::size_t number = 0; number < 12; ++number) EXPECT_TRUE(upsert("c", batch(number, 0)));
        for (std::size_t number = 0; number < 12; number += 2) EXPECT_TRUE(upsert("c", batch(number, 1)));
        for (std::size_t number = 0; number < 12; number += 3) {
            std::vector<std::string> ids;
            for (const Point& point : batch(number, 0)) ids.push_back(point.id);
            EXPECT_EQ(*m_store->remove("c", ids, {}), kBatch);
        }
        done = true;
        readers.clear();
        EXPECT_EQ(info("c").count, 8 * kBatch);
        ASSERT_TRUE(m_store->dropCollection("c", {}));
    }
}

TEST_F(StoreThreads, WritersOfOneCollectionTakeTurns) {
    ASSERT_TRUE(create(specOf("c", kDimension, Metric::Cosine, IndexKind::Hnsw)));
    {
        std::vector<std::jthread> writers;
        for (std::size_t w = 0; w < 4; ++w)
            writers.emplace_back([this, w] {
                for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(upsert("c", batch(3 * w + i, 0)));
            });
    }
    EXPECT_EQ(info("c").count, 12 * kBatch);
    EXPECT_EQ(info("c").indexedCount, 12 * kBatch);
}

TEST_F(StoreThreads, OneLoadServesAllWhoWait) {
    ASSERT_TRUE(create(specOf("c", kDimension, Metric::Euclidean)));
    for (std::size_t number = 0; number < 5; ++number) ASSERT_TRUE(upsert("c", batch(number, 0)));
    restart();
    const std::size_t walks = m_storage->walks();
    {
        std::vector<std::jthread> readers;
        for (int r = 0; r < 4; ++r)
            readers.emplace_back([this] {
                EXPECT_EQ(hits("c", queryOf(std::vector<float>(kDimension, 1.0F), 1000)).size(),
                          5 * kBatch);
            });
    }
    EXPECT_EQ(m_storage->walks(), walks + 1);
}

TEST_F(StoreThreads, ACollectionMayVanishWhileItIsUsed) {
    for (std::size_t round = 0; round < 20; ++round) {
        ASSERT_TRUE(create(specOf("c", kDimension, Metric::Euclidean)));
        std::vector<std::jthread> users;
        for (std::size_t u = 0; u < 3; ++u)
            users.emplace_back([this, u] {
                for (std::size_t i = 0; i < 5; ++i) {
                    const Status stored = upsert("c", batch(u, i));
                    if (!stored) {
                        ASSERT_EQ(stored.error().code, ErrorCode::NotFound);
                    }
                    const auto found =
                        m_store->query("c", queryOf(std::vector<float>(kDimension, 1.0F)), {});
                    if (!found) {
                        ASSERT_EQ(found.error().code, ErrorCode::NotFound);
                    }
                }
            });
        EXPECT_TRUE(m_store->dropCollection("c", {}));
        users.clear();
        EXPECT_TRUE(m_store->collections({})->empty());
    }
}

}  // namespace
}  // namespace qstore
