// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "tests/core/stores/store_fixture.h"

namespace qstore {
namespace {

using ::testing::ElementsAre;

/// Two programs on one file, as far as the stores can tell.
class LocalStoreShared : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(m_one.createCollection(specOf("c", 2, Metric::Euclidean), {}));
        ASSERT_TRUE(m_one.upsert("c", {pointAt("a", 1.0F), pointAt("b", 2.0F)}, {}));
        ASSERT_EQ(nearest(m_two), (std::vector<std::string>{"a", "b"}));
    }

    static Point pointAt(const std::string& id, float where) {
        Point point;
        point.id = id;
        point.vector = {where, 0.0F};
        return point;
    }
    static std::vector<std::string> nearest(LocalStore& store) {
        const auto answer = store.query("c", queryOf({0.0F, 0.0F}), {});
        std::vector<std::string> ids;
        if (!answer) return {answer.error().message};
        for (const Hit& hit : answer->hits) ids.push_back(hit.id);
        return ids;
    }

    std::shared_ptr<MemoryPointStorage> m_storage = std::make_shared<MemoryPointStorage>();
    LocalStore m_one{m_storage}, m_two{m_storage};
};

TEST_F(LocalStoreShared, WhatAnotherOneWroteIsFound) {
    ASSERT_TRUE(m_one.upsert("c", {pointAt("a", 3.0F), pointAt("c", 0.5F)}, {}));
    EXPECT_THAT(nearest(m_two), ElementsAre("c", "b", "a"));
    ASSERT_TRUE(m_two.remove("c", {"b"}, {}));
    EXPECT_THAT(nearest(m_one), ElementsAre("c", "a"));
    EXPECT_EQ(m_one.collection("c", {})->count, 2U);
}

TEST_F(LocalStoreShared, ACollectionMadeAnewIsAnother) {
    ASSERT_TRUE(m_one.dropCollection("c", {}));
    ASSERT_TRUE(m_one.createCollection(specOf("c", 2, Metric::Euclidean), {}));
    ASSERT_TRUE(m_one.upsert("c", {pointAt("z", 1.0F)}, {}));
    EXPECT_THAT(nearest(m_two), ElementsAre("z"));
    ASSERT_TRUE(m_one.dropCollection("c", {}));
    EXPECT_THAT(nearest(m_two), ElementsAre("there is no collection 'c'"));
}

TEST_F(LocalStoreShared, AnotherDimensionUnderTheSameNameIsNoDamage) {
    ASSERT_TRUE(m_one.dropCollection("c", {}));
    ASSERT_TRUE(m_one.createCollection(specOf("c", 3, Metric::Euclidean), {}));
    const auto refused = m_two.upsert("c", {pointAt("a", 1.0F)}, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::InvalidArgument) << refused.error().message;
    EXPECT_EQ(m_two.collection("c", {})->spec.dimension, 3U);
}

TEST_F(LocalStoreShared, NothingIsLoadedAgainWhileNobodyElseWrites) {
    const std::size_t walks = m_storage->walks();
    for (int i = 0; i < 5; ++i) {
        ASSERT_TRUE(m_two.upsert("c", {pointAt("n" + std::to_string(i), 4.0F)}, {}));
        ASSERT_EQ(nearest(m_two).size(), 3U + static_cast<std::size_t>(i));
    }
    ASSERT_TRUE(m_two.remove("c", {"n0"}, {}));
    EXPECT_EQ(nearest(m_two).size(), 6U);
    EXPECT_EQ(m_storage->walks(), walks);
}

TEST_F(LocalStoreShared, WritesOfBothAreKeptWhenTheyComeAtOnce) {
    std::atomic<int> failed = 0;
    const auto write = [&](LocalStore& store, const std::string& prefix) {
        for (int i = 0; i < 50; ++i)
            if (!store.upsert("c", {pointAt(prefix + std::to_string(i), 9.0F)}, {})) ++failed;
    };
    std::thread one([&] { write(m_one, "one"); });
    std::thread two([&] { write(m_two, "two"); });
    one.join();
    two.join();
    EXPECT_EQ(failed, 0);
    EXPECT_EQ(m_one.collection("c", {})->count, 102U);
    ScrollRequest all;
    all.limit = 1000;
    EXPECT_EQ(m_one.scroll("c", all, {})->points.size(), 102U);
    EXPECT_EQ(m_two.scroll("c", all, {})->points.size(), 102U);
}

}  // namespace
}  // namespace qstore
