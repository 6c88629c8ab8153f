// SPDX-License-Identifier: Apache-2.0
#include "core/workspace/testing.h"
#include "tiny_training.h"

namespace qstore {
namespace {

class WorkspaceModels : public ScratchTest {
protected:
    std::shared_ptr<Workspace> m_workspace = tinyWorkspace(file());
    std::string m_run = finishedRun(m_workspace);
};

TEST_F(WorkspaceModels, VersionsCountUpAndAreNeverUsedTwice) {
    EXPECT_EQ(m_workspace->registerModel("m", m_run, "first").value().version, 1U);
    EXPECT_EQ(m_workspace->registerModel("m", m_run).value().version, 2U);
    QSTORE_ASSERT_OK(m_workspace->deleteModel("m", 2));
    EXPECT_EQ(m_workspace->findModel("m").value().version, 1U) << "the latest that is not in the bin";
    EXPECT_EQ(m_workspace->registerModel("m", m_run).value().version, 3U);
    EXPECT_EQ(m_workspace->findModel("m").value().version, 3U);
    EXPECT_EQ(m_workspace->findModel("m@latest").value().version, 3U);
    EXPECT_EQ(m_workspace->findModel("m:1").value().notes, "first");
    ASSERT_EQ(m_workspace->binnedModels().value().size(), 1U);
    EXPECT_EQ(m_workspace->binnedModels().value()[0].version, 2U);
    ASSERT_EQ(m_workspace->models().value().size(), 2U);
}

TEST_F(WorkspaceModels, TheBinGivesBack) {
    m_workspace->registerModel("m", m_run).value();
    QSTORE_ASSERT_OK(m_workspace->setAlias("m", "production", 1));
    QSTORE_ASSERT_OK(m_workspace->deleteModel("m", 1));
    expectError(m_workspace->findModel("m:1"), ErrorCode::NotFound, "in the bin");
    expectError(m_workspace->findModel("m@production"), ErrorCode::NotFound, "in the bin");
    expectError(m_workspace->findModel("m"), ErrorCode::NotFound, "'m'");
    QSTORE_ASSERT_OK(m_workspace->restoreModel("m", 1));
    EXPECT_EQ(m_workspace->findModel("m@production").value().version, 1U);
    expectError(m_workspace->restoreModel("m", 1), ErrorCode::NotFound, "not in the bin");
}

TEST_F(WorkspaceModels, RenamingTakesEveryVersionAndAliasAlong) {
    m_workspace->registerModel("m", m_run).value();
    m_workspace->registerModel("m", m_run).value();
    m_workspace->registerModel("other", m_run).value();
    QSTORE_ASSERT_OK(m_workspace->setAlias("m", "production", 1));
    QSTORE_ASSERT_OK(m_workspace->deleteModel("m", 2));
    QSTORE_ASSERT_OK(m_workspace->renameModel("m", "n"));
    EXPECT_EQ(m_workspace->findModel("n@production").value().version, 1U);
    EXPECT_EQ(m_workspace->binnedModels().value().at(0).name, "n");
    expectError(m_workspace->findModel("m"), ErrorCode::NotFound, "'m'");
    expectError(m_workspace->renameModel("m", "k"), ErrorCode::NotFound, "'m'");
    expectError(m_workspace->renameModel("n", "other"), ErrorCode::AlreadyExists, "'other'");
    expectError(m_workspace->renameModel("n", "a@b"), ErrorCode::InvalidArgument, "a@b");
    EXPECT_EQ(m_workspace->registerModel("n", m_run).value().version, 3U);
    QSTORE_ASSERT_OK(m_workspace->integrityCheck());
}

TEST_F(WorkspaceModels, RenamingBackUndoesItAndNumbersStayUsed) {
    m_workspace->registerModel("m", m_run).value();
    QSTORE_ASSERT_OK(m_workspace->renameModel("m", "n"));
    QSTORE_ASSERT_OK(m_workspace->renameModel("n", "m"));
    QSTORE_ASSERT_OK(m_workspace->renameModel("m", "m"));
    EXPECT_EQ(m_workspace->findModel("m:1").value().run, m_run);
    QSTORE_ASSERT_OK(m_workspace->renameModel("m", "n"));
    EXPECT_EQ(m_workspace->registerModel("m", m_run).value().version, 2U) << "m:1 was another model";
}

TEST_F(WorkspaceModels, AliasesMove) {
    m_workspace->registerModel("m", m_run).value();
    m_workspace->registerModel("m", m_run).value();
    QSTORE_ASSERT_OK(m_workspace->setAlias("m", "production", 1));
    QSTORE_ASSERT_OK(m_workspace->setAlias("m", "production", 2));
    EXPECT_EQ(m_workspace->findModel("m@production").value().version, 2U);
    EXPECT_EQ(m_workspace->findModel("m:2").value().aliases, std::vector<std::string>{"production"});
    EXPECT_TRUE(m_workspace->findModel("m:1").value().aliases.empty());
    QSTORE_ASSERT_OK(m_workspace->removeAlias("m", "production"));
    expectError(m_workspace->findModel("m@production"), ErrorCode::NotFound, "m@production");
    expectError(m_workspace->removeAlias("m", "production"), ErrorCode::NotFound);
    expectError(m_workspace->setAlias("m", "latest", 1), ErrorCode::InvalidArgument, "latest");
    expectError(m_workspace->setAlias("m", "a@b", 1), ErrorCode::InvalidArgument, "a@b");
    expectError(m_workspace->setAlias("m", "x", 9), ErrorCode::NotFound, "m:9");
}

TEST_F(WorkspaceModels, NamesAndReferencesAreChecked) {
    for (const char* name : {"", "a@b", "a:1", "a/b", "a\nb", "caf\xe9", "\xed\xa0\x80"})
        expectError(m_workspace->registerModel(name, m_run), ErrorCode::InvalidArgument);
    m_workspace->registerModel("m", m_run).value();
    expectError(m_workspace->findModel("m:one"), ErrorCode::InvalidArgument, "'one'");
    expectError(m_workspace->findModel("m:"), ErrorCode::InvalidArgument);
    expectError(m_workspace->findModel("m:7"), ErrorCode::NotFound, "m:7");
    expectError(m_workspace->registerModel("m", "r0"), ErrorCode::NotFound, "'r0'");
    expectError(m_workspace->setAlias("m", "pr\xff", 1), ErrorCode::InvalidArgument, "pr\\xff");
    expectError(m_workspace->renameModel("m", "\xc3"), ErrorCode::InvalidArgument, "UTF-8");
    expectError(m_workspace->setNotes("m", 1, "\xc0\xaf"), ErrorCode::InvalidArgument, "UTF-8");
    expectError(m_workspace->registerModel("m", m_run, "\xc0\xaf"), ErrorCode::InvalidArgument, "UTF-8");
    expectError(m_workspace->renameDataset("tiny", "t\xff"), ErrorCode::InvalidArgument, "UTF-8");
    expectError(m_workspace->saveDataset("d\xff", tinyTable(), "", tinyRecipe()),
                ErrorCode::InvalidArgument, "UTF-8");
    expectError(m_workspace->saveCircuit("c\xff", tinyChoice().spec.circuit), ErrorCode::InvalidArgument,
                "UTF-8");
    QSTORE_ASSERT_OK(m_workspace->renameDataset("tiny", "größe 漢字"));
    QSTORE_ASSERT_OK(m_workspace->setNotes("m", 1, "better"));
    EXPECT_EQ(m_workspace->findModel("m").value().notes, "better");
}

TEST_F(WorkspaceModels, OnlyFinishedRunsBecomeModelsAndThoseStay) {
    const auto session = TrainingSession::start(m_workspace, tinyOrder()).value();
    expectError(m_workspace->registerModel("m", session->runId()), ErrorCode::InvalidArgument, "created");
    m_workspace->registerModel("m", m_run).value();
    expectError(m_workspace->deleteRun(m_run), ErrorCode::InvalidArgument, "m:1");
}

TEST_F(WorkspaceModels, EveryHashOfTheLineageIsRecomputedAndMatches) {
    const auto model = m_workspace->registerModel("m", m_run).value();
    EXPECT_EQ(model.datasetHash, tinyTable().contentHash());
    EXPECT_EQ(model.circuitHash, tinyChoice().spec.circuit.contentHash());
    const auto checks = verifyLineage(*open(), "m").value();
    ASSERT_EQ(checks.size(), 8U);
    for (const auto& check : checks) {
        EXPECT_TRUE(check.matches) << check.what;
        EXPECT_EQ(check.stored.size(), 64U) << check.what;
    }
}

TEST_F(WorkspaceModels, OneAlteredRowFailsTheLineage) {
    m_workspace->registerModel("m", m_run).value();
    // The second number of the first column becomes 3.
    QSTORE_ASSERT_OK(testing::executeSql(*m_workspace,
                                         "UPDATE column_chunks SET cells = CAST(substr(cells, 1, 8) || "
                                         "x'0000000000000840' || substr(cells, 17) AS BLOB) "
                                         "WHERE position = 0"));
    const auto checks = verifyLineage(*m_workspace, "m").value();
    for (const auto& check : checks) EXPECT_EQ(check.matches, check.what != "dataset") << check.what;
    expectError(TrainingSession::resume(m_workspace, m_run), ErrorCode::Corrupt, "were changed");
}

TEST_F(WorkspaceModels, AlteredWeightsAndRecipesFailTheLineage) {
    m_workspace->registerModel("m", m_run).value();
    QSTORE_ASSERT_OK(testing::executeSql(
        *m_workspace, "UPDATE tensor_chunks SET cells = x'0000000000000840' WHERE position = 0"));
    QSTORE_ASSERT_OK(testing::executeSql(
        *m_workspace, "UPDATE runs SET recipe = replace(recipe, '\"seed\":3', '\"seed\":4')"));
    const auto checks = verifyLineage(*m_workspace, "m").value();
    for (const auto& check : checks)
        EXPECT_EQ(check.matches, check.what != "weights" && check.what != "recipe") << check.what;
}

TEST_F(WorkspaceModels, AChangedSeedOrAccuracyFailsTheLineage) {
    m_workspace->registerModel("m", m_run).value();
    const auto expectWrong = [&](const std::string& what) {
        const auto checks = verifyLineage(*m_workspace, "m").value();
        for (const auto& check : checks)
            EXPECT_EQ(check.matches, check.what != what) << check.what << " with a changed " << what;
    };
    const auto execute = [&](const std::string& sql) {
        QSTORE_ASSERT_OK(testing::executeSql(*m_workspace, sql));
    };
    execute("UPDATE runs SET config = replace(config, '\"seed\":11', '\"seed\":12')");
    expectWrong("config");
    execute("UPDATE runs SET config = replace(config, '\"seed\":12', '\"seed\":11')");
    expectWrong("");
    execute("UPDATE runs SET result = replace(result, '\"accuracy\":0', '\"accuracy\":1')");
    expectWrong("result");
    execute("UPDATE runs SET result = replace(result, '\"accuracy\":1', '\"accuracy\":0')");
    execute("UPDATE model_versions SET result = replace(result, '\"epochs\":3', '\"epochs\":4')");
    expectWrong("result");
}

TEST_F(WorkspaceModels, VersionsFromBeforeSomeHashesWereRecordedVerifyWithTheRest) {
    m_workspace->registerModel("m", m_run).value();
    QSTORE_ASSERT_OK(
        testing::executeSql(*m_workspace, "UPDATE model_versions SET config_hash = '', result_hash = ''"));
    const auto checks = verifyLineage(*m_workspace, "m").value();
    ASSERT_EQ(checks.size(), 6U);
    for (const auto& check : checks) EXPECT_TRUE(check.matches) << check.what;
}

}  // namespace
}  // namespace qstore
