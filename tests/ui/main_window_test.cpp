// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QToolButton>
#include <QUndoStack>

#include "tests/ui/support/test_context.h"
#include "ui/controllers/workspace_session.h"
#include "ui/support/toast.h"
#include "ui/window/command_palette.h"
#include "ui/window/fuzzy_match.h"

using namespace qstore::ui;

namespace {

class CountingPage : public Page {
public:
    CountingPage(const QString& title, const QString& icon) : Page(title, icon) {
        auto* action = new QAction(QStringLiteral("Count up in ") + title, this);
        connect(action, &QAction::triggered, this, [this] { ++count; });
        m_actions.append(action);
    }
    QList<QAction*> menuActions(MenuPlace place) const override {
        return place == MenuPlace::Run ? m_actions : QList<QAction*>();
    }
    QUndoStack* undoStack() override { return &stack; }
    void saveState(QSettings& settings) const override {
        settings.setValue(QStringLiteral("count"), count);
    }
    void restoreState(QSettings& settings) override {
        count = settings.value(QStringLiteral("count")).toInt();
    }
    void say(const QString& text) { setStatusText(text); }

    int count = 0;
    QUndoStack stack;

private:
    QList<QAction*> m_actions;
};

}  // namespace

class MainWindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void placesSwitchByButtonAndKeepTheirStatus() {
        TestContext test;
        auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
        auto* train = new CountingPage(QStringLiteral("Train"), QStringLiteral("train"));
        MainWindow window(test.context, {data, train});
        window.show();
        QCOMPARE(window.currentPage(), data);
        train->say(QStringLiteral("epoch 3"));
        auto* status = window.findChild<QLabel*>(QStringLiteral("statusText"));
        QVERIFY(status->text().isEmpty());
        QTest::mouseClick(window.findChild<QToolButton*>(QStringLiteral("page_train")), Qt::LeftButton);
        QCOMPARE(window.currentPage(), train);
        QCOMPARE(status->text(), QStringLiteral("epoch 3"));
        test.navigator.showPage(QStringLiteral("data"));
        QCOMPARE(window.currentPage(), data);
    }

    void undoBelongsToTheShownPage() {
        TestContext test;
        auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
        auto* train = new CountingPage(QStringLiteral("Train"), QStringLiteral("train"));
        MainWindow window(test.context, {data, train});
        data->stack.push(new QUndoCommand(QStringLiteral("rename")));
        auto* undo = window.findChild<QAction*>(QStringLiteral("undoAction"));
        QVERIFY(undo->isEnabled());
        window.showPage(QStringLiteral("train"));
        QVERIFY(!undo->isEnabled());
        window.showPage(QStringLiteral("data"));
        undo->trigger();
        QVERIFY(!data->stack.canUndo());
    }

    void paletteFindsAndRuns() {
        TestContext test;
        auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
        MainWindow window(test.context, {data});
        window.show();
        QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("searchBox")), Qt::LeftButton);
        auto* palette = window.findChild<CommandPalette*>();
        QVERIFY(palette->isVisible());
        auto* query = palette->findChild<QLineEdit*>(QStringLiteral("commandQuery"));
        const int all = palette->shownCount();
        QTest::keyClicks(query, QStringLiteral("cntup"));
        QVERIFY(palette->shownCount() < all);
        QTest::keyClick(query, Qt::Key_Return);
        QCOMPARE(data->count, 1);
        QVERIFY(!palette->isVisible());
    }

    void shortcutsDoNotClash() {
        TestContext test;
        MainWindow window(test.context, {new CountingPage(QStringLiteral("Data"), QStringLiteral("data"))});
        QStringList seen;
        const auto actions = window.commands();
        for (const QAction* action : actions) {
            if (action->shortcut().isEmpty()) continue;
            const QString keys = action->shortcut().toString();
            QVERIFY2(!seen.contains(keys), qPrintable(keys));
            seen.append(keys);
        }
        QVERIFY(seen.size() >= 8);
    }

    void sessionIsRestored() {
        TestContext test;
        {
            auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
            MainWindow window(test.context,
                              {data, new CountingPage(QStringLiteral("Train"), QStringLiteral("train"))});
            window.restoreSession();
            data->count = 7;
            window.showPage(QStringLiteral("train"));
            window.show();
            window.close();
        }
        auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
        MainWindow window(test.context,
                          {data, new CountingPage(QStringLiteral("Train"), QStringLiteral("train"))});
        window.restoreSession();
        QCOMPARE(data->count, 7);
        QCOMPARE(window.currentPage()->id(), QStringLiteral("train"));
    }

    void toastOffersUndo() {
        TestContext test;
        MainWindow window(test.context, {new CountingPage(QStringLiteral("Data"), QStringLiteral("data"))});
        window.show();
        bool undone = false;
        test.navigator.showToast(QStringLiteral("Deleted iris"), QStringLiteral("Undo"),
                                 [&undone] { undone = true; });
        auto* toast = window.findChild<Toast*>();
        QCOMPARE(toast->text(), QStringLiteral("Deleted iris"));
        QTest::mouseClick(toast->findChild<QPushButton*>(QStringLiteral("toastButton")), Qt::LeftButton);
        QVERIFY(undone);
        QVERIFY(!toast->isVisible());
    }

    void undoNamesTheStep() {
        TestContext test;
        auto* data = new CountingPage(QStringLiteral("Data"), QStringLiteral("data"));
        MainWindow window(test.context, {data});
        auto* undo = window.findChild<QAction*>(QStringLiteral("undoAction"));
        data->stack.push(new QUndoCommand(QStringLiteral("import of iris")));
        QCOMPARE(undo->text().remove(QLatin1Char('&')), QStringLiteral("Undo import of iris"));
        undo->trigger();
        QCOMPARE(undo->text().remove(QLatin1Char('&')), QStringLiteral("Undo"));
        QVERIFY(!undo->isEnabled());
        auto* redo = window.findChild<QAction*>(QStringLiteral("redoAction"));
        QCOMPARE(redo->text().remove(QLatin1Char('&')), QStringLiteral("Redo import of iris"));
    }

    void undoNoticeGoesWithItsStep() {
        TestContext test;
        WorkspaceSession session;
        test.context.session = &session;
        MainWindow window(test.context, {new CountingPage(QStringLiteral("Data"), QStringLiteral("data"))});
        window.show();
        auto* toast = window.findChild<Toast*>();
        QUndoStack& stack = session.dataUndo();
        stack.push(new QUndoCommand(QStringLiteral("deletion of iris")));
        Q_EMIT session.undoOffered(QStringLiteral("Dataset iris deleted"), &stack);
        QVERIFY(toast->isVisible());
        QTest::mouseClick(toast->findChild<QPushButton*>(QStringLiteral("toastButton")), Qt::LeftButton);
        QVERIFY(!stack.canUndo());
        QVERIFY(!toast->isVisible());
        stack.redo();
        Q_EMIT session.undoOffered(QStringLiteral("Dataset iris deleted"), &stack);
        stack.undo();  // by the menu
        QVERIFY(!toast->isVisible());
        stack.redo();
        Q_EMIT session.undoOffered(QStringLiteral("Dataset iris deleted"), &stack);
        stack.push(new QUndoCommand(QStringLiteral("import of wine")));
        QVERIFY(!toast->isVisible());
        test.navigator.showToast(QStringLiteral("Saved"));
        stack.undo();
        QVERIFY(toast->isVisible());  // not about a step
    }

    void pageAndSizeAreSavedWithoutClosing() {
        TestContext test;
        MainWindow window(test.context,
                          {new CountingPage(QStringLiteral("Data"), QStringLiteral("data")),
                           new CountingPage(QStringLiteral("Train"), QStringLiteral("train"))});
        window.show();
        window.restoreSession();
        window.showPage(QStringLiteral("train"));
        QTRY_COMPARE(test.settings.value(QStringLiteral("window/page")).toString(),
                     QStringLiteral("train"));
        test.settings.remove(QStringLiteral("window/geometry"));
        window.resize(1111, 777);
        QTRY_VERIFY(test.settings.contains(QStringLiteral("window/geometry")));
    }

    void paletteSaysWhenNothingFits() {
        TestContext test;
        MainWindow window(test.context, {new CountingPage(QStringLiteral("Data"), QStringLiteral("data"))});
        window.show();
        QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("searchBox")), Qt::LeftButton);
        auto* nothing = window.findChild<QLabel*>(QStringLiteral("commandNothing"));
        QVERIFY(!nothing->isVisible());
        QTest::keyClicks(window.findChild<QLineEdit*>(QStringLiteral("commandQuery")),
                         QStringLiteral("qqxxyy"));
        QVERIFY(nothing->isVisible());
        QCOMPARE(nothing->text(), QStringLiteral("Nothing found"));
    }

    void workspaceIsAskedForThroughTheSeam() {
        TestContext test;
        MainWindow window(test.context, {new CountingPage(QStringLiteral("Data"), QStringLiteral("data"))});
        QString opened;
        connect(&test.navigator, &Navigator::workspaceRequested, &window,
                [&opened](const QString& path) { opened = path; });
        test.prompts.answers = {QStringLiteral("/tmp/iris.qstore")};
        window.findChild<QAction*>(QStringLiteral("openWorkspaceAction"))->trigger();
        QCOMPARE(opened, QStringLiteral("/tmp/iris.qstore"));
        window.setWorkspacePath(opened);
        QVERIFY(window.windowTitle().startsWith(QStringLiteral("iris.qstore")));
    }

    void fuzzyPrefersWordStarts() {
        QVERIFY(fuzzyScore(QStringLiteral("had"), QStringLiteral("Hadamard")).has_value());
        QVERIFY(!fuzzyScore(QStringLiteral("xyz"), QStringLiteral("Hadamard")).has_value());
        QVERIFY(*fuzzyScore(QStringLiteral("ga"), QStringLiteral("Gate add")) >
                *fuzzyScore(QStringLiteral("ga"), QStringLiteral("Bring away")));
        const auto score = [](const char* query, const char* text) {
            return fuzzyScore(QString::fromLatin1(query), QString::fromLatin1(text)).value_or(-1);
        };
        QVERIFY(score("train", "Make trainable") > score("train", "Transpose all in next"));
        QVERIFY(score("exp", "Model export") > score("exp", "Edit x pair"));
        QVERIFY(score("open file", "File open") > score("open file", "Only pens no fires ill ex"));
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
