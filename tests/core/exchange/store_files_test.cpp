// SPDX-License-Identifier: Apache-2.0
#include "core/exchange/store_files.h"

#include <gmock/gmock.h>

#include <bit>

#include "../workspace/tiny_training.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"
#include "memory_bytes.h"
#include "stop_after.h"

namespace qstore {
namespace {

using ::testing::HasSubstr;

class StoreFiles : public ScratchTest {
protected:
    std::string interruptedRun() const {
        const auto session = TrainingSession::start(workspace, tinyOrder()).value();
        std::stop_source stop;
        StopAfter watch(stop, 2);
        const auto outcome = session->execute(&watch, {stop.get_token(), {}});
        EXPECT_TRUE(!outcome || outcome->end == TrainingEnd::Cancelled);
        return session->runId();
    }
    static std::string weightsAfter(const std::shared_ptr<Workspace>& place, const std::string& run) {
        const auto session = TrainingSession::resume(place, run).value();
        return session->execute(nullptr, {}).value().weightsSha256;
    }

    std::shared_ptr<Workspace> workspace = tinyWorkspace(file());
    MemoryBytes files;
};

TEST_F(StoreFiles, ADatasetComesBackBitByBit) {
    const auto kept = keepDataset(files, *workspace, "tiny");
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(kept->name, "tiny.dataset");
    EXPECT_EQ(kept->kind, "dataset");
    const auto other = open("other.qstore");
    const auto restored = restoreFile(files, *other, "tiny.dataset", "again");
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->name, "again");
    const Table table = other->loadDataset("again").value(), wanted = tinyTable();
    EXPECT_EQ(table.contentHash(), wanted.contentHash());
    for (std::size_t column = 0; column < wanted.columns().size(); ++column) {
        EXPECT_EQ(table.columns()[column].name, wanted.columns()[column].name);
        EXPECT_EQ(table.columns()[column].texts, wanted.columns()[column].texts);
        for (std::size_t row = 0; row < wanted.columns()[column].numbers.size(); ++row)
            EXPECT_EQ(std::bit_cast<std::uint64_t>(table.columns()[column].numbers[row]),
                      std::bit_cast<std::uint64_t>(wanted.columns()[column].numbers[row]));
    }
    EXPECT_EQ(other->loadRecipe("again").value(), tinyRecipe());
    EXPECT_EQ(other->datasets()->front().source, "tiny.csv");
    EXPECT_TRUE(restoreFile(files, *other, "tiny.dataset", "again")) << "the same rows are no conflict";
    EXPECT_EQ(keepDataset(files, *other, "again")->bytes, kept->bytes + 1) << "but for the name";
}

TEST_F(StoreFiles, DamageIsFoundAndLeavesNothing) {
    ASSERT_TRUE(keepDataset(files, *workspace, "tiny"));
    std::string& bytes = files.bytesOfFile("tiny.dataset");
    const std::string whole = bytes;
    const auto other = open("other.qstore");
    bytes[bytes.size() - 3] = static_cast<char>(bytes[bytes.size() - 3] ^ 1);
    expectError(restoreFile(files, *other, "tiny.dataset", ""), ErrorCode::Corrupt,
                "not those that were kept");
    for (const std::size_t length : {whole.size() - 1, whole.size() / 2, std::size_t{20}, std::size_t{0}}) {
        bytes = whole.substr(0, length);
        EXPECT_FALSE(restoreFile(files, *other, "tiny.dataset", "")) << length;
    }
    bytes = whole + "x";
    EXPECT_FALSE(restoreFile(files, *other, "tiny.dataset", ""));
    EXPECT_TRUE(other->datasets()->empty());
}

TEST_F(StoreFiles, AnotherFileOfThatNameStaysUnlessItIsReplaced) {
    const KeptFile there = files.keep("tiny.dataset", "dataset", "other bytes", {}).value();
    const auto refused = keepDataset(files, *workspace, "tiny", {}, KeptBefore::Refuse);
    expectError(refused, ErrorCode::AlreadyExists, "'tiny.dataset'");
    EXPECT_THAT(refused.error().message, HasSubstr("11 bytes of 1970-01-01 00:00 UTC"));
    EXPECT_EQ(files.files({}).value(), (std::vector<KeptFile>{there}));
    const auto replaced = keepDataset(files, *workspace, "tiny", {}, KeptBefore::Replace);
    ASSERT_TRUE(replaced);
    EXPECT_NE(replaced->sha256, there.sha256);
    EXPECT_TRUE(keepDataset(files, *workspace, "tiny", {}, KeptBefore::Refuse)) << "the same bytes";
    const std::string run = interruptedRun();
    files.keep(run + ".checkpoint", "checkpoint", "x", {}).value();
    expectError(keepCheckpoint(files, *workspace, run, {}, KeptBefore::Refuse), ErrorCode::AlreadyExists,
                run);
    EXPECT_TRUE(keepCheckpoint(files, *workspace, run, {}, KeptBefore::Replace));
}

TEST_F(StoreFiles, AModelPredictsTheSameFromItsBundle) {
    ASSERT_TRUE(workspace->registerModel("tiny-model", finishedRun(workspace), "small"));
    const auto kept = keepModel(files, *workspace, "tiny-model");
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(kept->name, "tiny-model-1.qmodel");
    const auto other = open("other.qstore");
    const auto restored = restoreFile(files, *other, kept->name, "");
    ASSERT_TRUE(restored) << restored.error().message;
    EXPECT_EQ(restored->name, "tiny-model:1");
    EXPECT_EQ(other->findModel("tiny-model")->weightsHash, workspace->findModel("tiny-model")->weightsHash);
}

TEST_F(StoreFiles, ATrainingGoesOnBitEqualElsewhere) {
    const std::string run = interruptedRun();
    const auto kept = keepCheckpoint(files, *workspace, run);
    ASSERT_TRUE(kept) << kept.error().message;
    EXPECT_EQ(kept->name, run + ".checkpoint");

    const auto empty = open("empty.qstore");
    expectError(restoreFile(files, *empty, kept->name, ""), ErrorCode::NotFound, "rows");
    const auto other = tinyWorkspace(file("other.qstore"));
    const auto restored = restoreFile(files, *other, kept->name, "");
    ASSERT_TRUE(restored) << restored.error().message;
    const auto before = other->latestCheckpoint(restored->name).value();
    ASSERT_TRUE(before);
    EXPECT_EQ(before->toBytes(), workspace->latestCheckpoint(run).value()->toBytes());
    const auto reference = tinyWorkspace(file("reference.qstore"));
    const std::string wanted =
        TrainingSession::start(reference, tinyOrder()).value()->execute(nullptr, {}).value().weightsSha256;
    EXPECT_EQ(weightsAfter(other, restored->name), wanted);
}

TEST_F(StoreFiles, ACheckpointDoesNotSetARunBack) {
    const std::string run = interruptedRun();
    ASSERT_TRUE(keepCheckpoint(files, *workspace, run));
    expectError(restoreFile(files, *workspace, run + ".checkpoint", ""), ErrorCode::AlreadyExists, run);
    expectError(keepCheckpoint(files, *workspace, "r0"), ErrorCode::NotFound);
    expectError(restoreFile(files, *workspace, run + ".checkpoint", "x"), ErrorCode::InvalidArgument);
}

TEST_F(StoreFiles, AStoreOfVectorsAloneSaysSo) {
    LocalStore local(workspacePoints(workspace));
    const auto none = byteStoreOf(local, "local");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, ErrorCode::Unsupported);
    EXPECT_THAT(none.error().message, HasSubstr("'local'"));
    EXPECT_THAT(none.error().hint, HasSubstr("pgvector"));
    expectError(keepDataset(files, *workspace, "tyni"), ErrorCode::NotFound, "'tyni'");
    ASSERT_TRUE(files.keep("x", "picture", "bytes", {}));
    expectError(restoreFile(files, *workspace, "x", ""), ErrorCode::Unsupported, "'picture'");
}

}  // namespace
}  // namespace qstore
