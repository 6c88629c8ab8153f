// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/migrations.h"

#include <set>

#include "core/workspace/workspace_jobs.h"
#include "scratch.h"

namespace qstore {
namespace {

class Migrations : public ScratchTest {};

std::set<std::string> tablesOf(SQLite::Database& database) {
    SQLite::Statement row(database, "SELECT name FROM sqlite_schema WHERE type = 'table'");
    std::set<std::string> names;
    while (row.executeStep()) names.insert(row.getColumn(0).getString());
    return names;
}

SQLite::Database create(const std::filesystem::path& path) {
    return {path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
}

TEST_F(Migrations, AreNumberedWithoutGaps) {
    int expected = 1;
    for (const Migration& step : workspaceMigrations()) EXPECT_EQ(step.to, expected++);
    EXPECT_EQ(workspaceSchemaVersion(), expected - 1);
}

TEST_F(Migrations, EveryOlderVersionOpensAsTheNewestWithItsContent) {
    std::set<std::string> newest;
    {
        auto database = create(file("newest"));
        QSTORE_ASSERT_OK(migrateWorkspace(database, "newest"));
        newest = tablesOf(database);
    }
    for (int version = 0; version <= workspaceSchemaVersion(); ++version) {
        const std::string name = "v" + std::to_string(version) + ".qstore";
        {
            auto database = create(file(name));
            QSTORE_ASSERT_OK(migrateWorkspace(database, name, version));
            EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), version);
            if (version >= 1) database.exec("INSERT INTO kept_values VALUES ('k', 'kept')");
        }
        const auto workspace = Workspace::open(file(name), false);
        ASSERT_TRUE(workspace.has_value()) << workspace.error().message;
        EXPECT_EQ((*workspace)->value("k").value().value_or("none"), version >= 1 ? "kept" : "none");
        QSTORE_ASSERT_OK((*workspace)->integrityCheck());
        auto database = create(file(name));
        EXPECT_EQ(database.execAndGet("PRAGMA user_version").getInt(), workspaceSchemaVersion());
        EXPECT_EQ(database.execAndGet("PRAGMA application_id").getInt(), workspaceApplicationId);
        EXPECT_EQ(tablesOf(database), newest);
    }
}

/// Only accounts of a practice cloud may have these names.
TEST_F(Migrations, OldJobsAreKnownAsPracticeByTheirAccountsName) {
    constexpr int before = 6;
    {
        auto database = create(file());
        QSTORE_ASSERT_OK(migrateWorkspace(database, file(), before));
        for (const char* profile : {"practice", "practice-ibm", "practiced", "lab"})
            database.exec(
                "INSERT INTO jobs (id, profile, device, name, token, remote_id, state, state_before_key, "
                "run, "
                "purpose, circuits, shots, merged, error_code, error_message, error_hint, created_ms, "
                "submitted_ms, finished_ms) VALUES ('" +
                std::string(profile) + "', '" + profile +
                "', 'd', '', '', 'remote', 'completed', 'prepared', '', '', 1, 1, 0, '', '', '', 1, 1, 1)");
    }
    const auto jobs = workspaceJobs(open())->jobs().value();
    ASSERT_EQ(jobs.size(), 4U);
    for (const JobRecord& job : jobs)
        EXPECT_EQ(job.practice, job.profile == "practice" || job.profile == "practice-ibm") << job.profile;
}

TEST_F(Migrations, ANewerFileIsRefusedAndLeftAsItIs) {
    const int newer = workspaceSchemaVersion() + 1;
    open();
    create(file()).exec("PRAGMA journal_mode = DELETE; PRAGMA user_version = " + std::to_string(newer));
    const std::string before = bytesOf(file());
    const auto opened = Workspace::open(file(), true);
    expectError(opened, ErrorCode::NewerVersion, "version " + std::to_string(newer));
    EXPECT_NE(opened.error().message.find("up to version " + std::to_string(newer - 1)), std::string::npos);
    EXPECT_NE(opened.error().hint.find("update"), std::string::npos);
    EXPECT_EQ(bytesOf(file()), before);
}

TEST_F(Migrations, ADatabaseOfAnotherProgramIsRefusedAndLeftAsItIs) {
    create(file()).exec("CREATE TABLE theirs (a)");
    const std::string before = bytesOf(file());
    expectError(Workspace::open(file(), true), ErrorCode::Corrupt, "another program");
    EXPECT_EQ(bytesOf(file()), before);
}

TEST_F(Migrations, DamagedFilesAreRefusedAndLeftAsTheyAre) {
    {
        const auto workspace = open("good.qstore");
        for (int index = 0; index < 200; ++index)
            QSTORE_ASSERT_OK(workspace->setValue("k" + std::to_string(index), std::string(500, 'v')));
    }
    const std::string good = bytesOf(file("good.qstore"));
    ASSERT_GT(good.size(), 60'000U);
    std::string scribbled = good;
    for (std::size_t index = 20'000; index < 50'000; ++index) scribbled[index] = '\x5a';
    const std::map<std::string, std::string> cases = {
        {"truncated", good.substr(0, good.size() / 2)},
        {"cut inside the header", good.substr(0, 60)},
        {"no database", "name,value\na,1\n" + std::string(2000, 'x')},
        {"overwritten inside", scribbled}};
    for (const auto& [what, content] : cases) {
        SCOPED_TRACE(what);
        std::ofstream(file("bad.qstore"), std::ios::binary) << content;
        const auto opened = Workspace::open(file("bad.qstore"), true);
        expectError(opened, ErrorCode::Corrupt);
        EXPECT_NE(opened.error().hint.find("copy"), std::string::npos);
        EXPECT_EQ(bytesOf(file("bad.qstore")), content);
        const auto copy = copyWorkspaceFile(file("bad.qstore"));
        ASSERT_TRUE(copy.has_value());
        EXPECT_EQ(bytesOf(*copy), content);
    }
}

TEST_F(Migrations, AMissingFileIsCreatedOnlyOnRequest) {
    expectError(Workspace::open(file("none.qstore"), false), ErrorCode::NotFound, "none.qstore");
    EXPECT_FALSE(std::filesystem::exists(file("none.qstore")));
    QSTORE_ASSERT_OK(Workspace::open(file("deep/er/new.qstore"), true));
    EXPECT_TRUE(std::filesystem::exists(file("deep/er/new.qstore")));
}

}  // namespace
}  // namespace qstore
