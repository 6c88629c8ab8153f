// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"

namespace qstore {

inline CollectionSpec specOf(std::string name, std::size_t dimension, Metric metric,
                             IndexKind index = IndexKind::Exact) {
    CollectionSpec spec;
    spec.name = std::move(name);
    spec.dimension = dimension;
    spec.metric = metric;
    spec.index = index;
    return spec;
}

/// "p00042": ids whose order is that of their numbers.
inline std::string idOf(std::size_t index) {
    const std::string digits = std::to_string(index);
    return "p" + std::string(digits.size() < 5 ? 5 - digits.size() : 0, '0') + digits;
}

inline std::vector<float> randomVector(RandomStream& random, std::size_t dimension) {
    std::vector<float> vector(dimension);
    for (float& x : vector) x = static_cast<float>(random.normal());
    return vector;
}

/// Payload: `n` the number, `even` whether it is, `tenth` its last digit as text.
inline std::vector<Point> randomPoints(std::size_t count, std::size_t dimension, std::uint64_t seed = 7,
                                       std::size_t first = 0) {
    RandomStream random(seed, "points");
    std::vector<Point> points(count);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t number = first + i;
        points[i].id = idOf(number);
        points[i].vector = randomVector(random, dimension);
        points[i].payload["n"] = static_cast<std::int64_t>(number);
        points[i].payload["even"] = number % 2 == 0;
        points[i].payload["tenth"] = std::to_string(number % 10);
    }
    return points;
}

inline Query queryOf(std::vector<float> vector, std::size_t topK = 10) {
    Query query;
    query.vector = std::move(vector);
    query.topK = topK;
    return query;
}

inline std::vector<std::string> idsOf(const std::vector<Hit>& hits) {
    std::vector<std::string> ids;
    for (const Hit& hit : hits) ids.push_back(hit.id);
    return ids;
}

/// A store over memory, and what every test says with fewer words.
class StoreTest : public ::testing::Test {
protected:
    Status create(const CollectionSpec& spec) { return m_store->createCollection(spec, {}); }
    Status upsert(const std::string& name, std::vector<Point> points) {
        return m_store->upsert(name, std::move(points), {});
    }
    std::vector<Hit> hits(const std::string& name, const Query& query) {
        const auto answer = m_store->query(name, query, {});
        EXPECT_TRUE(answer) << answer.error().message;
        return answer ? answer->hits : std::vector<Hit>{};
    }
    CollectionInfo info(const std::string& name) {
        const auto found = m_store->collection(name, {});
        EXPECT_TRUE(found) << found.error().message;
        return found.value_or(CollectionInfo{});
    }
    void restart() { m_store = std::make_unique<LocalStore>(m_storage); }

    std::shared_ptr<MemoryPointStorage> m_storage = std::make_shared<MemoryPointStorage>();
    std::unique_ptr<LocalStore> m_store = std::make_unique<LocalStore>(m_storage);
};

}  // namespace qstore
