// SPDX-License-Identifier: Apache-2.0
// Push and pull are killed at every call that moves points, and go on afterwards: nothing twice, nothing
// lost.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <csignal>
#include <filesystem>
#include <set>

#include "core/data/samples.h"
#include "core/exchange/dataset_points.h"
#include "core/stores/local_store.h"
#include "core/workspace/workspace_points.h"
#include "dying_store.h"

namespace qstore {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFolderVariable = "QSTORE_TRANSFER_KILL_FOLDER";

/// GoogleTest starts this program anew for each death (threads of a pool do not survive a fork); the new
/// one runs the same test up to there, so it has to find the folder of the first.
class TransferKill : public ::testing::Test {
protected:
    TransferKill() {
        GTEST_FLAG_SET(death_test_style, "threadsafe");
        if (const char* given = ::getenv(kFolderVariable)) {  // NOLINT(concurrency-mt-unsafe): one thread
            m_folder = given;
            return;
        }
        std::string pattern = (fs::temp_directory_path() / "qstore-test-XXXXXX").string();
        if (::mkdtemp(pattern.data()) == nullptr) ADD_FAILURE() << "cannot make " << pattern;
        m_folder = pattern;
        m_isFirst = true;
        ::setenv(kFolderVariable, pattern.c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
    }
    ~TransferKill() override {
        if (!m_isFirst) return;
        ::unsetenv(kFolderVariable);  // NOLINT(concurrency-mt-unsafe): one thread
        std::error_code ignored;
        fs::remove_all(m_folder, ignored);
    }

    static DatasetPoints points() {
        const Table iris = loadSample("iris").value();
        return DatasetPoints::create(iris, suggestRecipe(iris, "target").value(), "").value();
    }
    static CollectionSpec spec() {
        CollectionSpec spec;
        spec.name = "c";
        spec.dimension = 4;
        spec.metric = Metric::Euclidean;
        return spec;
    }
    fs::path workspaceFile(const std::string& name) const { return m_folder / (name + ".qstore"); }

    /// What a push does until it is killed; the report of one that is not.
    static Result<PushReport> push(const fs::path& file, std::size_t call, bool after,
                                   std::size_t* calls = nullptr) {
        LocalStore local(workspacePoints(Workspace::open(file, true).value()));
        DyingStore store(local, call, after);
        auto report = pushIntoNew(store, spec(), points());
        if (calls != nullptr) *calls = store.calls();
        return report;
    }
    static Result<Table> pull(const fs::path& file, const fs::path& partFile, std::size_t call, bool after,
                              std::size_t* calls = nullptr) {
        LocalStore local(workspacePoints(Workspace::open(file, true).value()));
        DyingStore store(local, call, after);
        QSTORE_TRY(PullPart part, PullPart::open(partFile, {"local", "c", "", 4, Metric::Euclidean}));
        auto table = pullCollection(store, "c", {}, part);
        if (calls != nullptr) *calls = store.calls();
        return table;
    }

    fs::path m_folder;
    bool m_isFirst = false;
};

TEST_F(TransferKill, APushGoesOnWhereItWasKilled) {
    std::size_t calls = 0;
    if (m_isFirst) {
        const auto whole = push(workspaceFile("whole"), 0, false, &calls);
        ASSERT_TRUE(whole) << whole.error().message;
        ASSERT_EQ(whole->written, 150U);
        ASSERT_EQ(calls, 2U * 22U) << "22 batches of 7, each fetched and written";
    }
    for (std::size_t call = 1; call <= 44; call += 3)
        for (const bool after : {false, true}) {
            const fs::path file = workspaceFile("push" + std::to_string(call) + (after ? "a" : "b"));
            EXPECT_EXIT(static_cast<void>(push(file, call, after)), ::testing::KilledBySignal(SIGKILL), "");
            if (!m_isFirst) continue;
            // Every second call writes a batch of 7.
            const std::size_t there = (after ? call : call - 1) / 2 * DyingStore::kBatch;
            const auto again = push(file, 0, false);
            ASSERT_TRUE(again) << again.error().message;
            EXPECT_EQ(again->written, 150U - std::min<std::size_t>(there, 150U)) << call << after;
            LocalStore store(workspacePoints(Workspace::open(file, false).value()));
            LocalStore whole(workspacePoints(Workspace::open(workspaceFile("whole"), false).value()));
            EXPECT_TRUE(compareCollections(store, "c", whole, "c")->equal()) << call << after;
        }
}

TEST_F(TransferKill, APullGoesOnWhereItWasKilled) {
    const fs::path file = workspaceFile("source");
    std::string wanted;
    if (m_isFirst) {
        ASSERT_TRUE(push(file, 0, false));
        std::size_t calls = 0;
        const auto whole = pull(file, m_folder / "whole.part", 0, false, &calls);
        ASSERT_TRUE(whole) << whole.error().message;
        ASSERT_EQ(whole->rows(), 150U);
        ASSERT_EQ(calls, 22U);
        wanted = whole->contentHash();
    }
    for (std::size_t call = 1; call <= 22; ++call)
        for (const bool after : {false, true}) {
            const fs::path part = m_folder / ("pull" + std::to_string(call) + (after ? "a" : "b"));
            EXPECT_EXIT(static_cast<void>(pull(file, part, call, after)),
                        ::testing::KilledBySignal(SIGKILL), "");
            if (!m_isFirst) continue;
            std::size_t calls = 0;
            const auto again = pull(file, part, 0, false, &calls);
            ASSERT_TRUE(again) << again.error().message;
            EXPECT_EQ(again->contentHash(), wanted) << call << after;
            EXPECT_EQ(calls, 22U - (call - 1)) << "pages that were kept are not asked for again";
        }
}

}  // namespace
}  // namespace qstore
