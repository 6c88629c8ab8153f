// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/testing.h"
#include "failing_vfs.h"
#include "tiny_training.h"

namespace qstore {
namespace {

class FullDisk : public ScratchTest {};

Table tableOf(int rows) {
    Column column{"n", ColumnType::Number, {}, {}, {}, ""};
    for (int row = 0; row < rows; ++row) {
        column.numbers.push_back(row * 0.5 + rows);
        column.missing.push_back(false);
    }
    return Table::create({column}).value();
}

TEST_F(FullDisk, AGrowthLimitLosesNothingAcknowledged) {
    const auto workspace = tinyWorkspace(file());
    testing::limitGrowth(*workspace, 3);
    expectError(workspace->saveDataset("large", tableOf(200'000), "", Recipe{}),
                ErrorCode::ResourceExhausted, "disk full");
    EXPECT_EQ(workspace->loadDataset("tiny").value().contentHash(), tinyTable().contentHash());
    expectError(workspace->loadDataset("large"), ErrorCode::NotFound);
    QSTORE_ASSERT_OK(workspace->integrityCheck());
    QSTORE_ASSERT_OK(open()->saveDataset("large", tableOf(200'000), "", Recipe{}));
}

TEST_F(FullDisk, ATrainingThatRunsOutOfSpaceGoesOnBitEqual) {
    // Long enough for metrics and checkpoint to need new pages.
    TrainingOrder order = tinyOrder();
    order.config.epochs = 60;
    const auto whole = tinyWorkspace(file("whole.qstore"));
    const std::string wanted =
        TrainingSession::start(whole, order).value()->execute(nullptr, {}).value().weightsSha256;
    bool failed = false;
    for (int pages = 0; pages < 3; ++pages) {
        SCOPED_TRACE(pages);
        const std::string name = "p" + std::to_string(pages) + ".qstore";
        auto workspace = tinyWorkspace(file(name));
        testing::limitGrowth(*workspace, pages);
        std::string run;
        std::size_t acknowledged = 0;
        {
            const auto session = TrainingSession::start(workspace, order);
            if (!session) {
                expectError(session, ErrorCode::ResourceExhausted, "disk full");
                EXPECT_TRUE(workspace->runs().value().empty());
                failed = true;
                continue;
            }
            run = (*session)->runId();
            const auto summary = (*session)->execute(nullptr, {});
            if (!summary) {
                failed = true;
                expectError(summary, ErrorCode::ResourceExhausted, "disk full");
            }
            acknowledged = workspace->metrics(run).value().size();
        }
        workspace.reset();
        workspace = open(name);
        QSTORE_ASSERT_OK(workspace->integrityCheck());
        EXPECT_GE(workspace->metrics(run).value().size(), acknowledged);
        const auto resumed = TrainingSession::resume(workspace, run);
        ASSERT_TRUE(resumed.has_value()) << resumed.error().message;
        EXPECT_EQ((*resumed)->execute(nullptr, {}).value().weightsSha256, wanted);
    }
    EXPECT_TRUE(failed) << "the limit was never met";
}

TEST_F(FullDisk, AFileSystemThatRefusesWritesLosesNothingAcknowledged) {
    tinyWorkspace(file("start.qstore"));
    FailingVfs vfs;
    bool refusedOnce = false, passedOnce = false;
    for (std::int64_t writes = 0; !passedOnce; writes += 1 + writes / 4) {
        SCOPED_TRACE(writes);
        ASSERT_LT(writes, 100'000);
        const std::string name = "w" + std::to_string(writes) + ".qstore";
        std::filesystem::copy_file(file("start.qstore"), file(name));
        std::vector<std::string> acknowledged;
        vfs.allowWrites(writes);
        {
            const auto workspace = Workspace::open(file(name), false);
            if (!workspace) expectError(workspace, ErrorCode::ResourceExhausted, "disk full");
            for (int rows = 100; workspace && rows < 20'000; rows *= 3) {
                const std::string dataset = "d" + std::to_string(rows);
                const auto saved = (*workspace)->saveDataset(dataset, tableOf(rows), "", Recipe{});
                if (saved)
                    acknowledged.push_back(dataset);
                else
                    expectError(saved, ErrorCode::ResourceExhausted, "disk full");
            }
        }
        (vfs.refusedAny() ? refusedOnce : passedOnce) = true;
        vfs.allowWrites(-1);
        const auto workspace = open(name);
        QSTORE_ASSERT_OK(workspace->integrityCheck());
        EXPECT_EQ(workspace->loadDataset("tiny").value().contentHash(), tinyTable().contentHash());
        for (const auto& dataset : acknowledged)
            EXPECT_EQ(workspace->loadDataset(dataset).value().contentHash(),
                      tableOf(std::stoi(dataset.substr(1))).contentHash());
        EXPECT_EQ(workspace->datasets().value().size(), acknowledged.size() + 1);
    }
    EXPECT_TRUE(refusedOnce);
}

}  // namespace
}  // namespace qstore
