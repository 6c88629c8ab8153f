// SPDX-License-Identifier: GPL-3.0-or-later
// The same 10,000 points and 100 filtered questions that every store is asked.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/plugins/qdrant/qdrant_double.h"
#include "tests/plugins/stores/store_conformance.h"

namespace qstore {
namespace {

using ::testing::IsEmpty;

class QdrantConformance : public ::testing::TestWithParam<Metric> {
protected:
    testing::ConformanceResult answers(IndexKind index, bool exact) {
        const auto data = testing::conformanceData(testing::qdrantSpec("points", 1, GetParam(), index));
        const Status filled = testing::fill(*m_store, data);
        EXPECT_TRUE(filled) << filled.error().message;
        m_questions = data.queries.size();
        return testing::ask(*m_store, data, exact);
    }

    testing::QdrantDouble m_server;
    std::shared_ptr<VectorStore> m_store = testing::openQdrant(m_server);
    std::size_t m_questions = 0;
};

TEST_P(QdrantConformance, AnswersExactlyWithoutAnIndex) {
    const auto result = answers(IndexKind::Exact, false);
    EXPECT_THAT(result.wrong, IsEmpty());
    EXPECT_EQ(result.recall, 1.0);
    EXPECT_EQ(result.exact, m_questions);
}

/// The double builds no graph: what is shown here is that the questions are put and the answers read, and
/// that an exact question to a graph is one.
TEST_P(QdrantConformance, AsksAGraph) {
    const auto result = answers(IndexKind::Hnsw, false);
    EXPECT_THAT(result.wrong, IsEmpty());
    EXPECT_GE(result.recall, 0.95);
    EXPECT_EQ(result.exact, 0U);
}

INSTANTIATE_TEST_SUITE_P(Metrics, QdrantConformance, ::testing::ValuesIn(kMetrics));

}  // namespace
}  // namespace qstore
