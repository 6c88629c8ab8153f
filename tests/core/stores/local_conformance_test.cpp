// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/stores/local_store.h"
#include "tests/core/stores/memory_point_storage.h"
#include "tests/plugins/stores/store_conformance.h"

namespace qstore {
namespace {

using testing::ConformanceData;
using testing::ConformanceResult;
using ::testing::IsEmpty;

class LocalConformance : public ::testing::TestWithParam<Metric> {
protected:
    LocalStore m_store{std::make_shared<MemoryPointStorage>()};
};

TEST_P(LocalConformance, AnswersFilteredQueriesExactlyWithoutAnIndex) {
    CollectionSpec spec;
    spec.name = "points";
    spec.metric = GetParam();
    const ConformanceData data = testing::conformanceData(spec);
    ASSERT_TRUE(testing::fill(m_store, data));
    const ConformanceResult result = testing::ask(m_store, data, false);
    EXPECT_THAT(result.wrong, IsEmpty());
    EXPECT_EQ(result.recall, 1.0);
    EXPECT_EQ(result.exact, data.queries.size());
}

TEST_P(LocalConformance, FindsNearlyAllByTheGraph) {
    CollectionSpec spec;
    spec.name = "points";
    spec.metric = GetParam();
    spec.index = IndexKind::Hnsw;
    const ConformanceData data = testing::conformanceData(spec);
    ASSERT_TRUE(testing::fill(m_store, data));
    const ConformanceResult result = testing::ask(m_store, data, false);
    EXPECT_THAT(result.wrong, IsEmpty());
    EXPECT_GE(result.recall, 0.95);
    EXPECT_EQ(testing::ask(m_store, data, true).recall, 1.0);
}

INSTANTIATE_TEST_SUITE_P(Metrics, LocalConformance, ::testing::ValuesIn(kMetrics));

}  // namespace
}  // namespace qstore
