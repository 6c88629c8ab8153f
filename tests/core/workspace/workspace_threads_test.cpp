// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <thread>

#include "tiny_training.h"

namespace qstore {
namespace {

class WorkspaceThreads : public ScratchTest {};

TEST_F(WorkspaceThreads, WriteAndReadAtTheSameTime) {
    const auto workspace = tinyWorkspace(file());
    constexpr int count = 40;
    std::atomic<int> failures{0};
    const auto write = [&](const std::string& prefix) {
        for (int index = 0; index < count; ++index)
            if (!workspace->setValue(prefix + std::to_string(index), std::to_string(index))) ++failures;
    };
    const auto read = [&] {
        for (int index = 0; index < count; ++index) {
            const auto table = workspace->loadDataset("tiny");
            if (!table || table->rows() != 30 || !workspace->value("a" + std::to_string(index))) ++failures;
        }
    };
    {
        std::vector<std::jthread> threads;
        threads.emplace_back(write, "a");
        threads.emplace_back(write, "b");
        threads.emplace_back(read);
        threads.emplace_back(read);
    }
    EXPECT_EQ(failures.load(), 0);
    for (const std::string prefix : {"a", "b"})
        for (int index = 0; index < count; ++index)
            EXPECT_EQ(workspace->value(prefix + std::to_string(index)).value(), std::to_string(index));
}

TEST_F(WorkspaceThreads, TwoOpenWorkspacesTakeTurns) {
    tinyWorkspace(file());
    RunRecord record;
    record.datasetHash = tinyTable().contentHash();
    std::atomic<int> failures{0};
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 2; ++thread)
            threads.emplace_back([&] {
                const auto workspace = Workspace::open(file(), false);
                for (int index = 0; workspace && index < 20; ++index)
                    if (!(*workspace)->createRun(record)) ++failures;
                if (!workspace) ++failures;
            });
    }
    EXPECT_EQ(failures.load(), 0);
    EXPECT_EQ(open()->runs().value().size(), 40U);
}

TEST_F(WorkspaceThreads, AReaderSeesATransactionWholeOrNotAtAll) {
    const auto workspace = tinyWorkspace(file());
    const auto session = TrainingSession::start(workspace, tinyOrder()).value();
    std::atomic<int> torn{0};
    std::jthread reader([&](const std::stop_token& stop) {
        while (!stop.stop_requested()) {
            const auto run = workspace->run(session->runId());
            if (!run || (run->state == RunState::Finished) != !run->weightsHash.empty()) ++torn;
        }
    });
    QSTORE_ASSERT_OK(session->execute(nullptr, {}));
    reader.request_stop();
    reader.join();
    EXPECT_EQ(torn.load(), 0);
}

}  // namespace
}  // namespace qstore
