// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stores/stores_page.h"

#include <QCheckBox>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTabWidget>
#include <QTableWidget>
#include <set>

#include "tests/ui/support/pseudo_translator.h"
#include "tests/ui/support/stores_fixture.h"
#include "ui/models/points_model.h"
#include "ui/stores/points_map.h"
#include "ui/stores/points_reader.h"
#include "ui/support/plot.h"

using namespace qstore;
using namespace qstore::ui;

/// The Stores page, by what a person types and presses: lists, filters, searches, collections.
class StoresPageTest : public QObject, protected StoresFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }

    void theNearestOfARowIsItself() {
        push();
        child<QSpinBox>("searchRow")->setValue(42);
        child<QSpinBox>("searchTop")->setValue(5);
        click("searchNow");
        QTRY_COMPARE(hits()->rowCount(), 5);
        QCOMPARE(cell("hitsTable", 0, 1), QStringLiteral("42"));
        QCOMPARE(cell("hitsTable", 0, 2), QStringLiteral("0"));
        const QString stages = child<QLabel>("stagesText")->text();
        QVERIFY2(stages.contains(QStringLiteral("every point was looked at")), qPrintable(stages));
        // Against a plain sort over all rows.
        const DatasetPoints all =
            DatasetPoints::create(*m_session->currentTable(), m_session->currentRecipe(), {}).value();
        const auto asked = all.vectorOf(41).value();
        std::vector<std::pair<double, std::string>> expected;
        for (const Point& point : all.batch(0, all.rows()))
            expected.emplace_back(scoreOf(Metric::Euclidean, asked, point.vector), point.id);
        std::sort(expected.begin(), expected.end());
        for (int row = 0; row < 5; ++row)
            QCOMPARE(cell("hitsTable", row, 1), toQt(expected[static_cast<std::size_t>(row)].second));
    }

    void aSelectedPointIsLookedForByItsId() {
        push();
        QTRY_VERIFY(points()->rowCount() > 3);
        const QString id = cell("pointsTable", 3, 0);
        child<QTableView>("pointsTable")->selectRow(3);
        child<QComboBox>("searchBy")->setCurrentIndex(1);
        QCOMPARE(line("searchId")->text(), id);
        QTest::keyClick(line("searchId"), Qt::Key_Return);
        QTRY_VERIFY(hits()->rowCount() > 0);
        QCOMPARE(cell("hitsTable", 0, 2), QStringLiteral("0"));
    }

    void aTypedVectorThatIsWrongIsNamed_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("says");
        QTest::newRow("word") << QStringLiteral("1, two, 3, 4")
                              << QStringLiteral("umber 2 of the vector is 'two'");
        QTest::newRow("length") << QStringLiteral("1, 2, 3") << QStringLiteral("3");
        QTest::newRow("empty") << QString() << QStringLiteral("vector is empty");
        QTest::newRow("not finite") << QStringLiteral("1 2 3 nan") << QStringLiteral("n");
    }
    void aTypedVectorThatIsWrongIsNamed() {
        QFETCH(QString, typed);
        QFETCH(QString, says);
        push();
        child<QComboBox>("searchBy")->setCurrentIndex(2);
        line("searchVector")->setText(typed);
        click("searchNow");
        auto* message = child<QWidget>("searchPanel")->findChild<InlineMessage*>();
        QTRY_VERIFY(message->isVisible());
        QVERIFY2(message->text().contains(says), qPrintable(message->text()));
        QVERIFY(!child<QWidget>("results")->isVisible());
    }

    void aFilterHoldsForListAndSearch() {
        push();
        const QString target = toQt(m_session->currentTable()->columns().back().name);
        line("pointsFilter")->setText(target + QStringLiteral(" = 'setosa'"));
        QTest::keyClick(line("pointsFilter"), Qt::Key_Return);
        QTRY_VERIFY(child<QLabel>("pointsCount")->text().contains(QStringLiteral("pass")));
        QCOMPARE(points()->rowCount(), 50);
        child<QSpinBox>("searchRow")->setValue(100);  // of another species
        click("searchNow");
        QTRY_COMPARE(hits()->rowCount(), 10);
        const int species = columnOf("hitsTable", target);
        for (int row = 0; row < 10; ++row)
            QCOMPARE(cell("hitsTable", row, species), QStringLiteral("setosa"));
        line("pointsFilter")->clear();
        QTRY_COMPARE(points()->rowCount(), 150);
    }

    void aFilterThatIsNoneNamesTheColumn() {
        push();
        QTRY_COMPARE(points()->rowCount(), 150);
        line("pointsFilter")->setText(QStringLiteral("species = = 1"));
        click("applyFilter");
        QVERIFY(line("pointsFilter")->property("invalid").toBool());
        const QString text = messageWith(QStringLiteral("Column 11"));
        QVERIFY2(!text.isEmpty(), "no message names the column");
        QCOMPARE(points()->rowCount(), 150);
        QTest::keyClicks(line("pointsFilter"), QStringLiteral("x"));
        QVERIFY(!line("pointsFilter")->property("invalid").toBool());
    }

    void pointsComePageByPage() {
        makeLarge(1000);
        auto* table = child<QTableView>("pointsTable");
        QTRY_COMPARE(points()->rowCount(), 200);
        QVERIFY(child<QLabel>("pointsCount")->text().contains(QStringLiteral("1,000")));
        table->scrollToBottom();
        QTRY_COMPARE(points()->rowCount(), 400);
        std::set<QString> ids;
        while (points()->rowCount() < 1000) {
            const int before = points()->rowCount();
            table->scrollToBottom();
            QTRY_VERIFY(points()->rowCount() > before);
        }
        for (int row = 0; row < 1000; ++row) ids.insert(cell("pointsTable", row, 0));
        QCOMPARE(int(ids.size()), 1000);
    }

    /// The list keeps so many rows and says where the others are, instead of asking for more scrolling.
    void theListSaysWhereItEnds() {
        makeLarge(1000);
        QTRY_COMPARE(points()->rowCount(), 200);
        QVERIFY(child<QLabel>("pointsCount")->text().contains(QStringLiteral("scroll for more")));
        auto* reader = m_page->findChild<PointsReader*>();
        std::vector<Point> rest;
        for (std::size_t i = 200; i < PointsModel::mostRows; ++i)
            rest.push_back({"p" + std::to_string(i), {0.0F, 1.0F}, {}});
        Q_EMIT reader->pageRead(rest, true);
        QVERIFY(!points()->canFetchMore({}));
        QCOMPARE(child<QLabel>("pointsCount")->text(),
                 QStringLiteral("The list ends after 100,000 points; a filter leads to the others"));
        line("pointsFilter")->setText(QStringLiteral("not exists x"));
        click("applyFilter");
        QTRY_COMPARE(points()->rowCount(), 200);
        QTRY_VERIFY(child<QLabel>("pointsCount")->text().contains(QStringLiteral("scroll for more")));
        Q_EMIT reader->pageRead(rest, true);
        QVERIFY(child<QLabel>("pointsCount")->text().contains(QStringLiteral("narrower filter")));
        // Where nothing is left over, it says so as before.
        Q_EMIT reader->pageRead({}, false);
        QCOMPARE(child<QLabel>("pointsCount")->text(), QStringLiteral("100000 point(s) pass"));
    }

    void deletedPointsComeBack() {
        push();
        QTRY_COMPARE(points()->rowCount(), 150);
        auto* table = child<QTableView>("pointsTable");
        const auto before = local()->fetch("iris", {fromQt(cell("pointsTable", 0, 0))}, {}).value();
        table->selectRow(0);
        table->selectionModel()->select(points()->index(1, 0),
                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        QSignalSpy offered(m_session.get(), &WorkspaceSession::undoOffered);
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        QTRY_COMPARE(points()->rowCount(), 148);
        QCOMPARE(offered.count(), 1);
        m_page->undoStack()->undo();
        QTRY_COMPARE(points()->rowCount(), 150);
        QVERIFY(local()->fetch("iris", {before.front().id}, {}).value() == before);
    }

    void aCollectionIsMadeAndUnmade() {
        QTRY_VERIFY(button("addCollection")->isEnabled());
        click("addCollection");
        line("newCollectionName")->selectAll();
        QTest::keyClicks(line("newCollectionName"), QStringLiteral("mine"));
        child<QSpinBox>("newCollectionDimension")->setValue(3);
        QVERIFY(!child<QSpinBox>("newCollectionLinks")->isVisible());
        child<QComboBox>("newCollectionIndex")->setCurrentIndex(1);
        QVERIFY(child<QSpinBox>("newCollectionLinks")->isVisible());
        click("newCollectionNow");
        QTRY_COMPARE(collections(), QStringList{QStringLiteral("mine")});
        QCOMPARE(cell("collectionsTable", 0, 4), QStringLiteral("HNSW"));
        QTRY_VERIFY(idle());
        click("newCollectionNow");
        QTRY_VERIFY(!messageWith(QStringLiteral("mine")).isEmpty());
        m_page->undoStack()->undo();
        QTRY_COMPARE(collections(), QStringList());
    }

    void aDroppedCollectionComesBackAsItWas() {
        push();
        std::vector<std::string> ids;
        for (int i = 1; i <= 150; ++i) ids.push_back(std::to_string(i));
        const auto before = local()->fetch("iris", ids, {}).value();
        click("dropCollection");
        QTRY_COMPARE(collections(), QStringList());
        QVERIFY(m_test->prompts.asked.isEmpty());
        QTRY_VERIFY(idle());
        m_page->undoStack()->undo();
        QTRY_COMPARE(collections(), QStringList{QStringLiteral("iris")});
        QTRY_VERIFY(idle());
        QVERIFY(local()->fetch("iris", ids, {}).value() == before);
    }

    void modesAreExplainedAndMeasured() {
        push();
        child<QSpinBox>("searchRow")->setValue(7);
        auto* mode = child<QComboBox>("searchMode");
        QVERIFY(!child<QComboBox>("searchEncoder")->isVisible());
        mode->setCurrentIndex(mode->findData(QStringLiteral("exploratory")));
        QVERIFY(child<QComboBox>("searchEncoder")->isVisible());
        QVERIFY(!child<QCheckBox>("searchExact")->isVisible());
        QVERIFY(child<QLabel>("modeHelp")->text().contains(QStringLiteral("0.5")));
        click("searchNow");
        QTRY_COMPARE_WITH_TIMEOUT(hits()->rowCount(), 10, limitMs);
        QCOMPARE(cell("hitsTable", 0, 1), QStringLiteral("7"));
        QCOMPARE(cell("hitsTable", 0, 3), QStringLiteral("1"));
        QVERIFY(child<QLabel>("stagesText")->text().contains(QStringLiteral("simulated states")));
        click("measureModes");
        auto* table = child<QTableWidget>("modesTable");
        QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), limitMs);
        QCOMPARE(table->rowCount(), 3);
        // 150 points and a pool of 200: precise cannot miss anything.
        QCOMPARE(table->item(0, 1)->text(), QStringLiteral("100 %"));
        QCOMPARE(table->item(0, 2)->text(), QStringLiteral("100 %"));
        QVERIFY(table->item(0, 3)->text().contains(QStringLiteral("s")));
    }

    void aPointDrawnOnTheMapIsLookedFor() {
        push();
        child<QComboBox>("searchBy")->setCurrentIndex(3);
        QCOMPARE(child<QTabWidget>("pointsTabs")->currentIndex(), 1);
        auto* map = m_page->findChild<PointsMap*>();
        QTRY_COMPARE(map->shownPoints(), std::size_t{150});
        child<QComboBox>("mapAxes")->setCurrentIndex(1);
        QTRY_VERIFY(map->plot()->xAxis->label().contains(QStringLiteral("dimension 1")));
        QSignalSpy drawn(map, &PointsMap::drawn);
        const QPoint middle = map->plot()->axisRect()->rect().center();
        QTest::mouseClick(map->plot(), Qt::LeftButton, {}, middle);
        QCOMPARE(drawn.count(), 1);
        const auto vector = drawn.front().at(0).value<std::vector<float>>();
        QCOMPARE(vector.size(), std::size_t{4});
        QVERIFY(std::abs(double(vector[0]) - map->plot()->xAxis->pixelToCoord(middle.x())) < 0.02);
        QVERIFY(std::abs(double(vector[1]) - map->plot()->yAxis->pixelToCoord(middle.y())) < 0.02);
        QTRY_COMPARE(hits()->rowCount(), 10);
        // The keyboard does the same.
        map->setFocus();
        QTest::keyClick(map, Qt::Key_Right);
        QTest::keyClick(map, Qt::Key_Return);
        QCOMPARE(drawn.count(), 2);
        QVERIFY(drawn.back().at(1).toDouble() > drawn.front().at(1).toDouble());
    }

    void anotherWorkspaceHasItsOwnCollections() {
        push();
        QVERIFY(m_session->open(m_test->folder.filePath(QStringLiteral("second.qstore"))).has_value());
        QTRY_COMPARE(collections(), QStringList());
        QVERIFY(!m_page->undoStack()->canUndo());
    }

    /// In a language of long words, at the size that the window gives a page at 1280 × 800.
    void nothingIsCutOffInLongWords() {
        m_page.reset();
        PseudoTranslator translator;
        QVERIFY(QApplication::installTranslator(&translator));
        m_test->theme.applyTo(*qApp);
        open();
        QTRY_VERIFY(button("emptyStateButton")->isVisible());
        QTRY_COMPARE(cutOff(), QString());
        click("emptyStateButton");
        QTRY_COMPARE(cutOff(), QString());
        click("pushNow");
        QTRY_VERIFY_WITH_TIMEOUT(points()->rowCount() == 150 && idle(), limitMs);
        child<QComboBox>("searchMode")->setCurrentIndex(3);
        click("searchNow");
        QTRY_VERIFY(hits()->rowCount() > 0);
        click("measureModes");
        QTRY_VERIFY_WITH_TIMEOUT(child<QTableWidget>("modesTable")->isVisible(), limitMs);
        QTRY_COMPARE(cutOff(), QString());
        for (const char* name :
             {"pullCollection", "compareCollections", "addCollection", "addConnection", "storeFiles"}) {
            click(name);
            QTRY_COMPARE(cutOff(), QString());
        }
        m_page->resize(1000, 640);
        QTest::qWait(0);
        QCOMPARE(m_page->size(), QSize(1000, 640));
        m_page.reset();
    }

    void everythingIsNamedAndReachable() {
        push();
        const auto widgets = m_page->findChildren<QWidget*>();
        for (QWidget* widget : widgets) {
            const bool field = qobject_cast<QLineEdit*>(widget) != nullptr ||
                               qobject_cast<QComboBox*>(widget) != nullptr ||
                               qobject_cast<QTableView*>(widget) != nullptr;
            if (!field || widget->objectName().startsWith(QStringLiteral("qt_"))) continue;
            const bool labelled = !widget->accessibleName().isEmpty() || !widget->toolTip().isEmpty();
            QVERIFY2(labelled, qPrintable(widget->objectName()));
            QVERIFY2((widget->focusPolicy() & Qt::TabFocus) != 0, qPrintable(widget->objectName()));
        }
        QVERIFY(m_page->statusText().contains(QStringLiteral("150 point")));
        QVERIFY(!m_page->menuActions(MenuPlace::Tools).isEmpty());
    }
};

QTEST_MAIN(StoresPageTest)
#include "stores_page_test.moc"
