// SPDX-License-Identifier: GPL-3.0-or-later
// Trainings on the points of a collection, from the window.
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTreeWidget>
#include <condition_variable>

#include "app/workbench/pages.h"
#include "core/exchange/points_order.h"
#include "tests/ui/support/german_translator.h"
#include "tests/ui/support/stream_fixture.h"
#include "tests/ui/support/text_walk.h"
#include "ui/stores/stores_page.h"
#include "ui/support/empty_state.h"
#include "ui/window/main_window.h"

using namespace qstore;
using namespace qstore::ui;

namespace {

/// A door that workers wait at.
class Door {
public:
    void wait() {
        std::unique_lock lock(m_mutex);
        m_reached = true;
        m_changed.wait(lock, [this] { return m_open; });
    }
    void open() {
        const std::scoped_lock lock(m_mutex);
        m_open = true;
        m_changed.notify_all();
    }
    bool isReached() {
        const std::scoped_lock lock(m_mutex);
        return m_reached;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_open = false, m_reached = false;
};

/// Refuses, and knows no way out.
class RefusingStore : public WatchedStore {
public:
    using WatchedStore::WatchedStore;
    Result<std::vector<CollectionInfo>> collections(const RunControl&) override {
        return fail(ErrorCode::Io, "the disk is full");
    }
};

}  // namespace

class TrainingStreamTest : public QObject, private StreamFixture {
    Q_OBJECT

    void fillSome(std::size_t count) {
        const auto local = must(m_stores->stores()->open("local"));
        CollectionSpec spec;
        spec.name = "plane";
        spec.dimension = 2;
        must(local->createCollection(spec, {}));
        std::vector<Point> points;
        for (std::size_t at = 0; at < count; ++at) points.push_back(pointAt(at));
        must(local->upsert("plane", std::move(points), {}));
    }
    /// As when a person comes back to the page.
    void readAgain() {
        m_page->hide();
        m_page->show();
    }
    /// The first words of what stands in place of the curves.
    QString emptyState() const {
        for (const EmptyState* each : m_page->findChildren<EmptyState*>())
            for (const QLabel* label : each->findChildren<QLabel*>())
                if (label->isVisible() && !label->text().isEmpty())
                    return label->text().section(QLatin1Char(':'), 0, 0);
        return {};
    }

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void aCollectionGivesTheWeightsOfTheDatasetOfItsPoints() {
        choose("local");
        QCOMPARE(label("trainDataset"), QStringLiteral("local/plane · streamed"));
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
        QCOMPARE(combo("trainTarget")->count(), 2);  // kind, side
        type("side");
        train();
        const std::string streamed = weights();
        QVERIFY(label("runName").startsWith(QStringLiteral("local/plane · run ")));
        QVERIFY(label("runName").contains(QStringLiteral("streamed, 60 point(s)")));
        QCOMPARE(m_page->findChild<QTableView*>(QStringLiteral("runsTable"))->model()->index(0, 1).data(),
                 QVariant(QStringLiteral("local/plane")));
        QCOMPARE(coreWeights({}), streamed);

        addPulled();
        combo("trainRows")->setCurrentIndex(0);
        QVERIFY(!combo("trainStore")->isVisible());
        QCOMPARE(label("trainDataset"), QStringLiteral("pulled · 60 rows"));
        QVERIFY(m_page->findChild<QLabel*>(QStringLiteral("runOfOtherDataset"))->isVisible());
        train();
        QCOMPARE(weights(), streamed);
    }

    void anotherStoreGivesTheSame() {
        choose("lab");
        type("side");
        train();
        QCOMPARE(weights(), coreWeights({}));
        QCOMPARE(streamOf(m_controller->runId()).place(), std::string("lab/plane"));
    }

    void aFilterTakesSomePoints() {
        choose("local");
        type("side");
        QTest::keyClicks(filter(), QStringLiteral("kind = "));
        click("trainButton");
        QVERIFY(!message().isEmpty());
        QVERIFY(filter()->property("invalid").toBool());
        QVERIFY(!m_controller->isBusy());
        QTest::keyClicks(filter(), QStringLiteral("'even'"));
        QVERIFY(!filter()->property("invalid").toBool());
        train();
        QCOMPARE(streamOf(m_controller->runId()).points, std::uint64_t{30});
        QVERIFY(label("runName").contains(QStringLiteral("where kind = 'even'")));
        QCOMPARE(weights(), coreWeights("kind = 'even'"));
    }

