// SPDX-License-Identifier: Apache-2.0
#include <SQLiteCpp/Database.h>

#include <cmath>
#include <limits>

#include "core/workspace/cell_codec.h"
#include "core/workspace/testing.h"
#include "scratch.h"

namespace qstore {
namespace {

class WorkspaceDatasets : public ScratchTest {};

Table table(double first = 1.5) {
    Column number{"x", ColumnType::Number, {first, std::nan(""), -0.0, 1e-310}, {}, {}, ""};
    number.missing = {false, true, false, false};
    Column text{"näme", ColumnType::Text, {}, {"a", "", "line\nbreak", std::string("n\0l", 3)},
                {},     "free text"};
    text.missing = {false, true, false, false};
    Column target{"y", ColumnType::Category, {}, {"no", "yes", "no", "yes"}, {}, ""};
    target.missing = {false, false, false, false};
    return Table::create({number, text, target}).value();
}

Recipe recipe() {
    Recipe made;
    made.columns["y"].role = ColumnRole::Target;
    made.columns["näme"].role = ColumnRole::Ignored;
    made.split.seed = 7;
    return made;
}

TEST_F(WorkspaceDatasets, KeepEveryCellExactly) {
    const Table original = table();
    QSTORE_ASSERT_OK(open()->saveDataset("d", original, "d.csv", recipe()));
    const auto workspace = open();  // from the file again
    const auto loaded = workspace->loadDataset("d");
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_EQ(loaded->contentHash(), original.contentHash());
    ASSERT_EQ(loaded->columns().size(), 3U);
    EXPECT_EQ(loaded->columns()[1].texts, original.columns()[1].texts);
    EXPECT_EQ(loaded->columns()[1].typeReason, "free text");
    EXPECT_EQ(loaded->columns()[0].missing, original.columns()[0].missing);
    EXPECT_TRUE(std::signbit(loaded->columns()[0].numbers[2]));
    EXPECT_EQ(workspace->loadRecipe("d").value(), recipe());

    const auto list = workspace->datasets().value();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].name, "d");
    EXPECT_EQ(list[0].hash, original.contentHash());
    EXPECT_EQ(list[0].rows, 4U);
    EXPECT_EQ(list[0].columns, 3U);
    EXPECT_EQ(list[0].source, "d.csv");
    EXPECT_EQ(list[0].target, "y");
    EXPECT_GT(list[0].createdMs, 1'500'000'000'000);
}

TEST_F(WorkspaceDatasets, EqualRowsAreStoredOnceUnderSeveralNames) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("a", table(), "a.csv", recipe()));
    QSTORE_ASSERT_OK(workspace->saveDataset("b", table(), "b.csv", recipe()));
    QSTORE_ASSERT_OK(workspace->deleteDataset("a"));
    QSTORE_ASSERT_OK(workspace->loadDataset("b"));
    QSTORE_ASSERT_OK(workspace->loadDatasetByHash(table().contentHash()));
    QSTORE_ASSERT_OK(workspace->deleteDataset("b"));
    expectError(workspace->loadDatasetByHash(table().contentHash()), ErrorCode::NotFound);
}

TEST_F(WorkspaceDatasets, ATakenNameKeepsItsRows) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(), "d.csv", recipe()));
    expectError(workspace->saveDataset("d", table(2.5), "e.csv", recipe()), ErrorCode::AlreadyExists,
                "'d'");
    EXPECT_EQ(workspace->loadDataset("d").value().contentHash(), table().contentHash());
    expectError(workspace->loadDatasetByHash(table(2.5).contentHash()), ErrorCode::NotFound);
    Recipe changed = recipe();
    changed.scaling = Scaling::Standard;
    expectError(workspace->saveDataset("d", table(), "d2.csv", changed), ErrorCode::AlreadyExists, "these");
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(), "d2.csv", changed, WhenTaken::Keep));
    EXPECT_EQ(workspace->loadRecipe("d").value(), recipe()) << "what was set by hand stays";
    EXPECT_EQ(workspace->datasets().value()[0].source, "d.csv");
    expectError(workspace->saveDataset("d", table(2.5), "e.csv", recipe(), WhenTaken::Keep),
                ErrorCode::AlreadyExists, "other");
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(), "d2.csv", changed, WhenTaken::Replace));
    EXPECT_EQ(workspace->loadRecipe("d").value(), changed);
    EXPECT_EQ(workspace->datasets().value()[0].source, "d2.csv");
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(2.5), "e.csv", recipe(), WhenTaken::Replace));
    EXPECT_EQ(workspace->loadDataset("d").value().contentHash(), table(2.5).contentHash());
    expectError(workspace->loadDatasetByHash(table().contentHash()), ErrorCode::NotFound);
}

