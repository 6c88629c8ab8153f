// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/replay.h"

#include "core/workspace/testing.h"
#include "tiny_training.h"

namespace qstore {
namespace {

class Replay : public ScratchTest {
protected:
    std::shared_ptr<Workspace> m_workspace = tinyWorkspace(file());
    std::string m_run = finishedRun(m_workspace);
};

TEST_F(Replay, GivesTheSameWeightsAndWritesNothing) {
    const auto report = replayRun(m_workspace, m_run);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    EXPECT_TRUE(report->matches);
    EXPECT_EQ(report->replayedSha256, m_workspace->run(m_run).value().weightsHash);
    EXPECT_EQ(report->replayedSha256, weightsHash(m_workspace->runWeights(m_run).value()));
    EXPECT_EQ(report->epochs, 3U);
    EXPECT_EQ(m_workspace->runs().value().size(), 1U);
}

TEST_F(Replay, AnotherSeedIsNoticed) {
    QSTORE_ASSERT_OK(testing::executeSql(
        *m_workspace, "UPDATE runs SET config = replace(config, '\"seed\":11', '\"seed\":12')"));
    const auto report = replayRun(m_workspace, m_run);
    ASSERT_TRUE(report.has_value()) << report.error().message;
    EXPECT_FALSE(report->matches);
    EXPECT_NE(report->replayedSha256, report->storedSha256);
}

TEST_F(Replay, NeedsAFinishedRunAndItsRows) {
    expectError(replayRun(m_workspace, "r0"), ErrorCode::NotFound, "'r0'");
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    expectError(replayRun(m_workspace, session->runId()), ErrorCode::InvalidArgument, "created");
    QSTORE_ASSERT_OK(testing::executeSql(*m_workspace,
                                         "UPDATE column_chunks SET cells = CAST(substr(cells, 1, 8) || "
                                         "x'0000000000000840' || substr(cells, 17) AS BLOB) "
                                         "WHERE position = 0"));
    expectError(replayRun(m_workspace, m_run), ErrorCode::Corrupt, "were changed");
}

TEST_F(Replay, StopsOnRequest) {
    std::stop_source stop;
    stop.request_stop();
    expectError(replayRun(m_workspace, m_run, {stop.get_token(), {}}), ErrorCode::Cancelled);
}

}  // namespace
}  // namespace qstore