    void pointsWithoutTheTargetAreCounted() {
        Point bare = pointAt(planePoints);
        bare.payload.erase("side");
        must(m_local->upsert("plane", {bare}, {}));
        combo("trainRows")->setCurrentIndex(1);
        auto* collections = combo("trainCollection");
        QTRY_COMPARE(collections->count(), 1);
        collections->setCurrentIndex(0);
        type("side");
        train();
        QVERIFY(message().contains(QStringLiteral("1 point(s) have no “side”")));
        QCOMPARE(streamOf(m_controller->runId()).points, std::uint64_t{planePoints + 1});
        const TrainingSummary& summary = m_controller->report()->summary;
        QCOMPARE(summary.train.rows + summary.validation.rows + summary.test.rows, planePoints);
    }

    void theTargetOfAPushNeedsNoName() {
        choose("local");
        click("trainButton");
        QTRY_VERIFY(message().contains(QStringLiteral("which field of the points of 'local/plane'")));
        PointsOrder pushed;
        pushed.recipe.columns["side"].role = ColumnRole::Target;
        must(rememberPush(*m_session->workspace(), "local", "plane", pushed));
        train();
        QCOMPARE(weights(), coreWeights({}));
    }

    void whatCannotBeIsSaidWithTheWayOut() {
        choose("local");
        type("sidw");
        click("trainButton");
        QTRY_VERIFY(message().contains(QStringLiteral("field 'sidw'")));
        QVERIFY(message().contains(QStringLiteral("did you mean 'side'?"), Qt::CaseInsensitive));
        QCOMPARE(m_controller->state(), RunStage::Idle);
        auto* optimizer = combo("trainOptimizer");
        optimizer->setCurrentIndex(optimizer->findText(QStringLiteral("COBYLA")));
        click("trainButton");
        QVERIFY(
            message().contains(QStringLiteral("cobyla looks at all training rows"), Qt::CaseInsensitive));
        QVERIFY(message().contains(QStringLiteral("choose adam"), Qt::CaseInsensitive));
        QVERIFY(!m_controller->isBusy());
        QVERIFY(runs().empty());
    }

    void theChoiceIsUndoneAndKept() {
        const TrainingDraft before = m_page->settings().draft();
        choose("lab");
        QTest::keyClicks(filter(), QStringLiteral("kind = 'odd'"));
        type("side");
        const DataChoice chosen = m_page->settings().dataChoice();
        QVERIFY(chosen == (DataChoice{true, QStringLiteral("lab"), QStringLiteral("plane"),
                                      QStringLiteral("kind = 'odd'"), QStringLiteral("side")}));
        QUndoStack* undo = m_page->undoStack();
        QCOMPARE(undo->count(), 5);  // rows, store, collection, filter, target
        undo->undo();
        QCOMPARE(combo("trainTarget")->currentText(), QString());
        QCOMPARE(filter()->text(), QStringLiteral("kind = 'odd'"));
        while (undo->canUndo()) undo->undo();
        QVERIFY(m_page->settings().draft() == before);
        QVERIFY(!combo("trainStore")->isVisible());
        while (undo->canRedo()) undo->redo();
        QVERIFY(m_page->settings().dataChoice() == chosen);
        stop();
        start();
        QVERIFY(m_page->settings().dataChoice() == chosen);
        QCOMPARE(label("trainDataset"), QStringLiteral("lab/plane · streamed"));
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
        // Another collection has other fields.
        combo("trainStore")->setCurrentIndex(0);
        QVERIFY(m_page->settings().dataChoice() == (DataChoice{true, QStringLiteral("local"), {}, {}, {}}));
        QCOMPARE(label("trainDataset"), QStringLiteral("No collection is chosen"));
        QVERIFY(!button("trainButton")->isEnabled());
    }