TEST_F(WorkspaceDatasets, RenameAndRecipeChangeWhatTheyName) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("a", table(), "", recipe()));
    QSTORE_ASSERT_OK(workspace->saveDataset("b", table(2.0), "", recipe()));
    expectError(workspace->renameDataset("a", "b"), ErrorCode::AlreadyExists, "'b'");
    QSTORE_ASSERT_OK(workspace->renameDataset("a", "c"));
    expectError(workspace->loadDataset("a"), ErrorCode::NotFound, "'a'");
    QSTORE_ASSERT_OK(workspace->loadDataset("c"));
    Recipe other = recipe();
    other.columns["y"].role = ColumnRole::Feature;
    other.columns["x"].role = ColumnRole::Target;
    QSTORE_ASSERT_OK(workspace->saveRecipe("c", other));
    EXPECT_EQ(workspace->loadRecipe("c").value(), other);
    expectError(workspace->saveRecipe("none", other), ErrorCode::NotFound, "'none'");
    expectError(workspace->renameDataset("none", "x"), ErrorCode::NotFound, "'none'");
    expectError(workspace->deleteDataset("none"), ErrorCode::NotFound, "'none'");
    expectError(workspace->saveDataset("", table(), "", recipe()), ErrorCode::InvalidArgument);
}

TEST_F(WorkspaceDatasets, ColumnsLargerThanAChunkComeBackWhole) {
    Column number{"n", ColumnType::Number, {}, {}, {}, ""};
    Column text{"t", ColumnType::Text, {}, {}, {}, ""};
    for (int row = 0; row < 1'200'000; ++row) {
        number.numbers.push_back(row * 0.1);
        number.missing.push_back(false);
        text.texts.push_back(std::to_string(row % 977));
        text.missing.push_back(row % 1000 == 0);
    }
    const Table large = Table::create({number, text}).value();
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("large", large, "", Recipe{}));
    const auto loaded = workspace->loadDataset("large");
    ASSERT_TRUE(loaded.has_value()) << loaded.error().message;
    EXPECT_EQ(loaded->contentHash(), large.contentHash());
    SQLite::Database database(file().string());
    EXPECT_LE(database.execAndGet("SELECT max(length(cells)) FROM column_chunks").getInt(), 16 << 20);
    EXPECT_GT(database.execAndGet("SELECT max(chunk) FROM column_chunks").getInt(), 0);
}

TEST_F(WorkspaceDatasets, ACellThatDoesNotFitAChunkIsNamed) {
    const Column column{"t", ColumnType::Text, {}, {"ok", std::string(100, 'x')}, {false, false}, ""};
    const auto encoded = encodeColumn(column, 50);
    expectError(encoded, ErrorCode::ResourceExhausted, "row 2 of column 't'");
    EXPECT_EQ(encodeColumn(column, 104).value().size(), 2U);
    EXPECT_EQ(encodeColumn(column, 110).value().size(), 1U);
}

TEST_F(WorkspaceDatasets, DamagedCellsAreNotGuessed) {
    Column column{"t", ColumnType::Text, {}, {}, {}, ""};
    expectError(decodeChunk({0, 1, std::string(1, '\0'), std::string("\5\0\0\0abc", 7)}, column),
                ErrorCode::Corrupt, "'t'");
    Column number{"n", ColumnType::Number, {}, {}, {}, ""};
    expectError(decodeChunk({0, 2, std::string(2, '\0'), std::string(8, '\0')}, number), ErrorCode::Corrupt,
                "'n'");

    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(), "", recipe()));
    QSTORE_ASSERT_OK(testing::executeSql(*workspace, "DELETE FROM column_chunks WHERE position = 0"));
    expectError(workspace->loadDataset("d"), ErrorCode::Corrupt, "0 of 4 rows");
}

TEST_F(WorkspaceDatasets, ValuesAreKeptAndReplaced) {
    const auto workspace = open();
    EXPECT_EQ(workspace->value("tabs").value(), std::nullopt);
    QSTORE_ASSERT_OK(workspace->setValue("tabs", "1"));
    QSTORE_ASSERT_OK(workspace->setValue("tabs", "2"));
    EXPECT_EQ(open()->value("tabs").value(), "2");
}

TEST_F(WorkspaceDatasets, ABackupOpensWithTheSameContent) {
    const auto workspace = open();
    QSTORE_ASSERT_OK(workspace->saveDataset("d", table(), "", recipe()));
    QSTORE_ASSERT_OK(workspace->backupTo(file("copy.qstore")));
    expectError(workspace->backupTo(file("copy.qstore")), ErrorCode::AlreadyExists);
    for (const auto& entry : std::filesystem::directory_iterator(file().parent_path()))
        EXPECT_EQ(entry.path().string().find(".part-"), std::string::npos) << entry.path();
    EXPECT_EQ(open("copy.qstore")->loadDataset("d").value().contentHash(), table().contentHash());
}

}  // namespace
}  // namespace qstore
