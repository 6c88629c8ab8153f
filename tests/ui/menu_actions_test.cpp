// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAction>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QSet>
#include <QTest>
#include <memory>

#include "app/workbench/pages.h"
#include "core/data/samples.h"
#include "tests/ui/support/test_accounts.h"
#include "ui/circuit/circuit_page.h"
#include "ui/controllers/workspace_session.h"
#include "ui/data/import_dialog.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

/// The menus and the command palette of the whole window.
class MenuActionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        m_test = std::make_unique<TestContext>();
        m_session = std::make_unique<WorkspaceSession>();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("w.qstore"))).has_value());
        const auto iris = loadSample("iris");
        QVERIFY(m_session->addDataset(QStringLiteral("iris"), *iris, {}, guessedRecipe(*iris)).has_value());
        m_test->context.session = m_session.get();
        m_accounts = std::make_unique<TestAccounts>(*m_test);
        m_training = std::make_unique<TrainingController>(*m_session);
        m_window = std::make_unique<MainWindow>(m_test->context, makePages(m_test->context, *m_training));
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() {
        m_window.reset();
        m_training.reset();
        m_accounts.reset();
        m_session.reset();
        m_test.reset();
    }

    void everyMainActionIsInAMenuAndInThePalette() {
        QSet<QAction*> inMenus;
        const auto menus = m_window->menuBar()->actions();
        for (const QAction* menu : menus) {
            QVERIFY(menu->isVisible());
            const auto actions = menu->menu()->actions();
            inMenus.unite(QSet<QAction*>(actions.begin(), actions.end()));
        }
        const auto commands = m_window->commands();
        for (const char* name :
             {"importButtonAction", "trainButtonAction", "pauseButtonAction", "cancelButtonAction",
              "registerButtonAction", "verifyModelAction", "exportModelAction", "predictButtonAction",
              "importModelAction", "deleteModelAction", "aliasModelAction", "deleteDatasetAction",
              "trainCircuitAction", "storeCircuitAction", "openStoredCircuitAction",
              "hardwareAccountsAction", "practiceSwitchAction"}) {
            auto* action = m_window->findChild<QAction*>(QString::fromLatin1(name));
            QVERIFY2(action != nullptr, name);
            QVERIFY2(inMenus.contains(action) && commands.contains(action), name);
        }
    }

    void anActionShowsItsPageAndIsEnabledAsItsButton() {
        auto* import = action("importButtonAction");
        QVERIFY(import->isEnabled());
        import->trigger();
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("data"));
        QCOMPARE(m_test->prompts.asked, QStringList{QStringLiteral("Import table")});
        QVERIFY(!action("exportModelAction")->isEnabled());  // no model yet
        QVERIFY(!action("pauseButtonAction")->isEnabled());
        QVERIFY(action("deleteDatasetAction")->isEnabled());
        action("deleteDatasetAction")->trigger();
        QVERIFY(m_session->currentDataset().isEmpty());
        QVERIFY(!action("deleteDatasetAction")->isEnabled());
    }

    void newCircuitWorksFromEveryPage() {
        auto* circuit = m_window->findChild<CircuitPage*>(QStringLiteral("circuitPage"));
        circuit->document().apply(addQubit(circuit->document().circuit()), {});
        m_window->showPage(QStringLiteral("train"));
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("circuit"));
        QCOMPARE(circuit->document().circuit().qubits(), std::size_t{2});
        // What needs the canvas is not offered elsewhere.
        QVERIFY(action("zoomInAction")->isEnabled());
        m_window->showPage(QStringLiteral("train"));
        QVERIFY(!action("zoomInAction")->isEnabled());
        QVERIFY(!action("cutAction")->isEnabled());
    }

    void undoOnAnotherPageLeavesTheDatasetAlone() {
        for (const char* page : {"circuit", "train", "models", "home"}) {
            m_window->showPage(QString::fromLatin1(page));
            QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(m_session->currentDataset(), QStringLiteral("iris"));
        }
        m_window->showPage(QStringLiteral("data"));
        QCOMPARE(action("undoAction")->text().remove(QLatin1Char('&')),
                 QStringLiteral("Undo import of iris"));
        QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(m_session->currentDataset().isEmpty());
    }

    void trainingTheDrawingBegins() {
        auto* circuit = m_window->findChild<CircuitPage*>(QStringLiteral("circuitPage"));
        const auto gate = insertItem(circuit->document().circuit(), "ry", {0, 0});
        const auto bound = bindColumn(gate->circuit, 0, 0, "petal_length");
        const auto second = insertItem(bound->circuit, "ry", {1, 0});
        circuit->document().apply(makeTrainable(second->circuit, 1, 0), {});
        m_test->navigator.trainDrawnCircuit();
        QCOMPARE(m_window->currentPage()->id(), QStringLiteral("train"));
        QTRY_VERIFY(m_training->isBusy());
        m_training->cancel();
        QTRY_VERIFY_WITH_TIMEOUT(!m_training->isBusy(), 60000);
    }

private:
    QAction* action(const char* name) const {
        return m_window->findChild<QAction*>(QString::fromLatin1(name));
    }

    std::unique_ptr<TestContext> m_test;
    std::unique_ptr<WorkspaceSession> m_session;
    std::unique_ptr<TestAccounts> m_accounts;
    std::unique_ptr<TrainingController> m_training;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(MenuActionsTest)
#include "menu_actions_test.moc"
