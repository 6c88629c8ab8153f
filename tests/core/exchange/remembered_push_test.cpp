// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/remembered_push.h"

#include <gmock/gmock.h>

#include "../workspace/scratch.h"
#include "core/data/samples.h"
#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"
#include "watched_store.h"

namespace qstore {
namespace {

/// Iris is pushed as it is; another push scales its columns.
class RememberedPush : public ScratchTest {
protected:
    RememberedPush() {
        plain.dataset = scaled.dataset = "iris";
        plain.recipe = suggestRecipe(iris, "target").value();
        plain.recipe.scaling = Scaling::None;
        scaled.recipe = plain.recipe;
        scaled.recipe.scaling = Scaling::Standard;
        spec.name = "flowers";
        spec.dimension = 4;
        spec.metric = Metric::Euclidean;
    }
    Result<PushReport> push(const PointsOrder& order, const std::optional<CollectionSpec>& create = {},
                            const RunControl& control = {}) {
        const DatasetPoints points = DatasetPoints::create(iris, order.recipe, "").value();
        return pushRemembered(*workspace, store, {"work", "flowers", create}, order, points, control);
    }
    std::optional<PointsOrder> remembered() const {
        return rememberedPush(*workspace, "work", "flowers").value();
    }
    void expectRemembered(const PointsOrder& order) const {
        ASSERT_TRUE(remembered());
        const PointsOrder& other = &order == &plain ? scaled : plain;
        EXPECT_TRUE(checkSamePush(*workspace, "work", "flowers", order));
        EXPECT_FALSE(checkSamePush(*workspace, "work", "flowers", other));
    }
    static Status lost() { return fail(ErrorCode::Io, "the line is gone", ""); }

    const Table iris = loadSample("iris").value();
    PointsOrder plain, scaled;
    CollectionSpec spec;
    WatchedStore store{std::make_shared<LocalStore>(std::make_shared<MemoryPointStorage>()), 40};
    std::shared_ptr<Workspace> workspace = open();
};

TEST_F(RememberedPush, OneThatWritesNothingLeavesWhatWasRemembered) {
    ASSERT_TRUE(push(plain, spec));
    expectRemembered(plain);
    store.beforeFetch = [](std::size_t) { return lost(); };
    expectError(push(scaled), ErrorCode::Io, "the line");
    expectRemembered(plain);
    store.beforeFetch = {};
    std::stop_source stop;
    stop.request_stop();
    expectError(push(scaled, {}, RunControl{stop.get_token(), {}}), ErrorCode::Cancelled, "");
    expectRemembered(plain);
    store.beforeUpsert = [](std::size_t) {
        return fail(ErrorCode::Unsupported, "it may only be read", "");
    };
    expectError(push(scaled), ErrorCode::Unsupported, "only be read");
    expectRemembered(plain);
    // Cancelled while the first batch is on its way, which never comes.
    std::stop_source late;
    store.beforeUpsert = [&late](std::size_t) {
        late.request_stop();
        return cancelled();
    };
    expectError(push(scaled, {}, RunControl{late.get_token(), {}}), ErrorCode::Cancelled, "");
    expectRemembered(plain);
}

TEST_F(RememberedPush, OneThatWritesIsRememberedHoweverItEnds) {
    ASSERT_TRUE(push(plain, spec));
    // Written, and the answer is lost.
    store.afterUpsert = [](std::size_t) { return lost(); };
    expectError(push(scaled), ErrorCode::Io, "the line");
    expectRemembered(scaled);
    store.afterUpsert = {};
    ASSERT_TRUE(push(plain));
    expectRemembered(plain);
    std::size_t calls = 0;
    store.beforeUpsert = [&calls](std::size_t) { return ++calls == 2 ? lost() : Status(); };
    expectError(push(scaled), ErrorCode::Io, "the line");
    expectRemembered(scaled);
}

TEST_F(RememberedPush, ACollectionThatIsNotMadeIsNotRemembered) {
    store.beforeUpsert = [](std::size_t) { return lost(); };
    expectError(push(plain, spec), ErrorCode::Io, "the line");
    EXPECT_FALSE(remembered());
    expectError(store.collection("flowers", {}), ErrorCode::NotFound, "");
    store.beforeUpsert = {};
    CollectionSpec wrong = spec;
    wrong.name = "";
    EXPECT_FALSE(push(plain, wrong));
    EXPECT_FALSE(remembered());
}

TEST_F(RememberedPush, WhatIsThereAlreadyIsRememberedToo) {
    const DatasetPoints points = DatasetPoints::create(iris, plain.recipe, "").value();
    ASSERT_TRUE(pushIntoNew(store, spec, points));
    const auto report = push(plain);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->written, 0U);
    expectRemembered(plain);
}

}  // namespace
}  // namespace qstore