    void anotherWorkspaceHasOtherPoints() {
        choose("local");
        const QString other = m_test->folder.filePath(QStringLiteral("other.qstore"));
        must(m_session->open(other));
        QVERIFY(!m_page->settings().dataChoice().streamed);
        fillSome(10);
        m_page->chooseCollection(QStringLiteral("local"), QStringLiteral("plane"), {});
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("10 points")));
        // Both have a draft that names the same place.
        must(m_session->open(m_path));
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
        QCOMPARE(combo("trainTarget")->count(), 2);
        must(m_session->open(other));
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("10 points")));
        QCOMPARE(combo("trainCollection")->currentText(), QStringLiteral("plane"));
    }

    void whatWasNotReadIsReadWhenItIsUndone() {
        choose("local");
        auto* rows = combo("trainRows");
        rows->setCurrentIndex(0);
        const auto door = std::make_shared<Door>();
        const auto opened = qScopeGuard([door] { door->open(); });
        m_watched->afterPage = [door](std::vector<Point>&) { door->wait(); };
        rows->setCurrentIndex(1);
        QTRY_VERIFY(door->isReached());
        QCOMPARE(label("trainCollectionNote"), QStringLiteral("Reading…"));
        rows->setCurrentIndex(0);
        door->open();
        m_page->undoStack()->undo();
        QCOMPARE(rows->currentIndex(), 1);
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
    }

    void aPlaceThatWasKeptIsReadWhenItIsChosenAgain() {
        choose("local");
        combo("trainRows")->setCurrentIndex(0);
        restart();
        QVERIFY(!m_page->settings().dataChoice().streamed);
        m_page->chooseCollection(QStringLiteral("local"), QStringLiteral("plane"), {});
        QTRY_VERIFY(label("trainCollectionNote").startsWith(QStringLiteral("60 points")));
        QCOMPARE(combo("trainCollection")->currentText(), QStringLiteral("plane"));
        QCOMPARE(combo("trainTarget")->count(), 2);
    }

    void withoutACollectionNobodyIsSentToTheDataPage() {
        addPulled();
        combo("trainRows")->setCurrentIndex(1);
        QCOMPARE(emptyState(), QStringLiteral("No collection is chosen"));
        for (const QPushButton* each : m_page->findChildren<QPushButton*>())
            QVERIFY(!each->isVisible() || each->text() != QStringLiteral("Go to Data"));
        combo("trainRows")->setCurrentIndex(0);
        QCOMPARE(emptyState(), QStringLiteral("Nothing is trained yet"));
    }

    void whatAStoreRefusesIsSaidInTheWindowsLanguage() {
        choose("lab");
        must(m_elsewhere->access().forget("lab"));
        m_page->activated();
        GermanTranslator german;
        QVERIFY(QCoreApplication::installTranslator(&german));
        const auto removed = qScopeGuard([&german] { QCoreApplication::removeTranslator(&german); });
        readAgain();
        QTRY_COMPARE(
            label("trainCollectionNote"),
            QStringLiteral("es gibt keine Verbindung namens „lab“; eine anlegen oder einen anderen "
                           "Speicher wählen"));
        click("trainButton");
        QTRY_VERIFY(message().startsWith(QStringLiteral("Es gibt keine Verbindung namens „lab“")));
    }

    void aRefusalWithoutAdviceEndsWithItself() {
        choose("local");
        m_stores->stores()->setLocal(std::make_shared<RefusingStore>(m_local));
        readAgain();
        QTRY_COMPARE(label("trainCollectionNote"), QStringLiteral("the disk is full"));
    }

    void readingShowsHowFarItIsAndCanBeCancelled() {
        choose("local");
        type("side");
        const auto door = std::make_shared<Door>();
        const auto opened = qScopeGuard([door] { door->open(); });
        m_watched->afterPage = [door, pages = 0](std::vector<Point>&) mutable {
            if (++pages == 3) door->wait();
        };
        click("trainButton");
        QTRY_VERIFY(door->isReached());
        QTRY_COMPARE(label("trainState"), QStringLiteral("Reading ids: 32 point(s)"));
        QVERIFY(!button("pauseButton")->isEnabled());
        click("cancelButton");
        QCOMPARE(label("trainState"), QStringLiteral("Cancelling"));
        door->open();
        QTRY_COMPARE(m_controller->state(), RunStage::Idle);
        QCOMPARE(message(), QString());
        QVERIFY(runs().empty());
    }

    void anInterruptedRunGoesOnBitEqual() {
        const std::string whole = coreWeights({});
        const std::string run = interrupted();
        restart();
        QVERIFY(label("pausedRunText").contains(QStringLiteral("local/plane was interrupted")));
        click("resumePausedRun");
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), RunStage::Done, limitMs);
        QCOMPARE(m_controller->runId(), toQt(run));
        QCOMPARE(weights(), whole);
    }

    void aRunDoesNotGoOnWithOtherPoints() {
        const std::string whole = coreWeights({});
        interrupted();
        must(m_local->remove("plane", {"p117"}, {}));
        restart();
        click("resumePausedRun");
        QTRY_VERIFY(message().contains(QStringLiteral("59 points are there instead of 60")));
        QTRY_COMPARE(m_controller->state(), RunStage::Paused);
        QVERIFY(button("resumePausedRun")->isVisible());
        must(m_local->upsert("plane", {pointAt(17)}, {}));
        click("resumePausedRun");
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), RunStage::Done, limitMs);
        QCOMPARE(weights(), whole);
        QCOMPARE(message(), QString());
    }

    void aStoreThatVanishesPausesTheRun() {
        const std::string whole = coreWeights({});
        // A worker may ask for it when this function has returned.
        const auto gone = std::make_shared<std::atomic<bool>>(true);
        const std::size_t before = m_watched->fetches;
        // After the ranges and some steps.
        m_watched->beforeFetch = [gone, before](std::size_t call) -> Status {
            if (!*gone || call < before + 12) return {};
            return fail(ErrorCode::Io, "the store does not answer", "try again later");
        };
        choose("local");
        type("side");
        prepareSteps();
        click("trainButton");
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), RunStage::Paused, limitMs);
        QVERIFY(message().contains(QStringLiteral("The store does not answer")));
        *gone = false;
        QTRY_VERIFY(button("resumePausedRun")->isVisible());
        click("resumePausedRun");
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), RunStage::Done, limitMs);
        QCOMPARE(weights(), whole);
    }

    void aCancelledRunThatCannotGoOnStaysCancelled() {
        const QString run = toQt(interrupted());
        must(m_controller->discard(run));
        must(m_local->remove("plane", {"p117"}, {}));
        m_page->openRun(run);
        QCOMPARE(m_controller->state(), RunStage::Cancelled);
        const QSignalSpy changed(m_session.get(), &WorkspaceSession::runsChanged);
        click("pauseButton");
        QTRY_VERIFY(message().contains(QStringLiteral("59 points are there instead of 60")));
        QCOMPARE(m_controller->state(), RunStage::Cancelled);
        QCOMPARE(runs().front().state, RunState::Cancelled);
        QCOMPARE(changed.count(), 1);
        QVERIFY(!button("resumePausedRun")->isVisible());
    }

    void aStoreThatIsNotThereIsSaid() {
        choose("lab");
        type("side");
        m_elsewhere->vanish(true);
        click("trainButton");
        QTRY_VERIFY(message().contains(QStringLiteral("far.example does not answer")));
        QVERIFY(runs().empty());
        must(m_elsewhere->access().forget("lab"));
        m_page->activated();
        QCOMPARE(combo("trainStore")->currentText(), QStringLiteral("lab (not there now)"));
        click("trainButton");
        QTRY_VERIFY(message().contains(QStringLiteral("no connection named 'lab'")));
    }

    void aRowIsFetchedToBeLookedAt() {
        choose("local");
        type("side");
        train();
        auto* rows = m_page->findChild<QSpinBox*>(QStringLiteral("traceRow"));
        QVERIFY(rows->isEnabled());
        const auto* values = m_page->findChild<QTreeWidget*>(QStringLiteral("traceValues"));
        for (const int row : {1, 2}) {
            rows->setValue(row);
            QTRY_VERIFY(values->topLevelItemCount() > 5);
            const QString id = m_controller->points() == nullptr
                                   ? QString()
                                   : toQt(m_controller->points()->index().ids.at(
                                         m_controller->points()->split().test.at(std::size_t(row) - 1)));
            QVERIFY(!id.isEmpty());
            bool said = false;
            for (const QLabel* each : m_page->findChildren<QLabel*>())
                said = said || each->text() == QStringLiteral("point %1 of local/plane").arg(id);
            QVERIFY(said);
            const Point point = pointAt(id.mid(1).toUInt() - 100);
            const QTreeWidgetItem* raw = values->topLevelItem(0);
            QCOMPARE(raw->text(0), QStringLiteral("Raw row"));
            QCOMPARE(raw->childCount(), 2);
            for (int i = 0; i < 2; ++i) {
                bool isNumber = false;
                const double shown = raw->child(i)->toolTip(1).toDouble(&isNumber);
                QVERIFY2(isNumber && std::abs(shown - double(point.vector[std::size_t(i)])) < 1e-6,
                         qPrintable(raw->child(i)->toolTip(1)));
            }
        }
    }

    void aFinishedRunIsLookedAtWithoutItsStore() {
        choose("local");
        type("side");
        train();
        const QString run = m_controller->runId();
        const std::string sha = weights();
        restart();
        must(m_local->dropCollection("plane", {}));
        m_page->openRun(run);
        QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), RunStage::Done, limitMs);
        QCOMPARE(message(), QString());
        QCOMPARE(weights(), sha);
        QVERIFY(label("runComputed").contains(QStringLiteral("not kept")));
        const auto* tabs = m_page->findChild<QTabWidget*>(QStringLiteral("trainTabs"));
        QStringList shown;
        for (int i = 0; i < tabs->count(); ++i)
            if (tabs->isTabVisible(i)) shown << tabs->tabText(i);
        QCOMPARE(shown, QStringList({QStringLiteral("Results"), QStringLiteral("One row"),
                                     QStringLiteral("Runs")}));
        QVERIFY(!m_page->findChild<QSpinBox*>(QStringLiteral("traceRow"))->isEnabled());
    }

    void everythingIsSeenWhole() {
        choose("local");
        type("side");
        train();
        m_page->resize(940, 700);
        QVERIFY2(m_page->minimumSizeHint().width() <= 940,
                 qPrintable(QString::number(m_page->minimumSizeHint().width())));
        QCOMPARE(clippedTexts(*m_page).join(QLatin1Char('\n')), QString());
    }

    void theStoresPageLeadsHere() {
        m_page.reset();
        m_controller.reset();
        m_stores.reset();
        TrainingController training(*m_session);
        m_test->context.session = m_session.get();
        {
            MainWindow window(m_test->context, makePages(m_test->context, training));
            window.resize(1280, 800);
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            window.showPage(QStringLiteral("stores"));
            auto* there = window.findChild<QPushButton*>(QStringLiteral("trainCollection"));
            QTRY_VERIFY(there->isEnabled());
            auto* typed = window.findChild<QLineEdit*>(QStringLiteral("pointsFilter"));
            QTest::keyClicks(typed, QStringLiteral("kind = 'even'"));
            QTest::keyClick(typed, Qt::Key_Return);
            QTest::mouseClick(there, Qt::LeftButton);
            QCOMPARE(window.currentPage()->id(), QStringLiteral("train"));
            auto* page = window.findChild<TrainingPage*>();
            QVERIFY(page->settings().dataChoice() == (DataChoice{true,
                                                                 QStringLiteral("local"),
                                                                 QStringLiteral("plane"),
                                                                 QStringLiteral("kind = 'even'"),
                                                                 {}}));
            window.findChild<QComboBox*>(QStringLiteral("trainTarget"))
                ->setEditText(QStringLiteral("side"));
            window.findChild<QSpinBox*>(QStringLiteral("trainEpochs"))->setValue(2);
            QTest::mouseClick(window.findChild<QPushButton*>(QStringLiteral("trainButton")),
                              Qt::LeftButton);
            QTRY_COMPARE_WITH_TIMEOUT(training.state(), RunStage::Done, limitMs);
            QCOMPARE(training.run()->config.stream.points, std::uint64_t{30});
            while (page->undoStack()->canUndo()) page->undoStack()->undo();
            QVERIFY(!page->settings().dataChoice().streamed);
        }
    }
};

QTEST_MAIN(TrainingStreamTest)
#include "training_stream_test.moc"
