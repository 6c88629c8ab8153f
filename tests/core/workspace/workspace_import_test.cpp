// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/workspace/testing.h"
#include "tiny_training.h"

namespace qstore {
namespace {

class WorkspaceImport : public ScratchTest {
protected:
    /// A trained model as a bundle would bring it.
    ImportedModel importable() const {
        const auto source = tinyWorkspace(file("source.qstore"));
        ImportedModel model;
        model.name = "m";
        model.notes = "came by mail";
        model.run = source->run(finishedRun(source)).value();
        model.weights = source->runWeights(model.run.id).value();
        model.history = source->metrics(model.run.id).value();
        model.rows = tinyTable();
        model.rowsSource = "bundle of m";
        model.rowsRecipe = tinyRecipe();
        return model;
    }
};

TEST_F(WorkspaceImport, BringsRowsRunHistoryAndVersionMarkedAsImported) {
    const ImportedModel model = importable();
    const auto workspace = open();
    const auto version = workspace->importModel(model).value();
    EXPECT_EQ(version.name, "m");
    EXPECT_EQ(version.notes, "came by mail");
    EXPECT_TRUE(version.imported);
    EXPECT_NE(version.run, model.run.id);
    const RunRecord run = workspace->run(version.run).value();
    EXPECT_TRUE(run.imported);
    EXPECT_EQ(run.state, RunState::Finished);
    EXPECT_EQ(run.epochs, model.run.epochs);
    EXPECT_EQ(run.weightsHash, model.run.weightsHash);
    EXPECT_EQ(workspace->metrics(version.run).value(), model.history);
    EXPECT_EQ(workspace->loadDataset("tiny").value().contentHash(), tinyTable().contentHash());
    const auto checks = verifyLineage(*workspace, "m").value();
    for (const auto& check : checks) EXPECT_TRUE(check.matches) << check.what;
    expectError(TrainingSession::resume(workspace, version.run), ErrorCode::InvalidArgument, "bundle");
    EXPECT_FALSE(open("source.qstore")->run(model.run.id).value().imported);
}

TEST_F(WorkspaceImport, TakesAFreeNameForRowsUnlessTheyAreHere) {
    const ImportedModel model = importable();
    const auto workspace = open();
    const Table other = tinyTable().selectRows(std::vector<std::size_t>{0, 1, 2});
    QSTORE_ASSERT_OK(workspace->saveDataset("tiny", other, "", tinyRecipe()));
    const auto first = workspace->importModel(model).value();
    EXPECT_EQ(workspace->run(first.run).value().dataset, "tiny 2");
    EXPECT_EQ(workspace->run(workspace->importModel(model).value().run).value().dataset, "tiny 2");
    EXPECT_EQ(workspace->datasets().value().size(), 2U);
    EXPECT_EQ(workspace->loadDataset("tiny").value().contentHash(), other.contentHash());
    ImportedModel without = model;
    without.rows.reset();
    without.run.datasetHash = std::string(64, 'a');
    const auto third = workspace->importModel(without).value();
    EXPECT_EQ(third.version, 3U);
    expectError(workspace->loadDatasetByHash(without.run.datasetHash), ErrorCode::NotFound);
}

TEST_F(WorkspaceImport, RefusedModelsLeaveNothing) {
    const ImportedModel model = importable();
    const auto workspace = open();
    const auto expectNothing = [&](const ImportedModel& refused) {
        EXPECT_FALSE(workspace->importModel(refused).has_value());
        EXPECT_TRUE(workspace->datasets().value().empty());
        EXPECT_TRUE(workspace->runs().value().empty());
        EXPECT_TRUE(workspace->models().value().empty());
    };
    ImportedModel refused = model;
    refused.name = "a:b";
    expectNothing(refused);
    refused = model;
    refused.run.dataset = "t\xff";
    expectNothing(refused);
    refused = model;
    refused.run.configJson = "{";
    expectNothing(refused);
    refused = model;
    testing::limitGrowth(*workspace, 0);
    expectNothing(refused);
}

enum class End { Killed, Finished, Failed };

/// Imports in a child that ends by SIGKILL before or after its `commit`-th commit.
End importInChild(const std::filesystem::path& path, const ImportedModel& model, std::uint64_t commit,
                  bool after) {
    const pid_t child = ::fork();
    if (child == 0) {
        const auto workspace = Workspace::open(path, false).value();
        testing::setCommitObserver(*workspace, [&](testing::CommitPhase phase, std::uint64_t number) {
            if (number == commit && after == (phase == testing::CommitPhase::After))
                ::kill(::getpid(), SIGKILL);
        });
        ::_exit(workspace->importModel(model).has_value() ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) return End::Killed;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? End::Finished : End::Failed;
}

TEST_F(WorkspaceImport, KilledAtAnyCommitItIsWholeOrAbsent) {
    const ImportedModel model = importable();
    for (const bool after : {false, true}) {
        const std::string name = after ? "after.qstore" : "before.qstore";
        open(name);
        ASSERT_EQ(importInChild(file(name), model, 1, after), End::Killed);
        const auto workspace = open(name);
        QSTORE_ASSERT_OK(workspace->integrityCheck());
        const std::size_t expected = after ? 1 : 0;
        EXPECT_EQ(workspace->datasets().value().size(), expected);
        EXPECT_EQ(workspace->runs().value().size(), expected);
        EXPECT_EQ(workspace->models().value().size(), expected);
    }
    open("whole.qstore");
    EXPECT_EQ(importInChild(file("whole.qstore"), model, 2, false), End::Finished)
        << "a second commit would leave a state in between";
}

}  // namespace
}  // namespace qstore
