// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controllers/workspace_session.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/data/samples.h"

using namespace qstore;
using namespace qstore::ui;

class WorkspaceSessionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_folder = std::make_unique<QTemporaryDir>();
        m_session = std::make_unique<WorkspaceSession>();
        const Status opened = m_session->open(m_folder->filePath(QStringLiteral("w.qstore")));
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().message.c_str());
    }

    void addingADatasetCanBeUndoneAndRedone() {
        addIris();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
        QCOMPARE(m_session->currentTable()->rows(), std::size_t{150});
        m_session->dataUndo().undo();
        QVERIFY(m_session->currentDataset().isEmpty());
        QVERIFY(m_session->currentTable() == nullptr);
        m_session->dataUndo().redo();
        QCOMPARE(m_session->currentTable()->rows(), std::size_t{150});
    }

    void deletingADatasetKeepsItsRecipeForUndo() {
        addIris();
        Recipe recipe = m_session->currentRecipe();
        recipe.split.seed = 42;
        QVERIFY(m_session->changeRecipe(recipe, QStringLiteral("seed")).has_value());
        QVERIFY(m_session->removeDataset(QStringLiteral("iris")).has_value());
        QVERIFY(m_session->currentTable() == nullptr);
        m_session->dataUndo().undo();
        QCOMPARE(m_session->currentRecipe().split.seed, std::uint64_t{42});
    }

    void recipeChangesMergeAndReachTheFile() {
        addIris();
        Recipe recipe = m_session->currentRecipe();
        recipe.split.seed = 1;
        QVERIFY(m_session->changeRecipe(recipe, QStringLiteral("seed")).has_value());
        recipe.split.seed = 2;
        QVERIFY(m_session->changeRecipe(recipe, QStringLiteral("seed")).has_value());
        QCOMPARE(m_session->workspace()->loadRecipe("iris")->split.seed, std::uint64_t{2});
        m_session->dataUndo().undo();
        QCOMPARE(m_session->workspace()->loadRecipe("iris")->split.seed, std::uint64_t{0});
    }

    void aTakenNameIsRefusedAndNothingChanges() {
        addIris();
        const auto table = loadSample("wine");
        const Status again = m_session->addDataset(QStringLiteral("iris"), *table, {}, {});
        QVERIFY(!again.has_value());
        QCOMPARE(again.error().code, ErrorCode::AlreadyExists);
        QCOMPARE(m_session->currentTable()->rows(), std::size_t{150});
    }

    void aWorkspaceThatCannotBeOpenedLeavesTheOldOne() {
        addIris();
        const QString before = m_session->path();
        QVERIFY(!m_session->open(QStringLiteral("/proc/no-such-place/w.qstore")).has_value());
        QCOMPARE(m_session->path(), before);
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

    void theSelectedDatasetIsRememberedOverARestart() {
        addIris();
        const auto wine = loadSample("wine");
        QVERIFY(m_session->addDataset(QStringLiteral("wine"), *wine, {}, {}).has_value());
        QVERIFY(m_session->selectDataset(QStringLiteral("iris")).has_value());
        const QString path = m_session->path();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(path).has_value());
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

    void eachPageHasItsOwnUndo() {
        addIris();
        QVERIFY(m_session->dataUndo().canUndo());
        QCOMPARE(m_session->dataUndo().undoText(), QStringLiteral("import of iris"));
        QVERIFY(!m_session->modelsUndo().canUndo());
        m_session->modelsUndo().undo();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

    void aDeletedDatasetIsNamedAndOfferedBack() {
        addIris();
        QString text;
        QUndoStack* stack = nullptr;
        connect(m_session.get(), &WorkspaceSession::undoOffered, this,
                [&](const QString& said, QUndoStack* offered) {
                    text = said;
                    stack = offered;
                });
        QVERIFY(m_session->removeDataset(QStringLiteral("iris")).has_value());
        QCOMPARE(text, QStringLiteral("Dataset iris deleted"));
        stack->undo();
        QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
    }

private:
    void addIris() {
        const auto table = loadSample("iris");
        QVERIFY(table.has_value());
        QVERIFY(m_session->addDataset(QStringLiteral("iris"), *table, QStringLiteral("sample"), {})
                    .has_value());
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WorkspaceSession> m_session;
};

QTEST_GUILESS_MAIN(WorkspaceSessionTest)
#include "workspace_session_test.moc"
